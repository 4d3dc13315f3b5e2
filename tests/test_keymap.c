/* SPDX-License-Identifier: MIT */
/* Tests of keymap and of the tables it joins: the default keys, bind lines, the help. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "glyph.h"
#include "help.h"
#include "keymap.h"

static int make_keymap(void **state)
{
	*state = keymap_new();
	return 0;
}

static int free_keymap(void **state)
{
	keymap_free(*state);
	return 0;
}

/* Looks a written sequence up; "name", "name argument", "..." for a prefix, "-" for nothing. */
static void assert_bound(const struct keymap *keymap, enum keymap_mode mode,
	const char *sequence, const char *expected)
{
	key keys[8];
	size_t count = 0, len = strlen(sequence);
	const struct command *command;
	const char *argument;
	char got[64];
	for (size_t at = 0; at < len; count++) {
		size_t size = key_parse(sequence + at, len - at, &keys[count]);
		assert_true(size > 0 && count < 8);
		at += size;
	}
	enum keymap_match match =
		keymap_find(keymap, mode, keys, count, &command, &argument);
	if (match == KEYMAP_FOUND)
		snprintf(got, sizeof got, "%s%s%s", command->name, argument ? " " : "",
			argument ? argument : "");
	else
		snprintf(got, sizeof got, "%s", match == KEYMAP_PREFIX ? "..." : "-");
	assert_string_equal(got, expected);
}

static void assert_bind(struct keymap *keymap, const char *line, const char *message)
{
	struct status s = keymap_bind(keymap, line);
	assert_int_equal(s.code, message ? STATUS_USAGE : STATUS_OK);
	assert_string_equal(s.message, message ? message : "");
}

static void keymap_new__binds__the_keys_of_less(void **state)
{
	static const struct {
		const char *keys, *command;
	} cases[] = {
		{"j", "line-down"},
		{"<Down>", "line-down"},
		{"<C-e>", "line-down"},
		{"k", "line-up"},
		{"<C-y>", "line-up"},
		{"<Space>", "page-down"},
		{"<C-f>", "page-down"},
		{"<PageDown>", "page-down"},
		{"b", "page-up"},
		{"d", "half-page-down"},
		{"<C-u>", "half-page-up"},
		{"g", "home"},
		{"<lt>", "home"},
		{"<Home>", "home"},
		{"G", "end"},
		{">", "end"},
		{"%", "percent"},
		{"h", "help"},
		{"<F1>", "help"},
		{"=", "where"},
		{"<C-l>", "redraw"},
		{"<C-z>", "suspend"},
		{"q", "quit"},
		{"ZZ", "quit"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_bound(*state, KEYMAP_READ, cases[i].keys, cases[i].command);
}

static void keymap_new__binds__keys_of_our_own(void **state)
{
	assert_bound(*state, KEYMAP_READ, ")", "sentence-next");
	assert_bound(*state, KEYMAP_READ, "{", "paragraph-previous");
	assert_bound(*state, KEYMAP_READ, "]", "section-next");
	assert_bound(*state, KEYMAP_READ, "<Tab>", "other-pane");
	assert_bound(*state, KEYMAP_READ, "<Enter>", "open");
	assert_bound(*state, KEYMAP_READ, "o", "follow-link");
	assert_bound(*state, KEYMAP_READ, "t", "contents");
	assert_bound(*state, KEYMAP_READ, "H", "divider -2");
	assert_bound(*state, KEYMAP_READ, "L", "divider 2");
}

/* Esc never quits, and neither does Ctrl-C. */
static void keymap_new__never_quits__by_escape(void **state)
{
	assert_bound(*state, KEYMAP_READ, "<Esc>", "cancel");
	assert_bound(*state, KEYMAP_READ, "<C-c>", "cancel");
	assert_bound(*state, KEYMAP_LIST, "<Esc>", "close");
	assert_bound(*state, KEYMAP_LIST, "<C-c>", "close");
	assert_bound(*state, KEYMAP_LIST, "q", "close");
}

static void keymap_find__tells__prefixes_from_nothing(void **state)
{
	assert_bound(*state, KEYMAP_READ, "Z", "...");
	assert_bound(*state, KEYMAP_READ, "Zq", "-");
	assert_bound(*state, KEYMAP_READ, "ZZZ", "-");
	assert_bound(*state, KEYMAP_READ, "X", "-");
	assert_bound(*state, KEYMAP_LIST, "w", "-");
}

static void keymap_bind__adds__a_binding(void **state)
{
	assert_bind(*state, "bind read X quit", NULL);
	assert_bind(*state, "  bind\tlist\t<M-x>g   home  # back", NULL);
	assert_bind(*state, "bind all 安 zoom", NULL);
	assert_bind(*state, "bind read # where # two of them", NULL);
	assert_bind(*state, "bind read <C-x> divider +10 # wide", NULL);
	assert_bound(*state, KEYMAP_READ, "X", "quit");
	assert_bound(*state, KEYMAP_LIST, "X", "-");
	assert_bound(*state, KEYMAP_LIST, "<M-x>", "...");
	assert_bound(*state, KEYMAP_LIST, "<M-x>g", "home");
	assert_bound(*state, KEYMAP_READ, "安", "zoom");
	assert_bound(*state, KEYMAP_LIST, "安", "zoom");
	assert_bound(*state, KEYMAP_READ, "#", "where");
	assert_bound(*state, KEYMAP_READ, "<C-x>", "divider +10");
}

static void keymap_bind__replaces__what_it_collides_with(void **state)
{
	assert_bind(*state, "bind read j line-up", NULL);
	assert_bound(*state, KEYMAP_READ, "j", "line-up");
	assert_bound(*state, KEYMAP_LIST, "j", "line-down");
	/* A key that began a sequence takes its place, and the other way round. */
	assert_bind(*state, "bind read Z zoom", NULL);
	assert_bound(*state, KEYMAP_READ, "Z", "zoom");
	assert_bind(*state, "bind read ZQ quit", NULL);
	assert_bound(*state, KEYMAP_READ, "Z", "...");
	assert_bound(*state, KEYMAP_READ, "ZZ", "-");
	assert_bound(*state, KEYMAP_READ, "ZQ", "quit");
	assert_bind(*state, "bind read q none", NULL);
	assert_bound(*state, KEYMAP_READ, "q", "none");
}

static void keymap_bind__says__what_is_wrong(void **state)
{
	const char *form = "bind MODE KEYS COMMAND [ARGUMENT] is expected";
	assert_bind(*state, "", form);
	assert_bind(*state, "set read j quit", form);
	assert_bind(*state, "bind read j", form);
	assert_bind(*state, "bind read j # quit", form);
	assert_bind(*state, "bind all", form);
	assert_bind(
		*state, "bind write j quit", "unknown mode 'write': read, list or all");
	assert_bind(*state, "bind read <Foo> quit", "'<Foo>' is not a key");
	assert_bind(*state, "bind read x<Foo>y quit", "'<Foo>y' is not a key");
	assert_bind(*state, "bind read abcde quit", "more than 4 keys in 'abcde'");
	assert_bind(*state, "bind read 1 quit", "'1' begins a count and cannot be bound");
	assert_bind(*state, "bind read x qui", "unknown command 'qui'");
	assert_bind(*state, "bind read x quit now", "'quit' takes no argument");
	assert_bind(*state, "bind read x divider", "'divider' needs an argument, CELLS");
	assert_bind(
		*state, "bind read x divider two", "'divider' needs an argument, CELLS");
	assert_bind(
		*state, "bind read x divider # 2", "'divider' needs an argument, CELLS");
	assert_bound(*state, KEYMAP_READ, "x", "-");
	assert_bound(*state, KEYMAP_READ, "j", "line-down");
}

static void keymap_bind__allows__digits_that_begin_no_count(void **state)
{
	assert_bind(*state, "bind read 0 home", NULL);
	assert_bind(*state, "bind read x1 home", NULL);
	assert_bound(*state, KEYMAP_READ, "0", "home");
	assert_bound(*state, KEYMAP_READ, "x1", "home");
}

static char *listed(const struct keymap *keymap)
{
	char *text;
	size_t len;
	FILE *out = open_memstream(&text, &len);
	assert_non_null(out);
	keymap_list(keymap, out);
	fclose(out);
	return text;
}

/* What --list-keys prints can be pasted into a configuration, and changes nothing there. */
static void keymap_list__round_trips__through_bind(void **state)
{
	assert_bind(*state, "bind read <M-x># divider -3", NULL);
	char *first = listed(*state), *lines = xstrdup(first), *save;
	struct keymap *other = keymap_new();
	size_t count = 0;
	for (char *line = strtok_r(lines, "\n", &save); line;
		line = strtok_r(NULL, "\n", &save)) {
		assert_bind(other, line, NULL);
		count++;
	}
	char *second = listed(other);
	assert_string_equal(first, second);
	assert_true(count > 60);
	assert_non_null(strstr(
		first, "bind read <Space>    page-down             # next page\n"));
	assert_non_null(strstr(first, "bind read <M-x>#     divider -3            # "));
	keymap_free(other);
	free(first);
	free(second);
	free(lines);
}

static void keymap_preset__replaces__all_keys(void **state)
{
	assert_bind(*state, "bind read X quit", NULL);
	assert_true(keymap_preset(*state, "vim"));
	assert_bound(*state, KEYMAP_READ, "gg", "home");
	assert_bound(*state, KEYMAP_LIST, "gg", "home");
	assert_bound(*state, KEYMAP_READ, "g", "...");
	assert_bound(*state, KEYMAP_READ, "]]", "section-next");
	assert_bound(*state, KEYMAP_READ, "<C-w>w", "other-pane");
	assert_bound(*state, KEYMAP_READ, "<C-w><lt>", "divider -2");
	assert_bound(*state, KEYMAP_READ, ":", "command-line");
	assert_bound(*state, KEYMAP_READ, "j", "line-down");
	assert_bound(*state, KEYMAP_READ, "X", "-");
	assert_true(keymap_preset(*state, "less"));
	assert_bound(*state, KEYMAP_READ, "g", "home");
	assert_bound(*state, KEYMAP_READ, "]", "section-next");
	assert_bound(*state, KEYMAP_READ, "<C-w>", "-");
	assert_false(keymap_preset(*state, "emacs"));
	assert_false(keymap_preset(*state, ""));
	assert_bound(*state, KEYMAP_READ, "g", "home");
}

/* Every name makes other keys than those before, and the first is that of keymap_new. */
static void keymap_preset_name__names__every_preset(void **state)
{
	char *before = listed(*state);
	size_t count = 0;
	for (const char *name; (name = keymap_preset_name(count)); count++) {
		assert_true(keymap_preset(*state, name));
		char *now = listed(*state);
		assert_int_equal(strcmp(before, now) == 0, count == 0);
		free(before);
		before = now;
	}
	assert_int_equal(count, 2);
	free(before);
}

static void keymap_keys__appends__all_keys_of_a_command(void **state)
{
	struct buf keys = {0};
	const struct command *home = command_named("home", 4);
	assert_int_equal(keymap_keys(*state, KEYMAP_READ, home, &keys), 3);
	assert_string_equal(buf_string(&keys), "g <lt> <Home>");
	assert_int_equal(
		keymap_keys(*state, KEYMAP_READ, command_named("close", 5), &keys), 0);
	assert_string_equal(buf_string(&keys), "g <lt> <Home>");
	buf_free(&keys);
}

static void command_table__keeps__its_rules(void **state)
{
	(void)state;
	for (size_t i = 0; i < command_count; i++) {
		const struct command *c = &command_table[i];
		assert_ptr_equal(command_named(c->name, strlen(c->name)), c);
		assert_true(c->run || c->action != ACTION_NONE);
		assert_true(c->help[strlen(c->help) - 1] != '.');
		assert_int_equal(c->argument != NULL, c->accepts != NULL);
	}
	assert_null(command_named("hom", 3));
	assert_null(command_named("homes", 5));
}

/* A command that nobody can reach might as well not be there; go and recent
 * are for the command line. */
static void keymap_new__binds__all_commands_but_those_that_are_typed(void **state)
{
	for (size_t i = 0; i < command_count; i++) {
		const struct command *c = &command_table[i];
		struct buf keys = {0};
		size_t count = keymap_keys(*state, KEYMAP_READ, c, &keys) +
			       keymap_keys(*state, KEYMAP_LIST, c, &keys);
		bool unbound = strcmp(c->name, "none") == 0 ||
			       strcmp(c->name, "go") == 0 ||
			       strcmp(c->name, "recent") == 0;
		if ((count == 0) != unbound)
			fail_msg("%s has %zu keys", c->name, count);
		buf_free(&keys);
	}
}

/* No line is wider than there is room, unless it stands alone. */
static void help_make__fits__into_its_cells(void **state)
{
	for (int cells = 20; cells < 100; cells++) {
		struct help help = {0};
		help_make(&help, *state, cells);
		struct list_source source = help_source(&help);
		for (size_t i = 0; i < source.count(source.ctx); i++) {
			struct list_line line = source.line(source.ctx, i);
			bool both = line.indent == 2 &&
				    memmem(line.text, line.len, "  ", 2) != NULL;
			int width =
				(int)glyph_width(&(struct glyph_style){.ambiguous = 1},
					line.text, line.len);
			assert_true(!both || line.indent + width <= cells);
		}
		help_free(&help);
	}
}

static void help_make__lists__every_command_once(void **state)
{
	struct help help = {0};
	help_make(&help, *state, 40);
	help_make(&help, *state, 78);
	struct list_source source = help_source(&help);
	size_t count = source.count(source.ctx), found = 0;
	struct buf text = {0};
	for (size_t i = 0; i < count; i++) {
		struct list_line line = source.line(source.ctx, i);
		assert_true(line.indent + (int)line.len <= 78);
		buf_add(&text, line.text, line.len);
		buf_putc(&text, '\n');
	}
	for (size_t i = 0; i < command_count; i++)
		found += strstr(buf_string(&text), command_table[i].help) != NULL;
	assert_int_equal(found, command_count);
	assert_non_null(strstr(buf_string(&text), "\ng <lt> <Home>"));
	assert_non_null(strstr(buf_string(&text), "\na (list: e) "));
	assert_non_null(strstr(buf_string(&text), "\nH L "));
	assert_non_null(strstr(buf_string(&text), "\n:none "));
	assert_non_null(strstr(buf_string(&text), "\n:go PLACE "));
	buf_free(&text);
	help_free(&help);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_keymap, free_keymap)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(keymap_new__binds__the_keys_of_less),
		TEST(keymap_new__binds__keys_of_our_own),
		TEST(keymap_new__never_quits__by_escape),
		TEST(keymap_new__binds__all_commands_but_those_that_are_typed),
		TEST(keymap_find__tells__prefixes_from_nothing),
		TEST(keymap_bind__adds__a_binding),
		TEST(keymap_bind__replaces__what_it_collides_with),
		TEST(keymap_bind__says__what_is_wrong),
		TEST(keymap_bind__allows__digits_that_begin_no_count),
		TEST(keymap_list__round_trips__through_bind),
		TEST(keymap_preset__replaces__all_keys),
		TEST(keymap_preset_name__names__every_preset),
		TEST(keymap_keys__appends__all_keys_of_a_command),
		TEST(command_table__keeps__its_rules),
		TEST(help_make__fits__into_its_cells),
		TEST(help_make__lists__every_command_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
