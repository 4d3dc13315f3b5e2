#!/bin/sh
# SPDX-License-Identifier: MIT
# No module keeps state of its own: the library has no mutable data but what is named here,
# each with its reason at its definition.

set -u
. "${srcdir:-.}/tests/script.sh"
library=src/libduidu.a
[ -f "$library" ] || { echo "no $library" >&2; exit 99; }
command -v objdump >/dev/null || { echo "objdump is missing" >&2; exit 77; }
# A sanitizer adds data of its own.
nm "$library" 2>/dev/null | grep -q '__asan\|__ubsan' && { echo "sanitizers add data" >&2; exit 77; }

allowed='restore_terminal caught'
# Tables of pointers are in .data.rel.ro: written by the loader once, read-only after it.
found=$(objdump -t "$library" 2>/dev/null |
	awk '{ for (i = 2; i < NF; i++) if ($i ~ /^\.(t?data|t?bss)/ && $i !~ /rel\.ro/ && $(i - 1) == "O") print $NF }' |
	sed 's/\.[0-9]*$//' | sort -u)
[ -n "$found" ] || { echo "objdump shows nothing: not even what is allowed" >&2; exit 99; }
for symbol in $found; do
	case " $allowed " in
	*" $symbol "*) ;;
	*) complain "mutable data: $symbol" ;;
	esac
done
exit $failed
