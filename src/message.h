/* SPDX-License-Identifier: MIT */
/* message: what is said to the user, in the language of the locale, by GNU gettext.
 *
 * _("text") is the translation, or the text itself where there is none; N_("text") marks a
 * text in a table, which is translated by _(row->text) where it is shown.  ngettext() is for
 * texts with a number.  A message is a whole sentence with placeholders, never put together
 * from pieces.  What scripts read (names, JSON) is not translated.
 * Both give static strings, in UTF-8 whatever the locale's characters are; neither changes
 * errno.  _("") is the header of the catalog: do not ask for it.
 * po/ has the translations; tests/translation.sh fails while one is missing. */
#ifndef DUIDU_MESSAGE_H
#define DUIDU_MESSAGE_H

#ifdef ENABLE_NLS
#include <libintl.h>
#else
#define gettext(text) (text)
#define ngettext(one, many, n) ((n) == 1 ? (one) : (many))
#endif

#define _(text) gettext(text)
#define N_(text) text

#endif
