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

/* Whether ${len} bytes can be read at ${at}, for it is in the page. */
static bool has_room(const struct link_walker *w, const char *at, size_t len)
{
    size_t left = (uintptr_t)w->tokens.end - (uintptr_t)at;

    return left >= len && left <= w->tokens.len;
}

static void put_break(struct link_walker *w)
{
    static const char marks[] = {0, ' ', '\n', '\t', '\n'};
    struct link_page *page = w->page;

    if (page->len > 0 && page->len < page->cap)
        page->text[page->len++] = marks[w->pending];
    w->pending = BREAK_NONE;
}

/* Few bytes are copied with what is behind them, where there is room: that takes no call. */
static void put_bytes(struct link_walker *w, const char *at, size_t len)
{
    char *to = w->page->text + w->page->len;

#if LANE_IS_FAST
    if (len <= 2 * LANE && w->page->cap - w->page->len >= 2 * LANE && has_room(w, at, 2 * LANE)) {
        lane_write(to, lane_read(at));
        lane_write(to + LANE, lane_read(at + LANE));
        return;
    }
#endif
    memcpy(to, at, len);
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
    put_bytes(w, at, len);
    page->len += len;
}

static void wait_for(struct link_walker *w, enum text_break kind)
{
    if (kind > w->pending)
        w->pending = kind;
}

/* What is no plain byte and no blank, at the beginning of ${s}; return how many bytes of it were
 * taken. */
static size_t put_special(struct link_walker *w, struct slice s, bool decode, bool is_pre)
{
    char meaning[LINK_ENTITY_MAX];
    size_t len = 0, taken;
    bool is_blank = false;

    switch ((enum byte_class)classes[(unsigned char)s.ptr[0]]) {
    case BLANK:
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

/* How many of the bytes at ${at} are blanks, sixteen at most. */
static size_t blanks_at(const char *at)
{
#if LANE_IS_FAST
    lane in = lane_read(at);
    unsigned blanks = lane_high(lane_equal(in, lane_of(' ')) | lane_equal(in, lane_of('\n')) |
                                lane_equal(in, lane_of('\t')) | lane_equal(in, lane_of('\r')) |
                                lane_equal(in, lane_of('\f')));

    return (unsigned)__builtin_ctz(~blanks);
#else
    (void)at;
    return 0;
#endif
}

/* Blanks at the front of ${s}: how many there are. */
static size_t take_blanks(struct link_walker *w, struct slice s, bool is_pre)
{
    enum text_break kind = BREAK_BLANK;
    size_t n = 0;

    if (!is_pre && has_room(w, s.ptr, 16)) {
        n = blanks_at(s.ptr);
        n = n < s.len ? n : s.len;
    }
    for (; n < s.len && classes[(unsigned char)s.ptr[n]] == BLANK; n++)
        if (is_pre && s.ptr[n] == '\n')
            kind = BREAK_LINE;
    if (n > 0)
        wait_for(w, kind);
    return n;
}

#if LANE_IS_FAST
/* A bit for each byte that may not be shown as it is: all that are BLANK or REFERENCE, and LEAD but
 * for most kana, full-width forms and signs of Latin-1; and some more.  ${next} is a byte ahead of
 * ${in}. */
static unsigned specials(lane in, lane next)
{
    lane japanese = lane_less(lane_of('\xe2'), in) & lane_less(in, lane_of('\xea'));
    lane latin = lane_equal(in, lane_of('\xc2')) &
                 ~(lane_equal(next, lane_of('\xa0')) | lane_equal(next, lane_of('\xad')));
    lane wide = lane_equal(in, lane_of('\xef')) &
                (lane_equal(next, lane_of('\xbc')) | lane_equal(next, lane_of('\xbd')));
    lane lead = lane_less(lane_of('\xc1'), in) & lane_less(in, lane_of(0));
    lane other_kana = lane_equal(in, lane_of('\xe3')) &
                      (lane_equal(next, lane_of('\x80')) | lane_equal(next, lane_of('\x85')));
    lane low = lane_less(in, lane_of('!')) & ~lane_less(in, lane_of(0));

    return lane_high((lead & ~(japanese | latin | wide)) | other_kana | low |
                     lane_equal(in, lane_of('&')));
}

/* The same of the first ${left} of the sixteen bytes at ${at}, all others are special; without each
 * blank that stands between two bytes that are shown; ${goes_on}: what is before the first is. */
static unsigned stops(const char *at, size_t left, bool goes_on)
{
    lane in = lane_read(at);
    unsigned special = specials(in, lane_read(at + 1));
    unsigned blank = lane_high(lane_equal(in, lane_of(' ')));

    if (left <= LANE)
        special |= ~0u << left;
    else if (classes[(unsigned char)at[LANE]] != PLAIN)
        special |= 1u << LANE;
    return special & ~(blank & ~(special >> 1) & (goes_on ? ~0u : ~1u));
}

/* From byte ${n} of ${s} to the next that may not be shown as it is. */
static size_t plain_lanes(const struct link_walker *w, struct slice s, size_t n)
{
    char last[LANE + 1] = {0};
    const char *at = s.ptr + n;
    unsigned stop;

    for (; n + LANE < s.len; n += LANE, at += LANE)
        if ((stop = stops(at, LANE + 1, n > 0) & 0xFFFF))
            return n + (unsigned)__builtin_ctz(stop);
    if (!has_room(w, at, LANE + 1)) {
        memcpy(last, at, s.len - n);
        at = last;
    }
    return n + (unsigned)__builtin_ctz(stops(at, s.len - n, n > 0));
}
#else
static size_t plain_lanes(const struct link_walker *w, struct slice s, size_t n)
{
    (void)w, (void)s;
    return n;
}
#endif

/* How many bytes at ${n} of ${s} are shown as they are, one character or less; 0 = none. */
static size_t plain_step(struct slice s, size_t n)
{
    unsigned char c = (unsigned char)s.ptr[n], next;

    if (classes[c] == PLAIN)
        return 1;
    next = n + 1 < s.len ? (unsigned char)s.ptr[n + 1] : 0;
    if (c == 0xE3) /* kana: U+3000 and U+3164 are not among them */
        return next > 0x80 && next != 0x85 ? 2 : 0;
    if (c == 0xC2)
        return next > 0x80 && next < 0xC0 && next != 0xA0 && next != 0xAD ? 2 : 0;
    return n > 0 && c == ' ' && n + 1 < s.len && classes[next] == PLAIN ? 2 : 0;
}

/* How many bytes at the front of ${s} are shown as they are. */
static size_t plain_len(const struct link_walker *w, struct slice s)
{
    size_t n = 0, step;

    while ((n = plain_lanes(w, s, n)) < s.len && (step = plain_step(s, n)) > 0)
        n += step;
    return n;
}

void link_emit(struct link_walker *w, struct slice s, bool decode, bool is_pre)
{
    while (s.len > 0) {
        size_t n = take_blanks(w, s, is_pre);

        s = (struct slice){s.ptr + n, s.len - n};
        n = plain_len(w, s);
        put(w, s.ptr, n);
        s = (struct slice){s.ptr + n, s.len - n};
        if (s.len > 0 && classes[(unsigned char)s.ptr[0]] != BLANK) {
            n = put_special(w, s, decode, is_pre);
            s = (struct slice){s.ptr + n, s.len - n};
        }
    }
}
