#!/bin/bash
# Runs before the server. A disk is initialised only if it is blank, and if nothing can be lost by it.
set -euo pipefail
# Process 1 ignores SIGTERM else, while it waits.
trap 'exit 143' TERM
data=/var/lib/mysql/data begun=/var/lib/mysql/initialising
# An initialisation that did not end: what there is has never served anybody.
[ ! -e "$begun" ] || rm -rf "$data"
[ ! -d "$data/mysql" ] || exit 0
# shellcheck source=/dev/null
. "/scripts/new-$ROLE.sh"
touch "$begun"
sync "$begun"
