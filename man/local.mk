# The manual's tables of options, keys and commands are made from the program's own, in English.

man_MANS = man/duidu.1 man/duidu.5
EXTRA_DIST += man/duidu.1.in man/duidu.5.in man/tables.sh
CLEANFILES += $(man_MANS)

MAN_PAGE = $(AM_V_GEN)mkdir -p man && LC_ALL=C $(SHELL) $(srcdir)/man/tables.sh \
	$(srcdir)/$@.in src/duidu$(EXEEXT) $(PACKAGE_VERSION) >$@.tmp && mv $@.tmp $@

man/duidu.1: man/duidu.1.in man/tables.sh src/duidu$(EXEEXT)
	$(MAN_PAGE)
man/duidu.5: man/duidu.5.in man/tables.sh src/duidu$(EXEEXT)
	$(MAN_PAGE)
