#!/bin/bash
# The account with which replicas copy and follow.
set -euo pipefail
MYSQL_PWD=$(</run/secrets/mysql/root-password)
export MYSQL_PWD
mysql --protocol=socket --user=root <<SQL
CREATE USER 'replication'@'%' IDENTIFIED BY '$(</run/secrets/mysql/replication-password)';
GRANT SELECT, SHOW VIEW, TRIGGER, EVENT, LOCK TABLES, PROCESS, RELOAD, REPLICATION SLAVE, REPLICATION CLIENT
  ON *.* TO 'replication'@'%';
/*M! GRANT REPLICA MONITOR ON *.* TO 'replication'@'%' */;
SQL
