/* SPDX-License-Identifier: MIT */
/* heading: the numbering at the start of a line or paragraph.  Pure.
 *
 * It says what a line could be; whether it is a heading is decided by who sees the lines
 * around it (repair) and the numbers before it (parse). */
#ifndef DUIDU_HEADING_H
#define DUIDU_HEADING_H

#include <stdbool.h>
#include <stddef.h>

/* The rungs of the ladders, outermost first; a rung further down is never above one
 * further up. */
enum rung {
	RUNG_NONE,
	RUNG_PART,      /* 第一编, 第一部分, Part I */
	RUNG_CHAPTER,   /* 第一章, Chapter 1, CHAPTER III */
	RUNG_SECTION,   /* 第一节, Section 1 */
	RUNG_ARTICLE,   /* 第一条, Article 1 */
	RUNG_HAN,       /* 一、 */
	RUNG_ROMAN,     /* I. */
	RUNG_HAN_PAREN, /* （一） */
	RUNG_DIGIT,     /* 1.  1．  1、 */
	RUNG_PAREN,     /* （1） */
	RUNG_CIRCLED,   /* ① */
	RUNG_DECIMAL,   /* 1.1, 2.3.1 */
	RUNG_HASH,      /* Markdown #, ## */
	RUNG_NAMED,     /* 引言, 参考文献, References: no number */
};

struct heading_mark {
	enum rung rung;
	int depth; /* parts of a decimal number, hashes of a Markdown heading; else 1 */
	int value; /* the (last) number; 0 for hashes and names */
	size_t number_beg,
		number_end; /* bytes of the number as outlines show it: "一", "（一）" */
	size_t title_beg; /* byte where the title starts, behind mark and blanks */
};

/* Reads the mark at the start of text (leading blanks allowed); false if there is none. */
bool heading_mark(const char *text, size_t len, struct heading_mark *mark);

/* Whether a rung has names in its own words (第…章, Chapter): those may stand without a
 * title, and are a section even when running text follows on the line (an article of a law). */
bool heading_rung_is_worded(enum rung rung);

/* Labels that open a block of their own kind, at the start of text, blanks inside them and
 * brackets round them allowed: 摘　要：, 【关键词】, Abstract:.  Returns the bytes of label
 * and mark behind it, 0 if there is none. */
enum front_label { LABEL_NONE, LABEL_ABSTRACT, LABEL_KEYWORDS, LABEL_REFERENCES };
enum front_label heading_label(const char *text, size_t len, size_t *label_len);

#endif
