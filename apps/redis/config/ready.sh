#!/bin/sh
# Ready is the primary, and a replica that is connected to it.
redis-cli info replication | grep -q -e '^role:master' -e '^master_link_status:up'
