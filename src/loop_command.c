/* SPDX-License-Identifier: MIT */
/* loop_command: the clipboard and the editor.
 *
 * What is copied goes to the terminal, which has a clipboard even when we run far away, or to
 * the command the user prefers.  Each says what came of it: neither is seen to work. */
#include "loop_internal.h"

#include <stdlib.h>
#include <string.h>

#include "clipboard.h"
#include "message.h"
#include "shell.h"
#include "source_line.h"

enum { PATIENCE = 3000 }; /* ms for the copy command */

/* Whether other programs may be run; if not, *status says so. */
static bool may_run(const struct loop *loop, struct status *status)
{
	bool secure = loop->settings->config.secure;
	*status = secure ? status_make(STATUS_USAGE, 0,
				   _("other programs are not run with --secure"))
			 : STATUS_NONE;
	return !secure;
}

static struct status put_on_clipboard(struct loop *loop, const struct buf *text)
{
	const char *command = loop->settings->config.copy_command;
	if (command && *command) {
		struct status s;
		if (may_run(loop, &s))
			s = shell_with_input(command, text->v, text->n, PATIENCE);
		if (!status_ok(&s))
			s = status_make(s.code, 0, "%s: %s", command, s.message);
		return s;
	}
	if (text->n > CLIPBOARD_MOST)
		return status_make(STATUS_SYSTEM, 0,
			_("too long for a terminal's clipboard; --copy-command takes "
			  "it"));
	return loop->front->copy(loop->front->ctx, text->v, text->n);
}

/* Appends text without controls, each line by itself. */
static void add_clean(struct buf *out, const struct buf *text)
{
	for (size_t at = 0; at <= text->n;) {
		const char *end =
			at < text->n ? memchr(text->v + at, '\n', text->n - at) : NULL;
		size_t stop = end ? (size_t)(end - text->v) : text->n;
		clipboard_clean(text->v + at, stop - at, out);
		if (end)
			buf_putc(out, '\n');
		at = stop + 1;
	}
}

void loop_copy(struct loop *loop, bool pair)
{
	struct buf text = {0}, clean = {0}, said = {0};
	if (!view_text(reader_view(loop->reader), pair, &text)) {
		loop_say(loop, pair ? _("nothing is linked to this sentence")
				    : _("there is no text yet"));
		return;
	}
	/* Of a pair only the line feed between the two stays. */
	if (pair)
		add_clean(&clean, &text);
	else
		clipboard_clean(text.v, text.n, &clean);
	struct status s = put_on_clipboard(loop, &clean);
	if (status_ok(&s))
		buf_printf(&said, _("copied: %s"), buf_string(&clean));
	else
		buf_printf(&said, _("not copied: %s"), s.message);
	for (size_t i = 0; i < said.n; i++)
		if (said.v[i] == '\n')
			said.v[i] = ' ';
	loop_say(loop, buf_string(&said));
	buf_free(&text);
	buf_free(&clean);
	buf_free(&said);
}

static const char *editor(void)
{
	const char *visual = getenv("VISUAL"), *plain = getenv("EDITOR");
	return visual && *visual ? visual : plain && *plain ? plain : "vi";
}

void loop_edit(struct loop *loop)
{
	enum side side;
	size_t block, line = 1;
	struct span sentence;
	if (!view_current(reader_view(loop->reader), &side, &block, &sentence))
		return;
	struct status s;
	if (!may_run(loop, &s)) {
		loop_say(loop, s.message);
		return;
	}
	const char *path = reader_path(loop->reader, side);
	const struct block *b =
		stream_block(&reader_document(loop->reader)->side[side], block);
	if (strcmp(path, "-") == 0) {
		loop_say(loop, _("standard input cannot be edited"));
		return;
	}
	struct buf command = {0}, place = {0};
	enum encoding encoding = (enum encoding)loop->settings->config.encoding;
	s = source_line(path, encoding, b, sentence.beg, &line);
	/* The editor may be a command with options of its own. */
	buf_printf(&command, "%s \"$@\"", editor());
	buf_printf(&place, "+%zu", line);
	const char *const arguments[] = {buf_string(&place), path, NULL};
	if (status_ok(&s))
		s = loop->front->run(loop->front->ctx, buf_string(&command), arguments);
	if (!status_ok(&s)) {
		struct buf said = {0};
		buf_printf(&said, "%s: %s", editor(), s.message);
		loop_say(loop, buf_string(&said));
		buf_free(&said);
	}
	buf_free(&command);
	buf_free(&place);
}
