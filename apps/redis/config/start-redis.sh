#!/bin/sh
# Starts Redis as what the Sentinels say: the primary, or a replica of it. Waits until it is known.
set -eu
umask 077
trap 'exit 143' TERM
since=$(date +%s)
until primary=$("$CONFIG/primary.sh") && "$CONFIG/may-start.sh" "$primary" "$since"; do
  echo "waiting: the primary is ${primary:-unknown}"
  sleep 1
done
# What has nothing yet is not chosen, before ready.sh has seen that it copied all.
[ -e /data/appendonlydir ] || touch /tmp/blank
{
  cat "$CONFIG/redis.conf"
  printf 'requirepass "%s"\nmasterauth "%s"\nreplica-announce-ip %s\n' "$REDISCLI_AUTH" "$REDISCLI_AUTH" "$SELF"
  [ ! -e /tmp/blank ] || echo 'replica-priority 0'
  [ "$primary" = "$SELF" ] || echo "replicaof $primary 6379"
} >/tmp/redis.conf
exec redis-server /tmp/redis.conf
