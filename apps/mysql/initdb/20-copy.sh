#!/bin/bash
# Copies the primary's data, and follows it from there. MySQL takes what stands in /*!80400 */, MariaDB what is in /*M! */.
set -euo pipefail
password=$(</run/secrets/mysql/replication-password)
{
  echo '/*!80400 RESET BINARY LOGS AND GTIDS */; /*M! RESET MASTER */; SET SESSION sql_log_bin = 0;'
  MYSQL_PWD=$password mysqldump --host="$PRIMARY" --user=replication --all-databases --single-transaction \
    --routines --events --triggers --loose-gtid --loose-master-data=1
  echo 'FLUSH PRIVILEGES;'
  echo "/*!80400 CHANGE REPLICATION SOURCE TO SOURCE_HOST = '$PRIMARY', SOURCE_USER = 'replication',
    SOURCE_PASSWORD = '$password', SOURCE_AUTO_POSITION = 1, SOURCE_SSL = 1, SOURCE_CONNECT_RETRY = 10 */;
    /*!80400 SET PERSIST_ONLY super_read_only = ON */;
    /*M! CHANGE MASTER TO MASTER_HOST = '$PRIMARY', MASTER_USER = 'replication',
    MASTER_PASSWORD = '$password', MASTER_USE_GTID = slave_pos, MASTER_CONNECT_RETRY = 10 */;"
} | MYSQL_PWD=$(</run/secrets/mysql/root-password) mysql --protocol=socket --user=root
