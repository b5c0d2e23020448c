#!/bin/bash
# The last step of an initialisation: from here on the data counts.
set -euo pipefail
sync
rm /var/lib/mysql/initialising
