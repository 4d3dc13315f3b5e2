# Translations: po/LANGUAGE.po is edited, po/LANGUAGE/LC_MESSAGES/duidu.mo is what gettext reads.
# `make update-po` takes up messages that the sources have anew.

EXTRA_DIST += po/zh_CN.po po/update.sh

if ENABLE_NLS
zh_CNdir = $(localedir)/zh_CN/LC_MESSAGES
zh_CN_DATA = po/zh_CN/LC_MESSAGES/duidu.mo
CLEANFILES += $(zh_CN_DATA)
endif

po/zh_CN/LC_MESSAGES/duidu.mo: po/zh_CN.po
	$(AM_V_GEN)mkdir -p po/zh_CN/LC_MESSAGES && $(MSGFMT) --check-format --check-domain -o $@ $(srcdir)/po/zh_CN.po

update-po:
	$(SHELL) $(srcdir)/po/update.sh $(srcdir) $(srcdir)/po/zh_CN.po
.PHONY: update-po
