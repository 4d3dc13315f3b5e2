#!/bin/sh
# SPDX-License-Identifier: MIT
# The manual is clean, and names every option, command and key the program knows.

set -u
page=man/duidu.1
[ -f "$page" ] || { echo "no $page" >&2; exit 99; }
text=$(sed 's/\\&//g; s/\\-/-/g' "$page")
failed=0
wanted() { # PATTERN WHAT
	echo "$text" | grep -qF -e "$1" || { echo "not in the manual: $2" >&2; failed=1; }
}
for option in $("$DUIDU" --list-options | cut -f1); do
	wanted ".It --$option" "--$option"
done
for command in $("$DUIDU" --list-commands | cut -f1); do
	wanted ".It $command" "$command"
done
for key in $("$DUIDU" --list-keys | awk '$2 == "read" { print $3 }'); do
	wanted "$key" "the key $key"
done
command -v mandoc >/dev/null || { echo "mandoc is missing: the page is not linted" >&2; exit 77; }
mandoc -Tlint -W warning "$page" >&2 || failed=1
exit $failed
