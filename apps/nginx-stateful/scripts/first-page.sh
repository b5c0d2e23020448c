#!/bin/sh
# A new volume is empty: writes a first page, and never over one. Renamed at the end, so that half a page is none.
set -eu
[ ! -e "$PAGES/index.html" ] || exit 0
echo "$POD_NAME" >"$PAGES/.index.html.new"
mv "$PAGES/.index.html.new" "$PAGES/index.html"
