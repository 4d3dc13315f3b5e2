/* SPDX-License-Identifier: MIT */
/* encoding: names of encodings, ours and those users know them by. */
#include "encoding.h"

#include <assert.h>
#include <ctype.h>
#include <stddef.h>
#include <string.h>

static const char *const encoding_names[ENCODING_COUNT] = {
	[ENCODING_AUTO] = "auto",
	[ENCODING_UTF8] = "utf-8",
	[ENCODING_UTF16LE] = "utf-16le",
	[ENCODING_UTF16BE] = "utf-16be",
	[ENCODING_GB18030] = "gb18030",
	[ENCODING_BIG5] = "big5",
};

/* Names users write, beside the above.  GB18030 has all of GBK and GB 2312 in it; the
 * byte order of "utf-16" is that of its mark, little without one. */
static const struct {
	const char *name;
	enum encoding encoding;
} other_names[] = {
	{"ascii", ENCODING_UTF8},
	{"us-ascii", ENCODING_UTF8},
	{"utf-16", ENCODING_UTF16LE},
	{"gbk", ENCODING_GB18030},
	{"gb2312", ENCODING_GB18030},
	{"euc-cn", ENCODING_GB18030},
	{"cp936", ENCODING_GB18030},
	{"big5-hkscs", ENCODING_BIG5},
	{"cp950", ENCODING_BIG5},
};

/* Without regard to case, hyphens and underscores. */
static bool is_same_name(const char *a, const char *b)
{
	for (;; a++, b++) {
		a += strspn(a, "-_");
		b += strspn(b, "-_");
		if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
			return false;
		if (*a == '\0')
			return true;
	}
}

bool encoding_named(const char *name, enum encoding *encoding)
{
	for (int i = 0; i < ENCODING_COUNT; i++) {
		if (is_same_name(name, encoding_names[i])) {
			*encoding = (enum encoding)i;
			return true;
		}
	}
	for (size_t i = 0; i < sizeof other_names / sizeof *other_names; i++) {
		if (is_same_name(name, other_names[i].name)) {
			*encoding = other_names[i].encoding;
			return true;
		}
	}
	return false;
}

const char *encoding_name(enum encoding encoding)
{
	assert(encoding < ENCODING_COUNT);
	return encoding_names[encoding];
}
