#!/bin/sh
# SPDX-License-Identifier: MIT
# The manual is clean, and names every option, command, key and element the program knows; what it
# shows of the configuration is taken without a complaint.

set -uf # keys may look like patterns of files
top=${srcdir:-.}
. "$top/tests/script.sh"
wanted() { # PATTERN WHAT: in $text
	echo "$text" | grep -qF -e "$1" || complain "not in $page: $2"
}
taken() { # LINES WHAT
	said=$(echo "$1" | "$DUIDU" --config=- --list-options 2>&1 >/dev/null)
	[ -z "$said" ] || complain "$2 is refused: $said"
}
read_page() { # PAGE
	page=$1
	[ -f "$page" ] || { echo "no $page" >&2; exit 99; }
	text=$(sed 's/\\&//g; s/\\-/-/g' "$page")
}

read_page man/duidu.1
for option in $("$DUIDU" --list-options | cut -f1); do
	wanted ".It --$option" "--$option"
done
for command in $("$DUIDU" --list-commands | cut -f1); do
	wanted ".It $command" "$command"
done
for key in $("$DUIDU" --list-keys | awk '$2 == "read" { print $3 }'); do
	wanted "$key" "the key $key"
done

read_page man/duidu.5
for option in theme kinsoku divider follow; do
	wanted ".It Ic set $option Ar" "set $option"
done
echo "$text" | grep -q 'Ic set dump' && complain "$page: dump is no setting"
taken "$(echo "$text" | sed -n 's/^\.It Ic set \([^ ]*\) Ar [^.]*|\([^|]*\)$/set \1 \2/p')" "a setting"
"$DUIDU" --list-keys | sed 's/  *# .*//' >tests/manual.tmp
echo 'preset vim' | "$DUIDU" --config=- --list-keys | sed 's/  *# .*//' >>tests/manual.tmp
echo "$text" | grep '^bind ' | sort -u >tests/manual.page.tmp
sort -u tests/manual.tmp | grep -vxF -f tests/manual.page.tmp >&2 && complain "not in $page: these keys"
rm -f tests/manual.tmp tests/manual.page.tmp
elements=$(echo "$text" | sed -n 's/^\.It Cm //p')
for element in $elements; do
	taken "color $element red default bold" "the element $element"
done
known=$(sed -n '/parts\[THEME_PARTS\] = {/,/^};/s/^\t.*{"\([a-z-]*\)",.*/\1/p' "$top/src/theme.c")
[ -n "$known" ] && [ "$(echo "$known" | sort)" = "$(echo "$elements" | sort)" ] ||
	complain "$page has other elements than src/theme.c"
taken "$(echo "$text" | sed -n '/^A configuration:/,/^\.Ed/p' | grep -v '^\.\|^A conf')" "the example"

command -v mandoc >/dev/null || { echo "mandoc is missing: the pages are not linted" >&2; exit 77; }
mandoc -Tlint -W warning man/duidu.1 man/duidu.5 >&2 || failed=1
exit $failed
