# SPDX-License-Identifier: MIT
# What every test runs in: a home of its own, one locale, no settings of whoever runs it.
# Sourced by make check (see tests/local.mk), from the top of the build tree; $top is that of the
# source.

HOME=$PWD/tests/home.tmp
XDG_CONFIG_HOME=$HOME/config
XDG_DATA_HOME=$HOME/data
XDG_STATE_HOME=$HOME/state
XDG_CACHE_HOME=$HOME/cache
mkdir -p "$HOME"
LC_ALL=C.UTF-8
TZ=UTC
TERM=xterm-256color
DUIDU=$PWD/src/duidu
# newterm() leaks when it does not know the terminal; of use to a build with sanitizers only.
LSAN_OPTIONS=suppressions=$top/tests/leaks.txt:print_suppressions=0
export LSAN_OPTIONS
export HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME LC_ALL TZ TERM DUIDU
unset LANG LANGUAGE COLUMNS LINES NO_COLOR EDITOR PAGER CDPATH
