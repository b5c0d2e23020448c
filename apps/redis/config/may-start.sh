#!/bin/sh
# Succeeds when this member may start Redis, while $1 is the primary, and it has been waiting since $2.
set -eu
if [ "$1" = "$SELF" ]; then
  # A member that lost its claim must not be the primary, for its replicas would drop what they have. The Sentinels choose
  # another one while it waits; at the very first start there is nothing to drop.
  [ -e /data/appendonlydir ] || "$CONFIG/others-are-empty.sh"
elif [ -e /data/appendonlydir ]; then
  # After a restart of all, Sentinels can't tell which replica has the last writes: for a minute the primary may come back.
  timeout 3 redis-cli -h "$1" ping >/dev/null 2>&1 || [ "$(date +%s)" -ge $(($2 + 60)) ]
fi
