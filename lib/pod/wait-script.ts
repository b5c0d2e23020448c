/**
 * Waits until each `host:port` answers: `sh -c <script> wait-for <seconds> <host:port>…`. POSIX sh; tests run it with
 * busybox and with dash. Debian's busybox has an nc without -z, but one that runs a program once it is connected. The trap
 * lets a Pod that is deleted while it waits go at once: process 1 ignores SIGTERM else.
 */
export const WAIT_SCRIPT = `trap 'exit 143' TERM
command -v nc >/dev/null || { echo "This image has no nc" >&2; exit 1; }
ask=-z then=
case $(nc -z 2>&1) in *"invalid option"*) ask= then="-e true" ;; esac
limit=$1
shift
start=$(date +%s)
for target in "$@"; do
  echo "Waiting for $target"
  until nc $ask -w 2 "\${target%:*}" "\${target##*:}" $then >/dev/null 2>&1; do
    if [ $(($(date +%s) - start)) -ge "$limit" ]; then
      echo "$target did not answer within $limit seconds" >&2
      exit 1
    fi
    sleep 1
  done
  echo "$target answers"
done
`;
