#!/bin/sh
# SPDX-License-Identifier: MIT
# A file under src/ includes only headers of its own or a lower layer, curses is seen by one
# file, and each source has its SPDX line and its line in the README.

set -u
src=${srcdir:-.}/src
readme=${srcdir:-.}/README.md
failed=0
complain() {
	echo "$*" >&2
	failed=1
}

# layer:modules, and inside a layer only from a later module to an earlier one.
layers='
0 message span utf8 status array buf arena
1 xdg fileio save tsv json encoding transcode detect decode ambiguous_table glyph code_map fold_table fold pinyin_table pinyin word config config_arguments
2 heading repair_internal repair_line repair_page repair_overprint repair_front repair_habits repair_wrap repair_join repair citation sentence_internal sentence_sign sentence document section parse
3 linebreak layout anchor_internal anchor_words anchor_fingerprint anchor_changed anchor_find anchor bookmark_internal bookmark_file bookmark_print bookmark state query_internal query_match query_scan query search align_internal align_abstract align
4 grid theme list view_internal view_link view_move view_draw view reader contents export_search export_dump export_json export
5 key command keymap prompt_draw prompt config_file command_line help loop_internal loop_list loop_mark loop_search loop_prompt loop
6 script tty main
'
# One module in several files shares its headers both ways.
family() {
	echo "$1" | sed 's/_.*//'
}
place() { # prints "layer position" of a module
	echo "$layers" | awk -v m="$1" '{ for (i = 2; i <= NF; i++) if ($i == m) print $1, i }'
}

for file in "$src"/*.c "$src"/*.h; do
	name=$(basename "$file" | sed 's/\.[ch]$//')
	here=$(place "$name")
	if [ -z "$here" ]; then
		complain "$name: has no place in the layers of tests/layers.sh"
		continue
	fi
	for header in $(sed -n 's/^#include "\(.*\)\.h"$/\1/p' "$file"); do
		there=$(place "$header")
		[ -n "$there" ] || { complain "$file: includes $header.h, which has no place"; continue; }
		[ "$(family "$name")" = "$(family "$header")" ] && continue
		set -- $here $there
		if [ "$3" -gt "$1" ] || { [ "$3" -eq "$1" ] && [ "$4" -gt "$2" ]; }; then
			complain "$file: includes $header.h of a higher place ($3, $4) than its own ($1, $2)"
		fi
	done
	head -1 "$file" | grep -q 'SPDX-License-Identifier: ' ||
		complain "$file: no SPDX line"
	grep -q "\`$(family "$name")" "$readme" ||
		complain "$name: not in the README's map"
done

curses=$(grep -lE '#include <(n?curses|term)(w/.*)?\.h>' "$src"/*.[ch] | xargs -n1 basename)
[ "$curses" = tty.c ] || complain "curses is included by: $curses"
exit $failed
