# Completions for three shells, made from the program's own list of options, in English.

bashcompletiondir = $(datadir)/bash-completion/completions
bashcompletion_DATA = completion/duidu
zshcompletiondir = $(datadir)/zsh/site-functions
zshcompletion_DATA = completion/_duidu
fishcompletiondir = $(datadir)/fish/vendor_completions.d
fishcompletion_DATA = completion/duidu.fish

COMPLETIONS = $(bashcompletion_DATA) $(zshcompletion_DATA) $(fishcompletion_DATA)
CLEANFILES += $(COMPLETIONS)
EXTRA_DIST += completion/make.sh completion/duidu.bash.in completion/duidu.zsh.in \
	completion/duidu.fish.in

COMPLETION = mkdir -p completion && LC_ALL=C $(SHELL) $(srcdir)/completion/make.sh

completion/duidu: completion/duidu.bash.in completion/make.sh src/duidu$(EXEEXT)
	$(AM_V_GEN)$(COMPLETION) $(srcdir)/completion/duidu.bash.in src/duidu$(EXEEXT) >$@.tmp && mv $@.tmp $@
completion/_duidu: completion/duidu.zsh.in completion/make.sh src/duidu$(EXEEXT)
	$(AM_V_GEN)$(COMPLETION) $(srcdir)/completion/duidu.zsh.in src/duidu$(EXEEXT) >$@.tmp && mv $@.tmp $@
completion/duidu.fish: completion/duidu.fish.in completion/make.sh src/duidu$(EXEEXT)
	$(AM_V_GEN)$(COMPLETION) $(srcdir)/completion/duidu.fish.in src/duidu$(EXEEXT) >$@.tmp && mv $@.tmp $@
