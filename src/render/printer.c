#include "render/printer.h"

#include "base/day.h"

void print_text(struct printer *p, struct slice s)
{
    if (s.len)
        p->type->string(p, s);
    else
        p->type->null(p);
}

void print_day(struct printer *p, int32_t day)
{
    char text[DAY_TEXT_LEN];

    if (day == DAY_NONE) {
        p->type->null(p);
        return;
    }
    day_write(day, text);
    p->type->string(p, (struct slice){text, sizeof(text)});
}
