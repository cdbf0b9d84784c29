#include "read/ofx.h"

#include "read/transaction_row.h"

#include <string.h>

#define HEAD 4096u /* bytes in which the file says what it is */

/* Elements whose value is kept. */
enum element {
    E_CURDEF,
    E_ACCTID,
    E_TRNTYPE,
    E_DTPOSTED,
    E_DTUSER,
    E_TRNAMT,
    E_FITID,
    E_NAME,
    E_MEMO,
    E_CURSYM,
    ELEMENTS
};

static const struct slice elements[ELEMENTS] = {
    [E_CURDEF] = {"CURDEF", 6},     [E_ACCTID] = {"ACCTID", 6}, [E_TRNTYPE] = {"TRNTYPE", 7},
    [E_DTPOSTED] = {"DTPOSTED", 8}, [E_DTUSER] = {"DTUSER", 6}, [E_TRNAMT] = {"TRNAMT", 6},
    [E_FITID] = {"FITID", 5},       [E_NAME] = {"NAME", 4},     [E_MEMO] = {"MEMO", 4},
    [E_CURSYM] = {"CURSYM", 6},
};

struct ofx {
    struct transaction_rows rows;
    struct slice rest;
    struct arena *scratch;
    uint32_t line;
    uint32_t row_line; /* of the STMTTRN at hand, 0 = outside */
    struct slice values[ELEMENTS];
    bool is_card; /* the account is a card, not a bank account */
    bool is_done; /* </OFX> was there */
    uint32_t card;
};

/* ------------------------------------------------------------------ tags and values */

static void count_lines(struct ofx *ofx, struct slice s)
{
    for (size_t i = 0; i < s.len; i++)
        ofx->line += s.ptr[i] == '\n';
}

/* Move on by ${n} bytes and give them. */
static struct slice take(struct ofx *ofx, size_t n)
{
    struct slice taken = slice_sub(ofx->rest, 0, n);

    count_lines(ofx, taken);
    ofx->rest = slice_skip(ofx->rest, n);
    return taken;
}

/* The next tag without its brackets (`/STMTTRN`), and the text behind it; false at the end. */
static bool next_tag(struct ofx *ofx, struct slice *ret_name, struct slice *ret_value,
                     uint32_t *ret_line)
{
    take(ofx, slice_find_byte(ofx->rest, '<'));
    if (ofx->rest.len == 0)
        return false;
    *ret_line = ofx->line;
    *ret_name = slice_skip(take(ofx, slice_find_byte(ofx->rest, '>')), 1);
    if (ofx->rest.len == 0)
        return false;
    take(ofx, 1);
    if (slice_starts(ofx->rest, SLICE("<![CDATA["))) {
        take(ofx, 9);
        *ret_value = take(ofx, slice_find(ofx->rest, SLICE("]]>")));
        return true;
    }
    *ret_value = slice_trim(take(ofx, slice_find_byte(ofx->rest, '<')));
    return true;
}

struct entity {
    struct slice name;
    char is;
};

/* The entity at the head of ${s}: its length and character, or 0. */
static size_t entity_at(struct slice s, char *ret)
{
    static const struct entity entities[] = {
        {{"&amp;", 5}, '&'},   {{"&lt;", 4}, '<'},   {{"&gt;", 4}, '>'},   {{"&quot;", 6}, '"'},
        {{"&apos;", 6}, '\''}, {{"&nbsp;", 6}, ' '}, {{"&#39;", 5}, '\''}, {{"&#38;", 5}, '&'},
    };

    for (size_t i = 0; i < sizeof(entities) / sizeof(entities[0]); i++) {
        if (slice_starts(s, entities[i].name)) {
            *ret = entities[i].is;
            return entities[i].name.len;
        }
    }
    return 0;
}

static struct slice decode(struct ofx *ofx, struct slice s)
{
    char *out, c;
    size_t len = 0;

    if (slice_find_byte(s, '&') == s.len)
        return s;
    out = arena_alloc(ofx->scratch, s.len);
    while (s.len) {
        size_t n = entity_at(s, &c);

        out[len++] = n ? c : s.ptr[0];
        s = slice_skip(s, n ? n : 1);
    }
    return (struct slice){out, len};
}

/* ------------------------------------------------------------------ rows */

/* YYYYMMDD, whatever time and zone follow. */
static int32_t read_day(struct slice s)
{
    struct slice date = slice_sub(s, 0, 8);
    int32_t day;

    return date.len == 8 && slice_is_digits(date) && day_read(date, DAY_YMD, DAY_NONE, &day) == 1
               ? day
               : DAY_NONE;
}

static struct currency row_currency(const struct ofx *ofx)
{
    struct currency c = currency_of(ofx->values[E_CURSYM]);

    return c.code[0] ? c : currency_of(ofx->values[E_CURDEF]);
}

static void end_row(struct ofx *ofx)
{
    const struct slice *v = ofx->values;
    int32_t used = read_day(v[E_DTUSER]), posted = read_day(v[E_DTPOSTED]);
    struct transaction_row row = {
        .line = ofx->row_line,
        .day = used != DAY_NONE ? used : posted,
        .posted = used != DAY_NONE ? posted : DAY_NONE,
        .amount = v[E_TRNAMT],
        .spend_negative = true,
        .currency = row_currency(ofx),
        .shop = v[E_NAME].len ? v[E_NAME] : v[E_MEMO],
        .reference = v[E_FITID],
        .card = ofx->card,
    };

    if (ofx->row_line == 0)
        return;
    ofx->row_line = 0;
    if (row.day == DAY_NONE)
        transaction_rows_aside(&ofx->rows, row.line, ASIDE_UNREADABLE);
    else if (ofx->is_card && (slice_eq_nocase(v[E_TRNTYPE], SLICE("PAYMENT")) ||
                              transaction_row_is_bill(ofx->scratch, row.shop)))
        transaction_rows_aside(&ofx->rows, row.line, ASIDE_PAYMENT);
    else
        transaction_rows_add(&ofx->rows, &row);
}

static void begin_row(struct ofx *ofx, uint32_t line)
{
    end_row(ofx);
    ofx->row_line = line;
    for (size_t i = E_TRNTYPE; i < ELEMENTS; i++)
        ofx->values[i] = (struct slice){"", 0};
}

/* Four digits at the end that no others precede than masked ones are enough to tell the card. */
static void set_card(struct ofx *ofx)
{
    struct slice id = ofx->values[E_ACCTID], last4 = slice_skip(id, id.len < 4 ? 0 : id.len - 4);

    if (ofx->is_card && last4.len == 4 && slice_is_digits(last4))
        ofx->card = records_card(ofx->rows.records, last4, (struct slice){"", 0});
}

static void keep_value(struct ofx *ofx, struct slice name, struct slice value)
{
    for (size_t i = 0; i < ELEMENTS; i++) {
        if (!slice_eq_nocase(elements[i], name) || (i >= E_TRNTYPE && ofx->row_line == 0))
            continue;
        ofx->values[i] = decode(ofx, value);
        if (i == E_ACCTID && ofx->row_line == 0)
            set_card(ofx);
    }
}

static void on_tag(struct ofx *ofx, struct slice name, struct slice value, uint32_t line)
{
    if (slice_eq_nocase(name, SLICE("STMTTRN"))) {
        begin_row(ofx, line);
    } else if (slice_eq_nocase(name, SLICE("/STMTTRN")) ||
               slice_eq_nocase(name, SLICE("/BANKTRANLIST"))) {
        end_row(ofx);
    } else if (slice_eq_nocase(name, SLICE("CCACCTFROM"))) {
        ofx->is_card = true;
    } else if (slice_eq_nocase(name, SLICE("BANKACCTFROM"))) {
        ofx->is_card = false;
        ofx->card = 0;
    } else if (slice_eq_nocase(name, SLICE("/OFX"))) {
        ofx->is_done = true;
    } else if (name.len <= OFX_MAX_TAG) {
        keep_value(ofx, name, value);
    }
}

/* ------------------------------------------------------------------ the reader */

static bool is_xml(struct slice text)
{
    struct slice head = slice_sub(text, 0, HEAD);

    return slice_has(head, SLICE("<?OFX")) || slice_has(head, SLICE("<?xml"));
}

static bool ofx_claims(const struct read_input *in)
{
    struct slice head = slice_trim(slice_sub(in->text, 0, HEAD));

    return slice_starts(head, SLICE("OFXHEADER:")) || slice_has(head, SLICE("<?OFX")) ||
           slice_has(head, SLICE("<OFX>"));
}

static int ofx_read(const struct read_input *in, struct records *records)
{
    struct ofx ofx = {.rest = in->text, .line = 1};
    struct slice name, value;
    uint32_t line;

    ofx.scratch = arena_new(in->env->allocator);
    transaction_rows_init(&ofx.rows, in, records,
                          is_xml(in->text) ? SLICE("ofx-2") : SLICE("ofx-1"));
    records_source(records)->family = SLICE("ofx");
    while (!ofx.is_done && next_tag(&ofx, &name, &value, &line))
        on_tag(&ofx, name, value, line);
    if (!ofx.is_done) {
        if (ofx.row_line)
            transaction_rows_aside(&ofx.rows, ofx.row_line, ASIDE_UNREADABLE);
        records_source(records)->is_cut = true;
        read_problem(records, ERR_TRUNCATED, ofx.line, SLICE("</OFX>"), true);
    }
    transaction_rows_done(&ofx.rows);
    arena_free(ofx.scratch);
    return 0;
}

const struct reader ofx_reader = {{"ofx", 3}, ofx_claims, ofx_read};
