/* SPDX-License-Identifier: MIT */
/* fuzz_query: any pattern in any text: matches are in order, on borders of graphemes, not
 * empty, and the quick look over many texts passes none of them. */
#include <stdlib.h>

#include "fuzz.h"
#include "glyph.h"
#include "query.h"

static bool is_border(const char *text, size_t len, size_t byte)
{
	static const struct glyph_style style = {.ambiguous = 1};
	size_t at = 0;
	while (at < byte)
		at += glyph_measure(&style, text, len, at).size;
	return at == byte;
}

static void check_matches(
	const struct query *query, unsigned options, const char *text, size_t len)
{
	struct status status = STATUS_NONE;
	size_t at = 0;
	for (;;) {
		struct span match = query_find(query, text, len, at, &status);
		if (match.beg == SPAN_NONE.beg && match.end == SPAN_NONE.end)
			break;
		require(match.beg >= at && match.end > match.beg && match.end <= len);
		require(is_border(text, len, match.beg) &&
			is_border(text, len, match.end));
		if (!(options & QUERY_REGEX) && match.beg - at < 512) {
			const char *scanned = query_scan(query, text + at, text + len);
			require(scanned <= text + match.beg);
		}
		at = match.end;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct fuzz_input input = {bytes, len};
	unsigned options = fuzz_number(&input, 64);
	struct fuzz_input pattern = fuzz_line(&input);
	struct query *query;
	struct buf text = {0};
	struct status s =
		query_compile(&query, (const char *)pattern.v, pattern.n, options, NULL);
	if (!status_ok(&s)) {
		require(!query && s.message[0] != '\0');
		fuzz_check_utf8(s.message, __builtin_strlen(s.message));
		return 0;
	}
	buf_add_valid(&text, (const char *)input.v, input.n);
	buf_string(&text);
	check_matches(query, options, text.v, text.n);
	buf_free(&text);
	query_free(query);
	return 0;
}
