/* SPDX-License-Identifier: MIT */
/* keymap: the default keys, and the table they are in.
 *
 * The defaults follow less where it has a key.  They are text and go the way of a user's
 * lines, so that the syntax is used at every start, and --list-keys prints what can be pasted
 * into a configuration file.
 * A new binding removes those it collides with: a sequence is then never also the start of
 * another, and nobody has to wait for a key that may not come. */
#include "keymap.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"

static const char *const mode_names[KEYMAP_MODE_COUNT] = {"read", "list"};

/* clang-format off */
static const char *const defaults[] = {
	"bind all j line-down",
	"bind all <Down> line-down",
	"bind all e line-down",
	"bind all <C-e> line-down",
	"bind all k line-up",
	"bind all <Up> line-up",
	"bind all y line-up",
	"bind all <C-y> line-up",
	"bind all <Space> page-down",
	"bind all f page-down",
	"bind all <C-f> page-down",
	"bind all <PageDown> page-down",
	"bind all b page-up",
	"bind all <C-b> page-up",
	"bind all <PageUp> page-up",
	"bind all d half-page-down",
	"bind all <C-d> half-page-down",
	"bind all u half-page-up",
	"bind all <C-u> half-page-up",
	"bind all g home",
	"bind all <lt> home",
	"bind all <Home> home",
	"bind all G end",
	"bind all > end",
	"bind all <End> end",
	"bind all t contents",
	"bind all h help",
	"bind all <F1> help",
	"bind all <C-l> redraw",
	"bind all <C-z> suspend",
	"bind read q quit",
	"bind all Q quit",
	"bind all ZZ quit",
	"bind read % percent",
	"bind read ) sentence-next",
	"bind read ( sentence-previous",
	"bind read } paragraph-next",
	"bind read { paragraph-previous",
	"bind read ] section-next",
	"bind read [ section-previous",
	"bind read <Enter> follow-link",
	"bind read <Tab> other-pane",
	"bind read s follow",
	"bind read z zoom",
	"bind read w arrangement",
	"bind read L divider 2",
	"bind read H divider -2",
	"bind read = where",
	"bind read <Esc> cancel",
	"bind read <C-c> cancel",
	"bind list <Enter> choose",
	"bind list <Esc> close",
	"bind list <C-c> close",
	"bind list q close",
};
/* clang-format on */

struct binding {
	enum keymap_mode mode;
	size_t count;
	key keys[KEYMAP_KEYS];
	const struct command *command;
	char *argument; /* owned; or NULL */
};

struct keymap {
	ARRAY_OF(struct binding) bindings;
};

struct keymap *keymap_new(void)
{
	struct keymap *keymap = xcalloc(1, sizeof *keymap);
	for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++) {
		struct status s = keymap_bind(keymap, defaults[i]);
		assert(status_ok(&s));
	}
	return keymap;
}

void keymap_free(struct keymap *keymap)
{
	if (!keymap)
		return;
	for (size_t i = 0; i < keymap->bindings.n; i++)
		free(keymap->bindings.v[i].argument);
	array_free(&keymap->bindings);
	free(keymap);
}

/* Whether the shorter of two sequences begins the other. */
static bool collide(const struct binding *a, const struct binding *b)
{
	size_t count = a->count < b->count ? a->count : b->count;
	return a->mode == b->mode &&
	       memcmp(a->keys, b->keys, count * sizeof *a->keys) == 0;
}

/* Adds a copy of the binding for one mode. */
static void add(
	struct keymap *keymap, enum keymap_mode mode, const struct binding *binding)
{
	struct binding b = *binding;
	size_t kept = 0;
	b.mode = mode;
	b.argument = binding->argument ? xstrdup(binding->argument) : NULL;
	for (size_t i = 0; i < keymap->bindings.n; i++) {
		struct binding *old = &keymap->bindings.v[i];
		if (collide(old, &b))
			free(old->argument);
		else
			keymap->bindings.v[kept++] = *old;
	}
	keymap->bindings.n = kept;
	array_push(&keymap->bindings, b);
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

struct word {
	const char *v;
	size_t n;
};

/* The next word of *line, which is moved behind it; empty at the end. */
static struct word next_word(const char **line)
{
	struct word word = {*line, 0};
	while (is_blank(*word.v))
		word.v++;
	while (word.v[word.n] && !is_blank(word.v[word.n]))
		word.n++;
	*line = word.v + word.n;
	return word;
}

/* The rest of a line up to a comment, without blanks around it. */
static struct word rest_of(const char *line)
{
	struct word rest = {NULL, 0};
	for (struct word w = next_word(&line); w.n && *w.v != '#'; w = next_word(&line)) {
		rest.v = rest.v ? rest.v : w.v;
		rest.n = (size_t)(w.v + w.n - rest.v);
	}
	return rest;
}

static bool is_word(struct word word, const char *string)
{
	return strlen(string) == word.n && memcmp(string, word.v, word.n) == 0;
}

static struct status parse_keys(struct word word, struct binding *binding)
{
	size_t size;
	for (size_t at = 0; at < word.n; at += size) {
		if (binding->count == KEYMAP_KEYS)
			return status_make(STATUS_USAGE, 0, "more than %d keys in '%.*s'",
				KEYMAP_KEYS, (int)word.n, word.v);
		size = key_parse(
			word.v + at, word.n - at, &binding->keys[binding->count++]);
		if (size == 0)
			return status_make(STATUS_USAGE, 0, "'%.*s' is not a key",
				(int)(word.n - at), word.v + at);
	}
	if (binding->keys[0] >= '1' && binding->keys[0] <= '9')
		return status_make(STATUS_USAGE, 0,
			"'%c' begins a count and cannot be bound", (int)binding->keys[0]);
	return STATUS_NONE;
}

static struct status parse_command(
	struct word name, struct word argument, struct binding *binding)
{
	const struct command *command = command_named(name.v, name.n);
	int len = (int)name.n;
	if (!command)
		return status_make(
			STATUS_USAGE, 0, "unknown command '%.*s'", len, name.v);
	if (argument.n && !command->argument)
		return status_make(
			STATUS_USAGE, 0, "'%s' takes no argument", command->name);
	binding->command = command;
	if (!command->argument)
		return STATUS_NONE;
	char *text = xstrndup(argument.n ? argument.v : "", argument.n);
	if (!command->accepts(text)) {
		free(text);
		return status_make(STATUS_USAGE, 0, "'%s' needs an argument, %s",
			command->name, command->argument);
	}
	binding->argument = text;
	return STATUS_NONE;
}

struct status keymap_bind(struct keymap *keymap, const char *line)
{
	struct word bind = next_word(&line), mode_name = next_word(&line);
	struct word keys = next_word(&line), name = next_word(&line);
	struct word argument = rest_of(line);
	struct binding binding = {0};
	bool known = is_word(mode_name, "all");
	if (!is_word(bind, "bind") || name.n == 0 || *name.v == '#')
		return status_make(
			STATUS_USAGE, 0, "bind MODE KEYS COMMAND [ARGUMENT] is expected");
	for (int mode = 0; mode < KEYMAP_MODE_COUNT; mode++)
		known = known || is_word(mode_name, mode_names[mode]);
	if (!known)
		return status_make(STATUS_USAGE, 0,
			"unknown mode '%.*s': read, list or all", (int)mode_name.n,
			mode_name.v);
	struct status s = parse_keys(keys, &binding);
	if (status_ok(&s))
		s = parse_command(name, argument, &binding);
	for (int mode = 0; mode < KEYMAP_MODE_COUNT && status_ok(&s); mode++)
		if (is_word(mode_name, "all") || is_word(mode_name, mode_names[mode]))
			add(keymap, (enum keymap_mode)mode, &binding);
	free(binding.argument);
	return s;
}

enum keymap_match keymap_find(const struct keymap *keymap, enum keymap_mode mode,
	const key *keys, size_t count, const struct command **command,
	const char **argument)
{
	for (size_t i = 0; i < keymap->bindings.n; i++) {
		const struct binding *b = &keymap->bindings.v[i];
		if (b->mode != mode || b->count < count ||
			memcmp(b->keys, keys, count * sizeof *keys) != 0)
			continue;
		if (b->count > count)
			return KEYMAP_PREFIX;
		*command = b->command;
		*argument = b->argument;
		return KEYMAP_FOUND;
	}
	return KEYMAP_UNBOUND;
}

static void add_keys(const struct binding *binding, struct buf *out)
{
	for (size_t i = 0; i < binding->count; i++) {
		char name[KEY_NAME_SIZE];
		key_spell(binding->keys[i], name);
		buf_puts(out, name);
	}
}

size_t keymap_keys(const struct keymap *keymap, enum keymap_mode mode,
	const struct command *command, struct buf *out)
{
	size_t found = 0;
	for (size_t i = 0; i < keymap->bindings.n; i++) {
		const struct binding *b = &keymap->bindings.v[i];
		if (b->mode != mode || b->command != command)
			continue;
		if (found++)
			buf_putc(out, ' ');
		add_keys(b, out);
	}
	return found;
}

void keymap_list(const struct keymap *keymap, FILE *out)
{
	for (enum keymap_mode mode = 0; mode < KEYMAP_MODE_COUNT; mode++)
		for (size_t i = 0; i < keymap->bindings.n; i++) {
			const struct binding *b = &keymap->bindings.v[i];
			if (b->mode != mode)
				continue;
			struct buf keys = {0}, what = {0};
			add_keys(b, &keys);
			buf_puts(&what, b->command->name);
			if (b->argument)
				buf_printf(&what, " %s", b->argument);
			fprintf(out, "bind %s %-10s %-20s  # %s\n", mode_names[mode],
				buf_string(&keys), buf_string(&what), b->command->help);
			buf_free(&keys);
			buf_free(&what);
		}
}
