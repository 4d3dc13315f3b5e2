/* SPDX-License-Identifier: MIT */
/* mill_article: an article with an abstract of two clauses, and a section that none mentions. */
#ifndef DUIDU_TESTS_MILL_ARTICLE_H
#define DUIDU_TESTS_MILL_ARTICLE_H

static const char mill_article[] =
	"论水磨\n"
	"摘要：水磨靠溪流推动木轮，也靠看磨人清理水渠。\n"
	"On Water Mills\n"
	"Abstract: The stream turns the wheel of the mill, and the keeper clears its "
	"ditch.\n"
	"一、溪流推动木轮\n"
	"溪流从高处来，推动木轮。木轮带动石磨。\n"
	"二、看磨人清理水渠\n"
	"看磨人天天清理水渠。水渠通了，磨才转。\n"
	"三、面粉\n"
	"麦子磨成粉，装袋卖到镇上。\n";

#endif
