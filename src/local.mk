# Sources, lowest layer first; the README's "Inside" says what each is.

src_libduidu_a_SOURCES = \
	src/span.h src/clock.h src/utf8.h src/lanes.h src/array.h src/message.h \
	src/status.c src/status.h \
	src/buf.c src/buf.h \
	src/arena.c src/arena.h \
	\
	src/xdg.c src/xdg.h \
	src/fileio.c src/fileio.h \
	src/save.c src/save.h \
	src/tsv.c src/tsv.h \
	src/json.c src/json.h \
	src/encoding.c src/encoding.h \
	src/decode.c src/decode.h \
	src/detect.c src/detect.h \
	src/transcode.c src/transcode.h \
	src/glyph.c src/glyph.h src/ambiguous_table.h src/code_range.h \
	src/print_safe.c src/print_safe.h \
	src/fold.c src/fold.h src/fold_table.h src/code_map.h \
	src/pinyin.c src/pinyin.h src/pinyin_table.h \
	src/word.c src/word.h \
	src/clipboard.c src/clipboard.h \
	src/shell.c src/shell.h \
	src/config.c src/config.h src/config_arguments.c src/config_help.c \
	\
	src/heading.c src/heading.h src/heading_internal.h src/heading_name.c \
	src/repair.c src/repair.h src/repair_internal.h \
	src/repair_line.c src/repair_page.c src/repair_overprint.c src/repair_front.c \
	src/repair_habits.c src/repair_wrap.c src/repair_join.c \
	src/sentence.c src/sentence.h src/sentence_internal.h src/sentence_sign.c \
	src/citation.c src/citation.h \
	src/link.c src/link.h \
	src/blocks.c src/blocks.h src/document.c src/document.h \
	src/section.c src/section.h \
	src/source_line.c src/source_line.h \
	src/parse.c src/parse.h src/parse_ladder.c src/parse_ladder.h src/parse_language.c \
	src/segmented.c src/segmented.h \
	src/bitext.c src/bitext.h src/bitext_internal.h src/bitext_place.c src/bitext_place.h \
	src/bitext_weave.c src/bitext_line.c src/bitext_po.c src/bitext_tsv.c \
	src/bitext_xml.c src/bitext_xml.h src/bitext_tmx.c src/bitext_xliff.c \
	\
	src/linebreak.c src/linebreak.h \
	src/layout.c src/layout.h \
	src/anchor.c src/anchor.h src/anchor_internal.h src/anchor_changed.c src/anchor_find.c \
	src/anchor_fingerprint.c src/anchor_words.c \
	src/bookmark.c src/bookmark.h src/bookmark_internal.h src/bookmark_file.c \
	src/bookmark_print.c \
	src/overlay.c src/overlay.h \
	src/correction.c src/correction.h \
	src/passage.c src/passage.h \
	src/link_file.c src/link_file.h src/link_file_internal.h src/link_file_read.c \
	src/state.c src/state.h \
	src/query.c src/query.h src/query_internal.h src/query_match.c src/query_scan.c \
	src/search.c src/search.h \
	src/mention.c src/mention.h \
	src/term.c src/term.h \
	src/equivalent.c src/equivalent.h src/equivalent_internal.h src/equivalent_choose.c \
	src/rung.c src/rung.h \
	src/align.c src/align.h src/align_internal.h src/align_abstract.c src/align_abstract.h \
	src/align_abstract_clause.c src/align_abstract_pair.c src/align_abstract_like.c \
	src/align_abstract_order.c src/align_abstract_map.c src/stem.c src/stem.h \
	src/dictionary.c src/dictionary.h src/align_anchor.c src/align_astray.c src/align_evidence.h \
	src/align_gain.c src/align_learn.c src/align_learn.h src/align_lexicon.c \
	src/align_manual.c src/align_math.h src/align_name.c src/align_chain.c \
	src/align_chain.h src/align_common.c src/align_common.h src/align_common_table.h \
	src/align_habits.c src/align_habits.h src/align_likely.c src/align_likely.h \
	src/align_number.c src/align_number.h src/align_path.c src/align_path.h src/align_run.c \
	src/align_run.h src/align_seam.c src/align_side.c src/align_text.h src/align_token.c \
	src/align_weights.c src/align_weights.h src/align_window.c \
	src/coverage.c src/coverage.h \
	\
	src/grid.c src/grid.h \
	src/theme.c src/theme.h \
	src/list.c src/list.h src/list_internal.h src/list_filter.c src/list_find.c src/list_whole.c \
	src/view.c src/view.h src/view_internal.h src/view_track.c src/view_track.h src/view_move.c \
	src/view_link.c src/view_link.h src/view_clause.c src/view_step.c src/view_hit.c \
	src/view_hit.h src/view_describe.c src/view_panes.c src/view_panes.h src/view_mark.c \
	src/view_mark.h src/view_draw.c \
	src/jump.c src/jump.h \
	src/cited.c src/cited.h \
	src/source.c src/source.h \
	src/reader.c src/reader.h src/reader_internal.h src/reader_link.c \
	src/export.c src/export.h src/export_align.c src/export_tmx.c src/export_units.c \
	src/export_units.h src/export_dump.c src/export_json.c \
	src/export_search.c \
	src/context.c src/context.h \
	src/concordance.c src/concordance.h \
	src/export_bookmark.c \
	src/contents.c src/contents.h \
	src/bookmark_list.c src/bookmark_list.h \
	src/recent.c src/recent.h \
	src/summary.c src/summary.h \
	src/correction_list.c src/correction_list.h \
	\
	src/key.c src/key.h \
	src/command.c src/command.h src/command_internal.h src/command_move.c \
	src/keymap.c src/keymap.h \
	src/help.c src/help.h \
	src/prompt.c src/prompt.h src/prompt_internal.h src/prompt_complete.c \
	src/prompt_draw.c src/prompt_history.c src/prompt_text.c \
	src/config_file.c src/config_file.h \
	src/command_line.c src/command_line.h \
	src/loop.c src/loop.h src/loop_internal.h src/loop_bookmark.h src/loop_cite.h \
	src/loop_correct.h src/loop_equivalent.h src/loop_list.h src/loop_prompt.h \
	src/loop_remember.h src/loop_search.h src/loop_action.c src/loop_prompt.c \
	src/loop_equivalent.c src/loop_search.c src/loop_matches.c src/loop_mark.c \
	src/loop_correct.c src/loop_list.c src/loop_find.c src/loop_jump.c src/loop_cite.c \
	src/loop_command.c src/loop_mouse.c src/loop_bookmark.c src/loop_remember.c \
	\
	src/script.c src/script.h \
	src/signals.c src/signals.h \
	src/tty.c src/tty.h

src_duidu_SOURCES = src/main.c
src_duidu_LDADD = src/libduidu.a $(UNISTRING_LIBS) $(PCRE2_LIBS) $(EXPAT_LIBS) $(NCURSESW_LIBS)

EXTRA_DIST += src/gen_ambiguous.py src/gen_han.py
