#!/bin/sh
# SPDX-License-Identifier: MIT
# Every call that can fail, failing once: the program opens a text, searches, marks, writes a note
# and quits, and in each run another call fails, or the program is killed there.  Whatever fails,
# it ends by itself with a message or goes on, never by a signal of its own; and the bookmarks that
# were in the file before are in it afterwards.
# FAULTS_STEP=N tries only every N-th allocation, for builds that are slow.

set -u
top=$(cd "${srcdir:-.}" && pwd)
program=$PWD/tests/faulty
. "$top/tests/script.sh"
scratch faults
runs=0
step=${FAULTS_STEP:-1}
grep -q '^SAN_CFLAGS = .' Makefile 2>/dev/null && step=${FAULTS_STEP:-50}

cat >"$tmp/keys" <<'KEYS'
wait
key )
key ma
key /
type 步行
key <Enter>
key a
type note
key <Enter>
key M<Esc>
wait
key G
show
KEYS
mkdir -p "$tmp/data/duidu" "$tmp/state"
old="2024-02-29T08:00:00Z	k	/else/where.txt			0:0	words	kept"
reset() {
	printf '# mine\n%s\n' "$old" >"$tmp/data/duidu/bookmarks.tsv"
	rm -rf "$tmp/mark" "$tmp/state/duidu"
}
run() { # FAULT
	env -i PATH="$PATH" HOME="$tmp" XDG_DATA_HOME="$tmp/data" XDG_STATE_HOME="$tmp/state" \
		LC_ALL=C.UTF-8 TERM=dumb TZ=UTC FAULT="$1" FAULT_MARK="$tmp/mark" \
		ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1 \
		timeout 30 "$program" --script="$tmp/keys" "$top/tests/fixtures/article.txt" >"$tmp/out" 2>"$tmp/err"
}
kept() { # FAULT
	grep -qF "$old" "$tmp/data/duidu/bookmarks.tsv" && grep -qx '# mine' "$tmp/data/duidu/bookmarks.tsv" ||
		complain "$1: the bookmarks were lost"
}

reset
run none:0:0 || complain "without a fault it fails: $(cat "$tmp/err")"
grep -q '	note$' "$tmp/data/duidu/bookmarks.tsv" || complain "without a fault it saves nothing"

# The calls that fail, and how: EIO 5, ENOMEM 12, EACCES 13, ENOSPC 28; 0 is SIGKILL.
for kind in open:13 openat:13 openat:0 read:5 write:28 write:0 fsync:5 fsync:0 close:5 fstat:5 \
	mkdir:13 renameat:28 renameat:0 malloc:12 calloc:12 realloc:12; do
	name=${kind%:*}
	error=${kind#*:}
	n=1
	by=1
	case $name in *alloc) by=$step ;; esac
	while :; do
		reset
		fault=$name:$n:$error
		# In a shell of its own, which says nothing of those that are killed.
		(run "$fault") 2>/dev/null
		status=$?
		[ -e "$tmp/mark" ] || break
		runs=$((runs + 1))
		if [ $status -gt 2 ] && { [ "$error" -ne 0 ] || [ $status -ne 137 ]; }; then
			complain "$fault: ends with $status: $(tail -3 "$tmp/err")"
		fi
		if [ $status -eq 1 ] && [ ! -s "$tmp/err" ]; then
			complain "$fault: fails without a word"
		fi
		kept "$fault"
		n=$((n + by))
	done
done
echo "$runs faults"
[ $runs -gt 20 ] || complain "too few calls were seen"
exit $failed
