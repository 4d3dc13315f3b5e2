/* SPDX-License-Identifier: MIT */
/* replay: runs a fuzzer over files, as libFuzzer's own main does when it is given files: what
 * was a crash once stays a test with any compiler. */
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		struct buf bytes = {0};
		char piece[4096];
		size_t n;
		FILE *file = fopen(argv[i], "rb");
		if (!file) {
			perror(argv[i]);
			return EXIT_FAILURE;
		}
		while ((n = fread(piece, 1, sizeof piece, file)) > 0)
			buf_add(&bytes, piece, n);
		fclose(file);
		fprintf(stderr, "%s\n", argv[i]);
		LLVMFuzzerTestOneInput((const uint8_t *)bytes.v, bytes.n);
		buf_free(&bytes);
	}
	return EXIT_SUCCESS;
}
