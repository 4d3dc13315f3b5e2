/* SPDX-License-Identifier: MIT */
/* main: from the command line to one of the things the program does, and its exit status.
 *
 * Everything else is in the library that the tests link too; here is what a process has only
 * once: its locale, its standard streams, its exit status, and the wcwidth() below. */
#include <assert.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include "align.h"
#include "config_file.h"
#include "export.h"
#include "loop.h"
#include "message.h"
#include "print_safe.h"
#include "recent.h"
#include "script.h"
#include "tty.h"

enum { EXIT_USAGE = 2 };

enum { WIDTH_MIN = 8, WIDTH_DEFAULT = 80, WIDTH_MAX = 1000 };

/* Cells of an East Asian Ambiguous character on this terminal. */
static int ambiguous_cells = 1;

/* Where texts are printed: standard output, with a filter before it when it is a terminal. */
static FILE *printed;

/* Takes the place of the C library's: ncursesw asks it how far each character moves the
 * cursor, by way of the dynamic symbol, which the executable's definition comes before.  So
 * curses and glyph cannot disagree, whatever the C library's tables say, and characters of
 * ambiguous width are as wide as the terminal said.  tests/test_pty.c checks that it works. */
int wcwidth(wchar_t c)
{
	return glyph_code_point_cells((uint32_t)c, ambiguous_cells);
}

/* Prints "duidu: NAME:LINE: message" to standard error, as a terminal may have it: names of
 * files are others' text. */
static void complain(const char *name, const struct status *status)
{
	struct buf text = {0}, valid = {0}, shown = {0};
	buf_puts(&text, "duidu: ");
	if (name && status->line)
		buf_printf(&text, "%s:%zu: ", name, status->line);
	else if (name)
		buf_printf(&text, "%s: ", name);
	buf_puts(&text, status->message);
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.v[i] < 0x20 || text.v[i] == 0x7F)
			text.v[i] = '?';
	buf_add_valid(&valid, text.v, text.n);
	glyph_print(valid.v, valid.n, &shown);
	fprintf(stderr, "%s\n", buf_string(&shown));
	buf_free(&text);
	buf_free(&valid);
	buf_free(&shown);
}

static int failed(const struct status *status)
{
	complain(NULL, status);
	if (status->code != STATUS_USAGE)
		return EXIT_FAILURE;
	fputs(_("Try 'duidu --help'\n"), stderr);
	return EXIT_USAGE;
}

static void print_help(const struct settings *settings)
{
	(void)settings;
	fputs(_("Usage: duidu [OPTION]... [FILE [TRANSLATION]]\n"
		"Read a Chinese text and its English counterpart side by side.\n"
		"\n"
		"FILE may hold both languages, as an article with an English abstract "
		"does, or\n"
		"only one of them and TRANSLATION the other.  \"-\" is standard input.  "
		"Without\n"
		"FILE a sample is shown.  When standard output is not a terminal, --dump "
		"is meant.\n"
		"\n"
		"  +N                        begin at block N of the text\n"
		"  +/PATTERN                 begin at the first match of PATTERN\n"
		"\n"),
		stdout);
	config_help(stdout);
	fputs(_("\nKeys are those of less, and h shows them.\n"
		"Exit status: 0 if all went well, 1 if not, 2 if the command line was "
		"wrong.\n"),
		stdout);
}

static void print_keys(const struct settings *settings)
{
	keymap_list(settings->keymap, printed);
}

static void print_commands(const struct settings *settings)
{
	(void)settings;
	command_list(printed);
}

static void print_options(const struct settings *settings)
{
	(void)settings;
	config_list(printed);
}

static void print_recent(const struct settings *settings)
{
	struct state *state = state_open(settings->config.state);
	recent_print(state, printed);
	state_free(state);
}

static void print_version(const struct settings *settings)
{
	(void)settings;
	puts("duidu " PACKAGE_VERSION);
}

/* What needs no text. */
static void (*const printers[])(const struct settings *settings) = {
	[MODE_HELP] = print_help,
	[MODE_VERSION] = print_version,
	[MODE_LIST_KEYS] = print_keys,
	[MODE_LIST_COMMANDS] = print_commands,
	[MODE_LIST_OPTIONS] = print_options,
	[MODE_RECENT] = print_recent,
};
enum { PRINTER_COUNT = sizeof printers / sizeof *printers };

/* A file of the program's own: TOP/name when the program is run from where it was built
 * (TOP/src/duidu), else the installed one. */
static const char *own_file(const char *name, const char *installed, struct buf *path)
{
	static const char program[] = "/src/duidu";
	enum { ROOM = 4096 };
	ssize_t len = readlink("/proc/self/exe", buf_room(path, ROOM), ROOM);
	path->n = len > 0 ? (size_t)len : 0;
	if (path->n < sizeof program ||
		strcmp(buf_string(path) + path->n - strlen(program), program) != 0)
		return installed;
	path->n -= strlen(program);
	buf_puts(path, name);
	return access(buf_string(path), R_OK) == 0 ? path->v : installed;
}

#ifdef ENABLE_NLS
/* Whether a locale asks for a language.  C.UTF-8 does not, but gettext would look for its
 * catalogs; LANGUAGE goes before all but C (gettext manual, 2.3.3). */
static bool has_language(const char *locale)
{
	const char *languages = getenv("LANGUAGE");
	if (!locale || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
		return false;
	return (languages && *languages) || strncmp(locale, "C.", 2) != 0;
}
#endif

/* The user's characters and language.  Not LC_ALL: numbers in JSON have a point in every
 * country.  Without a language of its own to ask for, nothing is looked for on the disk. */
static void choose_language(void)
{
	setlocale(LC_CTYPE, "");
#ifdef ENABLE_NLS
	struct buf path = {0};
	if (!has_language(setlocale(LC_MESSAGES, "")))
		return;
	bindtextdomain("duidu", own_file("/po", DUIDU_LOCALEDIR, &path));
	textdomain("duidu");
	/* What is shown is UTF-8, the system's reasons for failures too. */
	bind_textdomain_codeset("duidu", "UTF-8");
	bind_textdomain_codeset("libc", "UTF-8");
	buf_free(&path);
#endif
}

/* The width of --dump when none is given. */
static int default_width(void)
{
	const char *columns = getenv("COLUMNS");
	long width = columns ? strtol(columns, NULL, 10) : 0;
	return width >= WIDTH_MIN && width <= WIDTH_MAX ? (int)width : WIDTH_DEFAULT;
}

static void print_lint(void *ctx, size_t line, const char *rule, const char *what)
{
	(void)ctx;
	fprintf(printed, "%zu:%s:%s\n", line, rule, what);
}

/* Whether it is a bitext of which something could be read. */
static bool has_units(const struct document *document)
{
	return document->links_given && (document->side[SIDE_ZH].blocks.n > 0 ||
						document->side[SIDE_EN].blocks.n > 0);
}

/* Loads all and prints it in a format, or nothing for --lint, which prints while loading. */
static int batch(struct reader *reader, const struct config *config)
{
	const struct export_format *format = export_format((enum mode)config->mode);
	const struct document *document = reader_document(reader);
	struct status s = reader_load(reader);
	int status = status_ok(&s) ? EXIT_SUCCESS : failed(&s);
	/* What a bitext has before the place where it is wrong stands for itself. */
	if (format && (status == EXIT_SUCCESS || has_units(document)))
		format->print(document, config, printed);
	if (config->mode == MODE_ALIGN && status == EXIT_SUCCESS &&
		!document->links_given && align_is_too_long(document)) {
		s = status_make(
			STATUS_FORMAT, 0, _("texts of more than 8 MB are not linked"));
		status = failed(&s);
	}
	return status;
}

/* As grep: 0 when there is a match, 1 when there is none, 2 when something went wrong. */
static int batch_search(struct reader *reader, const struct config *config)
{
	size_t found = 0;
	struct status s = reader_load(reader);
	if (status_ok(&s))
		s = export_search(reader_document(reader), config, &found, printed);
	if (!status_ok(&s)) {
		complain(NULL, &s);
		return EXIT_USAGE;
	}
	return found > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* The bookmarks of a text, or of all with NULL.  A line that is none is told and no failure:
 * another version may have written it. */
static int batch_bookmarks(struct reader *reader, struct config *config)
{
	struct status s = reader ? reader_load(reader) : STATUS_NONE;
	if (!status_ok(&s))
		return failed(&s);
	s = export_bookmarks(reader, config, printed);
	if (!status_ok(&s))
		complain(NULL, &s);
	return status_ok(&s) || s.code == STATUS_FORMAT ? EXIT_SUCCESS : EXIT_FAILURE;
}

static bool is_about_bookmarks(const struct config *config)
{
	return config->mode == MODE_LIST_BOOKMARKS ||
	       config->mode == MODE_EXPORT_BOOKMARKS;
}

/* Reads one text after the other, as the user asks for them. */
static struct status read_on(struct reader **reader, struct settings *settings,
	const struct front *front, const char *notice)
{
	struct loop_text text = {.reader = *reader}, next;
	struct status s = loop_run(&text, settings, front, notice, &next), first = s;
	while (next.reader) {
		reader_free(*reader);
		text = next;
		*reader = text.reader;
		settings->config.start = 0;
		settings->config.find = NULL;
		s = loop_run(&text, settings, front, NULL, &next);
		first = status_ok(&first) ? s : first;
	}
	return first;
}

static int run_script(
	struct reader **reader, struct settings *settings, const char *notice)
{
	const struct config *config = &settings->config;
	struct script *script;
	struct front front;
	ambiguous_cells = config->ambiguous == AMBIGUOUS_2 ? 2 : 1;
	struct front_size size = {
		config->size.columns, config->size.rows, ambiguous_cells};
	struct status s = script_open(&script, config->script, &size, stdout, &front);
	if (!status_ok(&s)) {
		complain(config->script, &s);
		return EXIT_FAILURE;
	}
	s = reader_load_beginning(*reader);
	if (status_ok(&s))
		s = read_on(reader, settings, &front, notice);
	script_free(script);
	return status_ok(&s) ? EXIT_SUCCESS : failed(&s);
}

static struct status check_locale(void)
{
	const char *codeset = nl_langinfo(CODESET);
	if (strcmp(codeset, "UTF-8") == 0)
		return STATUS_NONE;
	return status_make(STATUS_SYSTEM, 0,
		_("the locale's characters are %s, not UTF-8; try LC_ALL=C.UTF-8"),
		codeset);
}

static int run_terminal(
	struct reader **reader, struct settings *settings, const char *notice)
{
	struct front front = {0};
	struct status s = check_locale();
	/* Before the terminal is taken over: a file that is no text is told of on the shell's
	 * own screen, and a slow pipe leaves that screen alone until it has something. */
	if (status_ok(&s))
		s = reader_load_beginning(*reader);
	if (status_ok(&s))
		s = tty_open(&front, settings, &ambiguous_cells);
	if (!status_ok(&s))
		return failed(&s);
	s = read_on(reader, settings, &front, notice);
	int signal_number = tty_close(&front);
	int status = status_ok(&s) ? EXIT_SUCCESS : failed(&s);
	if (signal_number)
		raise(signal_number);
	return status;
}

static int read_texts(struct settings *settings, char **operands, const char *notice)
{
	struct config *config = &settings->config;
	struct lint lint = {.note = print_lint};
	struct buf sample = {0};
	const char *paths[2] = {operands[0], operands[0] ? operands[1] : NULL};
	struct reader *reader;
	int status;
	if (!paths[0])
		/* What is read when no file is named. */
		paths[0] = own_file(
			"/texts/sample.txt", DUIDU_DATADIR "/sample.txt", &sample);
	struct status s = reader_open(
		&reader, config, paths, config->mode == MODE_LINT ? &lint : NULL);
	if (!status_ok(&s)) {
		status = failed(&s);
		status = config->mode == MODE_SEARCH ? EXIT_USAGE : status;
	} else {
		status = config->mode == MODE_READ
				 ? run_terminal(&reader, settings, notice)
			 : config->mode == MODE_SCRIPT
				 ? run_script(&reader, settings, notice)
			 : config->mode == MODE_SEARCH ? batch_search(reader, config)
			 : is_about_bookmarks(config)  ? batch_bookmarks(reader, config)
						       : batch(reader, config);
		reader_free(reader);
	}
	buf_free(&sample);
	return status;
}

/* Whether all that was printed has arrived.  A reader that has seen enough (head) is none of
 * our failures to speak of. */
static int finish_output(int status)
{
	if (printed != stdout)
		fclose(printed);
	errno = 0;
	bool lost = ferror(stdout) != 0;
	if (fflush(stdout) == 0 && !lost)
		return status;
	if (errno != EPIPE) {
		struct status s = status_errno(_("standard output"));
		complain(NULL, &s);
	}
	return EXIT_FAILURE;
}

/* What is wrong with the configuration file: told on standard error, and the first of it on
 * the first screen too, which hides that. */
struct complaints {
	const char *path;
	size_t count;
	struct buf first;
};

static void note_bad_line(void *ctx, const struct status *status)
{
	struct complaints *complaints = ctx;
	complain(complaints->path, status);
	if (complaints->count++ > 0)
		return;
	if (status->line)
		buf_printf(&complaints->first, _("configuration, line %zu: %s"),
			status->line, status->message);
	else
		buf_printf(&complaints->first, _("configuration: %s"), status->message);
}

/* Reads the file that was asked for, or the user's own.  Only one that was asked for has to
 * be there. */
static struct status read_config_file(
	struct settings *settings, const char *asked, struct complaints *complaints)
{
	struct buf path = {0};
	struct status s = STATUS_NONE;
	bool found = asked ? *asked : config_file_find(&path);
	if (asked)
		buf_puts(&path, asked);
	complaints->path = buf_string(&path);
	if (found)
		s = config_file_read(settings, path.v, note_bad_line, complaints);
	if (!status_ok(&s) && !asked) {
		note_bad_line(complaints, &s);
		s = STATUS_NONE;
	} else if (!status_ok(&s)) {
		s = status_make(s.code, 0, "%s: %s", path.v, s.message);
	}
	buf_free(&path);
	return s;
}

/* The command line wins over the file, which it names: it is read twice. */
static struct status read_settings(
	struct settings *settings, int *argc, char **argv, struct complaints *complaints)
{
	struct config asked;
	char **words = xcalloc((size_t)*argc + 1, sizeof *words);
	int count = *argc;
	memcpy(words, argv, (size_t)*argc * sizeof *words);
	config_init(&asked);
	struct status s = config_arguments(&asked, &count, words);
	free(words);
	if (status_ok(&s) && asked.mode != MODE_HELP && asked.mode != MODE_VERSION)
		s = read_config_file(settings, asked.file, complaints);
	if (!status_ok(&s))
		return s;
	s = config_arguments(&settings->config, argc, argv);
	assert(status_ok(&s));
	/* Whoever sets it wants it whatever is on the command line. */
	const char *secure = getenv("DUIDU_SECURE");
	settings->config.secure |= secure && *secure && strcmp(secure, "0") != 0;
	theme_choose(&settings->theme, (enum theme_name)settings->config.theme);
	if (*argc > 3)
		s = status_make(STATUS_USAGE, 0, _("more than two files"));
	return s;
}

static int run(struct settings *settings, char **operands, const char *notice)
{
	struct config *config = &settings->config;
	bool on_terminal = isatty(STDOUT_FILENO);
	printed = on_terminal ? print_safe_open(stdout) : stdout;
	if (config->mode < PRINTER_COUNT && printers[config->mode]) {
		printers[config->mode](settings);
		return finish_output(EXIT_SUCCESS);
	}
	if (config->mode == MODE_READ && !on_terminal)
		config->mode = MODE_DUMP;
	if (config->width == 0)
		config->width = default_width();
	else if (config->width < WIDTH_MIN)
		config->width = WIDTH_MIN;
	if (is_about_bookmarks(config) && !operands[0])
		return finish_output(batch_bookmarks(NULL, config));
	return finish_output(read_texts(settings, operands, notice));
}

int main(int argc, char **argv)
{
	struct settings settings;
	struct complaints complaints = {0};
	choose_language();
	settings_init(&settings);
	struct status s = read_settings(&settings, &argc, argv, &complaints);
	const char *notice = complaints.count ? buf_string(&complaints.first) : NULL;
	int status = status_ok(&s) ? run(&settings, argv + 1, notice) : failed(&s);
	settings_free(&settings);
	buf_free(&complaints.first);
	return status;
}
