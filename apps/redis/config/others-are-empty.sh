#!/bin/sh
# Succeeds when every other member answers that it has no keys.
set -eu
for member in $MEMBERS; do
  [ "$member" = "$SELF" ] || [ "$(timeout 3 redis-cli -h "$member" dbsize 2>/dev/null)" = 0 ] || exit 1
done
