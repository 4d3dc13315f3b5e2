/* SPDX-License-Identifier: MIT */
/* heading_name: sections and labels that are known by name: 引言, References, 摘　要：.
 *
 * It is asked of every line of every text, and most lines are told by their first character to
 * be something else. */
#include "heading_internal.h"

#include <string.h>
#include <strings.h>

enum { LONGEST_NAME = 24 }; /* bytes of a section's name, and a mark behind it */

/* Names of sections. */
static const char *const names[] = {
	"引言",
	"前言",
	"导言",
	"导论",
	"绪论",
	"序言",
	"序",
	"结语",
	"结论",
	"结束语",
	"余论",
	"后记",
	"附录",
	"附则",
	"总则",
	"参考文献",
	"注释",
	"致谢",
	"目录",
	"緒論",
	"導論",
	"結論",
	"結語",
	"參考文獻",
	"註釋",
	"附錄",
	"致謝",
	"目錄",
	"Introduction",
	"Preface",
	"Preamble",
	"Foreword",
	"Conclusion",
	"Conclusions",
	"References",
	"Bibliography",
	"Notes",
	"Appendix",
	"Acknowledgements",
	"Acknowledgments",
	"Contents",
};

/* Labels, a blank where one may stand. */
static const struct {
	const char *word;
	enum front_label label;
} labels[] = {
	{"摘要", LABEL_ABSTRACT},
	{"内容提要", LABEL_ABSTRACT},
	{"内容摘要", LABEL_ABSTRACT},
	{"提要", LABEL_ABSTRACT},
	{"內容提要", LABEL_ABSTRACT},
	{"Abstract", LABEL_ABSTRACT},
	{"Summary", LABEL_ABSTRACT},
	{"关键词", LABEL_KEYWORDS},
	{"關鍵詞", LABEL_KEYWORDS},
	{"关键字", LABEL_KEYWORDS},
	{"Key words", LABEL_KEYWORDS},
	{"Keywords", LABEL_KEYWORDS},
	{"参考文献", LABEL_REFERENCES},
	{"參考文獻", LABEL_REFERENCES},
	{"References", LABEL_REFERENCES},
};

enum {
	NAMES = sizeof names / sizeof *names,
	LABELS = sizeof labels / sizeof *labels,
};

/* What names and labels begin with, sorted; letters as capitals. */
enum { OPENS_NAME = 1, OPENS_LABEL = 2 };
static const struct {
	uint16_t code_point;
	uint8_t of;
} openings[] = {
	{'A', OPENS_NAME | OPENS_LABEL},
	{'B', OPENS_NAME},
	{'C', OPENS_NAME},
	{'F', OPENS_NAME},
	{'I', OPENS_NAME},
	{'K', OPENS_LABEL},
	{'N', OPENS_NAME},
	{'P', OPENS_NAME},
	{'R', OPENS_NAME | OPENS_LABEL},
	{'S', OPENS_LABEL},
	{'[', OPENS_LABEL},
	{u'【', OPENS_LABEL},
	{u'〔', OPENS_LABEL},
	{u'余', OPENS_NAME},
	{u'內', OPENS_LABEL},
	{u'关', OPENS_LABEL},
	{u'内', OPENS_LABEL},
	{u'前', OPENS_NAME},
	{u'参', OPENS_NAME | OPENS_LABEL},
	{u'參', OPENS_NAME | OPENS_LABEL},
	{u'后', OPENS_NAME},
	{u'导', OPENS_NAME},
	{u'導', OPENS_NAME},
	{u'序', OPENS_NAME},
	{u'引', OPENS_NAME},
	{u'总', OPENS_NAME},
	{u'提', OPENS_LABEL},
	{u'摘', OPENS_LABEL},
	{u'注', OPENS_NAME},
	{u'目', OPENS_NAME},
	{u'結', OPENS_NAME},
	{u'緒', OPENS_NAME},
	{u'结', OPENS_NAME},
	{u'绪', OPENS_NAME},
	{u'致', OPENS_NAME},
	{u'註', OPENS_NAME},
	{u'關', OPENS_LABEL},
	{u'附', OPENS_NAME},
	{u'［', OPENS_LABEL},
};

/* What a character opens, a bit each. */
static unsigned opens(uint32_t uc)
{
	if (uc >= 'a' && uc <= 'z')
		uc -= 'a' - 'A';
	size_t low = 0, n = sizeof openings / sizeof *openings;
	for (; n > 1; n -= n / 2)
		low += openings[low + n / 2].code_point <= uc ? n / 2 : 0;
	return openings[low].code_point == uc ? openings[low].of : 0;
}

bool heading_name(const struct cursor *c, struct heading_mark *m)
{
	char bare[LONGEST_NAME];
	size_t size, n = 0, end = c->at;
	if (c->len - c->at >= LONGEST_NAME + 8 || !(opens(peek(c, &size)) & OPENS_NAME))
		return false;
	for (struct cursor in = *c; in.at < in.len; end = in.at) {
		if (take_any(&in, " \t\u3000\u00A0"))
			continue;
		peek(&in, &size);
		if (n + size >= sizeof bare)
			return false;
		memcpy(bare + n, in.text + in.at, size);
		n += size;
		in.at += size;
	}
	while (n > 0 && bare[n - 1] == ':')
		n--;
	if (n >= 3 && memcmp(bare + n - 3, "：", 3) == 0)
		n -= 3;
	bare[n] = '\0';
	for (size_t i = 0; i < NAMES; i++) {
		if (strcasecmp(bare, names[i]) != 0)
			continue;
		m->rung = RUNG_NAMED;
		m->number_beg = m->number_end = m->title_beg = c->at;
		return end > c->at;
	}
	return false;
}

/* Takes word from the cursor, blanks between its characters allowed. */
static bool take_spaced(struct cursor *c, const char *word)
{
	struct cursor in = *c;
	for (size_t len = strlen(word), at = 0, n; at < len; at += n) {
		uint32_t uc = utf8_at(word, len, at, &n);
		if (at > 0 && uc != ' ')
			skip_blanks(&in);
		if (in.len - in.at < n || strncasecmp(in.text + in.at, word + at, n) != 0)
			return false;
		in.at += n;
	}
	*c = in;
	return true;
}

/* Whether the first character, a letter or a Han, is that of word; most are not. */
static bool begins_alike(const struct cursor *c, const char *word)
{
	const char *text = c->text + c->at;
	if (word[0] & 0x80)
		return c->len - c->at >= 3 && memcmp(text, word, 3) == 0;
	return c->at < c->len && ((text[0] ^ word[0]) & ~0x20) == 0;
}

enum front_label heading_label(const char *text, size_t len, size_t *label_len)
{
	struct cursor c = {text, len, 0};
	size_t size;
	*label_len = 0;
	skip_blanks(&c);
	if (!(opens(peek(&c, &size)) & OPENS_LABEL))
		return LABEL_NONE;
	bool bracketed = take_any(&c, "【[［〔");
	for (size_t i = 0; i < LABELS; i++) {
		struct cursor in = c;
		if (!begins_alike(&in, labels[i].word) ||
			!take_spaced(&in, labels[i].word))
			continue;
		skip_blanks(&in);
		bool marked = bracketed && take_any(&in, "】]］〕");
		marked |= take_any(&in, ":：");
		skip_blanks(&in);
		if (!marked && in.at < in.len)
			continue;
		*label_len = in.at;
		return labels[i].label;
	}
	return LABEL_NONE;
}
