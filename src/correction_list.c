/* SPDX-License-Identifier: MIT */
/* correction_list: lines of sentences that are linked.
 *
 * Which sentences a line has is known beforehand, its text is put together when it is drawn or
 * looked through, so that the list of a long book opens at once.  What a correction does to
 * the links is in correction.c. */
#include "correction_list.h"

#include "correction.h"
#include "message.h"
#include "overlay.h"

/* The link of a line; of sentences that no link has, one that says just that. */
static const struct link *link_of(const struct correction_list *list, size_t index)
{
	static const struct link none = {.zh_count = 1};
	size_t link = list->lines.v[index].link;
	return link == NO_LINK ? &none : &list->document->links.v[link];
}

/* What a link has at the right: sentences or clauses. */
static uint32_t right_count(const struct link *link)
{
	return link_is_of_passage(link) ? link->clause_count : link->en_count;
}

static void add_link(struct correction_list *list, size_t i)
{
	const struct link *link = &list->document->links.v[i];
	uint32_t right = right_count(link);
	for (uint32_t k = 0; k < link->zh_count || k < right; k++) {
		bool zh = k < link->zh_count;
		struct sentence_ref ref = zh                         ? link->zh[k]
					  : link_is_of_passage(link) ? link->zh[0]
								     : link->en[k];
		bool left = zh || link_is_of_passage(link);
		array_push(&list->lines,
			(struct correction_line){i, k, left ? SIDE_ZH : SIDE_EN, ref});
	}
}

/* The passages of a block: those that links have, by their first sentences, and what is in
 * none; *next is the first link that may be of the block or a later one. */
static void add_passages(struct correction_list *list, uint32_t block, size_t *next)
{
	const struct document *document = list->document;
	const link_array *links = &document->links;
	ref_array taken = {0};
	uint32_t run = 0;
	size_t end = *next;
	block_sentences(&(struct sentence_style){0},
		stream_block(&document->side[SIDE_ZH], block), &list->spans);
	for (; end < links->n && links->v[end].zh_count &&
		links->v[end].zh[0].block <= block;
		end++)
		for (uint32_t k = 0; k < links->v[end].zh_count; k++)
			if (link_is_of_passage(&links->v[end]) &&
				!refs_have(&taken, links->v[end].zh[k]))
				refs_add(&taken, links->v[end].zh[k]);
	for (uint32_t s = 0; s < list->spans.n; s++) {
		struct sentence_ref ref = {block, s};
		for (; *next < end && ref_compare(links->v[*next].zh, &ref) <= 0; ++*next)
			if (link_is_of_passage(&links->v[*next]))
				add_link(list, *next);
		run = refs_have(&taken, ref) ? 0 : run + 1;
		if (run > 0)
			array_push(&list->lines,
				(struct correction_line){NO_LINK, run - 1, SIDE_ZH, ref});
	}
	*next = end;
	array_free(&taken);
}

void correction_list_make(struct correction_list *list, const struct document *document)
{
	const struct stream *zh = &document->side[SIDE_ZH];
	size_t next = 0;
	list->document = document;
	list->lines.n = 0;
	if (document->clauses.n == 0)
		for (size_t i = 0; i < document->links.n; i++)
			add_link(list, i);
	for (uint32_t i = 0; document->clauses.n > 0 && i < zh->blocks.n; i++)
		if (stream_block(zh, i)->kind == BLOCK_HEADING ||
			stream_block(zh, i)->kind == BLOCK_PARAGRAPH)
			add_passages(list, i, &next);
}

void correction_list_free(struct correction_list *list)
{
	array_free(&list->lines);
	array_free(&list->spans);
	buf_free(&list->text);
}

static size_t count(void *ctx)
{
	return ((struct correction_list *)ctx)->lines.n;
}

/* Fills in the sentences of the block a sentence is in, and returns which part it is. */
static struct span sentence_span(
	struct correction_list *list, enum side side, struct sentence_ref ref)
{
	block_sentences(&(struct sentence_style){0},
		stream_block(&list->document->side[side], ref.block), &list->spans);
	return list->spans.v[ref.sentence];
}

static void put_text(
	struct correction_list *list, enum side side, struct sentence_ref ref)
{
	struct span span = sentence_span(list, side, ref);
	const struct block *block = stream_block(&list->document->side[side], ref.block);
	buf_add(&list->text, block->text + span.beg, span_len(span));
}

static void put_sentence(struct correction_list *list, const struct link *link,
	enum side side, uint32_t number)
{
	uint32_t count;
	const struct sentence_ref *refs = link_refs(link, side, &count);
	if (number < count)
		put_text(list, side, refs[number]);
}

/* What a link has at the right, on its line of that number. */
static void put_right(
	struct correction_list *list, const struct link *link, uint32_t number)
{
	if (!link_is_of_passage(link)) {
		put_sentence(list, link, SIDE_EN, number);
		return;
	}
	if (number == 0 && link->clause_count == 0)
		buf_puts(&list->text, _("(no clause)"));
	if (number >= link->clause_count)
		return;
	size_t clause = link->clauses[number];
	bool en = list->document->clauses.v[clause].range_count[SIDE_EN] > 0;
	document_clause_text(list->document, clause, en ? SIDE_EN : SIDE_ZH, &list->text);
}

static struct list_line line(void *ctx, size_t index)
{
	enum { COUNTS = 5 }; /* cells of "12:3 " */
	struct correction_list *list = ctx;
	const struct link *link = link_of(list, index);
	const struct correction_line *l = &list->lines.v[index];
	uint32_t number = l->number;
	char counts[32] = "";
	if (number == 0 && l->link != NO_LINK)
		snprintf(counts, sizeof counts, "%u:%u", link->zh_count,
			right_count(link));
	list->text.n = 0;
	buf_putc(&list->text, number > 0                    ? ' '
			      : link->status == LINK_MANUAL ? '='
			      : link_is_doubtful(link)      ? '?'
							    : ' ');
	buf_printf(&list->text, " %-*s", COUNTS, counts);
	if (l->link == NO_LINK || number < link->zh_count)
		put_text(list, SIDE_ZH, l->ref);
	size_t right = list->text.n;
	put_right(list, link, number);
	return (struct list_line){.text = list->text.v,
		.len = list->text.n,
		.right = right,
		.narrow = true,
		.element = ELEMENT_TEXT};
}

/* All sentences of the line's link, or of the passage and its clauses. */
static struct list_whole whole(void *ctx, size_t index)
{
	struct correction_list *list = ctx;
	const struct link *link = link_of(list, index);
	ref_array zh = {0};
	list->text.n = 0;
	if (list->document->clauses.n > 0) {
		correction_list_passage(list, index, &zh);
		for (size_t i = 0; i < zh.n; i++)
			put_text(list, SIDE_ZH, zh.v[i]);
		array_free(&zh);
	} else {
		for (uint32_t i = 0; i < link->zh_count; i++)
			put_text(list, SIDE_ZH, link->zh[i]);
	}
	size_t right = list->text.n;
	for (uint32_t i = 0; i < right_count(link); i++) {
		if (i > 0 && list->text.v[list->text.n - 1] != ' ')
			buf_putc(&list->text, ' ');
		put_right(list, link, i);
	}
	return (struct list_whole){list->text.v, list->text.n, right};
}

struct list_source correction_list_source(struct correction_list *list)
{
	bool article = list->document->clauses.n > 0;
	return (struct list_source){
		.heading = article ? _("Passages and clauses of the abstract")
				   : _("Linked sentences"),
		.hint = article ? _("J K next, previous clause, 0 none, s split, "
				    "c confirm, u undo, ) ] next")
				: _("m merge, s split, J K D U shift, x swap, 0 none, "
				    "c confirm, u undo, ) } ] next"),
		.selects = true,
		.count = count,
		.line = line,
		.whole = whole,
		.ctx = list};
}

bool correction_list_is(const struct correction_list *list, size_t line,
	bool (*is_wanted)(const struct link *link))
{
	return is_wanted(link_of(list, line));
}

void correction_list_passage(
	const struct correction_list *list, size_t line, ref_array *zh)
{
	const struct link *link = link_of(list, line);
	zh->n = 0;
	for (uint32_t k = 0; list->lines.v[line].link != NO_LINK && k < link->zh_count;
		k++)
		array_push(zh, link->zh[k]);
	if (zh->n > 0)
		return;
	for (line -= list->lines.v[line].number; line < list->lines.n; line++) {
		const struct correction_line *l = &list->lines.v[line];
		if (l->link != NO_LINK || l->number != zh->n)
			break;
		array_push(zh, l->ref);
	}
}

size_t correction_list_line(const struct correction_list *list, size_t link)
{
	size_t last = 0;
	for (size_t i = 0; i < list->lines.n; i++) {
		if (list->lines.v[i].link == link)
			return i;
		if (list->lines.v[i].link < link)
			last = i;
	}
	return last;
}

size_t correction_list_of(
	const struct correction_list *list, enum side side, struct sentence_ref ref)
{
	for (size_t i = 0; i < list->lines.n; i++) {
		const struct correction_line *l = &list->lines.v[i];
		uint32_t count;
		const struct sentence_ref *refs =
			link_refs(link_of(list, i), side, &count);
		if ((l->side == side && ref_compare(&l->ref, &ref) == 0) ||
			(l->link != NO_LINK && l->number < count &&
				ref_compare(&refs[l->number], &ref) == 0))
			return i;
	}
	return 0;
}

size_t correction_list_near(
	struct correction_list *list, enum side side, size_t block, size_t byte)
{
	struct sentence_ref here = {(uint32_t)block, 0};
	block_sentences(&(struct sentence_style){0},
		stream_block(&list->document->side[side], block), &list->spans);
	if (list->spans.n > 0)
		here.sentence = (uint32_t)sentence_at(&list->spans, byte);
	return correction_list_of(list, side, here);
}

void correction_list_place(struct correction_list *list, size_t line, enum side *side,
	size_t *block, size_t *byte)
{
	const struct correction_line *l = &list->lines.v[line];
	*side = l->side;
	*block = l->ref.block;
	*byte = sentence_span(list, *side, l->ref).beg;
}
