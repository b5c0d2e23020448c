#!/bin/bash
# A blank primary asks for half a minute whether a replica answers. One that does has data, and the primary has lost its own.
set -euo pipefail
for _ in {1..15}; do
  if mysqladmin --host="$REPLICAS" --connect-timeout=2 ping >/dev/null 2>&1; then
    echo "This volume is blank, but $REPLICAS has data. Restore the primary from it or from a backup: see the README." >&2
    exit 1
  fi
  sleep 2
done
