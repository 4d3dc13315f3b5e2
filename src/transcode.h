/* SPDX-License-Identifier: MIT */
/* transcode: one known encoding to UTF-8, in slices.
 *
 * It says what is text and what is ill-formed, and nothing more: what stands for an
 * ill-formed sequence, line ends and byte order marks are decode's. */
#ifndef DUIDU_TRANSCODE_H
#define DUIDU_TRANSCODE_H

#include <iconv.h>

#include "buf.h"
#include "encoding.h"
#include "status.h"

struct transcode_sink {
	void (*text)(void *ctx, const char *utf8, size_t len); /* whole characters */
	void (*illformed)(void *ctx, const char *bytes, size_t len); /* one sequence */
	void *ctx;
};

struct transcoder {
	enum encoding encoding; /* of UTF-16 the byte order its mark says */
	bool started;           /* something was taken */
	iconv_t iconv;          /* of GB18030 and Big5 */
	char rest[8];           /* a sequence not yet whole */
	size_t rest_len;
};

/* How many bytes before the first that is not ASCII. */
size_t ascii_run(const char *bytes, size_t len);

/* Not for ENCODING_AUTO.  Fails with STATUS_SYSTEM when the C library lacks the encoding;
 * the transcoder needs no closing then. */
struct status transcoder_open(struct transcoder *transcoder, enum encoding encoding);
void transcoder_close(struct transcoder *transcoder);

void transcoder_feed(struct transcoder *transcoder, const char *bytes, size_t len,
	const struct transcode_sink *sink);

/* The end of the input: what there is of a cut sequence is ill-formed. */
void transcoder_finish(struct transcoder *transcoder, const struct transcode_sink *sink);

#endif
