#!/bin/sh
# SPDX-License-Identifier: MIT
# tables.sh PAGE.in PROGRAM VERSION: the page with the lines @OPTIONS@, @KEYS@, @COMMANDS@,
# @SETTINGS@, @BINDINGS@ and @VIM@ replaced by tables that PROGRAM prints of itself.
set -eu
page=$1 program=$2 version=$3
tmp=$(mktemp -d "${TMPDIR:-/tmp}/duidu-tables.XXXXXX")
trap 'rm -rf "$tmp"' EXIT

# mdoc takes a backslash, and a dot or quote at a line's start, for itself.
escape() {
	sed -e 's/\\/\\e/g' -e 's/-/\\-/g' -e "s/^\([.']\)/\\\\\&\1/"
}

options() {
	"$program" --list-options | escape | awk -F '\t' '{
		argument = $2 == "on|off" || $2 == "" ? "" : "=" $2
		# A sole dash letter macro would drop the second dash.
		print ".It \\-\\-" $1 argument
		text = toupper(substr($4, 1, 1)) substr($4, 2) "."
		if ($3 != "")
			text = text "\nThe default is " $3 "."
		print text
	}'
}

# Names of the options that PROGRAM takes from a configuration, as it judges itself.
settable() {
	"$program" --list-options | awk -F '\t' '$2 != "" { print $1, $3 == "" ? "x" : $3 }' |
		while read -r name value; do
			complaint=$(echo "set $name $value" | "$program" --config=- --list-options 2>&1 >/dev/null)
			[ -n "$complaint" ] || echo "$name"
		done
}

settings() {
	"$program" --list-options | escape | awk -F '\t' -v names="$(settable | escape)" '
		BEGIN { n = split(names, list, "\n"); for (i = 1; i <= n; i++) wanted[list[i]] = 1 }
		$1 in wanted {
			print ".It Ic set " $1 " Ar " $2
			text = toupper(substr($4, 1, 1)) substr($4, 2) "."
			if ($3 != "")
				text = text "\nThe default is " $3 "."
			print text
		}'
}

bindings() { # CONFIG-LINE: the bindings it leads to, without their comments
	echo "$1" | "$program" --config=- --list-keys | sed 's/  *# .*//'
}

# What a preset has and the defaults have not.
preset() {
	bindings '' >"$tmp/defaults"
	bindings "preset $1" | grep -vxF -f "$tmp/defaults"
}

keys() {
	"$program" --no-config --list-keys | grep '^bind read ' | sed 's/^bind read \([^ ]*\) *\([^#]*[^ #]\) *# */\1\t\2\t/' |
		escape | awk -F '\t' '
		{
			command = $2
			if (!(command in keys)) {
				order[++n] = command
				help[command] = $3
			}
			# \\& keeps mdoc from taking ( or ) for punctuation of its own.
			keys[command] = keys[command] (keys[command] == "" ? "" : ", ") "\\&" $1
		}
		END {
			for (i = 1; i <= n; i++) {
				c = order[i]
				print ".It " keys[c] "\n.Pq " c "\n" toupper(substr(help[c], 1, 1)) substr(help[c], 2) "."
			}
		}'
}

commands() {
	"$program" --list-commands | escape | awk -F '\t' '{
		print ".It " $1 ($2 == "" ? "" : " " $2)
		print toupper(substr($3, 1, 1)) substr($3, 2) "."
	}'
}

while IFS= read -r line; do
	case $line in
	@OPTIONS@) options ;;
	@KEYS@) keys ;;
	@COMMANDS@) commands ;;
	@SETTINGS@) settings ;;
	@BINDINGS@) bindings '' | escape ;;
	@VIM@) preset vim | escape ;;
	*) printf '%s\n' "$line" | sed "s/@VERSION@/$version/" ;;
	esac
done <"$page"
