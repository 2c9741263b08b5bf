# Runs a command in a process group of its own, for as long as somebody holds the other end of our standard input.
#   sh -c "$(cat watchdog.sh)" watchdog SIGNAL SECONDS FOLDER COMMAND [ARGUMENT …]
# A line of the input is the name of a signal for the group. At its end, which comes also when the parent is killed, the group gets SIGNAL once a
# second, after SECONDS it is killed, and FOLDER (when it is not empty) is removed. The first line of the output is the command's process id.
ask=$1 seconds=$2 folder=$3
shift 3
exec 3<&0 </dev/null
# Without job control the command would stay in our group; setsid gives it its own, which no Ctrl-C of a terminal reaches either.
setsid sh -c 'echo $$; exec "$@"' sh "$@" 2>&1 3<&- &
child=$!
{
  while read -r signal <&3; do kill -s "$signal" -- "-$child"; done
  trap '' TERM
  left=$((seconds * 10))
  while [ "$left" -gt 0 ] && kill -s 0 -- "-$child"; do
    # Not once only: Erlang loses a SIGTERM that comes in the first half second of its start.
    [ $((left % 10)) -ne 0 ] || kill -s "$ask" -- "-$child"
    sleep 0.1
    left=$((left - 1))
  done
  kill -s KILL -- "-$child"
  if [ -n "$folder" ]; then
    # A server's last helpers may still write while they notice its end.
    rm -rf -- "$folder" || { sleep 1; rm -rf -- "$folder"; }
  fi
} >/dev/null 2>&1 &
guard=$!
# The shell's own words about jobs that ended are nobody's business.
exec 3<&- 2>/dev/null
wait "$child"
status=$?
# What the command left behind in its group.
kill -s KILL -- "-$child"
# Ends it while it reads; once it has begun to clean up it goes on to the end.
kill "$guard"
wait "$guard"
exit "$status"
