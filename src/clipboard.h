/* SPDX-License-Identifier: MIT */
/* clipboard: text as it may be copied, and the order that puts it on a terminal's clipboard. */
#ifndef DUIDU_CLIPBOARD_H
#define DUIDU_CLIPBOARD_H

#include "buf.h"

/* Bytes that are copied at most: as base64 100,000 bytes less the order around them, which is
 * what terminals take (hterm and tmux set it down, xterm and others take more). */
enum { CLIPBOARD_MOST = 74994 };

/* Appends text (UTF-8) without its control characters, C0, DEL and C1; a line feed or a tab
 * becomes a blank: who pastes into a shell runs nothing by it. */
void clipboard_clean(const char *text, size_t len, struct buf *out);

/* Appends the order: OSC 52 ; c ; base64 ST, as in xterm's ctlseqs. */
void clipboard_order(const char *text, size_t len, struct buf *out);

#endif
