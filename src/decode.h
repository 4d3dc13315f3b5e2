/* SPDX-License-Identifier: MIT */
/* decode: bytes of any known encoding to valid UTF-8, in slices.
 *
 * Feeding byte by byte gives the same as feeding at once.  What is not valid becomes
 * U+FFFD, one for each maximal ill-formed sequence (Unicode 15, section 3.9,
 * "substitution of maximal subparts"), and is a diagnostic "encoding".  CR LF and lone CR
 * become LF.  A byte order mark is dropped.
 * Control characters stay: they are stored as they are, and shown safely by glyph. */
#ifndef DUIDU_DECODE_H
#define DUIDU_DECODE_H

#include "buf.h"
#include "encoding.h"
#include "status.h"

struct decoder;

/* lint may be NULL; it must outlive the decoder. */
struct decoder *decoder_new(enum encoding encoding, const struct lint *lint);
void decoder_free(struct decoder *decoder);

/* Appends to out what bytes bring; with ENCODING_AUTO up to 64 KiB may be held back until
 * the encoding is known (of pure ASCII only the first 16 bytes are).
 * With ENCODING_AUTO it fails with STATUS_FORMAT when the input begins as no text does
 * (many NUL or control bytes), and out then has nothing of it; with any encoding with
 * STATUS_SYSTEM when the C library cannot convert it.  After that the decoder takes no
 * more, and fails in the same way again. */
struct status decoder_feed(
	struct decoder *decoder, const char *bytes, size_t len, struct buf *out);
struct status decoder_finish(struct decoder *decoder, struct buf *out);

/* What was found, or asked for; ENCODING_AUTO as long as it is not known. */
enum encoding decoder_encoding(const struct decoder *decoder);

/* How many sequences were replaced by U+FFFD so far. */
size_t decoder_replaced(const struct decoder *decoder);

#endif
