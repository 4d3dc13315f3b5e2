#!/bin/sh
# SPDX-License-Identifier: MIT
# Every message is marked, and has a Chinese translation that is up to date and fits its place;
# what scripts read is the same in every language.

set -u
top=${srcdir:-.}
. "$top/tests/locale.sh"
. "$top/tests/script.sh"
scratch translation

for tool in xgettext msgmerge msgattrib msgfmt; do
	command -v $tool >/dev/null || { echo "$tool is missing" >&2; exit 77; }
done

# The catalog: nothing empty, nothing fuzzy, no message that the sources do not have.
po=$top/po/zh_CN.po
msgfmt --check-format --check-domain -o "$tmp/duidu.mo" "$po" || failed=1
for state in untranslated only-fuzzy; do
	msgattrib --$state --no-obsolete "$po" | sed -n '/^#: /,$p' >"$tmp/bad"
	[ -s "$tmp/bad" ] && { complain "$state in $po:"; cat "$tmp/bad" >&2; }
done
sh "$top/po/update.sh" "$top" "$po" "$tmp/new.po" || failed=1
cmp -s "$po" "$tmp/new.po" || {
	complain "$po is not what the sources say: run make update-po, then translate"
	diff "$po" "$tmp/new.po" | head -40 >&2
}

# Strings that reach the user without _(): xgettext is told that the printing functions are
# keywords, and then sees those arguments that are bare strings.  Some files print for scripts
# or files only; words of other files that scripts read are named.
files=$(cd "$top" && ls src/*.c | grep -vE '/(export_.*|bookmark_print|view_panes)\.c$')
(cd "$top" && LC_ALL=C.UTF-8 xgettext --language=C --from-code=UTF-8 --keyword --keyword=status_make:3 \
	--keyword=status_errno:1 --keyword=lint_note:4 --keyword=loop_say:2 --keyword=die:1 \
	--keyword=buf_puts:2 --keyword=buf_printf:2 --keyword=fputs:1 --keyword=puts:1 \
	--keyword=printf:1 --keyword=fprintf:2 --no-wrap -o - $files 2>/dev/null) |
	sed -n 's/^#: //p; s/^msgid "\(.*\)"$/\1/p' |
	awk '/^src\// { place = $0; next }
		{ text = $0; gsub(/%[-*.0-9]*[a-z]+/, "", text); gsub(/\\./, "", text) }
		text ~ /[A-Za-z][A-Za-z]/ { print place ": " $0 }' |
	grep -vE ': (on|off|on\|off|COLSxROWS|/dev/tty|duidu:? |%\.\*s%s/duidu/%s|--(\[no-\])?|bind %s .*|== %.*)$' >"$tmp/bare"
[ -s "$tmp/bare" ] && { complain "not marked for translation:"; cat "$tmp/bare" >&2; }
grep -nE '\.(help|hint|heading|argument|abstract) = "' "$top"/src/*.c >"$tmp/bare" &&
	{ complain "not marked for translation:"; cat "$tmp/bare" >&2; }

chinese "$tmp/locale" || { [ $failed -eq 0 ] && exit 77; exit 1; }
speak() { # ARGUMENT...: the program in Chinese
	LOCPATH=$tmp/locale LC_ALL=zh_CN.UTF-8 "$DUIDU" "$@"
}
speak --help | grep -q '^用法：duidu' || complain "--help is not in Chinese"
speak --no-such-option 2>&1 | grep -q '没有“--no-such-option”这个选项' ||
	complain "an error is not in Chinese"
LANGUAGE=xx:zh_CN speak --help | grep -q '^用法' || complain "LANGUAGE is not asked"
LANGUAGE=en speak --help | grep -q '^Usage' || complain "LANGUAGE is not listened to"
LOCPATH=$tmp/locale LANG=zh_CN.UTF-8 LC_ALL= "$DUIDU" --help | grep -q '^用法' ||
	complain "LANG is not listened to"

# What stands in columns: two cells for each character beyond ASCII, but one for those from U+2000
# on, such as quotation marks.
too_wide() { # CELLS
	LC_ALL=C tr -d '\200-\277' | LC_ALL=C tr '\342' x |
		LC_ALL=C awk -v most="$1" '{ n = length($0) + gsub(/[^ -~]/, "") } n > most { print n " cells: " $0 }'
}
speak --help | too_wide 79 >"$tmp/wide"
[ -s "$tmp/wide" ] && { complain "--help is too wide:"; cat "$tmp/wide" >&2; }
speak --list-commands | cut -f3 | too_wide 48 >"$tmp/wide"
[ -s "$tmp/wide" ] && { complain "too wide for the help screen:"; cat "$tmp/wide" >&2; }

# same NAME FILTER ARGUMENT...: the same output in both languages, through the filter.
same() {
	name=$1 filter=$2
	shift 2
	speak "$@" 2>/dev/null | eval "$filter" >"$tmp/zh"
	"$DUIDU" "$@" 2>/dev/null | eval "$filter" >"$tmp/en"
	[ -s "$tmp/en" ] || complain "$name prints nothing"
	cmp -s "$tmp/zh" "$tmp/en" || complain "$name depends on the language"
}
article=$top/tests/fixtures/article.txt
same --json cat --json "$article"
same --outline cat --outline "$article"
same --search cat --search=学者 "$article"
same --dump cat --dump --width=60 "$article"
same "--lint's lines and rules" 'cut -d: -f1,2' --lint "$article"
same "--list-options's names" 'cut -f1-3' --list-options
same "--list-commands's names" 'cut -f1,2' --list-commands
same "--list-keys's bindings" 'sed "s/  *#.*//"' --list-keys

# A locale that is not UTF-8 gets UTF-8 nevertheless, the system's own words too.
if localedef -i zh_CN -f GB18030 "$tmp/locale/zh_CN.GB18030" >/dev/null 2>&1; then
	LOCPATH=$tmp/locale LC_ALL=zh_CN.GB18030 "$DUIDU" --dump "$tmp/nowhere" 2>"$tmp/err"
	iconv -f UTF-8 -t UTF-8 "$tmp/err" >/dev/null 2>&1 || complain "not UTF-8 in a locale of GB18030"
	LOCPATH=$tmp/locale LC_ALL=zh_CN.GB18030 "$DUIDU" --help | grep -q '^用法' ||
		complain "no Chinese in a locale of GB18030"
fi
exit $failed
