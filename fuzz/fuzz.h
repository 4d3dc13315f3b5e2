/* SPDX-License-Identifier: MIT */
/* fuzz: what the fuzzers share.  Each is a program of one function that libFuzzer calls with
 * inputs of its making; with a compiler that has no libFuzzer, replay.c calls it with the
 * files of the corpus. */
#ifndef DUIDU_FUZZ_H
#define DUIDU_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "buf.h"
#include "document.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* Ends the run, and the input is kept. */
static inline void require(bool condition)
{
	if (!condition)
		abort();
}

/* Takes numbers and texts off the front of an input; 0 and "" at its end. */
struct fuzz_input {
	const uint8_t *v;
	size_t n;
};
unsigned fuzz_number(struct fuzz_input *input, unsigned below);
/* Up to the next line feed, or another byte, which is taken too. */
struct fuzz_input fuzz_line(struct fuzz_input *input);
struct fuzz_input fuzz_part(struct fuzz_input *input, uint8_t end);

/* Decodes, repairs and parses bytes into an empty document, in slices of so many bytes; or
 * into a side of one, in UTF-8. */
void fuzz_document(
	struct document *document, const uint8_t *bytes, size_t len, size_t slice);
void fuzz_side(struct document *document, enum side side, struct fuzz_input text);

/* Aborts unless every link has sentences that are there, and none twice. */
void fuzz_check_links(const struct document *document);

/* Aborts unless text is valid UTF-8. */
void fuzz_check_utf8(const char *text, size_t len);

/* Appends the path of a file in a folder made for this process alone, which becomes its HOME
 * and the home of all its XDG folders. */
void fuzz_path(struct buf *path, const char *name);

/* Replaces the file by bytes. */
void fuzz_write(const char *path, const uint8_t *bytes, size_t len);

#endif
