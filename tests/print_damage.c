/* SPDX-License-Identifier: MIT */
/* print_damage: shows document NUMBER of SEED as test_repair_score sees it, then its truth.
 *
 *	print_damage SEED NUMBER        the damaged text, then a block a line
 *	print_damage SEED NUMBER text   the damaged text only
 *
 * A program of its own, so that a failing case can be looked at and fed to other tools. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "damage.h"

int main(int argc, char **argv)
{
	if (argc < 3) {
		fputs("usage: print_damage SEED NUMBER [text]\n", stderr);
		return 2;
	}
	struct damage_document d = {0};
	damage_make(&d, strtoull(argv[1], NULL, 0), (unsigned)strtoul(argv[2], NULL, 0));
	fwrite(d.text.v, 1, d.text.n, stdout);
	if (argc == 3) {
		puts("==== truth");
		for (size_t i = 0; i < d.blocks.n; i++) {
			const struct damage_block *b = &d.blocks.v[i];
			printf("%s %s %d %.*s\n", side_name(b->side),
				block_kind_name(b->kind), b->level,
				(int)span_len(b->text), d.truth.v + b->text.beg);
		}
	}
	damage_free(&d);
	return 0;
}
