/* SPDX-License-Identifier: MIT */
/* parse_ladder: a stack of levels, each further down the ladder than the one below it. */
#include "parse_ladder.h"

static int compare_level(const struct open_level *level, const struct heading_mark *m)
{
	int rung = (int)m->rung;
	if (level->rung != rung)
		return level->rung < rung ? -1 : 1;
	return level->depth < m->depth ? -1 : level->depth > m->depth;
}

int ladder_before(const struct ladder *ladder, const struct heading_mark *mark)
{
	for (size_t i = ladder->levels; i-- > 0;)
		if (compare_level(&ladder->open[i], mark) == 0)
			return ladder->open[i].value;
	return 0;
}

uint8_t ladder_open(struct ladder *ladder, const struct heading_mark *mark, int *before,
	bool *follows)
{
	*before = 0;
	*follows = true;
	if (mark->rung == RUNG_HASH || mark->rung == RUNG_NAMED) {
		ladder->levels = 0;
		return (uint8_t)mark->depth;
	}
	while (ladder->levels > 0 &&
		compare_level(&ladder->open[ladder->levels - 1], mark) > 0)
		ladder->levels--;
	struct open_level *top =
		ladder->levels ? &ladder->open[ladder->levels - 1] : NULL;
	bool same = top && compare_level(top, mark) == 0;
	*before = same ? top->value : 0;
	/* Articles of a law count on through its chapters. */
	bool counts_through = mark->rung == RUNG_ARTICLE || mark->rung == RUNG_SECTION;
	*follows = mark->value == *before + 1 || (counts_through && !same);
	if (!same && ladder->levels < LADDER_LEVELS)
		ladder->levels++;
	ladder->open[ladder->levels - 1] =
		(struct open_level){(int)mark->rung, mark->depth, mark->value};
	return (uint8_t)ladder->levels;
}

void ladder_take_back(struct ladder *ladder)
{
	if (ladder->levels > 0)
		ladder->levels--;
}
