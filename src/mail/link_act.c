#include "mail/link_act.h"

#include "mail/link_text.h"
#include "mail/link_words.h"

#define LINE_MAX_LEN 240u
#define LINES_BEFORE 4u /* its own and three */

static bool is_url(struct slice s)
{
    return slice_has(s, SLICE("://")) || link_text_is_domain(s);
}

/* ---- the lines around ---- */

enum answer { UNDECIDED, ACTS, DOES_NOT };

static enum answer ask_line(struct link_look *look, struct slice line, unsigned asking,
                            unsigned *ret_kinds)
{
    unsigned kinds = link_look_at_line(look, line);

    *ret_kinds = kinds;
    if (kinds & WORD_WARN)
        return DOES_NOT;
    if (kinds & asking)
        return ACTS;
    return kinds & WORD_FOOTER ? DOES_NOT : UNDECIDED;
}

/* The last LINE_MAX_LEN bytes of ${s}, from the beginning of a character. */
static struct slice tail(struct slice s)
{
    size_t from = s.len > LINE_MAX_LEN ? s.len - LINE_MAX_LEN : 0;

    while (from > 0 && from < s.len && ((unsigned char)s.ptr[from] & 0xC0) == 0x80)
        from++;
    return slice_skip(s, from);
}

/* Where the line that ends at ${end} begins, or at least so much of it as is looked at. */
static size_t line_begin(const struct link_place *place, size_t end)
{
    size_t least = end > place->low + 4 * LINE_MAX_LEN ? end - 4 * LINE_MAX_LEN : place->low;
    const char *text = place->text.ptr, *hit;

    if (end <= least)
        return end;
    hit = memrchr(text + least, '\n', end - least);
    return hit ? (size_t)(hit - text) + 1 : least;
}

static enum answer ask_before(struct link_look *look, const struct link_place *place,
                              unsigned asking, bool *ret_informs)
{
    size_t end = place->from;
    unsigned kinds;

    link_look_between(look, slice_sub(place->text, place->low, place->from));
    for (unsigned lines = 0, seen = 0; lines < 2 * LINES_BEFORE && seen < LINES_BEFORE; lines++) {
        size_t begin;
        struct slice line;
        enum answer answer;

        begin = line_begin(place, end);
        line = slice_trim(slice_sub(place->text, begin, end));
        if (line.len > 0 || lines == 0) {
            answer = ask_line(look, tail(line), asking, &kinds);
            *ret_informs |= lines == 0 && (kinds & WORD_INFORM);
            if (answer != UNDECIDED)
                return answer;
            seen++;
        }
        if (begin <= place->low)
            break;
        end = begin - 1;
    }
    return UNDECIDED;
}

static enum answer ask_after(struct link_look *look, const struct link_place *place,
                             unsigned asking)
{
    size_t at = place->to;
    unsigned kinds;

    link_look_between(look, slice_sub(place->text, place->to, place->high));
    for (unsigned lines = 0; lines < 2 && at < place->high; lines++) {
        struct slice rest = slice_sub(place->text, at, place->high);
        size_t end = slice_find_byte(rest, '\n');
        enum answer answer =
            ask_line(look, slice_trim(slice_sub(rest, 0, end < LINE_MAX_LEN ? end : LINE_MAX_LEN)),
                     asking, &kinds);

        if (answer != UNDECIDED)
            return answer;
        at += end + 1;
    }
    return UNDECIDED;
}

static bool is_only_picture(const struct link_place *place, struct slice own)
{
    return own.len == 0 && slice_trim(place->text).len < 40;
}

bool link_acts(struct link_look *look, const struct link_place *place)
{
    struct slice own = slice_trim(slice_sub(place->text, place->from, place->to));
    unsigned kinds = link_look_at(look, own), asking = WORD_ASK;
    bool informs = (kinds & WORD_INFORM) != 0, says_url = is_url(own);
    enum answer answer;

    if (kinds & WORD_ASK)
        return true;
    if (!says_url && kinds & WORD_FOOTER)
        return false;
    if (!says_url && (kinds & WORD_SOFT || place->is_button))
        return true;
    if (says_url || own.len == 0 || kinds & WORD_POINT)
        asking |= WORD_SOFT;
    answer = ask_before(look, place, asking, &informs);
    if (answer == UNDECIDED)
        answer = ask_after(look, place, asking);
    if (answer != UNDECIDED)
        return answer == ACTS;
    if (!says_url && kinds & WORD_POINT)
        return !informs;
    return is_only_picture(place, own) || (place->is_button && own.len > 0);
}
