#!/bin/sh
# SPDX-License-Identifier: MIT
# Every fuzzer over every file of its corpus.
set -eu
corpus=${srcdir:-.}/fuzz/corpus
for folder in "$corpus"/*/; do
	name=$(basename "$folder")
	"fuzz/fuzz_$name" "$folder"* 2>replay.tmp || {
		tail -20 replay.tmp
		echo "fuzz_$name: failed, the last file above is the one"
		rm -f replay.tmp
		exit 1
	}
	rm -f replay.tmp
	echo "fuzz_$name: $(ls "$folder" | wc -l) files"
done
