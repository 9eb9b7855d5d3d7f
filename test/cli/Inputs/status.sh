# status.sh N COMMAND...: succeeds if the command's exit status is N.
wanted=$1
shift
"$@"
status=$?
[ $status -eq "$wanted" ] || { echo "exit status $status, not $wanted"; exit 1; }
