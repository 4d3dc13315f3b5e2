/* SPDX-License-Identifier: MIT */
/* keymap: the presets of keys, and the table they are in.
 *
 * The defaults follow less where it has a key.  Presets are text and go the way of a user's
 * lines, so that the syntax is used at every start, and --list-keys prints what can be pasted
 * into a configuration file.
 * A new binding removes those it collides with: a sequence is then never also the start of
 * another, and nobody has to wait for a key that may not come. */
#include "keymap.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "message.h"
#include "word.h"

static const char *const mode_names[KEYMAP_MODE_COUNT] = {"read", "list"};

/* clang-format off */
static const char *const less_lines[] = {
	"bind all j line-down",
	"bind all <Down> line-down",
	"bind all e line-down",
	"bind all <C-e> line-down",
	"bind all k line-up",
	"bind all <Up> line-up",
	"bind list y line-up",
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
	"bind all C coverage",
	"bind all A alignment",
	"bind all h help",
	"bind all <F1> help",
	"bind all <C-l> redraw",
	"bind read R reload",
	"bind all <C-z> suspend",
	"bind read q quit",
	"bind all Q quit",
	"bind all ZZ quit",
	"bind read % percent",
	"bind read m set-mark",
	"bind read ' go-to-mark",
	"bind read a note",
	"bind all M bookmarks",
	"bind all / search-forward",
	"bind all ? search-backward",
	"bind all n search-next",
	"bind all N search-previous",
	"bind read & matches",
	"bind read * equivalents",
	"bind all # concordance",
	"bind read <M-c> toggle-case",
	"bind read <M-w> toggle-width",
	"bind read <M-h> toggle-variants",
	"bind read <M-s> toggle-blanks",
	"bind read <M-p> toggle-pinyin",
	"bind read <M-r> toggle-regex",
	"bind read <C-o> jump-back",
	"bind read <M-Left> jump-back",
	"bind read <M-o> jump-forward",
	"bind read <M-Right> jump-forward",
	"bind read ) sentence-next",
	"bind read ( sentence-previous",
	"bind read } paragraph-next",
	"bind read { paragraph-previous",
	"bind read ] section-next",
	"bind read [ section-previous",
	"bind read <Enter> open",
	"bind read o follow-link",
	"bind read . citation-next",
	"bind read , citation-previous",
	"bind read <M-.> mention-next",
	"bind read <M-,> mention-previous",
	"bind read y copy",
	"bind read Y copy-pair",
	"bind read v edit",
	"bind read <Tab> other-pane",
	"bind read s follow",
	"bind read z zoom",
	"bind read w arrangement",
	"bind read H divider -2",
	"bind read L divider 2",
	"bind read = where",
	"bind read <Esc> cancel",
	"bind read <C-c> cancel",
	"bind list & filter",
	"bind list <Enter> choose",
	"bind list <Esc> close",
	"bind list <C-c> close",
	"bind list q close",
	"bind list e note",
	"bind list d bookmark-delete",
	"bind list u undo",
	"bind list <Tab> bookmarks-all",
	"bind list r redo",
	"bind list ) doubtful-next",
	"bind list ( doubtful-previous",
	"bind list } uneven-next",
	"bind list { uneven-previous",
	"bind list ] empty-next",
	"bind list [ empty-previous",
	"bind list m link-merge",
	"bind list s link-split",
	"bind list x link-swap",
	"bind list c link-confirm",
	"bind list 0 link-none",
	"bind list J link-shift-down en",
	"bind list K link-shift-up en",
	"bind list D link-shift-down zh",
	"bind list U link-shift-up zh",
	"bind all : command-line",
	NULL,
};

/* What is added for those who are used to vim; where less and vim have the same key for the
 * same thing, as for :, it is there already.  A terminal sends ^I for Tab, which is the other
 * pane: forward is Alt-o beside ^O. */
static const char *const vim_lines[] = {
	"bind all gg home",
	"bind all <C-n> line-down",
	"bind all <C-p> line-up",
	"bind all ZQ quit",
	"bind read ]] section-next",
	"bind read [[ section-previous",
	"bind read <C-w>w other-pane",
	"bind read <C-w><C-w> other-pane",
	"bind read <C-w>h other-pane",
	"bind read <C-w>l other-pane",
	"bind read <C-w>o zoom",
	"bind read <C-w>> divider 2",
	"bind read <C-w><lt> divider -2",
	"bind read <C-g> where",
	NULL,
};
/* clang-format on */

static const struct {
	const char *name;
	const char *const *lines[2]; /* lists that end with NULL */
} presets[] = {
	{"less", {less_lines}},
	{"vim", {less_lines, vim_lines}},
};
enum { PRESETS = sizeof presets / sizeof *presets };

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
	bool known = keymap_preset(keymap, presets[0].name);
	assert(known);
	return keymap;
}

static void forget_all(struct keymap *keymap)
{
	for (size_t i = 0; i < keymap->bindings.n; i++)
		free(keymap->bindings.v[i].argument);
	keymap->bindings.n = 0;
}

void keymap_free(struct keymap *keymap)
{
	if (!keymap)
		return;
	forget_all(keymap);
	array_free(&keymap->bindings);
	free(keymap);
}

const char *keymap_preset_name(size_t index)
{
	return index < PRESETS ? presets[index].name : NULL;
}

bool keymap_preset(struct keymap *keymap, const char *name)
{
	size_t i = 0;
	while (i < PRESETS && strcmp(presets[i].name, name) != 0)
		i++;
	if (i == PRESETS)
		return false;
	forget_all(keymap);
	for (size_t list = 0; list < 2 && presets[i].lines[list]; list++)
		for (const char *const *line = presets[i].lines[list]; *line; line++) {
			struct status s = keymap_bind(keymap, *line);
			assert(status_ok(&s));
		}
	return true;
}

const char *keymap_mode_name(size_t index)
{
	return index < KEYMAP_MODE_COUNT ? mode_names[index] : NULL;
}

/* Whether the shorter of two sequences begins the other. */
static bool collide(const struct binding *a, const struct binding *b)
{
	size_t count = a->count < b->count ? a->count : b->count;
	return a->keys[0] == b->keys[0] && a->mode == b->mode &&
	       memcmp(a->keys, b->keys, count * sizeof *a->keys) == 0;
}

/* Removes the bindings that are in the way of one. */
static void make_way(struct keymap *keymap, const struct binding *binding)
{
	struct binding *v = keymap->bindings.v;
	size_t n = keymap->bindings.n, kept = 0;
	/* Nearly always there is none, and nothing has to move. */
	while (kept < n && !collide(&v[kept], binding))
		kept++;
	for (size_t i = kept; i < n; i++) {
		if (collide(&v[i], binding))
			free(v[i].argument);
		else
			v[kept++] = v[i];
	}
	keymap->bindings.n = kept;
}

/* Adds a copy of the binding for one mode. */
static void add(
	struct keymap *keymap, enum keymap_mode mode, const struct binding *binding)
{
	struct binding b = *binding;
	b.mode = mode;
	b.argument = binding->argument ? xstrdup(binding->argument) : NULL;
	make_way(keymap, &b);
	array_push(&keymap->bindings, b);
}

static struct status parse_keys(struct word word, struct binding *binding)
{
	size_t size;
	for (size_t at = 0; at < word.n; at += size) {
		if (binding->count == KEYMAP_KEYS)
			return status_make(STATUS_USAGE, 0,
				_("more than %d keys in '%.*s'"), KEYMAP_KEYS,
				(int)word.n, word.v);
		size = key_parse(
			word.v + at, word.n - at, &binding->keys[binding->count++]);
		if (size == 0)
			return status_make(STATUS_USAGE, 0, _("'%.*s' is not a key"),
				(int)(word.n - at), word.v + at);
	}
	if (binding->keys[0] >= '1' && binding->keys[0] <= '9')
		return status_make(STATUS_USAGE, 0,
			_("'%c' begins a count and cannot be bound"),
			(int)binding->keys[0]);
	return STATUS_NONE;
}

struct status keymap_bind(struct keymap *keymap, const char *line)
{
	struct word bind = word_next(&line), mode_name = word_next(&line);
	struct word keys = word_next(&line), name = word_next(&line);
	struct word argument = word_rest(line);
	struct binding binding = {0};
	bool known = word_is(mode_name, "all");
	if (!word_is(bind, "bind") || name.n == 0 || *name.v == '#')
		return status_make(STATUS_USAGE, 0,
			_("bind MODE KEYS COMMAND [ARGUMENT] is expected"));
	for (int mode = 0; mode < KEYMAP_MODE_COUNT; mode++)
		known = known || word_is(mode_name, mode_names[mode]);
	if (!known)
		return status_make(STATUS_USAGE, 0,
			_("unknown mode '%.*s': read, list or all"), (int)mode_name.n,
			mode_name.v);
	struct status s = parse_keys(keys, &binding);
	if (status_ok(&s))
		s = command_parse(name, argument, &binding.command, &binding.argument);
	for (int mode = 0; mode < KEYMAP_MODE_COUNT && status_ok(&s); mode++)
		if (word_is(mode_name, "all") || word_is(mode_name, mode_names[mode]))
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
				buf_string(&keys), buf_string(&what),
				_(b->command->help));
			buf_free(&keys);
			buf_free(&what);
		}
}
