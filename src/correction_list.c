/* SPDX-License-Identifier: MIT */
/* correction_list: lines of sentences that are linked.
 *
 * Which sentences a line has is known beforehand, its text is put together when it is drawn or
 * looked through, so that the list of a long book opens at once.  What a correction does to
 * the links is in correction.c. */
#include "correction_list.h"

#include "correction.h"
#include "message.h"

static const struct link *link_of(const struct correction_list *list, size_t index)
{
	return &list->document->links.v[list->lines.v[index].link];
}

void correction_list_make(struct correction_list *list, const struct document *document)
{
	list->document = document;
	list->lines.n = 0;
	for (size_t i = 0; i < document->links.n; i++) {
		const struct link *link = &document->links.v[i];
		uint32_t most =
			link->zh_count > link->en_count ? link->zh_count : link->en_count;
		for (uint32_t k = 0; k < most; k++) {
			bool zh = k < link->zh_count;
			array_push(&list->lines,
				(struct correction_line){i, k, zh ? SIDE_ZH : SIDE_EN,
					zh ? link->zh[k] : link->en[k]});
		}
	}
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

static void put_sentence(struct correction_list *list, const struct link *link,
	enum side side, uint32_t number)
{
	uint32_t count;
	const struct sentence_ref *refs = link_refs(link, side, &count);
	if (number >= count)
		return;
	struct span span = sentence_span(list, side, refs[number]);
	const struct block *block =
		stream_block(&list->document->side[side], refs[number].block);
	buf_add(&list->text, block->text + span.beg, span_len(span));
}

static struct list_line line(void *ctx, size_t index)
{
	enum { COUNTS = 5 }; /* cells of "12:3 " */
	struct correction_list *list = ctx;
	const struct link *link = link_of(list, index);
	uint32_t number = list->lines.v[index].number;
	char counts[32] = "";
	if (number == 0)
		snprintf(counts, sizeof counts, "%u:%u", link->zh_count, link->en_count);
	list->text.n = 0;
	buf_putc(&list->text, number > 0                    ? ' '
			      : link->status == LINK_MANUAL ? '='
			      : link_is_doubtful(link)      ? '?'
							    : ' ');
	buf_printf(&list->text, " %-*s", COUNTS, counts);
	put_sentence(list, link, SIDE_ZH, number);
	size_t right = list->text.n;
	put_sentence(list, link, SIDE_EN, number);
	return (struct list_line){.text = list->text.v,
		.len = list->text.n,
		.right = right,
		.narrow = true,
		.element = ELEMENT_TEXT};
}

struct list_source correction_list_source(struct correction_list *list)
{
	return (struct list_source){.heading = _("Linked sentences"),
		.hint = _("m merge, s split, J K D U shift, x swap, c confirm, u undo, ) "
			  "} ] next"),
		.selects = true,
		.count = count,
		.line = line,
		.ctx = list};
}

size_t correction_list_line(const struct correction_list *list, size_t link)
{
	size_t low = 0, high = list->lines.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (list->lines.v[middle].link < link)
			low = middle + 1;
		else
			high = middle;
	}
	return low < list->lines.n || low == 0 ? low : low - 1;
}

size_t correction_list_of(
	const struct correction_list *list, enum side side, struct sentence_ref ref)
{
	for (size_t i = 0; i < list->lines.n; i++) {
		uint32_t count, number = list->lines.v[i].number;
		const struct sentence_ref *refs =
			link_refs(link_of(list, i), side, &count);
		if (number < count && ref_compare(&refs[number], &ref) == 0)
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
