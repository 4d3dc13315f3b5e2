/* SPDX-License-Identifier: MIT */
/* message: what is said to the user, in the user's language, by gettext.
 *
 * _("...") where a text is used; N_("...") where it stands in a table, whose reader says
 * _(row.help).  Texts that programs read (JSON, names of options and commands) are not marked.
 * po/ has the translations. */
#ifndef DUIDU_MESSAGE_H
#define DUIDU_MESSAGE_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) text

#endif
