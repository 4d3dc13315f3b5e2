#!/bin/sh
# SPDX-License-Identifier: MIT
# The program from outside: what it prints where, and its exit status.

set -u
top=${srcdir:-.}
. "$top/tests/script.sh"
scratch usage

# expect STATUS STDOUT-PATTERN STDERR-PATTERN ARGUMENT...: runs the program; patterns are grep's
# and an empty one means that nothing may be printed there.
expect() {
	status=$1 out=$2 err=$3
	shift 3
	"$DUIDU" "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	got=$?
	[ $got -eq "$status" ] || complain "duidu $*: exit $got, not $status"
	for stream in out err; do
		eval "pattern=\$$stream"
		if [ -z "$pattern" ]; then
			[ -s "$tmp/$stream" ] && { complain "duidu $*: printed on $stream:"; head -3 "$tmp/$stream" >&2; }
		elif ! grep -q -- "$pattern" "$tmp/$stream"; then
			complain "duidu $*: no '$pattern' on $stream"
		fi
	done
	[ "$err" = "" ] || [ "$status" -ne 1 ] || [ "$(wc -l <"$tmp/err")" -eq 1 ] ||
		complain "duidu $*: more than one line of error"
}

article=$top/tests/fixtures/article.txt
zh=$top/texts/primer.zh.txt
en=$top/texts/primer.en.txt

expect 0 '^Usage: duidu' '' --help
expect 0 '^Usage: duidu' '' -h
expect 0 '^duidu [0-9]' '' --version
expect 0 '^bind read ' '' --list-keys
expect 0 '^kinsoku	' '' --list-options
expect 0 '^page-down	' '' --list-commands
expect 0 '^1	一	' '' --outline "$article"
expect 0 '"format": "duidu", "version": 1' '' --json "$article"
expect 0 ':overprint:' '' --lint "$article"
expect 0 '^1	一	' '' --outline -- "$article"
expect 0 ' │ ' '' --dump --width=100 "$article"
expect 0 ' │ ' '' --width 100 "$article" --dump
expect 0 ' │ ' '' --dump "$zh" "$en"
expect 0 ' │ ' '' --dump "$en" "$zh"
expect 0 . '' "$article"

expect 0 '^zh:一 （一）:' '' --search=买菜 "$article"
expect 0 '^zh:一 （一）:' '' --search=maicai "$article"
expect 0 '^zh:.*学者指出' '' --search=學者指出 "$article"
expect 0 '^en::' '' --search='ｗａｌｋｉｎｇ paths' --no-config "$article"
expect 1 '' '' --search=没有这个词 "$article"
# A search that is entered before all is read finds what comes, and so does +/PATTERN.
awk 'BEGIN { for (i = 0; i < 60000; i++) print "第" i "行，和别的行一样。"; print "终点在此。" }' \
	>"$tmp/long.txt"
printf '%s\n' 'key /' 'type 终点在此' 'key <Enter>' wait show >"$tmp/search.keys"
printf '%s\n' wait show >"$tmp/start.keys"
expect 0 '终点在此  1/1' '' --script="$tmp/search.keys" "$tmp/long.txt"
expect 0 '终点在此  1/1' '' --script="$tmp/start.keys" +/终点在此 "$tmp/long.txt"

expect 1 '' '' --no-pinyin --search=maicai "$article"
expect 1 '' '' --no-ignore-variants --search=學者指出 "$article"
expect 0 '^zh:一 （一）:' '' --regex --search='买.{1,2}送' "$article"
expect 2 '' 'closing parenthesis' --regex --search='(' "$article"
expect 2 '' 'nothing to search for' --search= "$article"
expect 2 '' 'No such file' --search=x "$tmp/nowhere.txt"
expect 2 '' "unknown option" --no-such-option
expect 2 '' kinsoku --kinsoku=loose "$article"
expect 2 '' width --width=wide "$article"
expect 2 '' . "$article" "$zh" "$en"
expect 1 '' 'nowhere.txt: No such file or directory' "$tmp/nowhere.txt" --dump
expect 1 '' 'is a directory' --dump "$tmp"
: >"$tmp/empty"
expect 1 '' 'is empty' --dump "$tmp/empty"
head -c 4096 "$DUIDU" >"$tmp/binary"
expect 1 '' 'binary: ' --dump "$tmp/binary"
expect 1 '' 'nowhere.txt' --dump "$article" "$tmp/nowhere.txt"
if [ "$(id -u)" -ne 0 ]; then
	echo text >"$tmp/closed"
	chmod 0 "$tmp/closed"
	expect 1 '' 'Permission denied' --dump "$tmp/closed"
fi

# The configuration: a bad line is told and the rest works; the command line wins.
printf 'set kinsoku none\nfly\nbind read X quit\n' >"$tmp/config"
"$DUIDU" --config="$tmp/config" --list-keys >"$tmp/out" 2>"$tmp/err" || complain "a bad line is fatal"
grep -q '^bind read X  *quit' "$tmp/out" || complain "the configuration binds nothing"
[ "$(cat "$tmp/err")" = "duidu: $tmp/config:2: unknown word 'fly': set, bind, color or preset is expected" ] ||
	{ complain "a bad line is not told:"; cat "$tmp/err" >&2; }
printf 'set divider 30\n' >"$tmp/config"
"$DUIDU" --config="$tmp/config" --dump --width=100 "$zh" "$en" >"$tmp/a"
"$DUIDU" --dump --width=100 --divider=30 "$zh" "$en" >"$tmp/b"
"$DUIDU" --no-config --dump --width=100 "$zh" "$en" >"$tmp/c"
"$DUIDU" --divider=50 --config="$tmp/config" --dump --width=100 "$zh" "$en" >"$tmp/d"
cmp -s "$tmp/a" "$tmp/b" || complain "the configuration sets nothing"
cmp -s "$tmp/c" "$tmp/d" || complain "the command line does not win over the configuration"
cmp -s "$tmp/a" "$tmp/c" && complain "the divider is nowhere"
mkdir -p "$tmp/home/duidu" && mv "$tmp/config" "$tmp/home/duidu/config"
XDG_CONFIG_HOME=$tmp/home "$DUIDU" --dump --width=100 "$zh" "$en" >"$tmp/b"
cmp -s "$tmp/a" "$tmp/b" || complain "the user's own configuration is not read"
XDG_CONFIG_HOME=$tmp/home "$DUIDU" --no-config --dump --width=100 "$zh" "$en" >"$tmp/b"
cmp -s "$tmp/b" "$tmp/c" || complain "--no-config reads one"
expect 1 '' 'nowhere: No such file or directory' --config="$tmp/nowhere" --list-keys
expect 1 '' 'is a directory' --config="$tmp" --dump "$zh"
expect 0 '^Usage' '' --config="$tmp/nowhere" --help

# A text in sentences keeps them, whatever its encoding and ends of line.
printf '灯亮了。人来了。\r\n\r\n走了。' | iconv -t GB18030 >"$tmp/s.zh"
printf 'The lamp is on. People come.\r\n\r\nThey went.' >"$tmp/s.en"
expect 0 '^\[0\]:\[0\]:' '' --align=ladder --segmented "$tmp/s.en" "$tmp/s.zh"
expect 0 '^灯亮了。人来了。	The lamp is on. People come.	0' '' --align=tsv --segmented "$tmp/s.zh" "$tmp/s.en"
expect 2 '' 'needs two files' --segmented --align=tsv "$zh"
expect 2 '' 'ladder' --align=csv "$zh" "$en"
expect 2 '' 'exclude each other' --align=tsv --dump "$zh" "$en"

# A bitext is known by what is in it, and what was written opens again equal.
bitext=$top/tests/fixtures/bitext
expect 0 '"kind": "translation", "zh": \[\[1, 0\], \[1, 1\]\], "en": \[\[5, 0\]\]' '' --json "$bitext/river.tmx"
expect 0 '^一、河边  *│ 1. By the river' '' --dump --width=80 "$bitext/river.tmx"
expect 0 '^en:1:5:At dawn' '' --search='into the water & shivered' "$bitext/river.tmx"
expect 0 '^1	1	By the river' '' --outline "$bitext/river.tmx"
expect 0 '^18:language:' '' --lint "$bitext/river.tmx"
for file in river-1.2.xlf river-2.0.xlf river.po river.tsv hunalign.tsv; do
	expect 0 '^\[[01.,]*\]:\[[01,]*\]:' '' --align=ladder "$bitext/$file"
done
expect 2 '' 'river.tmx: a TMX file has both languages and is opened alone' --dump "$zh" "$bitext/river.tmx"
expect 2 '' 'river.po: a PO file has both languages' --dump "$bitext/river.po" "$en"
without_source() {
	"$DUIDU" --json "$@" | sed 's/"source": \[[0-9, ]*\], //'
}
for format in tsv tmx; do
	"$DUIDU" --align=$format "$zh" "$en" >"$tmp/links" || failed=1
	"$DUIDU" --align=$format - <"$tmp/links" | cmp -s - "$tmp/links" ||
		complain "--align=$format is not what it was when it is read again"
	without_source "$zh" "$en" >"$tmp/a"
	without_source "$tmp/links" >"$tmp/b"
	cmp -s "$tmp/a" "$tmp/b" || complain "--align=$format opens as another document"
done
iconv -t UTF-16 "$tmp/links" | without_source - | cmp -s - "$tmp/a" ||
	complain "a TMX in UTF-16 is another document"
if command -v xmllint >/dev/null; then
	xmllint --noout "$tmp/links" || failed=1
fi
# One that is wrong is read as far as it is right, and told of with line and column.
first='^雾散得很晚。	The mist lifted late.	1	manual	translation'
expect 1 "$first" '^duidu: .*lie-unclosed.tmx:6: column 24: <seg> is never closed$' --align=tsv "$bitext/lie-unclosed.tmx"
expect 1 "$first" ':17: column 29: its entities grow without an end$' --align=tsv "$bitext/lie-laughs.tmx"
expect 1 "$first" ':6: column 29: bytes that are no text .*, 3 in all$' --align=tsv "$bitext/lie-encoding.tmx"
expect 1 '' ':5: column 1: no unit has Chinese or English, but there is de$' --align=tsv "$bitext/lie-languages.tmx"
expect 1 '^河	A river	' ':4: column 7: a string that has no end$' --align=tsv "$bitext/lie-string.po"
# What is right but for what it says of itself is read without a word.
expect 0 "$first" '' --align=tsv "$bitext/lie-gb18030.tmx"
expect 0 "$first" '' --align=tsv "$bitext/lie-three.tmx"
expect 0 '^5:language:left out what is in language “zh-TW”' '' --lint "$bitext/lie-three.tmx"

# Either order of the two languages gives the same.
"$DUIDU" --json "$zh" "$en" >"$tmp/a"
"$DUIDU" --json "$en" "$zh" >"$tmp/b"
cmp -s "$tmp/a" "$tmp/b" || complain "the order of the two texts matters"

# Standard input is a text like any other, in any encoding.
for code in UTF-8 UTF-16LE UTF-16BE GB18030 BIG5; do
	file=$top/tests/fixtures/clean.txt
	[ $code = BIG5 ] && file=$top/tests/fixtures/traditional.txt
	"$DUIDU" --dump --width=60 "$file" >"$tmp/a"
	option=--encoding=$(echo $code | tr 'A-Z' 'a-z')
	iconv -f UTF-8 -t $code "$file" 2>"$tmp/err" | "$DUIDU" --dump --width=60 "$option" - >"$tmp/b"
	[ -s "$tmp/err" ] && complain "cannot write the fixture in $code"
	cmp -s "$tmp/a" "$tmp/b" || complain "differs as $code"
	[ $code = UTF-16LE ] || [ $code = UTF-16BE ] && continue
	iconv -f UTF-8 -t $code "$file" | "$DUIDU" --dump --width=60 - >"$tmp/b"
	cmp -s "$tmp/a" "$tmp/b" || complain "differs as $code when it has to be recognised"
done

# Output that is no terminal is plain; nothing of a document gets through unfiltered.
printf 'a\033[31mb\302\2331mc\342\200\256d\nend\n' | "$DUIDU" --dump - >"$tmp/out"
LC_ALL=C grep -q "$(printf '\033')" "$tmp/out" && complain "an escape got through"
grep -q '\^\[\[31mb' "$tmp/out" || complain "an escape is not shown"

# Every row of a dump has its two columns in the same cells, whatever is ambiguous.
for ambiguous in 1 2; do
	for width in 80 100 120 200; do
		"$DUIDU" --dump --width=$width --ambiguous=$ambiguous "$article" >"$tmp/out"
		command -v python3 >/dev/null || continue
		python3 - $ambiguous $width "$tmp/out" <<'P' || failed=1
import sys, unicodedata
ambiguous, width, path = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
def cells(text):
    return sum(0 if unicodedata.combining(c) else {'W': 2, 'F': 2, 'A': ambiguous}.get(unicodedata.east_asian_width(c), 1)
               for c in text)
places = set()
for row in open(path, encoding='utf-8'):
    row = row.rstrip('\n')
    if cells(row) > width: sys.exit('a row of %d cells in %d: %s' % (cells(row), width, row))
    if ' │' in row: places.add(cells(row[:row.index(' │')]))
if len(places) != 1: sys.exit('columns part at %s cells' % sorted(places))
P
	done
done

# A reader that stops reading is no error; a full disk is.
"$DUIDU" --dump "$zh" | head -1 >/dev/null
if [ -w /dev/full ]; then
	"$DUIDU" --dump "$zh" >/dev/full 2>"$tmp/err"
	[ $? -eq 1 ] && [ -s "$tmp/err" ] || complain "a full disk went unnoticed"
fi
# DUIDU_SECURE wins over the command line.
printf 'key v\nshow\n' >"$tmp/secure.keys"
for value in 1 0; do
	DUIDU_SECURE=$value VISUAL=true "$DUIDU" --no-state --no-secure --script="$tmp/secure.keys" \
		"$top/texts/primer.zh.txt" >"$tmp/out" 2>&1
	grep -q 'other programs are not run' "$tmp/out"
	[ $? -ne $value ] || complain "DUIDU_SECURE=$value is not listened to"
done

exit $failed
