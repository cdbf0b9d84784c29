#ifndef MIOBOE_RENDER_SHEET_H
#define MIOBOE_RENDER_SHEET_H

/* Half a page to take home: what to do today, and what comes then.  Large type. */

#include "render/paper.h"

#define SHEET_STEPS 3u

void sheet_make(const struct paper *paper, struct document *ret);

#endif
