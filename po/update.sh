#!/bin/sh
# SPDX-License-Identifier: MIT
# update.sh SOURCE-TREE FILE.po [RESULT]: FILE.po with the messages that the sources have now;
# new ones are empty, those that are gone are dropped.  Without RESULT it is rewritten in place.
# xgettext warns of messages beyond ASCII, which are UTF-8 here: that is heard when it fails only.
# Sources are named without lines, so that a translation changes only when a message does.
set -eu
top=$1 po=$2 result=${3:-$2}
tmp=$(mktemp -d "${TMPDIR:-/tmp}/duidu-po.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
(cd "$top" && LC_ALL=C.UTF-8 xgettext --language=C --from-code=UTF-8 --keyword=_ --keyword=N_ \
	--keyword=ngettext:1,2 --add-location=file --sort-by-file --no-wrap \
	-o - src/*.c src/*.h) >"$tmp/duidu.pot" 2>"$tmp/log" || {
	cat "$tmp/log" >&2
	exit 1
}
msgmerge --quiet --no-fuzzy-matching --add-location=file --no-wrap -o "$tmp/merged.po" \
	"$po" "$tmp/duidu.pot"
msgattrib --no-obsolete --no-wrap --sort-by-file --add-location=file -o "$tmp/new.po" "$tmp/merged.po"
# When the sources were read last is no news.
sed '/^"POT-Creation-Date/d' "$tmp/new.po" >"$result"
