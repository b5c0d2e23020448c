#!/bin/sh
# Starts Sentinel. Its file is its memory (which member is the primary, since which epoch): it is made once, on the claim.
set -eu
umask 077
file=/sentinel/sentinel.conf
if [ ! -s "$file" ]; then
  # The same id also after the loss of the claim: the others would count the old one as one more, for ever.
  id=$(printf %s "$SELF" | sha1sum | cut -c1-40)
  sed -e "s/@SELF@/$SELF/; s/@ID@/$id/; s/@FIRST@/${MEMBERS%% *}/; s/@MAJORITY@/$MAJORITY/" \
    "$CONFIG/sentinel.conf" >"$file.new"
else
  # Without the passwords of the last start, and with today's majority: an old one, too large, would fail over never again.
  grep -v -e '^requirepass' -e '^user default' -e '^sentinel sentinel-pass' -e '^sentinel auth-pass' "$file" |
    sed "s/^\(sentinel monitor .*\) [0-9]*\$/\1 $MAJORITY/" >"$file.new"
fi
printf 'requirepass "%s"\nsentinel sentinel-pass "%s"\nsentinel auth-pass redis "%s"\n' \
  "$REDISCLI_AUTH" "$REDISCLI_AUTH" "$REDISCLI_AUTH" >>"$file.new"
mv "$file.new" "$file"
exec redis-sentinel "$file"
