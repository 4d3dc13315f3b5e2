#!/bin/sh
# SPDX-License-Identifier: MIT
# What the shells offer behind "duidu": bash and fish are asked, zsh reads its file at least.

set -u
. "${srcdir:-.}/tests/script.sh"
scratch completion
built=$PWD/completion
skipped=0
options=$("$DUIDU" --list-options | cut -f1 | sort)

# All options, and their values, are in each file.
for file in duidu _duidu duidu.fish; do
	[ -s "$built/$file" ] || { complain "no $file"; continue; }
	for option in $options; do
		grep -qE -e "(--|-l )$option([^a-z-]|\$)" "$built/$file" || complain "$file: no $option"
	done
	grep -q 'dark light mono' "$built/$file" || complain "$file: no values of --theme"
done

mkdir "$tmp/files" "$tmp/files/folder"
: >"$tmp/files/two words.txt"
: >"$tmp/files/article.txt"
: >"$tmp/files/-dash.txt"
cd "$tmp/files" || exit 99

# bash WORD... -- EXPECTED: completes the last of the words bash has parted the line into.
cat >"$tmp/ask.bash" <<'END'
source "$1"
shift
COMP_WORDS=(duidu "$@")
COMP_CWORD=$#
_duidu
printf '%s\n' "${COMPREPLY[@]}"
END
offers() { # EXPECTED WORD...
	expected=$1
	shift
	got=$(bash --norc "$tmp/ask.bash" "$built/duidu" "$@" 2>"$tmp/err" | sort | tr '\n' '|')
	[ "$got" = "$expected" ] || complain "bash, $*: '$got', not '$expected'"
	[ ! -s "$tmp/err" ] || complain "bash, $*: $(cat "$tmp/err")"
}
if command -v bash >/dev/null; then
	offers '--theme=|' --th
	offers 'dark|light|mono|' --theme =
	offers 'dark|' --theme = d
	offers 'dark|' --theme d
	offers '--theme=dark|' --theme=d
	offers 'off|on|' --follow =
	offers '--no-follow|' --no-f
	offers '-dash.txt|article.txt|folder|two words.txt|' --follow ''
	offers 'article.txt|' --config = art
	offers 'two words.txt|' --config tw
	offers '|' --divider = ''
	offers 'two words.txt|' tw
	offers '-dash.txt|' -- -d
	offers 'folder|' --dump fo
	got=$(bash --norc "$tmp/ask.bash" "$built/duidu" -- 2>/dev/null | sed -n 's/^--\([a-z-]*\)=*$/\1/p' |
		grep -v '^no-' | sort)
	[ "$got" = "$options" ] || complain "bash offers other options than there are: $got"
	bash --norc -c 'source "$1"; complete -p duidu' - "$built/duidu" >/dev/null || complain "bash: not registered"
else
	skipped=1
fi

if command -v zsh >/dev/null; then
	zsh -n "$built/_duidu" || complain "zsh does not read its file"
else
	skipped=1
fi

if command -v fish >/dev/null; then
	fish -n "$built/duidu.fish" || complain "fish does not read its file"
	ask() { # WORDS: what fish offers, without descriptions
		fish --no-config -c "source $built/duidu.fish; complete -C '$1'" | cut -f1 | sort | tr '\n' '|'
	}
	[ "$(ask 'duidu --them')" = '--theme|' ] || complain "fish, --them: $(ask 'duidu --them')"
	[ "$(ask 'duidu --theme=')" = '--theme=dark|--theme=light|--theme=mono|' ] ||
		complain "fish, --theme=: $(ask 'duidu --theme=')"
	[ "$(ask 'duidu art')" = 'article.txt|' ] || complain "fish, art: $(ask 'duidu art')"
else
	skipped=1
fi
[ $failed -eq 0 ] && [ $skipped -eq 1 ] && { echo "a shell is missing" >&2; exit 77; }
exit $failed
