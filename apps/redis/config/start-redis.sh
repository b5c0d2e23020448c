#!/bin/sh
# Starts Redis as what the Sentinels say: the primary, or a replica of it. Waits until it is known.
set -eu
umask 077
trap 'exit 143' TERM
blank() { [ ! -e /data/appendonlydir ]; }
# A member that lost its claim must not be the primary, for its replicas would drop what they have. The Sentinels choose
# another one while it waits; at the very first start there is nothing to drop.
until primary=$("$CONFIG/primary.sh") && { [ "$primary" != "$SELF" ] || ! blank || "$CONFIG/others-are-empty.sh"; }; do
  echo "waiting: the primary is ${primary:-unknown}"
  sleep 1
done
{
  cat "$CONFIG/redis.conf"
  printf 'requirepass "%s"\nmasterauth "%s"\nreplica-announce-ip %s\n' "$REDISCLI_AUTH" "$REDISCLI_AUTH" "$SELF"
  [ "$primary" = "$SELF" ] || echo "replicaof $primary 6379"
} >/tmp/redis.conf
exec redis-server /tmp/redis.conf
