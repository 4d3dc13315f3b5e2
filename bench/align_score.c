/* SPDX-License-Identifier: MIT */
/* align_score: gold alignments from files, and strict F1. */
#include "align_score.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A whole file as a string, NULL if it cannot be read. */
static char *read_file(const char *name, const char *suffix)
{
	struct buf path = {0}, text = {0};
	size_t got;
	buf_printf(&path, "%s%s", name, suffix);
	FILE *file = fopen(buf_string(&path), "r");
	buf_free(&path);
	if (!file)
		return NULL;
	while ((got = fread(buf_room(&text, 1 << 16), 1, 1 << 16, file)) > 0)
		text.n += got;
	fclose(file);
	buf_string(&text);
	return text.v;
}

static void cut_lines(struct align_side *side, char *text)
{
	uint32_t line = 0;
	for (char *end; *text; text = end + 1) {
		end = text + strcspn(text, "\n");
		array_push(&side->sentences, (struct align_sentence){
						     .text = text,
						     .len = (uint32_t)(end - text),
						     .ref = {line++, 0},
					     });
		if (!*end)
			break;
	}
	side->count = side->sentences.n;
}

static char **read_units(const char *name, const char *suffix, size_t count)
{
	char *text = read_file(name, suffix);
	if (!text)
		return NULL;
	char **units = xcalloc(count + 1, sizeof *units);
	char *rest = text;
	for (size_t i = 0; i < count; i++)
		units[i] = xstrdup(strsep(&rest, "\n"));
	free(text);
	return units;
}

/* "[3]:[4,5]": sentences of a side are neighbours, so the first and their number say all. */
static const char *read_numbers(const char *at, uint32_t *first, uint32_t *count)
{
	at += strcspn(at, "[") + 1;
	*first = *count = 0;
	while (*at && *at != ']') {
		char *end;
		unsigned long number = strtoul(at, &end, 10);
		if (end == at) {
			at++;
			continue;
		}
		if ((*count)++ == 0)
			*first = (uint32_t)number;
		at = end;
	}
	return at;
}

bool gold_read(struct align_gold *gold, const char *name)
{
	*gold = (struct align_gold){.name = xstrdup(name)};
	gold->text[SIDE_ZH] = read_file(name, ".zh");
	gold->text[SIDE_EN] = read_file(name, ".en");
	char *lines = read_file(name, ".gold");
	if (!gold->text[SIDE_ZH] || !gold->text[SIDE_EN] || !lines) {
		free(lines);
		gold_free(gold);
		return false;
	}
	for (int i = 0; i < SIDE_COUNT; i++)
		cut_lines(&gold->side[i], gold->text[i]);
	gold->unit[SIDE_ZH] = read_units(name, ".zh.unit", gold->side[SIDE_ZH].count);
	gold->unit[SIDE_EN] = read_units(name, ".en.unit", gold->side[SIDE_EN].count);
	char *rest = lines;
	for (char *line; (line = strsep(&rest, "\n"));) {
		struct group g = {0};
		if (*line != '[')
			continue;
		const char *at = read_numbers(line, &g.zh, &g.zh_count);
		read_numbers(at, &g.en, &g.en_count);
		if (g.zh_count || g.en_count)
			array_push(&gold->groups, g);
	}
	free(lines);
	return true;
}

void gold_free(struct align_gold *gold)
{
	free(gold->name);
	for (int i = 0; i < SIDE_COUNT; i++) {
		for (size_t k = 0; gold->unit[i] && gold->unit[i][k]; k++)
			free(gold->unit[i][k]);
		free(gold->unit[i]);
		free(gold->text[i]);
		array_free(&gold->side[i].sentences);
	}
	array_free(&gold->groups);
}

/* The one unit that all sentences of a group are in, NULL if there are several. */
static const char *unit_of(const struct align_gold *gold, const struct group *g)
{
	const char *unit = NULL;
	if (!gold->unit[SIDE_ZH] || !gold->unit[SIDE_EN])
		return NULL;
	for (uint32_t i = 0; i < g->zh_count + g->en_count; i++) {
		const char *own = i < g->zh_count
					  ? gold->unit[SIDE_ZH][g->zh + i]
					  : gold->unit[SIDE_EN][g->en + i - g->zh_count];
		if (!own || (unit && strcmp(unit, own) != 0))
			return NULL;
		unit = own;
	}
	return unit;
}

static void join(struct group *group, const struct group *next)
{
	if (group->zh_count == 0)
		group->zh = next->zh;
	if (group->en_count == 0)
		group->en = next->en;
	group->zh_count += next->zh_count;
	group->en_count += next->en_count;
}

static void join_units(
	const struct align_gold *gold, const group_array *found, group_array *joined)
{
	const char *last = NULL;
	for (size_t i = 0; i < found->n; i++) {
		const struct group *g = &found->v[i];
		const char *unit = unit_of(gold, g);
		if (unit && last && strcmp(unit, last) == 0)
			join(&joined->v[joined->n - 1], g);
		else
			array_push(joined, *g);
		last = unit;
	}
}

static bool same_numbers(uint32_t a, uint32_t a_count, uint32_t b, uint32_t b_count)
{
	return a_count == b_count && (a_count == 0 || a == b);
}

static bool has_group(const group_array *groups, const struct group *g)
{
	for (size_t i = 0; i < groups->n; i++) {
		const struct group *other = &groups->v[i];
		if (same_numbers(g->zh, g->zh_count, other->zh, other->zh_count) &&
			same_numbers(g->en, g->en_count, other->en, other->en_count))
			return true;
	}
	return false;
}

void gold_score(const struct align_gold *gold, const group_array *found,
	struct align_score *score)
{
	group_array joined = {0};
	join_units(gold, found, &joined);
	for (size_t i = 0; i < joined.n; i++) {
		score->found++;
		score->found_right += has_group(&gold->groups, &joined.v[i]);
	}
	for (size_t i = 0; i < gold->groups.n; i++) {
		const struct group *g = &gold->groups.v[i];
		if (g->zh_count == 0 || g->en_count == 0)
			continue;
		score->gold++;
		score->gold_right += has_group(&joined, g);
	}
	array_free(&joined);
}

double align_score_f1(const struct align_score *score)
{
	double p = score->found ? (double)score->found_right / (double)score->found : 0;
	double r = score->gold ? (double)score->gold_right / (double)score->gold : 0;
	return p + r > 0 ? 2 * p * r / (p + r) : 0;
}
