# `make bench` builds the benchmarks, writes the texts they read where they are missing, and
# runs them all: medians, and the ratio to a named peer in the same run.  They are not tests:
# a machine in use misses targets that it meets when it is idle.
# make bench BENCH_BIG=1 makes and measures texts of 1 GB too: 5 GB of disk, 2 GB of memory.
# BENCH_FILE=FILE BENCH_MARK=TEXT make bench measures the first screen of a file of yours too,
# TEXT being a piece of it that stands there.

EXTRA_PROGRAMS = bench/bench_align bench/bench_ask bench/bench_bookmark bench/bench_huge bench/bench_pipeline bench/bench_search \
	bench/bench_tty bench/make_text
CLEANFILES += $(EXTRA_PROGRAMS)

bench_bench_align_SOURCES = bench/bench_align.c bench/align_score.c bench/align_score.h \
	bench/gale_church.c bench/gale_church.h bench/figures.c bench/figures.h tests/rng.h
bench_bench_align_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
bench_bench_align_LDADD = $(LDADD) -lm
bench_bench_ask_SOURCES = bench/bench_ask.c bench/ask_text.c bench/ask_text.h \
	bench/align_score.c bench/align_score.h bench/figures.c bench/figures.h
bench_bench_ask_LDADD = $(LDADD) -lm
bench_bench_pipeline_SOURCES = bench/bench_pipeline.c bench/figures.c bench/figures.h
bench_bench_bookmark_SOURCES = bench/bench_bookmark.c bench/figures.c bench/figures.h bench/texts.h
bench_bench_huge_SOURCES = bench/bench_huge.c bench/player.c bench/player.h bench/pty.c \
	bench/pty.h bench/figures.c bench/figures.h bench/texts.h
bench_bench_search_SOURCES = bench/bench_search.c bench/figures.c bench/figures.h bench/texts.h
bench_bench_tty_SOURCES = bench/bench_tty.c bench/tty_screens.c bench/tty_keys.c \
	bench/tty_measures.h bench/player.c bench/player.h bench/pty.c bench/pty.h \
	bench/figures.c bench/figures.h bench/texts.h
bench_make_text_SOURCES = bench/make_text.c bench/texts.c bench/texts.h tests/prose.c \
	tests/prose.h tests/prose_words.c tests/prose_words.h tests/typesetter.c tests/typesetter.h
bench_make_text_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests

BENCH_TEXTS = bench/data/clean-30K.txt bench/data/clean-10M.txt bench/data/clean-100M.txt \
	bench/data/wrapped-10M.txt bench/data/english-30K.txt bench/data/english-10M.txt \
	bench/data/english-100M.txt bench/data/line-100M.txt bench/data/wrapped-100M.txt \
	bench/data/short-20M.txt bench/data/outline-20M.txt
BENCH_BIG_TEXTS = bench/data/clean-1G.txt bench/data/wrapped-1G.txt bench/data/english-1G.txt

# bench/data/KIND-SIZE.txt
$(BENCH_TEXTS) $(BENCH_BIG_TEXTS): bench/make_text$(EXEEXT)
	$(AM_V_GEN)mkdir -p bench/data && name=$$(basename $@ .txt) && \
		bytes=$$(echo "$${name#*-}" | sed 's/K/000/; s/M/000000/; s/G/000000000/') && \
		bench/make_text$(EXEEXT) "$${name%-*}" "$$bytes" >$@.tmp && mv $@.tmp $@

.PHONY: bench
bench: src/duidu$(EXEEXT) $(EXTRA_PROGRAMS) $(BENCH_TEXTS)
	bench/bench_pipeline$(EXEEXT) bench/data/clean-10M.txt bench/data/wrapped-10M.txt \
		bench/data/english-10M.txt
	bench/bench_bookmark$(EXEEXT) bench/data/clean-10M.txt
	bench/bench_search$(EXEEXT) bench/data/clean-10M.txt bench/data/english-10M.txt \
		bench/data/wrapped-10M.txt bench/data/clean-100M.txt
	test -z "$(BENCH_BIG)" || $(MAKE) $(BENCH_BIG_TEXTS)
	bench/bench_huge$(EXEEXT) src/duidu$(EXEEXT) bench/data
	bench/bench_tty$(EXEEXT) src/duidu$(EXEEXT) $(srcdir)/tests/fixtures/article.txt bench/data

# `make bench-align` says how right alignments are: strict F1 on sets of gold alignments, beside
# lengths alone (Gale and Church 1993), time, and memory.  CORPORA=FOLDER has the sets,
# DICTIONARY=FILE is a CC-CEDICT.
CORPORA = $(top_srcdir)/../shared/corpora
DICTIONARY = $(CORPORA)/cedict_ts.u8

.PHONY: bench-align
bench-align: bench/bench_align$(EXEEXT)
	bench/bench_align$(EXEEXT) $(CORPORA) $(DICTIONARY)

# `make bench-ask` says how often a word's counterpart is told and how often that is right, beside
# the same by Dice's coefficient and by the likelihood ratio alone.  ASK_WORDS=N asks for N
# words of each text.
.PHONY: bench-ask
bench-ask: bench/bench_ask$(EXEEXT)
	bench/bench_ask$(EXEEXT) $(CORPORA) $(DICTIONARY) $(ASK_WORDS)

distclean-local:
	rm -rf bench/data
