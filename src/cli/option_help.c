#include "cli/option.h"

#include "base/text.h"
#include "render/words.h"

#define COLUMN 30 /* where the explanations begin */

static void print_one(const char *name, const char *value, const char *help, FILE *to)
{
    size_t width = 4 + text_width(slice_of(name));

    fprintf(to, "  --%s", name);
    if (value) {
        fprintf(to, " %s", _(value));
        width += 1 + text_width(slice_of(_(value)));
    }
    if (width + 2 > COLUMN)
        fprintf(to, "\n%*s", COLUMN, "");
    else
        fprintf(to, "%*s", (int)(COLUMN - width), "");
    fprintf(to, "%s\n", _(help));
}

void option_print(const struct option *const *known, FILE *to)
{
    for (; *known; known++)
        print_one((*known)->name, (*known)->value, (*known)->help, to);
    print_one("help", NULL, N_("print this help and leave"), to);
}
