#include "mail/word.h"

#include "base/array.h"
#include "mail/ascii.h"
#include "mail/encoding.h"
#include "mail/transfer.h"

/* Pieces that one parameter may be cut into (RFC 2231 section 3). */
#define MAX_PIECES 64

ARRAY_TYPE(slices, struct slice);

/* An encoded word, =?charset?encoding?text?=. */
struct word {
    struct slice label, text;
    bool is_base64;
    size_t len; /* of the whole */
};

/* The encoded word at the head of ${s}. */
static bool word_read(struct slice s, struct word *ret)
{
    struct slice rest = slice_skip(s, 2), encoding;
    size_t end;
    char e;

    if (!slice_starts(s, SLICE("=?")))
        return false;
    if (!slice_cut(rest, SLICE("?"), &ret->label, &rest) ||
        !slice_cut(rest, SLICE("?"), &encoding, &rest))
        return false;
    e = encoding.len == 1 ? ascii_lower_char(encoding.ptr[0]) : '\0';
    end = slice_find(rest, SLICE("?="));
    if ((e != 'b' && e != 'q') || end == rest.len)
        return false;
    if (ret->label.len == 0 || slice_find_byte(ret->label, ' ') < ret->label.len)
        return false;
    ret->text = slice_sub(rest, 0, end);
    ret->is_base64 = e == 'b';
    ret->len = (size_t)(rest.ptr - s.ptr) + end + 2;
    return true;
}

size_t word_len(struct slice s)
{
    struct word word;

    return word_read(s, &word) ? word.len : 0;
}

ARRAY_TYPE(words, struct word);

/* A run of encoded words in one encoding of letters: their bytes are put together before they are
 * decoded, for writers cut between bytes. */
struct run {
    struct words words;
};

/* The bytes of the words from ${at} on that are in one transfer encoding.  Some writers cut base64
 * anywhere, so it is joined, too. */
static struct slice run_bytes(const struct run *run, size_t *at, struct arena *arena)
{
    struct slices texts = {0};
    bool is_base64 = run->words.at[*at].is_base64;
    struct slice text;

    for (; *at < run->words.len && run->words.at[*at].is_base64 == is_base64; (*at)++)
        *array_push(arena, &texts) = run->words.at[*at].text;
    text = arena_join(arena, texts.at, texts.len);
    return is_base64 ? transfer_base64(text, arena, NULL) : transfer_q(text, arena);
}

static void run_end(struct run *run, struct arena *arena, struct slices *ret)
{
    struct slices bytes = {0};

    if (run->words.len == 0)
        return;
    for (size_t at = 0; at < run->words.len;)
        *array_push(arena, &bytes) = run_bytes(run, &at, arena);
    *array_push(arena, ret) =
        encoding_decode(arena_join(arena, bytes.at, bytes.len), run->words.at[0].label, arena);
    run->words.len = 0;
}

static void run_add(struct run *run, const struct word *word, struct arena *arena,
                    struct slices *ret)
{
    if (run->words.len && !encoding_is_same(run->words.at[0].label, word->label))
        run_end(run, arena, ret);
    *array_push(arena, &run->words) = *word;
}

/* What stands between encoded words is text, but blanks between two of them are not. */
static void plain_add(struct slice text, bool before_word, struct run *run, struct arena *arena,
                      struct slices *ret)
{
    if (text.len == 0 || (before_word && run->words.len && ascii_trim(text).len == 0))
        return;
    run_end(run, arena, ret);
    *array_push(arena, ret) = encoding_guess(text, arena);
}

struct slice word_decode(struct slice text, struct arena *arena)
{
    struct slices pieces = {0};
    struct run run = {0};
    struct word word;
    size_t from = 0, at = 0;

    if (slice_find(text, SLICE("=?")) == text.len)
        return encoding_guess(text, arena);
    while (at < text.len) {
        at += slice_find(slice_skip(text, at), SLICE("=?"));
        if (at >= text.len)
            break;
        if (!word_read(slice_skip(text, at), &word)) {
            at += 2;
            continue;
        }
        plain_add(slice_sub(text, from, at), true, &run, arena, &pieces);
        run_add(&run, &word, arena, &pieces);
        at += word.len;
        from = at;
    }
    plain_add(slice_skip(text, from), false, &run, arena, &pieces);
    run_end(&run, arena, &pieces);
    return arena_join(arena, pieces.at, pieces.len);
}

/* The end of the quoted string that begins ${s}: behind its last quote. */
static size_t quoted_end(struct slice s)
{
    size_t n = 1;

    while (n < s.len && s.ptr[n] != '"')
        n += s.ptr[n] == '\\' ? 2 : 1;
    return n < s.len ? n + 1 : s.len;
}

/* The end of the comment that begins ${s}; comments nest. */
static size_t comment_end(struct slice s)
{
    size_t depth = 0, n = 0;

    for (; n < s.len; n++) {
        if (s.ptr[n] == '\\')
            n++;
        else if (s.ptr[n] == '(')
            depth++;
        else if (s.ptr[n] == ')' && --depth == 0)
            return n + 1;
    }
    return s.len;
}

/* The next parameter, or head, of ${rest}: up to a `;` outside quotes and comments. */
static bool item_next(struct slice *rest, struct slice *ret)
{
    size_t n = 0;

    if (rest->len == 0)
        return false;
    while (n < rest->len && rest->ptr[n] != ';') {
        if (rest->ptr[n] == '"')
            n += quoted_end(slice_skip(*rest, n));
        else if (rest->ptr[n] == '(')
            n += comment_end(slice_skip(*rest, n));
        else
            n++;
    }
    *ret = ascii_trim(slice_sub(*rest, 0, n));
    *rest = slice_skip(*rest, n + 1);
    return true;
}

/* ${s} without what stands in round brackets outside quotes. */
static struct slice drop_comments(struct slice s, struct arena *arena)
{
    struct slices pieces = {0};
    size_t from = 0, n = 0;

    if (slice_find_byte(s, '(') == s.len)
        return s;
    while (n < s.len) {
        if (s.ptr[n] == '"') {
            n += quoted_end(slice_skip(s, n));
        } else if (s.ptr[n] == '(') {
            *array_push(arena, &pieces) = slice_sub(s, from, n);
            n += comment_end(slice_skip(s, n));
            from = n;
        } else {
            n++;
        }
    }
    *array_push(arena, &pieces) = slice_skip(s, from);
    return ascii_trim(arena_join(arena, pieces.at, pieces.len));
}

/* The value of a parameter without its quotes and backslashes. */
static struct slice unquote(struct slice s, struct arena *arena)
{
    char *out;
    size_t len = 0;

    if (s.len == 0 || s.ptr[0] != '"')
        return drop_comments(s, arena);
    s = slice_sub(s, 1, quoted_end(s));
    if (slice_ends(s, SLICE("\"")))
        s.len--;
    out = arena_alloc(arena, s.len + 1);
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '\\' && i + 1 < s.len && (s.ptr[i + 1] == '"' || s.ptr[i + 1] == '\\'))
            i++;
        out[len++] = s.ptr[i];
    }
    return (struct slice){out, len};
}

/* One piece of a parameter of RFC 2231: name*0*=…  */
struct piece {
    bool is_there, is_percent;
    struct slice text;
};

struct pieces {
    struct slice plain; /* name=… */
    bool has_plain;
    struct piece at[MAX_PIECES];
    size_t len;
};

/* The `*`, `*3` or `*3*` after the name: the piece's number to ${ret_n}. */
static bool piece_mark(struct slice mark, size_t *ret_n, bool *ret_percent)
{
    size_t n = 0;

    *ret_n = 0;
    *ret_percent = slice_ends(mark, SLICE("*"));
    if (slice_eq(mark, SLICE("*")))
        return true;
    if (*ret_percent)
        mark.len--;
    mark = slice_skip(mark, 1);
    if (!slice_is_digits(mark) || mark.len > 2)
        return false;
    for (size_t i = 0; i < mark.len; i++)
        n = n * 10 + (size_t)(mark.ptr[i] - '0');
    *ret_n = n;
    return n < MAX_PIECES;
}

static void piece_add(struct slice item, struct slice name, struct arena *arena,
                      struct pieces *pieces)
{
    struct slice key, value;
    bool percent;
    size_t n;

    if (!slice_cut(item, SLICE("="), &key, &value))
        return;
    key = drop_comments(ascii_trim(key), arena);
    value = ascii_trim(value);
    if (key.len < name.len || !slice_eq_nocase(slice_sub(key, 0, name.len), name))
        return;
    key = slice_skip(key, name.len);
    if (key.len == 0 && !pieces->has_plain) {
        pieces->plain = unquote(value, arena);
        pieces->has_plain = true;
    }
    if (key.len == 0 || key.ptr[0] != '*' || !piece_mark(key, &n, &percent) ||
        pieces->at[n].is_there)
        return;
    pieces->at[n] = (struct piece){true, percent, unquote(value, arena)};
    pieces->len = n + 1 > pieces->len ? n + 1 : pieces->len;
}

static struct slice percent_decode(struct slice s, struct arena *arena)
{
    char *out = arena_alloc(arena, s.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '%' && i + 2 < s.len && ascii_hex(s.ptr[i + 1]) >= 0 &&
            ascii_hex(s.ptr[i + 2]) >= 0) {
            out[len++] = (char)(ascii_hex(s.ptr[i + 1]) << 4 | ascii_hex(s.ptr[i + 2]));
            i += 2;
        } else {
            out[len++] = s.ptr[i];
        }
    }
    return (struct slice){out, len};
}

/* The pieces of RFC 2231 together: charset'language'text in the first, percent-encoded where
 * marked. */
static struct slice pieces_join(struct pieces *pieces, struct arena *arena)
{
    struct slice label = {"", 0}, language, rest, texts[MAX_PIECES];
    size_t n = 0;

    if (pieces->at[0].is_percent && slice_cut(pieces->at[0].text, SLICE("'"), &label, &rest) &&
        slice_cut(rest, SLICE("'"), &language, &rest))
        pieces->at[0].text = rest;
    for (; n < pieces->len && pieces->at[n].is_there; n++)
        texts[n] = pieces->at[n].is_percent ? percent_decode(pieces->at[n].text, arena)
                                            : pieces->at[n].text;
    return encoding_decode(arena_join(arena, texts, n), label, arena);
}

struct slice word_parameter(struct slice value, struct slice name, struct arena *arena)
{
    struct pieces pieces;
    struct slice item;

    pieces = (struct pieces){0};
    if (!item_next(&value, &item))
        return (struct slice){"", 0};
    while (item_next(&value, &item))
        piece_add(item, name, arena, &pieces);
    if (pieces.at[0].is_there)
        return pieces_join(&pieces, arena);
    return pieces.has_plain ? word_decode(pieces.plain, arena) : (struct slice){"", 0};
}

struct slice word_head(struct slice value, struct arena *arena)
{
    struct slice head = {"", 0};

    (void)item_next(&value, &head);
    return ascii_lower(arena, drop_comments(head, arena));
}
