#!/bin/sh
# SPDX-License-Identifier: MIT
# Links corrected by hand, as a user has it: three corrections are there again when the text was
# wrapped anew and something was put before it, in the file that was asked for or has been made.

set -u
top=${srcdir:-.}
. "$top/tests/script.sh"
scratch links
XDG_STATE_HOME=$tmp/state
export XDG_STATE_HOME
zh=$tmp/primer.zh.txt
en=$tmp/primer.en.txt

restore() {
	cp "$top/texts/primer.zh.txt" "$zh"
	cp "$top/texts/primer.en.txt" "$en"
	chmod u+w "$zh" "$en"
}
wrap() {
	{ echo "一篇新加的题记放在最前面。"; echo; sed -E 's/(.{30})/\1\n/g' "$zh"; } >"$tmp/new"
	mv "$tmp/new" "$zh"
	fmt -w 60 "$en" >"$tmp/new"
	mv "$tmp/new" "$en"
}
correct() { # OPTION...: one merge, one shift, one split
	printf 'wait\nkey A}m}J}}s\n' >"$tmp/keys"
	"$DUIDU" --script="$tmp/keys" "$@" "$zh" "$en" || complain "not corrected: $*"
}
manual() { # OPTION...: the pairs by hand
	"$DUIDU" --align=tsv "$@" "$zh" "$en" | awk -F '\t' '$4 == "manual" { print $1 "\t" $2 }'
}
# same HOW FILE OPTION...: corrects, sets the texts anew, and compares; the links are in FILE.
same() {
	how=$1 file=$2
	shift 2
	restore
	correct "$@"
	manual "$@" >"$tmp/before"
	[ "$(wc -l <"$tmp/before")" -eq 5 ] || complain "$how: not five links by hand"
	[ "$(wc -l <"$file")" -eq 5 ] || complain "$how: not five lines in $file"
	wrap
	manual "$@" >"$tmp/after"
	cmp -s "$tmp/before" "$tmp/after" || {
		complain "$how: other links by hand"
		diff "$tmp/before" "$tmp/after" >&2
	}
}

same "the user's own" "$tmp/state/duidu/links.tsv"
mv "$tmp/state/duidu/links.tsv" "$tmp/own"
same "asked for" "$tmp/asked.tsv" --links="$tmp/asked.tsv"
[ -e "$tmp/state/duidu/links.tsv" ] && complain "asked for: written to the user's own too"
: >"$zh.links.tsv"
same "beside the text" "$zh.links.tsv"
[ -e "$tmp/state/duidu/links.tsv" ] && complain "beside the text: written to the user's own too"

# Without a file to go to that is said, and the exit is a failure.
rm "$zh.links.tsv"
restore
printf 'wait\nkey Ac\nshow\n' >"$tmp/keys"
"$DUIDU" --no-state --script="$tmp/keys" "$zh" "$en" >"$tmp/out" 2>"$tmp/err" &&
	complain "--no-state: no failure"
grep -q 'the links are not saved' "$tmp/out" || complain "--no-state: not said"

# What cannot be found again is said, and kept.
mv "$tmp/own" "$tmp/state/duidu/links.tsv"
sed -i '5,12d' "$zh"
printf 'wait\nshow\nkey Agc\n' >"$tmp/keys"
"$DUIDU" --script="$tmp/keys" "$zh" "$en" >"$tmp/out" || complain "lost links: a failure"
grep -q 'of 5 corrections found' "$tmp/out" || { complain "lost links: not said"; cat "$tmp/out" >&2; }
[ "$(wc -l <"$tmp/state/duidu/links.tsv")" -eq 6 ] || complain "lost links: not kept"

# Passages of an article that were given to other clauses are so when it is wrapped anew.
article=$tmp/article.txt
cp "$top/texts/sample.txt" "$article"
chmod u+w "$article"
: >"$article.links.tsv"
passages() { # Chinese sentences, a tab, the English of their clauses
	"$DUIDU" --json "$article" | tr '\n' ' ' | sed 's/{"kind": "abstract"/\n&/g' |
		sed -n 's/.*"zh": \(.*\), "en": .*"en_ranges": \(.*\), "score".*"manual".*/\1 \2/p'
}
printf 'wait\nkey AJ)J]K)0)c\nshow\n' >"$tmp/keys"
"$DUIDU" --script="$tmp/keys" "$article" >"$tmp/out" || complain "article: not corrected"
passages >"$tmp/before"
[ "$(wc -l <"$tmp/before")" -eq 5 ] || complain "article: not five passages by hand"
[ "$(wc -l <"$article.links.tsv")" -eq 5 ] || complain "article: not five lines"
sed -E '/。$/s/(.{30})/\1\n/g' "$article" >"$tmp/new"
cmp -s "$tmp/new" "$article" && complain "article: not wrapped anew"
mv "$tmp/new" "$article"
passages >"$tmp/after"
cmp -s "$tmp/before" "$tmp/after" || {
	complain "article: other passages by hand"
	diff "$tmp/before" "$tmp/after" >&2
}

# What came as links is corrected as well: its file stays as it is, the corrections are there when
# it is opened again, and in what is made of it.
restore
rm -f "$tmp/state/duidu/links.tsv"
for format in tmx tsv; do
	bitext=$tmp/primer.$format
	"$DUIDU" --align=$format "$zh" "$en" >"$bitext"
	cp "$bitext" "$tmp/given"
	: >"$bitext.links.tsv"
	"$DUIDU" --align=tsv "$bitext" >"$tmp/before"
	printf 'wait\nkey A}m}J}}s\n' >"$tmp/keys"
	"$DUIDU" --script="$tmp/keys" "$bitext" || complain "$format: not corrected"
	cmp "$bitext" "$tmp/given" || complain "$format: written to"
	"$DUIDU" --align=tsv "$bitext" >"$tmp/after"
	cut -f 1,2 "$tmp/before" "$tmp/after" | sort | uniq -u | wc -l >"$tmp/differ"
	[ "$(cat "$tmp/differ")" -ge 6 ] || complain "$format: not three rows are others"
	[ "$(awk -F '\t' '$4 == "manual"' "$tmp/after" | wc -l)" -eq 5 ] ||
		complain "$format: not five links by hand"
	"$DUIDU" --align=$format "$bitext" >"$tmp/corrected.$format"
	"$DUIDU" --align=tsv "$tmp/corrected.$format" | cmp - "$tmp/after" ||
		complain "$format: not the same when opened again"
	[ "$(wc -l <"$bitext.links.tsv")" -eq 5 ] || complain "$format: not five lines"
	# Of a file all links of which are by hand, only corrections are kept.
	cp "$tmp/corrected.$format" "$tmp/again.$format"
	: >"$tmp/again.$format.links.tsv"
	printf 'wait\nkey Agc\n' >"$tmp/keys"
	"$DUIDU" --script="$tmp/keys" "$tmp/again.$format"
	[ "$(wc -l <"$tmp/again.$format.links.tsv")" -eq 1 ] ||
		complain "$format: more kept than was corrected"
done
# A text that is too long to be linked says so, on the screen and to a script.
tr '\n' ' ' <"$top/texts/primer.en.txt" >"$tmp/page"
while [ "$(wc -c <"$tmp/page")" -le 8388608 ]; do
	cat "$tmp/page" "$tmp/page" >"$tmp/new"
	mv "$tmp/new" "$tmp/page"
done
fold -s -w 4000 "$tmp/page" >"$en"
printf 'wait\nshow\n' >"$tmp/keys"
"$DUIDU" --script="$tmp/keys" --size=80x8 "$zh" "$en" |
	grep -q "texts of more than 8 MB are not linked" || complain "not said: too long"
"$DUIDU" --align=tsv "$zh" "$en" >"$tmp/tsv" 2>"$tmp/error" && complain "too long, and no failure"
grep -q "texts of more than 8 MB" "$tmp/error" || complain "not told: $(cat "$tmp/error")"

exit $failed
