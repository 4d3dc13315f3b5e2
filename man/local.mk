# The manual's tables of options, keys and commands are made from the program's own.

man_MANS = man/duidu.1
EXTRA_DIST += man/duidu.1.in man/tables.sh
CLEANFILES += man/duidu.1

man/duidu.1: man/duidu.1.in man/tables.sh src/duidu$(EXEEXT)
	$(AM_V_GEN)mkdir -p man && LC_ALL=C $(SHELL) $(srcdir)/man/tables.sh $(srcdir)/man/duidu.1.in \
		src/duidu$(EXEEXT) $(PACKAGE_VERSION) >$@.tmp && mv $@.tmp $@
