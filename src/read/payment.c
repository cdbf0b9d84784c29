#include "read/payment.h"

#include <string.h>

#define ENDING SLICE("ending in ")
#define TEXT_MAX 1024u /* a longer cell is read up to here */

/* What separates two means of payment in one cell. */
static const struct slice separators[] = {
    {" and ", 5}, {",", 1}, {";", 1}, {"、", 3}, {"\n", 1}, {" & ", 3},
};

/* Words of a gift balance or points; then of means that no card statement shows. */
static const struct slice gift_words[] = {
    {"gift", 4},      {"Gift", 4},  {"GIFT", 4},  {"ギフト", 9},
    {"ポイント", 12}, {"Point", 5}, {"point", 5},
};
static const struct slice other_words[] = {
    {"Not Available", 13},
    {"Not Applicable", 14},
    {"代金引換", 12},
    {"代引", 6},
    {"コンビニ", 12},
    {"ATM", 3},
    {"銀行", 6},
    {"請求書", 9},
    {"PayPay", 6},
    {"携帯", 6},
    {"Direct Debit", 12},
    {"DirectDebit", 11},
    {"Invoice", 7},
    {"Cash", 4},
    {"N/A", 3},
};

static bool has_any(struct slice s, const struct slice *words, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (slice_has(s, words[i]))
            return true;
    return false;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The last run of exactly four digits in ${s}, or an empty slice. */
static struct slice four_digits(struct slice s)
{
    struct slice found = {"", 0};

    for (size_t at = 0, from; at < s.len; at++) {
        for (from = at; at < s.len && is_digit(s.ptr[at]);)
            at++;
        if (at - from == 4)
            found = slice_sub(s, from, at);
    }
    return found;
}

/* The last digits of the card that the text of one means of payment names. */
static struct slice last_digits(struct slice part)
{
    static const struct slice leads[] = {
        {"ending in ", 10}, {"末尾", 6}, {"けたが", 9}, {"桁が", 6}};

    for (size_t i = 0; i < sizeof(leads) / sizeof(leads[0]); i++) {
        size_t at = slice_find(part, leads[i]);

        if (at < part.len)
            return four_digits(slice_sub(part, at, at + leads[i].len + 12));
    }
    return four_digits(part);
}

static void add_card(struct payment *payment, struct slice digits)
{
    payment->card = true;
    for (size_t i = 0; digits.len == 4 && i < 2; i++) {
        if (memcmp(payment->last4[i], digits.ptr, 4) == 0)
            return;
        if (payment->last4[i][0] == '\0') {
            memcpy(payment->last4[i], digits.ptr, 4);
            return;
        }
    }
}

/* Where the text says `ending in` (${led}) its other pieces are dates and amounts. */
static void add_part(struct payment *payment, struct slice part, bool led)
{
    part = slice_trim(part);
    if (part.len == 0)
        return;
    if (has_any(part, gift_words, sizeof(gift_words) / sizeof(gift_words[0])))
        payment->gift = true;
    else if (led && !slice_has(part, ENDING))
        return;
    else if (!has_any(part, other_words, sizeof(other_words) / sizeof(other_words[0])))
        add_card(payment, last_digits(part));
}

/* The offset of the first separator in ${s} and its length; the end and 0 when there is none. */
static size_t find_separator(struct slice s, size_t *ret_len)
{
    size_t first = s.len;

    *ret_len = 0;
    for (size_t i = 0; i < sizeof(separators) / sizeof(separators[0]); i++) {
        size_t at = slice_find(s, separators[i]);

        if (at < first) {
            first = at;
            *ret_len = separators[i].len;
        }
    }
    return first;
}

struct payment payment_read(struct slice text)
{
    struct payment payment = {.card = false};
    struct slice rest = slice_sub(slice_trim(text), 0, TEXT_MAX);

    bool led = slice_has(rest, ENDING);

    while (rest.len) {
        size_t len, at = find_separator(rest, &len);

        add_part(&payment, slice_sub(rest, 0, at), led);
        rest = slice_skip(rest, at + len);
    }
    return payment;
}
