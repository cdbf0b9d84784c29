#include "mail/claim.h"

#include "mail/lookalike.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct row {
    const char *name, *address, *subject, *text;
    const char *claims; /* ids, blank between */
    const char *image;  /* host of a picture */
    bool is_list;
};

static const struct row rows[] = {
    /* the address */
    {"", "auto-confirm@amazon.co.jp", "", "", "amazon", NULL, false},
    {"", "x@m.marketplace.amazon.co.jp", "", "", "amazon", NULL, false},
    {"", "x@amazonia.example", "", "", "", NULL, false},
    {"", "amazon@evil.example", "", "", "amazon", NULL, false},
    {"", "no-reply.amazon@evil.example", "", "", "amazon", NULL, false},
    {"", "amazonian@evil.example", "", "", "", NULL, false},
    {"", "jcb@company.example", "", "", "", NULL, false}, /* initials */
    {"山田 太郎", "amazon@company.example", "", "", "", NULL, false},
    {"", "x@docomo.ne.jp", "", "", "", NULL, false},
    {"", "info@dcard.docomo.ne.jp", "", "", "dcard", NULL, false},

    /* the name */
    {"Amazon", "x@evil.example", "", "", "amazon", NULL, false},
    {"Amazonカスタマーサービス", "x@evil.example", "", "", "amazon", NULL, false},
    {"【重要】アマゾンジャパン株式会社", "x@evil.example", "", "", "amazon", NULL, false},
    {"Ａｍａｚｏｎ．ｃｏ．ｊｐ", "x@evil.example", "", "", "amazon", NULL, false},
    {"A m a z o n", "x@evil.example", "", "", "amazon", NULL, false},
    {"A.m.a.z.o.n", "x@evil.example", "", "", "amazon", NULL, false},
    {"ア マ ゾ ン", "x@evil.example", "", "", "amazon", NULL, false},
    {"\xE2\x80\xAEnozamA", "x@evil.example", "", "", "amazon", NULL, false}, /* U+202E */
    {"\xE2\x80\xAEンゾマア\xE2\x80\xAC通販", "x@evil.example", "", "", "amazon", NULL, false},
    {"nozamA", "x@evil.example", "", "", "", NULL, false},
    {"A m", "x@evil.example", "", "", "", NULL, false},
    {"ア マゾネス", "x@evil.example", "", "", "", NULL, false},
    {"Amazonia Travel", "x@evil.example", "", "", "", NULL, false},
    {"山田 (Amazon担当)", "x@evil.example", "", "", "", NULL, false},
    {"オリコン", "x@evil.example", "", "", "", NULL, false},
    {"楽天証券", "x@evil.example", "", "", "", NULL, false},
    {"楽天カード", "x@evil.example", "", "", "rakuten-card", NULL, false},
    {"メ\xE2\x81\xA1ルカリ", "x@evil.example", "", "", "mercari", NULL, false}, /* U+2061 */
    {"\xD0\x90mazon", "x@evil.example", "", "", "amazon", NULL, false},         /* Cyrillic А */
    {"Amaz0n", "x@evil.example", "", "", "amazon", NULL, false},
    {"Amazon Mastercard", "x@evil.example", "", "", "smbc-card", NULL, false},
    {"info@amazon.co.jp", "x@evil.example", "", "", "amazon", NULL, false},
    {"Paidy", "info@mail.rakuten-card.co.jp", "", "", "paidy rakuten-card", NULL, false},
    {"Amazon.co.jp via Family", "family@lists.example", "", "", "", NULL, true},

    /* domains made to be taken for the brand's */
    {"", "x@amazon.co.jp.account-verify.net", "", "", "amazon", NULL, false},
    {"", "x@my.jcb.co.jp.qvbmk.example", "", "", "jcb", NULL, false},
    {"", "info@mail.rakuten-card.co.jp.evil.example", "", "", "rakuten-card", NULL, false},
    {"", "x@amazon-co-jp.evil.example", "", "", "amazon", NULL, false},
    {"", "x@amaz0n.co.jp", "", "", "amazon", NULL, false},
    {"", "x@amaz0n-support.example", "", "", "amazon", NULL, false},
    {"", "x@help-amaz0n.example", "", "", "amazon", NULL, false},
    {"", "x@\xD0\xB0mazon.co.jp", "", "", "amazon", NULL, false},
    {"", "x@vpassard.co.jp", "三井住友カードからのお知らせ", "", "smbc-card", NULL, false},
    {"", "x@vpassard.co.jp", "お知らせ", "", "", NULL, false},
    {"", "x@amazone.example", "農機のカタログ", "", "", NULL, false},
    {"", "x@company.example", "", "", "", NULL, false},

    /* naming is no claim, looking like is */
    {"", "taro@company.example", "Amazonの注文の件", "Amazon.co.jpで買いました", "", NULL, false},
    {"", "x@evil.example", "ご利用のお知らせ【三井住友カード】", "◇利用取引：買物", "smbc-card",
     NULL, false},
    {"", "x@evil.example", "Re: ご利用のお知らせ【三井住友カード】", "◇利用取引：買物", "", NULL,
     false},
    {"", "x@evil.example", "ご利用のお知らせ【三井住友カード】", "> ◇利用取引：買物", "", NULL,
     false},
    {"", "x@evil.example", "ご利用のお知らせ【三井住友カード】",
     "---------- Forwarded message ---------\nFrom: x\n◇利用取引：買物", "", NULL, false},
    {"", "x@evil.example", "ご利用のお知らせ【三井住友カード】", "届きましたか", "", NULL, false},
    {"", "x@evil.example", "お知らせ", "いつも三井住友カードをご利用いただき", "smbc-card",
     "www.smbc-card.com", false},
    {"", "x@evil.example", "お知らせ", "いつも三井住友カードをご利用いただき", "", "a.example",
     false},
};

static void read_row(struct domains *domains, const struct row *row, struct arena *arena,
                     struct claims *ret)
{
    struct slice address = slice_of(row->address);
    struct mime_message m = {.subject = slice_of(row->subject), .is_list = row->is_list};
    struct link_list links = {.dropped = 0};

    *array_push(arena, &m.from) = (struct mime_address){
        address, slice_skip(address, slice_find_byte(address, '@') + 1), slice_of(row->name)};
    *array_push(arena, &m.parts) =
        (struct mime_part){.kind = MIME_TEXT, .text = slice_of(row->text)};
    if (row->image)
        *array_push(arena, &links.links) =
            (struct link){.kind = LINK_IMAGE, .host = slice_of(row->image)};
    claim_read(catalog_builtin(), domains, &m, &links, arena, ret);
}

static struct slice ids_of(struct arena *arena, const struct claims *claims)
{
    struct slice ids = SLICE("");

    for (size_t i = 0; i < claims->len; i++)
        ids = arena_join(
            arena, (struct slice[]){ids, slice_of(i ? " " : ""), claims->at[i].sender->id}, 3);
    return ids;
}

static void a_message_claims_what_it_presents_itself_as(void **state)
{
    struct domains *domains = domains_new(&base_test_allocator);

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct claims claims = {NULL, 0, 0};
        struct slice ids;

        read_row(domains, &rows[i], arena, &claims);
        ids = ids_of(arena, &claims);
        if (!slice_eq(ids, slice_of(rows[i].claims)))
            fail_msg("%s <%s> %s: claims \"%.*s\", not \"%s\"", rows[i].name, rows[i].address,
                     rows[i].subject, SLICE_ARG(ids), rows[i].claims);
        arena_free(arena);
    }
    domains_free(domains);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_message_claims_what_it_presents_itself_as),
    };

    return cmocka_run_group_tests_name("claim", tests, NULL, NULL);
}
