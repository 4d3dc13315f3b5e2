/* SPDX-License-Identifier: MIT */
/* pty_reader: the program on a terminal, with two texts of sixty paragraphs in a folder that is
 * its home too.  It is $DUIDU, or src/duidu. */
#ifndef DUIDU_TESTS_PTY_READER_H
#define DUIDU_TESTS_PTY_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "terminal.h"

/* A path in the folder, good for some more calls. */
const char *in_folder(const char *name);
void write_file(const char *name, const char *bytes, size_t len);

/* Without arguments: on the usual texts. */
void start_reader(struct terminal *t, struct terminal_setup setup);
/* Waits until both texts are shown, and all is loaded. */
void await_first_screen(struct terminal *t);
void quit_reader(struct terminal *t);

/* What a script prints is what a terminal shows, cell by cell, with the cursor where it
 * belongs: curses, which sends as little as it can, has the same idea of every width. */
void await_script_screen(struct terminal *t, const char *orders);

/* For cmocka_run_group_tests, where pty_available() says that there are ptys; else a test has
 * told why and ends with PTY_SKIP. */
enum { PTY_SKIP = 77 };
bool pty_available(void);
int make_folder(void **state);
int remove_folder(void **state);

#endif
