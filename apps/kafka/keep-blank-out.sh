#!/bin/sh
# keep-blank-out.sh FOLDER: ends well when the folder holds a formatted Kafka log, and says what to do when it does not.
if [ -s "$1/meta.properties" ]; then exit 0; fi
# The Pod's annotation of this name: a person has looked, and lets this one Pod be formatted.
if [ "${FORMAT_BLANK_DISK:-}" = yes ]; then exit 0; fi
echo "$1 has no meta.properties: this member lost its disk." >&2
echo "Formatted now, it could vote for a leader that misses what was agreed on. See «A lost disk» in the README." >&2
exit 1
