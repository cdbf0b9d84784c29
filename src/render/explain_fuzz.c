/*
 * The whole engine: any bytes, as the files of a small household.  0xFF ends a file; of a file the
 * first byte tells what it is, then each three are a row (day, amount, and what else there is to
 * say).  Few sums, days and order numbers, so that much fits together in more than one way.
 *
 * What holds of every report (docs/api/explain.md) is looked at, and that the order of the files
 * changes no byte of it, and a copy of one of them no verdict.
 */

#include "render/door.h"

#include "base/base_test.h"

#include <stdarg.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#define FILES_MAX 8u
#define ROWS_MAX 24u
#define FILE_BYTES 8192u
#define FIRST_DAY 20635 /* 2026-07-01 */

struct file {
    char path[24];
    char text[FILE_BYTES];
    size_t len;
    uint32_t lines, charges; /* lines of a statement; 0 = it is none */
    const char *account;
};

struct row {
    int y, m, d;    /* of its day */
    int y2, m2, d2; /* some days later, or the same */
    int amount;
    unsigned order, bits;
};

/* ------------------------------------------------------------------ bytes to files */

static void say(struct file *f, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void say(struct file *f, const char *format, ...)
{
    va_list args;
    int n;

    va_start(args, format);
    n = vsnprintf(f->text + f->len, sizeof(f->text) - f->len, format, args);
    va_end(args);
    PROPERTY(n >= 0 && f->len + (size_t)n < sizeof(f->text));
    for (int i = 0; i < n; i++)
        f->lines += f->text[f->len + (size_t)i] == '\n';
    f->len += (size_t)n;
}

/* Sums that are parts and sums of each other, with and without points and refunds. */
static const int amounts[16] = {500,  980,  1480, 1980, 2480, 3487, 3387, 1788,
                                2288, 1000, 600,  1100, 5275, 250,  1230, 1};

static struct row decode(const uint8_t *b)
{
    struct row r = {
        .amount = amounts[b[1] & 15], .order = b[2] & 7, .bits = (b[1] >> 4) | (b[2] >> 3) << 4};
    int32_t day = FIRST_DAY + b[0] % 64;

    day_split(day, &r.y, &r.m, &r.d);
    day_split(day + (r.bits & 3), &r.y2, &r.m2, &r.d2);
    return r;
}

static const char *shop(const struct row *r)
{
    static const char *const shops[] = {"AMAZON.CO.JP", "Amazon Downloads", "AMAZON.CO.JP",
                                        "テスト商店"};

    return shops[r->order & 3];
}

static int signed_amount(const struct row *r)
{
    return r->bits & 128 ? -r->amount : r->amount;
}

/* Sumitomo Mitsui: a card in front of its rows, their sum at the end. */
static void write_vpass(struct file *f, const struct row *rows, size_t n)
{
    static const char *const cards[] = {"4980-03**-****-****", "****-****-****-1234"};
    long sum = 0;

    for (size_t i = 0; i < n; i++) {
        const struct row *r = &rows[i];
        int billed = r->bits & 64 ? r->amount / 3 : signed_amount(r);
        unsigned part = 1 + (r->bits & 3) % 3;

        if (i == 0 || (r->bits ^ rows[i - 1].bits) & 16)
            say(f, "見本　花子　様,%s,見本カード\r\n", cards[r->bits >> 4 & 1]);
        say(f, "%d/%02d/%02d,%s,%d,%s,%u,%d,\r\n", r->y, r->m, r->d, shop(r),
            r->bits & 64 ? r->amount : signed_amount(r), r->bits & 64 ? "３" : "１",
            r->bits & 64 ? part : 1, billed);
        sum += billed;
    }
    say(f, ",,,,,%ld,\r\n", sum);
    f->charges = (uint32_t)n;
}

static void write_rakuten(struct file *f, const struct row *rows, size_t n)
{
    say(f,
        "\"利用日\",\"利用店名・商品名\",\"利用者\",\"支払方法\",\"利用金額\",\"手数料/利息\",\"支払総額\","
        "\"9月支払金額\",\"当月請求額\",\"10月繰越残高\",\"新規サイン\"\r\n");
    for (size_t i = 0; i < n; i++) {
        const struct row *r = &rows[i];
        int a = signed_amount(r);

        say(f,
            "\"%d/%02d/%02d\",\"%s\",\"本人*\",\"1回払い\",\"%d\",\"0\",\"%d\",\"%d\",\"%d\",\"0\",\"*\"\r\n",
            r->y, r->m, r->d, shop(r), a, a, a, a);
    }
    f->charges = (uint32_t)n;
}

/* MUFG Card: says of each row whether it is confirmed. */
static void write_mufg(struct file *f, const struct row *rows, size_t n)
{
    say(f, "確定情報,お支払日,ご利用店名（海外ご利用店名／海外都市名）,ご利用日,支払回数,何回目,"
           "ご利用金額（円）,現地通貨額・通貨名称・換算レート\r\n,,【見本　花子　様】,,,,,\r\n");
    for (size_t i = 0; i < n; i++) {
        const struct row *r = &rows[i];

        say(f, "%s,2026年10月10日,%s,%d年%d月%d日,　１,,%d,\r\n", r->bits & 32 ? "未確定" : "確定",
            shop(r), r->y, r->m, r->d, signed_amount(r));
    }
    f->charges = (uint32_t)n;
}

static void write_orders(struct file *f, const struct row *rows, size_t n)
{
    static const char *const pays[] = {"Visa - 1234", "Gift Certificate/Card and Visa - 1234"};

    say(f, "ASIN,Currency,Order Date,Order ID,Order Status,Original Quantity,Payment Method Type,"
           "Product Name,Ship Date,Shipment Item Subtotal,Shipment Item Subtotal Tax,"
           "Shipment Status,Shipping Charge,Total Amount,Total Discounts,Unit Price,Website\r\n");
    for (size_t i = 0; i < n; i++) {
        const struct row *r = &rows[i];
        bool left = !(r->bits & 32);
        char day[64] = "Not Available";

        if (left)
            snprintf(day, sizeof(day), "%d-%02d-%02dT03:00:00Z", r->y2, r->m2, r->d2);
        say(f,
            "B0SAMPLE%zu,JPY,%d-%02d-%02dT03:00:00Z,250-1234567-000000%u,%s,1,%s,Sample,%s,%d,0,"
            "%s,0,%d,0,%d,Amazon.co.jp\r\n",
            i, r->y, r->m, r->d, r->order, r->bits & 64 ? "Cancelled" : "Closed",
            pays[r->bits >> 4 & 1], day, r->amount, left ? "Shipped" : "Not Available", r->amount,
            r->amount);
    }
}

static void write_refunds(struct file *f, const struct row *rows, size_t n)
{
    say(f, "Creation Date,Currency,Direct Debit Refund Amount,Disbursement Type,Order ID,"
           "Payment Status,Quantity,Refund Amount,Refund Date,Reversal Reason,Reversal Status,"
           "Website\r\n");
    for (size_t i = 0; i < n; i++) {
        const struct row *r = &rows[i];

        say(f,
            "%d-%02d-%02dT03:00:00Z,JPY,0,%s,250-1234567-000000%u,%s,1,%d,"
            "%d-%02d-%02dT03:00:00Z,Customer Return,Completed,Amazon.co.jp\r\n",
            r->y, r->m, r->d, r->bits & 32 ? "Gift Card" : "Refund", r->order,
            r->bits & 64 ? "Pending" : "Completed", r->amount, r->y2, r->m2, r->d2);
    }
}

static void write_digital(struct file *f, const struct row *rows, size_t n)
{
    say(f, "ASIN,Base Currency Code,Component Type,Digital Order Item ID,Fulfilled Date,"
           "Marketplace,Order Date,Order ID,Order Status,Payment Information,Product Name,"
           "Subscription Order Type,Transaction Amount\r\n");
    for (size_t i = 0; i < n; i++) {
        const struct row *r = &rows[i];

        say(f,
            "B0DIGITAL1,JPY,%s,item-%u,%d-%02d-%02dT03:00:00Z,www.amazon.co.jp,"
            "%d-%02d-%02dT03:00:00Z,D01-1234567-000000%u,Completed,Visa,Sample,%s,%d\r\n",
            r->bits & 32 ? "Tax" : "Price Amount", r->bits >> 4 & 1, r->y2, r->m2, r->d2, r->y,
            r->m, r->d, r->order, r->bits & 64 ? "Subscription_Renewal" : "Not Applicable",
            r->amount);
    }
}

/* What Amazon says that it charged: a charge is negative, a refund positive. */
static void write_transactions(struct file *f, const struct row *rows, size_t n)
{
    say(f, "date,order ids,order urls,vendor,card_details,amount\n");
    for (size_t i = 0; i < n; i++) {
        const struct row *r = &rows[i];

        say(f, "%d-%02d-%02d,\"250-1234567-000000%u%s\",,Amazon.co.jp,%s,%d\n", r->y, r->m, r->d,
            r->order, r->bits & 32 ? ", 250-1234567-0000003" : "",
            r->bits & 16 ? "Gift Card" : "Visa **** 1234", -signed_amount(r));
    }
}

/* Whole orders, and what a gift balance paid of them. */
static void write_totals(struct file *f, const struct row *rows, size_t n)
{
    say(f, "order id,order url,items,date,total,shipping,gift,payments\n");
    for (size_t i = 0; i < n; i++) {
        const struct row *r = &rows[i];

        say(f, "250-1234567-000000%u,https://www.amazon.co.jp/x,Sample,%d-%02d-%02d,%d,0,%d,\n",
            r->order, r->y, r->m, r->d, r->amount, r->bits & 16 ? 100 : 0);
    }
}

static void (*const writers[])(struct file *, const struct row *, size_t) = {
    write_vpass,   write_rakuten, write_mufg,         write_orders,
    write_refunds, write_digital, write_transactions, write_totals,
};

static void make_file(struct file *f, size_t number, const uint8_t *b, size_t len)
{
    static const char *const accounts[] = {NULL, "hanako", "taro", NULL};
    struct row rows[ROWS_MAX];
    size_t n = 0;

    for (size_t i = 1; i + 3 <= len && n < ROWS_MAX; i += 3)
        rows[n++] = decode(b + i);
    f->len = f->lines = f->charges = 0;
    f->account = accounts[b[0] >> 3 & 3];
    snprintf(f->path, sizeof(f->path), "%c/%zu.csv", 'a' + (b[0] >> 5), number);
    writers[b[0] & 7](f, rows, n);
}

static size_t make_files(struct file *files, const uint8_t *bytes, size_t len)
{
    size_t n = 0, from = 0;

    for (size_t i = 0; i <= len && n < FILES_MAX; i++)
        if (i == len || bytes[i] == 0xFF) {
            if (i >= from + 4) /* one row at least */
                make_file(&files[n], n, bytes + from, i - from), n++;
            from = i + 1;
        }
    return n;
}

/* ------------------------------------------------------------------ files to a report */

struct told {
    struct mioboe *m;
    const struct report *report;
    char *json;
    size_t len, cap;
};

static void keep(void *ctx, const char *bytes, size_t len)
{
    struct told *t = ctx;

    if (t->cap - t->len < len) {
        t->cap = 2 * (t->len + len);
        t->json = base_test_resize(NULL, t->json, t->len, t->cap);
    }
    memcpy(t->json + t->len, bytes, len);
    t->len += len;
}

static void hand_in(struct mioboe *m, const struct file *f, const char *path)
{
    struct mioboe_input input = {.path = path,
                                 .path_len = strlen(path),
                                 .account = f->account,
                                 .account_len = f->account ? strlen(f->account) : 0,
                                 .bytes = f->text,
                                 .len = f->len,
                                 .named = 1};

    mioboe_read(m, &input);
}

/* ${step}: files 0, ${step}, 2 ${step} …, all of them; ${copied} of them once more under a name
 * behind all others; ${decision} of the person, NULL = none. */
static struct told tell(const struct file *files, size_t n, size_t step, size_t copied,
                        const struct decision *decision)
{
    static const uint8_t key[MIOBOE_LABEL_KEY_LEN] = {1};
    struct mioboe_options options = {
        .as_of = day_of(2026, 11, 22), .resize = base_test_resize, .label_key = key};
    struct told told = {.m = door_new(&options)};
    int status;

    for (size_t i = 0; i < n; i++)
        hand_in(told.m, &files[i * step % n], files[i * step % n].path);
    if (copied < n)
        hand_in(told.m, &files[copied], "~/copy.csv");
    if (decision)
        *array_push(told.m->arena, &told.m->decisions) = *decision;
    status = mioboe_explain(told.m, keep, &told);
    PROPERTY(status >= 0 && status <= 2);
    told.report = door_report(told.m);
    return told;
}

static void forget(struct told *told)
{
    mioboe_free(told->m);
    free(told->json);
}

/* ------------------------------------------------------------------ what holds of it */

/* Every row that was written is in exactly one place. */
static void check_rows(const struct report *r, const struct file *files, size_t n)
{
    const struct charges *charges = &r->records->charges;
    size_t written = 0;
    uint8_t *places = calloc(charges->len + 1, 1);

    for (size_t e = 0; e < r->entries.list.len; e++) {
        const struct entry *entry = &r->entries.list.at[e];

        places[entry->row]++;
        for (uint32_t a = entry->more; a; a = r->entries.appearances.at[a - 1].next)
            places[r->entries.appearances.at[a - 1].row]++;
    }
    for (size_t i = 0; i < charges->len; i++)
        PROPERTY(places[i] == 1);
    free(places);
    for (size_t i = 0; i < n; i++)
        written += files[i].charges;
    PROPERTY(charges->len == written);
}

/* Each line of a statement is a charge's or set aside. */
static void check_lines(const struct report *r, const struct file *f)
{
    uint8_t places[FILE_BYTES] = {0};
    const struct source *s = r->records->sources.at;
    uint32_t source;

    while (!slice_eq(s->path, slice_of(f->path)))
        s++;
    source = (uint32_t)(s - r->records->sources.at);
    for (size_t i = 0; i < r->records->charges.len; i++)
        if (r->records->charges.at[i].source == source)
            places[r->records->charges.at[i].line]++;
    for (size_t i = 0; i < s->asides.len; i++)
        places[s->asides.at[i].line]++;
    for (uint32_t line = 1; line <= f->lines; line++)
        PROPERTY(places[line] == 1);
}

static int64_t sum_of(const struct report *r, struct part_range parts)
{
    int64_t sum = 0;

    for (uint32_t i = 0; i < parts.len; i++)
        sum += r->parts.at[parts.from + i].amount;
    return sum;
}

static unsigned count_parts(const struct report *r, struct part_range parts, enum part_kind kind)
{
    unsigned n = 0;

    for (uint32_t i = 0; i < parts.len; i++)
        n += r->parts.at[parts.from + i].kind == kind;
    return n;
}

static void check_verdict(const struct report *r, size_t e)
{
    const struct verdict *v = &r->verdicts[e];
    int64_t amount = r->entries.list.at[e].amount;
    bool given = v->kind <= VERDICT_AMBIGUOUS;

    PROPERTY(given == v->has_probability && given == (v->parts.len > 0));
    if (given)
        PROPERTY(v->probability >= 0 && v->probability <= 1 && sum_of(r, v->parts) == amount);
    if (v->kind == VERDICT_EXPLAINED)
        PROPERTY(v->probability >= 0.99 && !count_parts(r, v->parts, PART_POINTS));
    PROPERTY(v->kind != VERDICT_PROBABLE || v->probability < 0.99);
    PROPERTY((v->kind == VERDICT_AMBIGUOUS) == (v->alternatives_len > 0));
    PROPERTY(v->alternatives_len <= ALTERNATIVES_MAX && v->causes_len <= CAUSES_MAX);
    for (uint32_t i = 0; i < v->alternatives_len; i++) {
        struct part_range parts = r->alternatives.at[v->alternatives_from + i];

        PROPERTY(parts.len == 0 || sum_of(r, parts) == amount);
    }
}

/* What is paid with a unit. */
struct use {
    uint32_t charges, splits;
    int64_t paid;       /* of the splits */
    bool in_instalment; /* whose later parts are told of the same units */
};

static void use_unit(const struct report *r, size_t e, struct use *use)
{
    const struct entry *entry = &r->entries.list.at[e];

    if (entry->lone_part && use->in_instalment)
        return;
    use->in_instalment = use->in_instalment || entry->lone_part;
    use->charges++;
    /* an instalment's share is a split of its own */
    if (count_parts(r, r->verdicts[e].parts, PART_SPLIT) > entry->lone_part) {
        use->splits++;
        use->paid += entry->lone_part ? 0 : entry->amount;
    }
}

/* A unit pays for one charge, or, split, for some that do not exceed it together. */
static void check_units(const struct report *r)
{
    size_t n = r->units.list.len;
    struct use *uses = calloc(n + 1, sizeof(*uses));

    for (size_t e = 0; e < r->entries.list.len; e++) {
        const struct verdict *v = &r->verdicts[e];

        for (uint32_t i = 0; v->kind <= VERDICT_PROBABLE && i < v->parts.len; i++) {
            const struct part *part = &r->parts.at[v->parts.from + i];

            if (part->unit == MAP_NONE)
                continue;
            PROPERTY(part->unit < n && part->amount == r->units.list.at[part->unit].amount);
            use_unit(r, e, &uses[part->unit]);
        }
    }
    for (size_t u = 0; u < n; u++) {
        PROPERTY(uses[u].charges <= 1 ||
                 (uses[u].charges == uses[u].splits && uses[u].splits <= 3));
        PROPERTY(uses[u].splits == 0 || uses[u].paid <= r->units.list.at[u].amount);
    }
    free(uses);
}

static void check_report(const struct report *r)
{
    uint32_t counts[VERDICTS] = {0};

    for (size_t e = 0; e < r->entries.list.len; e++) {
        check_verdict(r, e);
        counts[r->verdicts[e].kind]++;
        for (size_t other = 0; other < e; other++)
            PROPERTY(r->entries.list.at[other].id != r->entries.list.at[e].id);
    }
    for (int k = 0; k < VERDICTS; k++)
        PROPERTY(counts[k] == r->counts[k]);
    PROPERTY(r->solver.exact <= r->solver.components && r->solver.gap >= 0);
    check_units(r);
}

/* A copy of a file gives no verdict that was not there. */
static void check_same_verdicts(const struct report *a, const struct report *b)
{
    PROPERTY(a->entries.list.len == b->entries.list.len);
    for (size_t e = 0; e < a->entries.list.len; e++) {
        const struct verdict *x = &a->verdicts[e], *y = &b->verdicts[e];

        PROPERTY(a->entries.list.at[e].amount == b->entries.list.at[e].amount);
        PROPERTY(x->kind == y->kind && x->flags == y->flags && x->alarms == y->alarms);
        PROPERTY(x->parts.len == y->parts.len && x->alternatives_len == y->alternatives_len);
        PROPERTY(!x->has_probability || x->probability == y->probability);
    }
    PROPERTY(a->expected.len == b->expected.len && a->recurring.len == b->recurring.len);
}

static void check_order(const struct file *files, size_t n, size_t step, const struct told *want)
{
    struct told other = tell(files, n, step, n, NULL);

    PROPERTY(other.len == want->len && memcmp(other.json, want->json, other.len) == 0);
    forget(&other);
}

static struct slice order_of(const struct report *r, struct part_range parts)
{
    for (uint32_t i = 0; i < parts.len; i++) {
        uint32_t u = r->parts.at[parts.from + i].unit;

        if (u != MAP_NONE && r->units.list.at[u].purchase != MAP_NONE)
            return r->units.purchases.at[r->units.list.at[u].purchase].order_id;
    }
    return SLICE("");
}

/* The person says of a charge, the ${number}th if it is explained by an order, that it is not that
 * order's. */
static void check_reject(const struct file *files, size_t n, size_t number, const struct told *told)
{
    const struct report *r = told->report;
    const struct verdict *v = &r->verdicts[number];
    struct decision no = {.charge = r->entries.list.at[number].id,
                          .order_id = order_of(r, v->parts)};
    struct told other;

    if (!v->has_probability || no.order_id.len == 0)
        return;
    other = tell(files, n, 1, n, &no);
    check_report(other.report);
    v = &other.report->verdicts[number];
    for (uint32_t i = 0; i < v->parts.len; i++) {
        struct part_range one = {v->parts.from + i, 1};

        PROPERTY(!slice_eq(order_of(other.report, one), no.order_id));
    }
    forget(&other);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static struct file files[FILES_MAX];
    size_t n = make_files(files, bytes, len);
    struct told told, with_copy;

    if (n == 0)
        return 0;
    told = tell(files, n, 1, n, NULL);
    check_rows(told.report, files, n);
    for (size_t i = 0; i < n; i++)
        if (files[i].charges)
            check_lines(told.report, &files[i]);
    check_report(told.report);
    if (n > 1)
        check_order(files, n, n - 1, &told); /* the first, then the others backwards */
    with_copy = tell(files, n, 1, bytes[0] % n, NULL);
    check_same_verdicts(told.report, with_copy.report);
    if (told.report->entries.list.len)
        check_reject(files, n, len % told.report->entries.list.len, &told);
    forget(&with_copy);
    forget(&told);
    return 0;
}
