# Fuzzers.  `make check` runs each over its corpus, with any compiler.  To look for more:
#	./bootstrap CC=clang --enable-fuzzing && make fuzz FUZZ_SECONDS=1800
# runs each for so many seconds, under the address and undefined behaviour sanitizers.  What it
# finds is left in fuzz/found (files that are written go to TMPDIR: /dev/shm is quick); a crash
# that was fixed goes to fuzz/corpus as a file with a name that says what it was.

FUZZERS = align bitext bookmark config decode layout link query repair script
FUZZ_SECONDS = 60

if FUZZING
FUZZ_COMMON = fuzz/fuzz.c fuzz/fuzz.h
else
FUZZ_COMMON = fuzz/fuzz.c fuzz/fuzz.h fuzz/replay.c
endif
check_PROGRAMS += fuzz/fuzz_align fuzz/fuzz_bitext fuzz/fuzz_bookmark fuzz/fuzz_config \
	fuzz/fuzz_decode fuzz/fuzz_layout fuzz/fuzz_link fuzz/fuzz_query fuzz/fuzz_repair \
	fuzz/fuzz_script
FUZZ_LIBS = $(FUZZ_LINK) src/libduidu.a $(UNISTRING_LIBS) $(PCRE2_LIBS) $(EXPAT_LIBS) $(NCURSESW_LIBS)

fuzz_fuzz_align_SOURCES = fuzz/fuzz_align.c $(FUZZ_COMMON)
fuzz_fuzz_align_LDADD = $(FUZZ_LIBS) -lm
fuzz_fuzz_bitext_SOURCES = fuzz/fuzz_bitext.c $(FUZZ_COMMON)
fuzz_fuzz_bitext_LDADD = $(FUZZ_LIBS)
fuzz_fuzz_bookmark_SOURCES = fuzz/fuzz_bookmark.c $(FUZZ_COMMON)
fuzz_fuzz_bookmark_LDADD = $(FUZZ_LIBS)
fuzz_fuzz_config_SOURCES = fuzz/fuzz_config.c $(FUZZ_COMMON)
fuzz_fuzz_config_LDADD = $(FUZZ_LIBS)
fuzz_fuzz_decode_SOURCES = fuzz/fuzz_decode.c $(FUZZ_COMMON)
fuzz_fuzz_decode_LDADD = $(FUZZ_LIBS)
fuzz_fuzz_layout_SOURCES = fuzz/fuzz_layout.c $(FUZZ_COMMON)
fuzz_fuzz_layout_LDADD = $(FUZZ_LIBS)
fuzz_fuzz_link_SOURCES = fuzz/fuzz_link.c tests/linked.h $(FUZZ_COMMON)
fuzz_fuzz_link_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
fuzz_fuzz_link_LDADD = $(FUZZ_LIBS)
fuzz_fuzz_query_SOURCES = fuzz/fuzz_query.c $(FUZZ_COMMON)
fuzz_fuzz_query_LDADD = $(FUZZ_LIBS)
fuzz_fuzz_repair_SOURCES = fuzz/fuzz_repair.c $(FUZZ_COMMON)
fuzz_fuzz_repair_LDADD = $(FUZZ_LIBS)
fuzz_fuzz_script_SOURCES = fuzz/fuzz_script.c $(FUZZ_COMMON)
fuzz_fuzz_script_LDADD = $(FUZZ_LIBS)

TESTS += fuzz/replay.sh
EXTRA_DIST += fuzz/replay.sh fuzz/corpus fuzz/dictionaries fuzz/replay.c

.PHONY: fuzz
fuzz: $(FUZZERS:%=fuzz/fuzz_%)
if FUZZING
	for fuzzer in $(FUZZERS); do \
		mkdir -p fuzz/grown/$$fuzzer fuzz/found && \
		fuzz/fuzz_$$fuzzer$(EXEEXT) -max_total_time=$(FUZZ_SECONDS) -timeout=10 \
			-rss_limit_mb=4096 -max_len=8192 -print_final_stats=1 \
			-artifact_prefix=fuzz/found/$$fuzzer- \
			-dict=$(srcdir)/fuzz/dictionaries/$$fuzzer.dict \
			fuzz/grown/$$fuzzer $(srcdir)/fuzz/corpus/$$fuzzer || exit 1; \
	done
else
	@echo "configure with CC=clang --enable-fuzzing first" >&2; exit 1
endif
