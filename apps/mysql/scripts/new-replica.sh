#!/bin/bash
# A blank replica waits for the primary, whose data it is going to copy.
set -euo pipefail
MYSQL_PWD=$(</run/secrets/mysql/replication-password)
export MYSQL_PWD
until mysql --host="$PRIMARY" --user=replication --connect-timeout=2 --execute='SELECT 1' >/dev/null; do
  sleep 2
done
