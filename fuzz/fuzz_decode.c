/* SPDX-License-Identifier: MIT */
/* fuzz_decode: any bytes in any encoding become valid UTF-8 without CR, and the same whether
 * they come at once or in small slices. */
#include <stdlib.h>
#include <string.h>

#include "decode.h"
#include "fuzz.h"

static struct status decode(enum encoding encoding, const struct fuzz_input *input,
	size_t slice, struct buf *out, size_t *replaced)
{
	struct decoder *decoder = decoder_new(encoding, NULL);
	struct status status = STATUS_NONE;
	for (size_t at = 0; at < input->n && status_ok(&status); at += slice) {
		size_t n = input->n - at < slice ? input->n - at : slice;
		status = decoder_feed(decoder, (const char *)input->v + at, n, out);
	}
	if (status_ok(&status))
		status = decoder_finish(decoder, out);
	*replaced = decoder_replaced(decoder);
	decoder_free(decoder);
	return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct fuzz_input input = {bytes, len};
	enum encoding encoding = (enum encoding)fuzz_number(&input, ENCODING_COUNT);
	size_t slice = 1 + fuzz_number(&input, 40), count, count_sliced;
	struct buf whole = {0}, sliced = {0};
	struct status s = decode(encoding, &input, len + 1, &whole, &count);
	struct status t = decode(encoding, &input, slice, &sliced, &count_sliced);
	fuzz_check_utf8(whole.v, whole.n);
	if (s.code != t.code)
		abort();
	if (status_ok(&s) &&
		(whole.n != sliced.n || count != count_sliced ||
			(whole.n && memcmp(whole.v, sliced.v, whole.n) != 0) ||
			(whole.n && memchr(whole.v, '\r', whole.n))))
		abort();
	buf_free(&whole);
	buf_free(&sliced);
	return 0;
}
