#!/bin/sh
# SPDX-License-Identifier: MIT
# make.sh TEMPLATE PROGRAM: the template with what stands between two @ replaced by the options
# that PROGRAM lists.
set -eu
template=$1 program=$2

# A line an option: its letter or "-", "no" or "-" for whether --no-NAME is one too, name, kind
# (flag, choice, file or other), values, help.
options() {
	"$program" --list-options | while IFS= read -r line; do
		name=$(printf '%s\n' "$line" | cut -f1)
		no=-
		"$program" "--no-$name" --list-options >/dev/null 2>&1 && no=no
		letter=$("$program" --help | sed -n "s/^  -\(.\), --$name .*/\1/p")
		printf '%s\t%s\t%s\n' "${letter:--}" "$no" "$line"
	done | awk -F '\t' -v OFS='\t' '{
		kind = $4 == "" || $4 == "on|off" ? "flag" : $4 ~ /\|/ ? "choice" : $4 == "FILE" ? "file" : "other"
		gsub(/\|/, " ", $4)
		print $1, $2, $3, kind, $4, $6
	}'
}

bash_options() {
	options | awk -F '\t' '{
		if ($1 != "-") print "-" $1
		print "--" $3 ($4 == "flag" ? "" : "=")
		if ($2 == "no") print "--no-" $3
	}' | tr '\n' ' ' | sed 's/ $//'
}

# A switch has a value only behind "=".
bash_values() {
	options | awk -F '\t' '
		function add(list, name) { return list (list == "" ? "" : " | ") "--" name }
		$4 == "choice" { print "\t--" $3 ") choices=\047" $5 "\047 ;;" }
		$4 == "flag" && $2 == "no" { switches = add(switches, $3) }
		$4 == "file" { files = add(files, $3) }
		$4 == "other" { others = add(others, $3) }
		END {
			print "\t" switches ") choices=${equals:+on off} ;;"
			print "\t" files ") _duidu_files \"$word\"; return ;;"
			print "\t" others ") return ;;"
		}'
}

zsh_specs() {
	options | sed -e 's/[]:\[]/\\&/g' -e "s/'/'\\\\''/g" | awk -F '\t' '{
		value = $4 == "choice" ? ":" $3 ":(" $5 ")" : $4 == "file" ? ":file:_files" : $4 == "other" ? ":" $5 ": " : ""
		name = "--" $3 (value == "" ? "" : "=")
		if ($1 != "-")
			print "\t\047(-" $1 " " name ")\047{-" $1 "," name "}\047[" $6 "]" value "\047 \\"
		else if ($2 == "no")
			print "\t\047(--no-" $3 ")" name "[" $6 "]" value "\047 \\"
		else
			print "\t\047" name "[" $6 "]" value "\047 \\"
		if ($2 == "no")
			print "\t\047(--" $3 ")--no-" $3 "[off: " $6 "]\047 \\"
	}'
}

fish_lines() {
	options | sed "s/[\\\\']/\\\\&/g" | awk -F '\t' '{
		value = $4 == "choice" ? " -x -a \047" $5 "\047" : $4 == "file" ? " -r -F" : $4 == "other" ? " -x" : ""
		print "complete -c duidu" ($1 == "-" ? "" : " -s " $1) " -l " $3 value " -d \047" $6 "\047"
		if ($2 == "no")
			print "complete -c duidu -l no-" $3 " -d \047off: " $6 "\047"
	}'
}

while IFS= read -r line; do
	case $line in
	@BASH_VALUES@) bash_values ;;
	*@BASH_OPTIONS@*) printf '%s\n' "${line%%@BASH*}$(bash_options)${line##*OPTIONS@}" ;;
	@ZSH@) zsh_specs ;;
	@FISH@) fish_lines ;;
	*) printf '%s\n' "$line" ;;
	esac
done <"$template"
