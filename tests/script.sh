# SPDX-License-Identifier: MIT
# To be sourced: what tests that are scripts begin with.

failed=0
complain() { # WHAT: says it, and the test has failed
	echo "$*" >&2
	failed=1
}
scratch() { # NAME: makes a folder, $tmp, that is gone when the script ends
	tmp=$(mktemp -d "${TMPDIR:-/tmp}/duidu-$1.XXXXXX")
	trap 'rm -rf "$tmp"' EXIT
}
