/* SPDX-License-Identifier: MIT */
/* known_text: a text that has been read, for tests of places in it.  To be included behind
 * cmocka.h. */
#ifndef DUIDU_TESTS_KNOWN_TEXT_H
#define DUIDU_TESTS_KNOWN_TEXT_H

#include "anchor.h"

struct text {
	struct document document;
	struct identity identity;
	struct finder *finder;
};

/* Reads bytes as the file at a path; closed by text_close. */
void text_open_len(struct text *text, const char *path, const char *bytes, size_t len);

/* The same of a string, at a path that is not there. */
void text_open(struct text *text, const char *bytes);
void text_close(struct text *text);

/* The place where words begin, the n-th time (from 0); fails where they do not. */
void text_find(const struct text *text, const char *words, int n, enum side *side,
	size_t *block, size_t *byte);

/* An anchor of this text in one of its states, found again when all of it is loaded. */
struct anchor_found text_find_anchor(struct text *text, const struct anchor *anchor);

/* An anchor as somebody might type it: its place "block:byte" and its words; false where that
 * is none. */
bool anchor_by_hand(struct anchor *anchor, const char *place, const char *words);

/* A text of two sections, to be put something between. */
#define BEES_SPRING                                                                                                         \
	"养蜂笔记\n\n一、春天\n\n三月里第一批蜂出巢，先绕着蜂箱飞几圈。天冷的时候它们很" \
	"快又回去。\n\n"                                                                                               \
	"油菜花开了以后，蜂箱一天比一天重。养蜂人每周打开一次，看看蜂王还在不在。\n\n"
#define BEES_AUTUMN                                                                                          \
	"二、秋天\n\n桂花谢了，蜂群变小了。留足过冬的蜜，其余的才可以取。\n\n" \
	"第一场霜以前，要把蜂箱的门缩小。这样老鼠进不来，冷风也进不来。\n"
#define BEES BEES_SPRING BEES_AUTUMN

#endif
