#ifndef MIOBOE_RENDER_WORDS_H
#define MIOBOE_RENDER_WORDS_H

/* The words that mioboe says to people, by gettext; tools/update-po collects them. */

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) (text)

#endif
