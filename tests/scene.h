/* SPDX-License-Identifier: MIT */
/* scene: documents made by hand, a view on them, and what it shows: for the tests of view. */
#ifndef DUIDU_TESTS_SCENE_H
#define DUIDU_TESTS_SCENE_H

#include "view.h"

struct scene {
	struct document document;
	struct config config;
	struct view *view;
	struct grid grid;
	size_t source; /* bytes of input so far */
};

struct scene *scene_new(void);
struct scene *scene_open(int columns, int rows);
void scene_free(struct scene *scene);
void scene_resize(struct scene *scene, int columns, int rows, int ambiguous);

/* What is added is taken up by the view at once. */
void scene_add_block(struct scene *scene, enum side side, struct block block);
void scene_add(
	struct scene *scene, enum side side, enum block_kind kind, const char *text);

/* text is the whole heading; number and what is before the title are its first bytes. */
void scene_add_heading(struct scene *scene, enum side side, int level, size_t number_len,
	size_t title_beg, const char *text);

/* A paragraph of as many sentences, each with its number. */
void scene_add_numbered(struct scene *scene, enum side side, int first, int sentences);

void scene_add_link(struct scene *scene, const struct link *link);
/* Links zh sentences to one clause of the English sentence. */
void scene_add_clause_link(struct scene *scene, struct sentence_ref *zh, uint32_t count,
	struct sentence_ref *en, struct block_range *range, float score);
/* Links sentence `s` of block b on both sides. */
void scene_link(struct scene *scene, uint32_t b, uint32_t s);
/* Links a sentence with one of the other side. */
void scene_pair(struct scene *scene, struct sentence_ref zh, struct sentence_ref en,
	double score);
/* Says that a sentence has no counterpart. */
void scene_leave_alone(struct scene *scene, enum side side, struct sentence_ref ref);

/* Two texts of the same shape, sentence linked with sentence. */
void scene_add_translation(struct scene *scene, int blocks, int sentences);

/* The front of an article, its abstract in both languages, and a body under headings. */
void scene_add_article(struct scene *scene);
/* The stream's section goes to the first English clause, the keeper's to the second. */
void scene_link_article(struct scene *scene);

/* A text of one side only, long enough to scroll. */
struct scene *scene_open_long(int columns, int rows, enum side side);

void scene_draw_with(struct scene *scene, const struct view_status *status);
void scene_draw(struct scene *scene);

/* The whole screen as text; the caller frees it. */
char *scene_screen(struct scene *scene);
/* One line of the screen as text; the caller frees it. */
char *screen_line(struct scene *scene, int row);
/* What stands in cells with these marks, blanks left out, since rows end anywhere; the caller
 * frees it. */
char *marked_text(const struct scene *scene, uint8_t marks);
/* The element of the first cell on the screen that holds text. */
int element_of(const struct scene *scene, const char *text);
size_t current_block(const struct scene *scene);

void assert_screen(struct scene *scene, const char *expected);
void assert_line_has(struct scene *scene, int row, const char *text);
void assert_line_lacks(struct scene *scene, int row, const char *text);
void assert_marked(const struct scene *scene, uint8_t marks, const char *expected);
void assert_current(const struct scene *scene, enum side side, size_t block, size_t byte);
void assert_described(const struct scene *scene, const char *expected);

#endif
