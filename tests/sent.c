/* SPDX-License-Identifier: MIT */
/* sent: the grammar of what may be sent, as a table of patterns behind ESC. */
#include "sent.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

#include <cmocka.h>

#include "buf.h"

/* In a pattern "#" is a number with or without digits, "*" numbers with ";" and ":" between
 * them, "~" what base64 is made of; all else is itself. */
static const char *const sequences[] = {
	/* the cursor */
	"[*H", "[#A", "[#B", "[#C", "[#D", "[#G", "[#d", "7", "8",
	/* what is erased, inserted, deleted, scrolled */
	"[#J", "[#K", "[#X", "[#P", "[#@", "[#L", "[#M", "[*r", "[#S", "[#T", "M",
	/* the character before, again */
	"[#b",
	/* looks */
	"[*m", "(B", "(0",
	/* modes: insertion, keypad, wrapping, cursor, the alternate screen and its title */
	"[4h", "[4l", "=", ">", "[?1h", "[?1l", "[?7h", "[?7l", "[?25h", "[?25l", "[?12l",
	"[?12;25h", "[?1049h", "[?1049l", "[22;0;0t", "[23;0;0t",
	/* ours: marked pastes, the mouse, the width of a character, the clipboard */
	"[?2004h", "[?2004l", "[?1002h", "[?1002l", "[?1006h", "[?1006l", "[6n",
	"]52;c;~\033\\",
	/* curses, back from another program, has the colours set again */
	"]104\007"};
enum { SEQUENCES = sizeof sequences / sizeof *sequences };

static size_t run_of(const char *bytes, size_t len, const char *set)
{
	size_t n = 0;
	while (n < len && bytes[n] != '\0' && strchr(set, bytes[n]))
		n++;
	return n;
}

/* Bytes that match a pattern, 0 for none. */
static size_t match(const char *pattern, const char *bytes, size_t len)
{
	static const char digits[] = "0123456789", numbers[] = "0123456789;:",
			  base64[] =
				  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				  "0123456789+/=";
	size_t at = 0;
	for (; *pattern; pattern++) {
		if (*pattern == '#')
			at += run_of(bytes + at, len - at, digits);
		else if (*pattern == '*')
			at += run_of(bytes + at, len - at, numbers);
		else if (*pattern == '~')
			at += run_of(bytes + at, len - at, base64);
		else if (at < len && bytes[at] == *pattern)
			at++;
		else
			return 0;
	}
	return at;
}

static size_t match_any(const char *bytes, size_t len)
{
	size_t longest = 0;
	for (size_t i = 0; i < SEQUENCES; i++) {
		size_t n = match(sequences[i], bytes, len);
		longest = n > longest ? n : longest;
	}
	return longest;
}

static bool is_drawn(ucs4_t c)
{
	const uint32_t never = UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cs |
			       UC_CATEGORY_MASK_Co | UC_CATEGORY_MASK_Cn |
			       UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp;
	return !uc_is_general_category_withtable(c, never) &&
	       !uc_is_property_bidi_control(c) &&
	       !uc_is_property_default_ignorable_code_point(c) &&
	       !(c >= 0xFFF9 && c <= 0xFFFB);
}

size_t sent_wrong(const char *bytes, size_t len)
{
	for (size_t at = 0, n; at < len; at += n) {
		ucs4_t c;
		if (strchr("\b\t\n\r", bytes[at]) && bytes[at]) {
			n = 1;
			continue;
		}
		if (bytes[at] == '\033') {
			n = match_any(bytes + at + 1, len - at - 1);
			if (n++ == 0)
				return at;
			continue;
		}
		int size = u8_mbtoucr(&c, (const uint8_t *)bytes + at, len - at);
		if (size <= 0 || !is_drawn(c))
			return at;
		n = (size_t)size;
	}
	return len;
}

void assert_sent_is_clean(const char *bytes, size_t len)
{
	size_t at = sent_wrong(bytes, len);
	struct buf shown = {0};
	if (at == len)
		return;
	for (size_t i = at > 60 ? at - 60 : 0; i < len && i < at + 40; i++) {
		unsigned char byte = (unsigned char)bytes[i];
		buf_puts(&shown, i == at ? " >>> " : "");
		buf_printf(&shown, byte < ' ' || byte >= 0x7F ? "\\x%02X" : "%c", byte);
	}
	fail_msg("byte %zu may not be sent: %s", at, buf_string(&shown));
}
