/* SPDX-License-Identifier: MIT */
/* prompted: keys typed at a prompt, and what they make of it: the text with "|" where the cursor
 * is.  To be included behind cmocka.h. */
#ifndef DUIDU_TESTS_PROMPTED_H
#define DUIDU_TESTS_PROMPTED_H

#include <string.h>

#include "prompt.h"

/* Types keys as a binding writes them; returns the answer to the last. */
static inline enum prompt_answer type(struct prompt *prompt, const char *keys)
{
	enum prompt_answer answer = PROMPT_EDITING;
	size_t len = strlen(keys), size;
	for (size_t at = 0; at < len; at += size) {
		key k;
		size = key_parse(keys + at, len - at, &k);
		assert_true(size > 0);
		answer = prompt_take(prompt, k);
	}
	return answer;
}

static inline void assert_state(struct prompt *prompt, const char *expected)
{
	struct buf got = {0};
	const char *text = prompt_text(prompt);
	buf_add(&got, text, prompt->cursor);
	buf_putc(&got, '|');
	buf_puts(&got, text + prompt->cursor);
	assert_string_equal(buf_string(&got), expected);
	buf_free(&got);
}

static const char *const history[] = {
	"set spacing 0", "安全", "set divider 40", "set divider 40", "40%"};

enum { HISTORY_COUNT = sizeof history / sizeof *history };

/* Appends to ctx, a buffer, what was asked for: "(before)". */
static inline void offer_words(void *ctx, const char *before, struct prompt *prompt)
{
	buf_puts(ctx, "(");
	buf_puts(ctx, before);
	buf_puts(ctx, ")");
	if (strcmp(before, "set ") == 0) {
		prompt_offer(prompt, "divider");
		prompt_offer(prompt, "kinsoku");
		return;
	}
	prompt_offer(prompt, "section-next");
	prompt_offer(prompt, "section-previous");
	prompt_offer(prompt, "set");
	prompt_offer(prompt, "说法一");
	prompt_offer(prompt, "说话");
}

#endif
