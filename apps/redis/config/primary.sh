#!/bin/sh
# Prints the primary as a majority of Sentinels has it, by the newest epoch; fails as long as fewer answer.
set -eu
for member in $MEMBERS; do
  timeout 3 redis-cli -h "$member" -p 26379 sentinel master redis 2>/dev/null |
    awk '{ if (NR % 2) key = $0; else value[key] = $0 } END { if ("ip" in value) print value["config-epoch"], value["ip"] }'
done | sort -n | awk -v majority="$MAJORITY" '{ primary = $2 } END { if (NR < majority) exit 1; print primary }'
