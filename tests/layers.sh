#!/bin/sh
# SPDX-License-Identifier: MIT
# A file under src/ includes only headers of its own or a lower layer, curses is seen by one
# file, and each source has its SPDX line and its line in the README.

set -u
src=${srcdir:-.}/src
readme=${srcdir:-.}/README.md
. "${srcdir:-.}/tests/script.sh"

# All modules, each before those that may include it: a line a family, L and a number where
# a layer begins.
layers='
L0
message
span
clock
utf8
lanes
status
array
buf
arena
L1
xdg
fileio
save
tsv
json
encoding
transcode
detect
decode
code_range
ambiguous_table
glyph
print_safe
code_map
fold_table fold
pinyin_table pinyin
word
clipboard
shell
config config_arguments config_help
L2
heading_internal heading_name heading
repair_internal repair_line repair_page repair_overprint repair_front repair_habits repair_wrap repair_join repair
citation
sentence_internal sentence_sign sentence
link
blocks
document
section
source_line
parse_ladder parse_language parse
segmented
bitext_internal bitext_place bitext_xml bitext_line bitext_weave bitext_tsv bitext_po bitext_tmx bitext_xliff bitext
L3
linebreak
layout
anchor_internal anchor_words anchor_fingerprint anchor_changed anchor_find anchor
bookmark_internal bookmark_file bookmark_print bookmark
overlay
link_file_internal link_file_read link_file
correction
passage
state
query_internal query_match query_scan query
search
mention
stem
dictionary
align_math align_weights align_number align_common_table align_common align_text align_side align_token align_name align_seam align_evidence align_lexicon align_gain align_chain align_habits align_path align_anchor align_window align_astray align_likely align_learn align_run align_internal align_manual align_abstract_clause align_abstract_pair align_abstract_like align_abstract_order align_abstract_map align_abstract align
term
equivalent_internal equivalent_choose equivalent
rung
coverage
L4
grid
theme
list_internal list_filter list_find list_whole list
view_internal view_track view_hit view_clause view_link view_move view_step view_describe view_panes view_mark view_draw view
jump
cited
source
reader_internal reader_link reader
contents
context
concordance
bookmark_list
recent
export_units export_tmx export_align export_bookmark export_search export_dump export_json export
summary
correction_list
L5
key
command_internal command_move command
keymap
prompt_internal prompt_text prompt_history prompt_complete prompt_draw prompt
config_file
command_line
help
loop_internal loop_action loop_find loop_cite loop_command loop_jump loop_mouse loop_list loop_correct loop_bookmark loop_mark loop_remember loop_matches loop_equivalent loop_search loop_prompt loop
L6
script
signals
tty
main
'
# One module in several files shares its headers both ways.
family() {
	echo "$1" | sed 's/_.*//'
}
place() { # prints the layer and the position of a module
	echo "$layers" | awk -v m="$1" '{
		for (i = 1; i <= NF; i++) {
			n++
			if ($i ~ /^L[0-9]$/) layer = $i
			if ($i == m) print layer, n
		}
	}'
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
		[ "$4" -le "$2" ] ||
			complain "$file: $1 includes $header.h of $3, which has a later place"
	done
	head -1 "$file" | grep -q 'SPDX-License-Identifier: ' ||
		complain "$file: no SPDX line"
	grep -q "\`$(family "$name")" "$readme" ||
		complain "$name: not in the README's map"
done

curses=$(grep -lE '#include <(n?curses|term)(w/.*)?\.h>' "$src"/*.[ch] | xargs -n1 basename)
[ "$curses" = tty.c ] || complain "curses is included by: $curses"
exit $failed
