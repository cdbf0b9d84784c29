#include "mail/link_unseen.h"

#include "base/text.h"

struct range {
    uint32_t from, to;
    bool is_blank;
};

/* In order. */
static const struct range ranges[] = {
    {0x00A0, 0x00A0, true},    {0x00AD, 0x00AD, false}, {0x034F, 0x034F, false},
    {0x061C, 0x061C, false},   {0x115F, 0x1160, false}, {0x1680, 0x1680, true},
    {0x17B4, 0x17B5, false},   {0x180B, 0x180F, false}, {0x2000, 0x200A, true},
    {0x200B, 0x200F, false},   {0x2028, 0x2029, true},  {0x202A, 0x202E, false},
    {0x202F, 0x202F, true},    {0x205F, 0x205F, true},  {0x2060, 0x206F, false},
    {0x3000, 0x3000, true},    {0x3164, 0x3164, false}, {0xFE00, 0xFE0F, false},
    {0xFEFF, 0xFEFF, false},   {0xFFA0, 0xFFA0, false}, {0xFFF0, 0xFFF8, false},
    {0xE0000, 0xE0FFF, false},
};

size_t link_unseen(struct slice s, bool *ret_is_blank)
{
    uint32_t cp;
    size_t n;

    n = text_next(s, &cp);
    if (n < 2)
        return 0;
    for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
        if (cp < ranges[i].from)
            return 0;
        if (cp <= ranges[i].to) {
            *ret_is_blank = ranges[i].is_blank;
            return n;
        }
    }
    return 0;
}
