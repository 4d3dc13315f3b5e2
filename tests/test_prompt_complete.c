/* SPDX-License-Identifier: MIT */
/* Tests of prompt: words completed from what is offered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "prompted.h"

static void complete(const char *initial, const char *keys, const char *expected)
{
	struct prompt prompt;
	struct buf asked = {0};
	prompt_open(&prompt, &(struct prompt_setup){.label = ":",
				     .initial = initial,
				     .complete = offer_words,
				     .ctx = &asked});
	type(&prompt, keys);
	assert_state(&prompt, expected);
	prompt_close(&prompt);
	buf_free(&asked);
}

static void prompt_take__completes__as_far_as_offers_agree(void **state)
{
	(void)state;
	complete("s", "<Tab>", "se|");
	complete("sec", "<Tab>", "section-|");
	complete("section-n", "<Tab>", "section-next|");
	complete("说", "<Tab>", "说|");
	complete("x", "<Tab>", "x|");
	complete("", "<Tab>", "|");
	complete("set", "<Tab>", "set|");
	complete("set ", "<Tab>", "set |");
	complete("set d", "<Tab>", "set divider|");
	complete("set d 40", "<M-b><Left><Tab>", "set divider| 40");
}

static void prompt_take__cycles__through_offers(void **state)
{
	(void)state;
	complete("sec", "<Tab><Tab>", "section-next|");
	complete("sec", "<Tab><Tab><Tab>", "section-previous|");
	complete("sec", "<Tab><Tab><Tab><Tab>", "sec|");
	complete("sec", "<Tab><Tab><Tab><Tab><Tab>", "section-next|");
	complete("sec", "<Tab><S-Tab>", "section-previous|");
	complete("sec", "<Tab><Tab><S-Tab>", "sec|");
	complete("sec", "<Tab><Tab>!", "section-next!|");
	/* Once something else was typed, what is there is what is to be completed. */
	complete("sec", "<Tab><Tab><Left><End><Tab>", "section-next|");
	complete("sec", "<Tab><Tab><BS><Tab><Tab>", "section-next|");
}

static void prompt_take__asks__for_what_stands_before_the_word(void **state)
{
	struct prompt prompt;
	struct buf asked = {0};
	(void)state;
	prompt_open(
		&prompt, &(struct prompt_setup){
				 .label = ":", .complete = offer_words, .ctx = &asked});
	type(&prompt, "<Tab>set<Space><Tab>x<Space>国<Tab>");
	assert_string_equal(buf_string(&asked), "()(set )(set x )");
	prompt_close(&prompt);
	buf_free(&asked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prompt_take__completes__as_far_as_offers_agree),
		cmocka_unit_test(prompt_take__cycles__through_offers),
		cmocka_unit_test(prompt_take__asks__for_what_stands_before_the_word),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
