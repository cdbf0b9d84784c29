#include "base/lane.h"
#include "base/text.h"

#include <string.h>

#define CARD_DIGITS_MAX 19u
#define CARD_GROUPS_MAX 4u

/* Groups of digits with single separators between them. */
struct digit_run {
    size_t until;                 /* byte after the last digit */
    char digits[CARD_DIGITS_MAX]; /* the first of them */
    size_t len;                   /* of digits; over CARD_DIGITS_MAX = no card number */
};

/* A digit at ${s}, half or full width: its value and length, or 0. */
static size_t digit_at(struct slice s, char *ret_digit)
{
    if (s.len && s.ptr[0] >= '0' && s.ptr[0] <= '9') {
        *ret_digit = s.ptr[0];
        return 1;
    }
    if (s.len >= 3 && (unsigned char)s.ptr[0] == 0xEF && (unsigned char)s.ptr[1] == 0xBC &&
        (unsigned char)s.ptr[2] >= 0x90 && (unsigned char)s.ptr[2] <= 0x99) {
        *ret_digit = (char)('0' + ((unsigned char)s.ptr[2] - 0x90));
        return 3;
    }
    return 0;
}

/* What people, spreadsheets and hostile files put between the groups of a card number. */
static size_t separator_at(struct slice s)
{
    static const struct slice seps[] = {
        {"\xc2\xa0", 2},     {"\xc2\xad", 2},     {"\xe3\x80\x80", 3}, /* ideographic space */
        {"\xe3\x83\xbb", 3},                                           /* middle dot */
        {"\xe3\x83\xbc", 3},                                           /* long mark */
        {"\xef\xbc\x8d", 3}, {"\xe2\x88\x92", 3}, /* full-width hyphen, minus */
        {"\xe2\x80\xaf", 3}, {"\xef\xbb\xbf", 3}, /* narrow space, byte order mark */
    };

    if (s.len == 0)
        return 0;
    if ((unsigned char)s.ptr[0] < 0x80)
        return s.ptr[0] && memchr(" -\t./_:", s.ptr[0], 7) ? 1 : 0;
    for (size_t i = 0; i < sizeof(seps) / sizeof(seps[0]); i++)
        if (slice_starts(s, seps[i]))
            return seps[i].len;
    /* U+2000 to U+2015: spaces of all widths, unseen marks, hyphens and dashes */
    if (s.len >= 3 && (unsigned char)s.ptr[0] == 0xE2 && (unsigned char)s.ptr[1] == 0x80 &&
        (unsigned char)s.ptr[2] >= 0x80 && (unsigned char)s.ptr[2] <= 0x95)
        return 3;
    return 0;
}

#define GAP_MAX 3u /* separators one after the other */

static size_t gap_at(struct slice s)
{
    size_t len = 0, n;

    for (size_t i = 0; i < GAP_MAX && (n = separator_at(slice_skip(s, len))) > 0; i++)
        len += n;
    return len;
}

/* Add the group of digits that begins at byte ${at}; its length. */
static size_t add_group(struct slice s, size_t at, struct digit_run *run)
{
    size_t len = 0, n;
    char d;

    for (; (n = digit_at(slice_skip(s, at), &d)) > 0; at += n, len++, run->len++)
        if (run->len < CARD_DIGITS_MAX)
            run->digits[run->len] = d;
    run->until = at;
    return len;
}

static bool passes_luhn(const char *digits, size_t len)
{
    unsigned sum = 0;

    for (size_t i = 0; i < len; i++) {
        unsigned d = (unsigned)(digits[len - 1 - i] - '0');

        d = i % 2 ? d * 2 : d;
        sum += d > 9 ? d - 9 : d;
    }
    return sum % 10 == 0;
}

static bool is_card_number(const struct digit_run *run)
{
    return run->len >= 14 && run->len <= CARD_DIGITS_MAX && passes_luhn(run->digits, run->len);
}

/* Whether the groups from byte ${from} on have the lengths ${shape} (ended by 0) and are a card
 * number. */
static bool has_shape(struct slice s, size_t from, const unsigned char *shape,
                      struct digit_run *ret)
{
    struct digit_run run = {0};
    char d;

    for (size_t i = 0; i < CARD_GROUPS_MAX && shape[i]; i++) {
        size_t gap = i ? gap_at(slice_skip(s, run.until)) : 0;

        if (i && (!gap || !digit_at(slice_skip(s, run.until + gap), &d)))
            return false;
        if (add_group(s, i ? run.until + gap : from, &run) != shape[i])
            return false;
    }
    *ret = run;
    return is_card_number(&run);
}

/* The card number that begins with the group of digits at byte ${from}; false = none, ${ret} is the
 * group. */
static bool card_at(struct slice s, size_t from, struct digit_run *ret)
{
    static const unsigned char shapes[][CARD_GROUPS_MAX] = {
        {4, 4, 4, 4}, {4, 6, 4, 0}, {4, 6, 5, 0}};
    struct digit_run group = {0}, run;

    add_group(s, from, &group);
    *ret = group;
    if (group.len != 4)
        return is_card_number(&group);
    for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++)
        if (has_shape(s, from, shapes[i], &run)) {
            *ret = run;
            return true;
        }
    return false;
}

#define MASKED_LEAST 13u
#define MASKS_LEAST 3u

static size_t mask_at(struct slice s)
{
    static const struct slice masks[] = {
        {"*", 1}, {"x", 1}, {"X", 1}, {"\xef\xbc\x8a", 3}, {"\xe2\x97\x8f", 3}};

    for (size_t i = 0; i < sizeof(masks) / sizeof(masks[0]); i++)
        if (slice_starts(s, masks[i]))
            return masks[i].len;
    return 0;
}

/*
 * A number of which the middle is masked (498012******9011): its first digits are to go, too.  The
 * digits before the last mask are what ${ret_head} bytes from ${from} hold; false = there is none.
 */
static bool masked_at(struct slice s, size_t from, size_t *ret_head)
{
    size_t at = from, digits = 0, masks = 0, head = 0, n;
    char d;

    for (;;) {
        if ((n = digit_at(slice_skip(s, at), &d)) > 0) {
            digits++;
        } else if ((n = mask_at(slice_skip(s, at))) > 0) {
            masks++;
            head = at + n - from;
        } else if ((n = gap_at(slice_skip(s, at))) == 0) {
            break;
        }
        at += n;
    }
    *ret_head = head;
    return masks >= MASKS_LEAST && digits + masks >= MASKED_LEAST &&
           digits + masks <= CARD_DIGITS_MAX;
}

/* The first ${len} bytes of ${s} with a star for each digit; their length in ${out}. */
static size_t put_masked(char *out, struct slice s, size_t len)
{
    size_t to = 0, n;
    char d;

    for (size_t at = 0; at < len; at += n) {
        n = digit_at(slice_skip(s, at), &d);
        if (n) {
            out[to++] = '*';
            continue;
        }
        n = 1;
        out[to++] = s.ptr[at];
    }
    return to;
}

/* Byte of the next digit at or after ${at}. */
static size_t next_digit(struct slice s, size_t at)
{
    char d;

    while (at < s.len && !digit_at(slice_skip(s, at), &d))
        at++;
    return at;
}

/* Write the number ${card} to ${out}: stars, and the last four digits. */
static size_t put_cut(char *out, const struct digit_run *card)
{
    memset(out, '*', card->len - 4);
    memcpy(out + card->len - 4, card->digits + card->len - 4, 4);
    return card->len;
}

#define HASH_DIGITS_MAX 64u /* SHA-256 */

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

/* Bytes from ${at} to the end of the hash in hex digits (MD5, SHA-1, SHA-256) around it; 0 = none.
 */
static size_t hash_at(struct slice s, size_t at)
{
    size_t before = 0, after = 0, len;

    while (before <= HASH_DIGITS_MAX && before < at && is_hex(s.ptr[at - before - 1]))
        before++;
    while (after <= HASH_DIGITS_MAX && at + after < s.len && is_hex(s.ptr[at + after]))
        after++;
    len = before + after;
    return len == 32 || len == 40 || len == HASH_DIGITS_MAX ? after : 0;
}

/* Whether ${s} has bytes for a card number: digits and masks, or what those of full width begin
 * with.  Most texts end here. */
static bool has_bytes_of_number(struct slice s)
{
    size_t n = 0, i = 0;

#if LANE_IS_FAST
    for (; i + LANE <= s.len && n < MASKED_LEAST; i += LANE) {
        lane in = lane_read(s.ptr + i);
        lane digit = lane_less(lane_of('0' - 1), in) & lane_less(in, lane_of('9' + 1));
        lane mask = lane_equal(in, lane_of('*')) | lane_equal(in | lane_of(0x20), lane_of('x'));
        lane wide = lane_equal(in, lane_of('\xef')) | lane_equal(in, lane_of('\xe2'));

        for (unsigned hits = lane_high(digit | mask | wide); hits; hits &= hits - 1)
            n++;
    }
#endif
    return n + (s.len - i) >= MASKED_LEAST;
}

struct slice text_cut_numbers(struct arena *arena, struct slice s)
{
    char *out = NULL;
    size_t len = 0, done = 0, at = 0, head;
    struct digit_run run;

    if (s.len < MASKED_LEAST || !has_bytes_of_number(s))
        return s;
    for (; (at = next_digit(s, at)) < s.len; at = run.until) {
        bool card = card_at(s, at, &run);
        size_t hash = card ? hash_at(s, at) : 0;

        if (hash)
            run.until = at + hash;
        if (hash || (!card && !masked_at(s, at, &head)))
            continue;
        if (!out)
            out = arena_alloc(arena, s.len + 1);
        memcpy(out + len, s.ptr + done, at - done);
        len += at - done;
        if (!card)
            run.until = at + head;
        len += card ? put_cut(out + len, &run) : put_masked(out + len, slice_skip(s, at), head);
        done = run.until;
    }
    if (!out)
        return s;
    memcpy(out + len, s.ptr + done, s.len - done);
    return (struct slice){out, len + s.len - done};
}
