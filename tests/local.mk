# Unit tests are one program a module; screens, layers and the manual are scripts.
# A test that lacks something exits with 77 and is counted as skipped.

UNIT_TESTS = \
	tests/test_abstract \
	tests/test_align \
	tests/test_align_corpora \
	tests/test_align_parts \
	tests/test_align_translation \
	tests/test_align_words \
	tests/test_anchor \
	tests/test_anchor_edits \
	tests/test_anchor_extracted \
	tests/test_anchor_find \
	tests/test_anchor_fingerprint \
	tests/test_article \
	tests/test_bitext \
	tests/test_blocks \
	tests/test_bookmark \
	tests/test_bookmark_file \
	tests/test_bookmark_print \
	tests/test_buf \
	tests/test_citation \
	tests/test_clipboard \
	tests/test_command_line \
	tests/test_config \
	tests/test_config_file \
	tests/test_config_fuzzed \
	tests/test_conformance \
	tests/test_correct_live \
	tests/test_correction \
	tests/test_correction_list \
	tests/test_coverage \
	tests/test_decode \
	tests/test_detect \
	tests/test_dictionary \
	tests/test_document \
	tests/test_exchange \
	tests/test_export \
	tests/test_faults \
	tests/test_faults_kept \
	tests/test_fileio \
	tests/test_fixtures \
	tests/test_fold \
	tests/test_glyph \
	tests/test_grid \
	tests/test_heading \
	tests/test_json \
	tests/test_key \
	tests/test_jump \
	tests/test_keymap \
	tests/test_layout \
	tests/test_layout_rows \
	tests/test_linebreak \
	tests/test_list \
	tests/test_list_filter \
	tests/test_list_find \
	tests/test_link \
	tests/test_link_file \
	tests/test_loop \
	tests/test_link_file_edits \
	tests/test_overlay \
	tests/test_passage \
	tests/test_mention \
	tests/test_parse \
	tests/test_pinyin \
	tests/test_print_safe \
	tests/test_prompt \
	tests/test_prompt_complete \
	tests/test_prompt_draw \
	tests/test_prompt_history \
	tests/test_query \
	tests/test_query_agrees \
	tests/test_reader \
	tests/test_repair \
	tests/test_repair_score \
	tests/test_rung \
	tests/test_save \
	tests/test_script \
	tests/test_search \
	tests/test_section \
	tests/test_context \
	tests/test_equivalent \
	tests/test_segmented \
	tests/test_sentence \
	tests/test_session \
	tests/test_shell \
	tests/test_source_line \
	tests/test_state \
	tests/test_status \
	tests/test_summary \
	tests/test_theme \
	tests/test_tsv \
	tests/test_view \
	tests/test_view_draw \
	tests/test_view_hit \
	tests/test_view_link \
	tests/test_view_move \
	tests/test_view_path \
	tests/test_view_clause \
	tests/test_view_rows \
	tests/test_view_step \
	tests/test_word \
	tests/test_xdg

# Need a pseudo-terminal.
PTY_TESTS = \
	tests/test_pty \
	tests/test_pty_calls \
	tests/test_pty_faults \
	tests/test_pty_hostile \
	tests/test_pty_outside

SCRIPT_TESTS = \
	tests/faults.sh \
	tests/completion.sh \
	tests/globals.sh \
	tests/layers.sh \
	tests/links.sh \
	tests/manual.sh \
	tests/screens.sh \
	tests/translation.sh \
	tests/usage.sh

AM_TESTS_ENVIRONMENT = top=$(abs_top_srcdir); . $(abs_top_srcdir)/tests/environment.sh;
TEST_EXTENSIONS = .sh
SH_LOG_COMPILER = $(SHELL)

TESTS += $(SCRIPT_TESTS)

if HAVE_CMOCKA
check_PROGRAMS += $(UNIT_TESTS) tests/print_damage
TESTS += $(UNIT_TESTS)
if HAVE_VTERM
check_PROGRAMS += $(PTY_TESTS)
TESTS += $(PTY_TESTS)
endif
else
TESTS += tests/no_cmocka.sh
endif

DAMAGE = tests/damage.c tests/damage.h tests/damage_internal.h tests/damage_fair.c \
	tests/damage_print.c tests/typesetter.c tests/typesetter.h $(PROSE)
PROSE = tests/prose.c tests/prose.h tests/prose_words.c tests/prose_words.h tests/rng.h
PIPELINE = tests/pipeline.c tests/pipeline.h
DECODED = tests/decoded.c tests/decoded.h tests/rng.h
KNOWN_TEXT = tests/known_text.c tests/known_text.h $(PIPELINE)
ON_PTY = tests/pty_reader.c tests/pty_reader.h tests/terminal.c tests/terminal.h \
	tests/sent.c tests/sent.h
READING = tests/reading.c tests/reading.h
SCENE = tests/scene.c tests/scene.h tests/made_block.h
ORDERS = tests/orders.c tests/orders.h tests/folder.h

tests_test_abstract_SOURCES = tests/test_abstract.c $(PIPELINE) $(READING)
tests_test_align_SOURCES = tests/test_align.c $(PIPELINE)
tests_test_align_corpora_SOURCES = tests/test_align_corpora.c bench/align_score.c bench/align_score.h
tests_test_align_corpora_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/bench
tests_test_align_parts_SOURCES = tests/test_align_parts.c
tests_test_align_translation_SOURCES = tests/test_align_translation.c tests/made_texts.c tests/made_texts.h \
	tests/rng.h
tests_test_correct_live_SOURCES = tests/test_correct_live.c tests/made_texts.c tests/made_texts.h \
	tests/rng.h
tests_test_anchor_SOURCES = tests/test_anchor.c $(KNOWN_TEXT)
tests_test_anchor_extracted_SOURCES = tests/test_anchor_extracted.c $(KNOWN_TEXT) $(DAMAGE)
tests_test_anchor_find_SOURCES = tests/test_anchor_find.c $(KNOWN_TEXT)
tests_test_anchor_fingerprint_SOURCES = tests/test_anchor_fingerprint.c $(KNOWN_TEXT) $(PROSE)
BITEXTS = tests/bitexts.c tests/bitexts.h $(PIPELINE)

tests_test_bitext_SOURCES = tests/test_bitext.c $(BITEXTS)
tests_test_exchange_SOURCES = tests/test_exchange.c $(BITEXTS)
tests_test_bookmark_SOURCES = tests/test_bookmark.c tests/bookmarked.h $(KNOWN_TEXT)
tests_test_bookmark_file_SOURCES = tests/test_bookmark_file.c tests/bookmarked.h
tests_test_bookmark_print_SOURCES = tests/test_bookmark_print.c $(PIPELINE)
tests_test_decode_SOURCES = tests/test_decode.c $(DECODED)
tests_test_detect_SOURCES = tests/test_detect.c $(DECODED)
tests_test_source_line_SOURCES = tests/test_source_line.c $(PIPELINE)
tests_test_summary_SOURCES = tests/test_summary.c tests/mill_article.h $(PIPELINE)
tests_test_view_clause_SOURCES = tests/test_view_clause.c tests/mill_article.h $(PIPELINE)
tests_test_state_SOURCES = tests/test_state.c $(PIPELINE)
tests_test_article_SOURCES = tests/test_article.c $(PIPELINE) $(READING)
tests_test_fixtures_SOURCES = tests/test_fixtures.c $(PIPELINE)
tests_test_layout_SOURCES = tests/test_layout.c tests/layout_blocks.h
tests_test_layout_rows_SOURCES = tests/test_layout_rows.c tests/layout_blocks.h tests/rng.h
tests_test_loop_SOURCES = tests/test_loop.c $(ORDERS)
tests_test_parse_SOURCES = tests/test_parse.c $(PIPELINE)
tests_test_script_SOURCES = tests/test_script.c $(ORDERS)
tests_test_session_SOURCES = tests/test_session.c $(PIPELINE) tests/typesetter.c tests/typesetter.h
tests_test_repair_SOURCES = tests/test_repair.c $(PIPELINE)
tests_test_repair_score_SOURCES = tests/test_repair_score.c $(PIPELINE) $(DAMAGE)
tests_print_damage_SOURCES = tests/print_damage.c $(DAMAGE)
tests_test_view_SOURCES = tests/test_view.c $(SCENE)
tests_test_view_draw_SOURCES = tests/test_view_draw.c $(SCENE)
tests_test_view_link_SOURCES = tests/test_view_link.c $(SCENE)
tests_test_view_move_SOURCES = tests/test_view_move.c $(SCENE)
tests_test_view_rows_SOURCES = tests/test_view_rows.c $(SCENE)
tests_test_view_step_SOURCES = tests/test_view_step.c $(SCENE)
tests_test_pty_SOURCES = tests/test_pty.c $(ON_PTY)
tests_test_pty_CPPFLAGS = $(AM_CPPFLAGS) $(VTERM_CFLAGS)
tests_test_pty_calls_SOURCES = tests/test_pty_calls.c $(ON_PTY)
tests_test_pty_calls_CPPFLAGS = $(AM_CPPFLAGS) $(VTERM_CFLAGS)
tests_test_pty_faults_SOURCES = tests/test_pty_faults.c $(ON_PTY)
tests_test_pty_faults_CPPFLAGS = $(AM_CPPFLAGS) $(VTERM_CFLAGS)
tests_test_pty_hostile_SOURCES = tests/test_pty_hostile.c $(ON_PTY)
tests_test_pty_hostile_CPPFLAGS = $(AM_CPPFLAGS) $(VTERM_CFLAGS)
tests_test_pty_outside_SOURCES = tests/test_pty_outside.c $(ON_PTY)
tests_test_pty_outside_CPPFLAGS = $(AM_CPPFLAGS) $(VTERM_CFLAGS)

LDADD = src/libduidu.a $(CMOCKA_LIBS) $(UNISTRING_LIBS) $(PCRE2_LIBS) $(EXPAT_LIBS) $(NCURSESW_LIBS)
# Every system call of a save goes through the test, which lets one of them fail.
tests_test_faults_SOURCES = tests/test_faults.c tests/faults.c tests/faults.h
tests_test_faults_kept_SOURCES = tests/test_faults_kept.c tests/faults.c tests/faults.h
tests_test_faults_LDFLAGS = $(AM_LDFLAGS) $(WRAPPED)
tests_test_faults_kept_LDFLAGS = $(AM_LDFLAGS) $(WRAPPED)
WRAPPED = -Wl,--wrap=openat,--wrap=readlink,--wrap=mkdir \
	-Wl,--wrap=flock,--wrap=fstat,--wrap=fstatat,--wrap=read,--wrap=write,--wrap=fsync \
	-Wl,--wrap=close,--wrap=fchmod,--wrap=fchown,--wrap=renameat,--wrap=unlinkat \
	-Wl,--wrap=clock_gettime,--wrap=nanosleep
# The whole program, any call of which can be made to fail; curses, which does not bear that, is
# not linked into it.
check_PROGRAMS += tests/faulty
tests_faulty_SOURCES = src/main.c tests/faulty.c
tests_faulty_LDADD = src/libduidu.a $(UNISTRING_LIBS) $(PCRE2_LIBS) $(EXPAT_LIBS) \
	$(NCURSESW_SHARED_LIBS)
tests_faulty_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc \
	-Wl,--wrap=open,--wrap=openat,--wrap=read,--wrap=write,--wrap=fsync,--wrap=close \
	-Wl,--wrap=fstat,--wrap=mkdir,--wrap=renameat
tests_test_pty_LDADD = $(LDADD) $(VTERM_LIBS) -lutil
tests_test_pty_calls_LDADD = $(LDADD) $(VTERM_LIBS) -lutil
tests_test_pty_faults_LDADD = $(LDADD) $(VTERM_LIBS) -lutil
tests_test_pty_hostile_LDADD = $(LDADD) $(VTERM_LIBS) -lutil
tests_test_pty_outside_LDADD = $(LDADD) $(VTERM_LIBS) -lutil

# Every call that can fail, failing once; make check leaves out most allocations.
.PHONY: faults
faults:
	FAULTS_STEP=1 $(MAKE) check TESTS='tests/faults.sh tests/test_pty_calls'

# The unit tests under valgrind, an error or a leak being a failure.  Those that try much of the
# same, for minutes, are left out unless VALGRIND_SKIP= says otherwise.
VALGRIND_FLAGS = -q --error-exitcode=1 --leak-check=full \
	--errors-for-leak-kinds=definite,indirect,possible \
	--suppressions=$(abs_top_srcdir)/tests/valgrind.supp
VALGRIND_SKIP = tests/test_align_corpora tests/test_align_translation tests/test_anchor_edits \
	tests/test_bookmark_file tests/test_config_fuzzed tests/test_decode tests/test_detect tests/test_exchange \
	tests/test_glyph tests/test_key tests/test_layout tests/test_list_find tests/test_query \
	tests/test_reader tests/test_repair_score tests/test_search tests/test_sentence \
	tests/test_view tests/test_view_rows
.PHONY: valgrind
valgrind:
	@if command -v valgrind >/dev/null; then \
		$(MAKE) check TESTS='$(filter-out $(VALGRIND_SKIP),$(UNIT_TESTS))' \
			LOG_COMPILER=valgrind LOG_FLAGS='$(VALGRIND_FLAGS)'; \
	else \
		echo "skipped: valgrind is missing"; \
	fi

EXTRA_DIST += $(SCRIPT_TESTS) tests/no_cmocka.sh tests/environment.sh tests/locale.sh \
	tests/script.sh tests/leaks.txt tests/valgrind.supp tests/jumble.h tests/folder.h \
	tests/linked.h tests/rows.h tests/queries.h tests/made_block.h tests/prompted.h \
	tests/fixtures tests/screens tests/GraphemeBreakTest.known tests/LineBreakTest.known

clean-local:
	rm -rf tests/home.tmp tests/*.tmp
