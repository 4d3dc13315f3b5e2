/* SPDX-License-Identifier: MIT */
/* UAX #29 and UAX #14 against the test files of the Unicode Character Database, where they
 * are installed; without them, or with another version than the one recorded, skipped.
 *
 * Where we differ is recorded case by case in tests/NAME.known, and nowhere else may we.  The
 * lists may only shrink: UPDATE=1 writes what is left of them, and a longer one is a review.
 * Differences of graphemes are ours (GB11 is left out), those of line breaks are the
 * library's; kinsoku is off here, as it is meant to differ.
 *
 * UCD names another folder for the files, srcdir the tree. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistr.h>

#include "array.h"
#include "buf.h"
#include "glyph.h"
#include "linebreak.h"

enum { SKIPPED = 77, CODE_POINTS = 64 };

/* One line of a test file: ÷ for a break, × for none, around each code point. */
struct sample {
	char text[4 * CODE_POINTS];
	size_t len, count;
	size_t start[CODE_POINTS]; /* byte of each code point */
	bool parted[CODE_POINTS];  /* whether there is a break before it */
};

static const char *environment(const char *name, const char *otherwise)
{
	const char *value = getenv(name);
	return value ? value : otherwise;
}

static FILE *open_known(const char *name, const char *mode)
{
	struct buf path = {0};
	buf_printf(&path, "%s/tests/%s.known", environment("srcdir", "."), name);
	FILE *file = fopen(buf_string(&path), mode);
	buf_free(&path);
	return file;
}

static FILE *open_samples(const char *name)
{
	struct buf path = {0};
	buf_printf(&path, "%s/auxiliary/%s.txt", environment("UCD", "/usr/share/unicode"),
		name);
	FILE *file = fopen(buf_string(&path), "r");
	buf_free(&path);
	return file;
}

static void add_code_point(struct sample *sample, ucs4_t c)
{
	sample->start[sample->count++] = sample->len;
	int size = u8_uctomb((uint8_t *)sample->text + sample->len, c, 4);
	assert_true(size > 0);
	sample->len += (size_t)size;
}

/* False for a line without a case, and for one with a surrogate, which no text has. */
static bool parse(const char *line, struct sample *sample)
{
	*sample = (struct sample){0};
	while (*line && *line != '#') {
		if (strncmp(line, "÷", 2) == 0 || strncmp(line, "×", 2) == 0) {
			sample->parted[sample->count] = strncmp(line, "÷", 2) == 0;
			line += 2;
			continue;
		}
		char *end;
		ucs4_t c = (ucs4_t)strtoul(line, &end, 16);
		if (end == line) {
			line++;
			continue;
		}
		if (c >= 0xD800 && c <= 0xDFFF)
			return false;
		assert_true(sample->count + 1 < CODE_POINTS);
		add_code_point(sample, c);
		line = end;
	}
	return sample->count > 0;
}

static bool graphemes_agree(const struct sample *sample)
{
	static const struct glyph_style style = {.ambiguous = 1};
	size_t next = 0;
	for (size_t i = 0; i < sample->count; i++) {
		bool parted = sample->start[i] == next;
		if (parted != sample->parted[i])
			return false;
		if (parted)
			next += glyph_measure(&style, sample->text, sample->len, next)
					.size;
	}
	return true;
}

static bool line_breaks_agree(const struct sample *sample)
{
	char breaks[sizeof sample->text];
	linebreak_find(KINSOKU_NONE, sample->text, sample->len, breaks);
	for (size_t i = 1; i < sample->count; i++)
		if ((breaks[sample->start[i]] >= LINE_BREAK_ALLOWED) != sample->parted[i])
			return false;
	return true;
}

typedef ARRAY_OF(char *) line_array;

static bool is_among(const line_array *lines, const char *line)
{
	for (size_t i = 0; i < lines->n; i++)
		if (strcmp(lines->v[i], line) == 0)
			return true;
	return false;
}

/* The lines of a file up to their comments; the first, which names the version, whole. */
static void read_lines(FILE *file, line_array *lines)
{
	char *line = NULL;
	size_t room = 0;
	while (getline(&line, &room, file) > 0) {
		line[strcspn(line, lines->n > 0 ? "\t\n#" : "\n")] = '\0';
		array_push(lines, xstrdup(line));
	}
	free(line);
}

static void free_lines(line_array *lines)
{
	for (size_t i = 0; i < lines->n; i++)
		free(lines->v[i]);
	array_free(lines);
}

static void record(const char *name, const char *version, const line_array *known)
{
	FILE *file = open_known(name, "w");
	assert_non_null(file);
	fprintf(file, "%s\n", version);
	for (size_t i = 0; i < known->n; i++)
		fprintf(file, "%s\n", known->v[i]);
	assert_int_equal(fclose(file), 0);
}

static void compare(const char *name, bool (*agrees)(const struct sample *))
{
	line_array samples = {0}, known = {0}, differing = {0};
	FILE *samples_file = open_samples(name), *known_file = open_known(name, "r");
	if (known_file)
		read_lines(known_file, &known);
	read_lines(samples_file, &samples);
	fclose(samples_file);
	if (known_file)
		fclose(known_file);

	size_t unknown = 0;
	for (size_t i = 1; i < samples.n; i++) {
		struct sample sample;
		if (!parse(samples.v[i], &sample) || agrees(&sample))
			continue;
		array_push(&differing, samples.v[i]);
		if (is_among(&known, samples.v[i]))
			continue;
		unknown++;
		print_message("%s: %s\n", name, samples.v[i]);
	}
	print_message("%s: %zu of %zu differ, %zu are recorded\n", name, differing.n,
		samples.n, known.n ? known.n - 1 : 0);
	if (strcmp(environment("UPDATE", ""), "1") == 0) {
		record(name, samples.v[0], &differing);
		unknown = 0;
	}
	array_free(&differing);
	free_lines(&samples);
	free_lines(&known);
	assert_int_equal(unknown, 0);
}

static void glyph__parts_graphemes__as_recorded(void **state)
{
	(void)state;
	compare("GraphemeBreakTest", graphemes_agree);
}

static void linebreak__breaks_lines__as_recorded(void **state)
{
	(void)state;
	compare("LineBreakTest", line_breaks_agree);
}

/* Whether the samples are there, in the version that was recorded. */
static bool is_there(const char *name)
{
	char recorded[80] = "", installed[80] = "";
	FILE *samples = open_samples(name), *known = open_known(name, "r");
	bool there = samples && fgets(installed, sizeof installed, samples);
	if (there && known && fgets(recorded, sizeof recorded, known) &&
		strcmp(recorded, installed) != 0) {
		print_message("%s is not the recorded version\n", name);
		there = false;
	}
	if (samples)
		fclose(samples);
	if (known)
		fclose(known);
	return there;
}

int main(void)
{
	if (!is_there("GraphemeBreakTest") || !is_there("LineBreakTest")) {
		print_message(
			"skipped: no test files of the Unicode Character Database\n");
		return SKIPPED;
	}
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(glyph__parts_graphemes__as_recorded),
		cmocka_unit_test(linebreak__breaks_lines__as_recorded),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
