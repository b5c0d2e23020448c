#!/bin/bash
# Alive is a server that answers, even if only with "too many connections": a restart would not help it.
set -euo pipefail
MYSQL_PWD=$(</run/secrets/mysql/replication-password)
export MYSQL_PWD
exec mysqladmin --protocol=tcp --host=127.0.0.1 --user=replication ping
