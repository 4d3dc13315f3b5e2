#!/bin/sh
# SPDX-License-Identifier: MIT
# Screens: tests/screens/NAME.keys is a script of keys, NAME.screen what it must print, byte for
# byte.  The first lines of a script may be comments "# run: ARGUMENTS" with the options and texts
# (paths from the top of the source), and "# language: zh_CN" for a screen in Chinese, which is left
# out where the machine cannot show it (tests/locale.sh).  UPDATE=1 rewrites what is expected.
# Each runs in an environment of its own, so that nothing of whoever runs it shows.

set -u
top=$(cd "${srcdir:-.}" && pwd)
. "$top/tests/script.sh"
scratch screens
. "$top/tests/locale.sh"
passed=0
failed=0
left_out=0
if chinese "$tmp/locale"; then can=yes; else can=no; fi

for keys in "$top"/tests/screens/*.keys; do
	name=$(basename "$keys" .keys)
	expected=$top/tests/screens/$name.screen
	mkdir -p "$tmp/$name"
	run=$(sed -n 's/^# run: //p' "$keys")
	locale=C.UTF-8
	if grep -q '^# language: zh_CN$' "$keys"; then
		locale=zh_CN.UTF-8
		[ $can = yes ] || { left_out=$((left_out + 1)); continue; }
	fi
	# shellcheck disable=SC2086 -- the arguments are words
	(cd "$top" && env -i PATH="$PATH" HOME="$tmp/$name" LOCPATH="$tmp/locale" LC_ALL=$locale TERM=xterm-256color TZ=UTC \
		"$DUIDU" --script="$keys" $run >"$tmp/$name.screen" 2>"$tmp/$name.err" </dev/null)
	status=$?
	[ -s "$tmp/$name.err" ] && cat "$tmp/$name.err" >>"$tmp/$name.screen"
	[ $status -eq 0 ] || echo "exit $status" >>"$tmp/$name.screen"
	if [ "${UPDATE:-}" = 1 ]; then
		cp "$tmp/$name.screen" "$expected"
	elif cmp -s "$tmp/$name.screen" "$expected"; then
		passed=$((passed + 1))
	else
		echo "screen $name differs:" >&2
		diff "$expected" "$tmp/$name.screen" | head -20 >&2
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed, $left_out left out"
[ $failed -eq 0 ] && [ $((passed + failed)) -gt 0 ] || [ "${UPDATE:-}" = 1 ]
