# Takes one job after the other from the list `jobs`, and does it.
# Meanwhile the job is in `working:<pod>`, so that none is lost with a container: it begins with what lies there.
running=yes
trap 'running=no' TERM

queue() {
  redis-cli -h "$QUEUE_HOST" "$@"
}

mine="working:$HOSTNAME"
while [ "$running" = yes ]; do
  touch /tmp/alive
  job=$(queue LINDEX "$mine" 0) || { sleep 2; continue; }
  if [ -z "$job" ]; then
    # Waits up to 5 seconds for one.
    job=$(queue BLMOVE jobs "$mine" LEFT RIGHT 5) || { sleep 2; continue; }
  fi
  [ -n "$job" ] || continue
  echo "did $job"
  queue LREM "$mine" 1 "$job" >/dev/null
done
echo "stopped"
