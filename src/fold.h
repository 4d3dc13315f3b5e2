/* SPDX-License-Identifier: MIT */
/* fold: characters that a search takes for the same, mapped to the same code points.
 *
 * Two texts are the same under a set of foldings when their code points, folded one by one
 * and put together, are.  Nothing is reordered: marks on a letter count in the order in
 * which they are stored. */
#ifndef DUIDU_FOLD_H
#define DUIDU_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Foldings, a bit each.
 *
 * CASE: A as a, Unicode's simple case folding.
 * WIDTH: Ａ as A, ㎡ as m2, ｶﾞ as ガ, é in one code point as in two: compatibility
 * decomposition (NFKD), but for Hangul syllables.  Radicals (⽂, ⻔) as the characters
 * (文, 门); the printer's quotes, hyphens and middle dots as the plain ones; and
 * default-ignorable code points (soft hyphen, ZWSP, variation selectors) as nothing.
 * HAN: 網 as 网, a character as any of its variants, simplified, traditional, of shape. */
enum { FOLD_CASE = 1, FOLD_WIDTH = 2, FOLD_HAN = 4 };

enum { FOLD_MOST = 18 }; /* code points that one folds to, at most */

/* What code_point folds to; returns how many of folded are set, 0 if it is ignored. */
size_t fold_code_point(uint32_t code_point, unsigned folds, uint32_t folded[FOLD_MOST]);

/* Visits every code point that some folding changes, in no order, some of them twice. */
void fold_each(void (*visit)(void *ctx, uint32_t code_point), void *ctx);

/* Blanks: what separates words, U+3000 and ends of line among it. */
bool fold_is_blank(uint32_t code_point);

/* Han characters, kana, bopomofo, CJK and full-width punctuation: what is set without
 * blanks, so that one beside it says nothing. */
bool fold_is_unspaced(uint32_t code_point);

#endif
