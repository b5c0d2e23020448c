#!/bin/bash
# Ready is a server that answers over TCP, which it does not while it is initialised; a replica must apply changes, too.
set -euo pipefail
MYSQL_PWD=$(</run/secrets/mysql/replication-password)
export MYSQL_PWD
ask() { mysql --vertical --protocol=tcp --host=127.0.0.1 --user=replication --execute="$1"; }
case $ROLE in
  primary) ask 'SELECT 1' >/dev/null ;;
  replica) ask 'SHOW REPLICA STATUS' | grep -c '_SQL_Running: Yes' >/dev/null ;;
esac
