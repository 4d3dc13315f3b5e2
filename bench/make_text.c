/* SPDX-License-Identifier: MIT */
/* make_text: one of the texts the benchmarks read, to standard output. */
#include <stdlib.h>
#include <string.h>

#include "texts.h"

int main(int argc, char **argv)
{
	static const char *const kinds[] = {
		[TEXT_CLEAN] = "clean",
		[TEXT_WRAPPED] = "wrapped",
		[TEXT_ENGLISH] = "english",
		[TEXT_LINE] = "line",
		[TEXT_SHORT] = "short",
		[TEXT_OUTLINE] = "outline",
	};
	enum { KINDS = sizeof kinds / sizeof *kinds };
	size_t kind = 0;
	while (argc == 3 && kind < KINDS && strcmp(argv[1], kinds[kind]) != 0)
		kind++;
	if (argc != 3 || kind == KINDS) {
		fputs("Usage: make_text clean|wrapped|english|line|short|outline BYTES\n",
			stderr);
		return 2;
	}
	text_write(stdout, (enum text_kind)kind, strtoul(argv[2], NULL, 10));
	return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
}
