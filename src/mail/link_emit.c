#include "mail/link_inside.h"

#include "mail/link_entity.h"
#include "mail/link_unseen.h"

#include "base/lane.h"

enum byte_class { PLAIN, BLANK, REFERENCE, NUL, LEAD };

/* Lead bytes of characters that are blanks or are not seen. */
static const uint8_t classes[256] = {
    [0] = NUL,      [' '] = BLANK,     ['\t'] = BLANK, ['\n'] = BLANK, ['\r'] = BLANK,
    ['\f'] = BLANK, ['&'] = REFERENCE, [0xC2] = LEAD,  [0xCD] = LEAD,  [0xD8] = LEAD,
    [0xE1] = LEAD,  [0xE2] = LEAD,     [0xE3] = LEAD,  [0xEF] = LEAD,  [0xF3] = LEAD,
};

static void put_break(struct link_walker *w)
{
    static const char marks[] = {0, ' ', '\n', '\t', '\n'};
    struct link_page *page = w->page;

    if (page->len > 0 && page->len < page->cap)
        page->text[page->len++] = marks[w->pending];
    w->pending = BREAK_NONE;
}

static void put(struct link_walker *w, const char *at, size_t len)
{
    struct link_page *page = w->page;

    if (len == 0)
        return;
    if (w->pending != BREAK_NONE)
        put_break(w);
    if (len > page->cap - page->len)
        len = page->cap - page->len;
    memcpy(page->text + page->len, at, len);
    page->len += len;
}

static void wait_for(struct link_walker *w, enum text_break kind)
{
    if (kind > w->pending)
        w->pending = kind;
}

/* What is no plain byte, at the beginning of ${s}; return how many bytes of it were taken. */
static size_t put_special(struct link_walker *w, struct slice s, bool decode, bool is_pre)
{
    char meaning[LINK_ENTITY_MAX];
    size_t len = 0, taken;
    bool is_blank = false;

    switch ((enum byte_class)classes[(unsigned char)s.ptr[0]]) {
    case BLANK: wait_for(w, is_pre && s.ptr[0] == '\n' ? BREAK_LINE : BREAK_BLANK); return 1;
    case NUL: return 1;
    case REFERENCE:
        if (!decode || (taken = link_entity_read(s, false, meaning, &len)) == 0)
            break;
        link_emit(w, (struct slice){meaning, len}, false, is_pre);
        return taken;
    case LEAD:
        taken = link_unseen(s, &is_blank);
        if (is_blank)
            wait_for(w, BREAK_BLANK);
        if (taken > 0)
            return taken;
        break;
    case PLAIN: break;
    }
    put(w, s.ptr, 1);
    return 1;
}

#if LANE_IS_FAST
/* A bit for each byte that may not be shown as it is: all that are BLANK or REFERENCE, and LEAD but
 * for kana; and some more.  ${next} is a byte ahead of ${in}. */
static unsigned specials(lane in, lane next)
{
    lane japanese = lane_less(lane_of('\xe2'), in) & lane_less(in, lane_of('\xea'));
    lane lead = lane_less(lane_of('\xc1'), in) & lane_less(in, lane_of(0)) & ~japanese;
    lane other_kana = lane_equal(in, lane_of('\xe3')) &
                      (lane_equal(next, lane_of('\x80')) | lane_equal(next, lane_of('\x85')));
    lane low = lane_less(in, lane_of('!')) & ~lane_less(in, lane_of(0));

    return lane_high(lead | other_kana | low | lane_equal(in, lane_of('&')));
}
#endif

/*
 * How many bytes from ${n} of ${s} on are shown as they are, sixteen looked at at once.  Each blank
 * among them stands between two that are shown.
 */
static size_t plain_lanes(struct slice s, size_t n)
{
    size_t from = n;

#if LANE_IS_FAST
    while (n + LANE < s.len) {
        lane in = lane_read(s.ptr + n), next = lane_read(s.ptr + n + 1);
        unsigned blank = lane_high(lane_equal(in, lane_of(' '))), special = specials(in, next);
        unsigned good = blank & ~(special >> 1) & 0x7FFF & (n > 0 ? ~0u : ~1u);

        special &= ~good;
        if (special)
            return n + (unsigned)__builtin_ctz(special) - from;
        n += LANE;
    }
#endif
    return n - from;
}

/* How many bytes at the front of ${s} are shown as they are. */
static size_t plain_len(struct slice s)
{
    size_t n = plain_lanes(s, 0);

    while (n < s.len) {
        unsigned char c = (unsigned char)s.ptr[n];

        if (classes[c] == PLAIN)
            n++;
        else if (c == 0xE3 && n + 1 < s.len && (unsigned char)s.ptr[n + 1] > 0x80 &&
                 (unsigned char)s.ptr[n + 1] != 0x85)
            n += 2; /* kana: U+3000 and U+3164 are not among them */
        else if (n > 0 && c == ' ' && n + 1 < s.len &&
                 classes[(unsigned char)s.ptr[n + 1]] == PLAIN)
            n += 2 + plain_lanes(s, n + 2);
        else
            break;
    }
    return n;
}

void link_emit(struct link_walker *w, struct slice s, bool decode, bool is_pre)
{
    while (s.len > 0) {
        size_t n = plain_len(s);

        put(w, s.ptr, n);
        s = (struct slice){s.ptr + n, s.len - n};
        if (s.len > 0) {
            n = put_special(w, s, decode, is_pre);
            s = (struct slice){s.ptr + n, s.len - n};
        }
    }
}
