#include "mail/verdict.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum flag {
    LENGTH = 1,
    NO_FROM = 2,
    NO_SUBJECT = 4,
    TESTING = 8,
    BODY_CHANGED = 16,
    NO_TYPE = 32,
    NO_REPLY = 64,
    ADDED_TO = 128
};

struct sig {
    const char *domain;
    enum signature_result result;
    unsigned flags;
};

struct target {
    const char *host, *text;
    bool acts;
    const char *href;
};

/* What was checked of a message, and what must be said of it (contract: docs/api/mail.md). */
struct row {
    const char *what;
    const char *name, *address;
    struct sig sigs[2];
    struct target links[2];
    const char *header;      /* above what the sender could write */
    const char *sealers[2];  /* of a chain that passes, oldest first */
    const char *arc_results; /* of the oldest */
    bool arc_leaves_from;    /* the newest signature of the chain does not sign From */
    enum smime_result smime;
    const char *certificate;
    bool is_list, junk;
    const char *subject;
    const char *second_author, *reply_to;
    enum mail_verdict verdict;
    enum mail_check decided_by;
};

#define AMAZON "Amazon.co.jp", "auto-confirm@amazon.co.jp"
#define HOME                                   \
    {                                          \
        "www.amazon.co.jp", "注文を見る", true \
    }
#define LOGIN                                      \
    {                                              \
        "sign-in.evil.example", "サインイン", true \
    }
#define READ                               \
    {                                      \
        "news.evil.example", "読む", false \
    }
#define SAW "Authentication-Results: mx.example.org; dkim=pass header.d=amazon.co.jp header.s=s\r\n"
#define RECEIVED \
    SLICE("Received: from a.example by mx.example.org; Sat, 15 Aug 2026 10:00:00 +0900\r\n")
#define ARC_SAW "mx.example.net; dkim=pass header.d=amazon.co.jp header.s=s"

/* Written from the contract, not from what comes out. */
static const struct row rows[] = {
    {"the brand's signature verifies", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_PASS, 0}, {"amazonses.com", SIGNATURE_PASS, 0}},
     .links = {HOME}, .verdict = MAIL_GENUINE, .decided_by = MAIL_DKIM},
    {"the same with a foreign link that asks for nothing", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_PASS, 0}}, .links = {HOME, READ}, .verdict = MAIL_GENUINE,
     .decided_by = MAIL_DKIM},
    {"the same with a foreign link that asks to sign in", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_PASS, 0}}, .links = {HOME, LOGIN}, .verdict = MAIL_UNKNOWN,
     .decided_by = MAIL_LINKS},
    {"only a part of the body is signed", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_PASS, LENGTH}}, .links = {HOME}, .verdict = MAIL_UNKNOWN,
     .decided_by = MAIL_DKIM},
    {"only a part of the body is signed, and the rest asks to sign in", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_PASS, LENGTH}}, .links = {HOME, LOGIN},
     .verdict = MAIL_FAKE, .decided_by = MAIL_LINKS},
    {"the subject is not signed", AMAZON, .sigs = {{"amazon.co.jp", SIGNATURE_PASS, NO_SUBJECT}},
     .verdict = MAIL_UNKNOWN, .decided_by = MAIL_DKIM},
    {"what tells how the body is read is not signed", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_PASS, NO_TYPE}},
     .header = "Content-Type: text/html; charset=utf-8\r\n", .verdict = MAIL_UNKNOWN,
     .decided_by = MAIL_DKIM},
    {"the same, and it says what would be so without it", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_PASS, NO_TYPE}},
     .header = "Content-Type: text/plain; charset=utf-8\r\n", .verdict = MAIL_GENUINE,
     .decided_by = MAIL_DKIM},
    {"an unsigned Reply-To that leads to somebody else", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_PASS, NO_REPLY}}, .reply_to = "x@evil.example",
     .verdict = MAIL_UNKNOWN, .decided_by = MAIL_DKIM},
    {"an unsigned Reply-To that leads home", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_PASS, NO_REPLY}}, .reply_to = "x@amazon.com",
     .verdict = MAIL_GENUINE, .decided_by = MAIL_DKIM},
    {"the author is not signed", AMAZON, .sigs = {{"amazon.co.jp", SIGNATURE_PASS, NO_FROM}},
     .verdict = MAIL_UNKNOWN, .decided_by = MAIL_DKIM},
    {"the key is for testing", AMAZON, .sigs = {{"amazon.co.jp", SIGNATURE_PASS, TESTING}},
     .verdict = MAIL_UNKNOWN, .decided_by = MAIL_DKIM},
    {"a second author in the one From field", AMAZON, .sigs = {{"amazon.co.jp", SIGNATURE_PASS, 0}},
     .second_author = "x@evil.example", .verdict = MAIL_UNKNOWN, .decided_by = MAIL_DKIM},
    {"a header line that is no field", AMAZON, .sigs = {{"amazon.co.jp", SIGNATURE_PASS, 0}},
     .junk = true, .verdict = MAIL_UNKNOWN, .decided_by = MAIL_MALFORMED},
    {"signed by the brand, written by a partner", "Amazon", "news@partner.example",
     .sigs = {{"amazon.co.jp", SIGNATURE_PASS, 0}}, .links = {HOME}, .verdict = MAIL_UNKNOWN,
     .decided_by = MAIL_ALIGNMENT},

    {"the brand's signature fails", AMAZON, .sigs = {{"amazon.co.jp", SIGNATURE_FAIL, 0}},
     .links = {HOME}, .verdict = MAIL_FAKE, .decided_by = MAIL_DKIM},
    {"it fails, and another of the brand's verifies", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_FAIL, 0}, {"amazon.com", SIGNATURE_PASS, 0}},
     .links = {HOME}, .verdict = MAIL_GENUINE, .decided_by = MAIL_DKIM},
    {"it fails on a list", AMAZON, .sigs = {{"amazon.co.jp", SIGNATURE_FAIL, 0}}, .links = {HOME},
     .is_list = true, .verdict = MAIL_UNKNOWN, .decided_by = MAIL_DKIM},
    {"somebody at the brand writes to a list about sign-in code", "Jane Doe", "jane@amazon.com",
     .sigs = {{"amazon.com", SIGNATURE_PASS, 0}},
     .links = {{"code.example", "https://code.example/login.c", true}}, .is_list = true,
     .verdict = MAIL_GENUINE, .decided_by = MAIL_DKIM},
    {"the same, and the key is gone", "Jane Doe", "jane@amazon.com",
     .sigs = {{"amazon.com", SIGNATURE_NO_KEY, 0}},
     .links = {{"code.example", "https://code.example/login.c", true}}, .is_list = true,
     .verdict = MAIL_UNKNOWN, .decided_by = MAIL_DKIM},
    {"a list mail with a button that asks to sign in elsewhere", AMAZON, .links = {LOGIN},
     .is_list = true, .verdict = MAIL_FAKE, .decided_by = MAIL_LINKS},
    {"it fails, and a filter has tagged the subject", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_FAIL, 0}}, .links = {HOME}, .subject = "[SPAM] ご注文",
     .verdict = MAIL_UNKNOWN, .decided_by = MAIL_DKIM},
    {"it fails, and a gateway has rewritten the links", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_FAIL, BODY_CHANGED}},
     .links = {{"jpn01.safelinks.protection.outlook.com", "サインイン", true,
                "https://jpn01.safelinks.protection.outlook.com/"
                "?url=https%3A%2F%2Fwww.amazon.co.jp%2Fap&data=05"}},
     .verdict = MAIL_UNKNOWN, .decided_by = MAIL_DKIM},
    {"it fails, and all that was added is a banner", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_FAIL, BODY_CHANGED | ADDED_TO}}, .links = {HOME},
     .verdict = MAIL_UNKNOWN, .decided_by = MAIL_DKIM},
    {"the same, and the banner asks to sign in", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_FAIL, BODY_CHANGED | ADDED_TO}}, .links = {HOME, LOGIN},
     .verdict = MAIL_FAKE, .decided_by = MAIL_LINKS},
    {"a lure behind a gateway", AMAZON, .sigs = {{"amazon.co.jp", SIGNATURE_FAIL, BODY_CHANGED}},
     .links = {{"jpn01.safelinks.protection.outlook.com", "サインイン", true,
                "https://jpn01.safelinks.protection.outlook.com/"
                "?url=https%3A%2F%2Fevil.example%2Fap&data=05"}},
     .verdict = MAIL_FAKE, .decided_by = MAIL_LINKS},
    {"it fails with l=", AMAZON, .sigs = {{"amazon.co.jp", SIGNATURE_FAIL, LENGTH}},
     .links = {HOME}, .verdict = MAIL_UNKNOWN, .decided_by = MAIL_DKIM},
    {"it fails, and the own server saw it pass", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_FAIL, BODY_CHANGED}}, .links = {HOME}, .header = SAW,
     .verdict = MAIL_UNKNOWN, .decided_by = MAIL_DKIM},

    {"the key is gone", AMAZON, .sigs = {{"amazon.co.jp", SIGNATURE_NO_KEY, 0}}, .links = {HOME},
     .verdict = MAIL_UNKNOWN, .decided_by = MAIL_DKIM},
    {"the key is gone, and the own server saw it pass", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_NO_KEY, 0}}, .links = {HOME}, .header = SAW,
     .verdict = MAIL_VOUCHED, .decided_by = MAIL_AUTHRES},
    {"the same said by a server that nobody trusts", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_NO_KEY, 0}}, .links = {HOME},
     .header = "Authentication-Results: mx.evil.example; dkim=pass header.d=amazon.co.jp\r\n",
     .verdict = MAIL_UNKNOWN, .decided_by = MAIL_DKIM},
    {"the own server saw somebody else's pass", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_NO_KEY, 0}}, .links = {HOME},
     .header = "Authentication-Results: mx.example.org; dkim=pass header.d=amazonses.com\r\n",
     .verdict = MAIL_UNKNOWN, .decided_by = MAIL_DKIM},
    {"the key is gone and the body was changed", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_NO_KEY, BODY_CHANGED}}, .links = {HOME}, .header = SAW,
     .verdict = MAIL_UNKNOWN, .decided_by = MAIL_DKIM},
    {"one that covers a part, which the server may mean, beside a forged one without a key", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_PASS, LENGTH}, {"amazon.co.jp", SIGNATURE_NO_KEY, 0}},
     .links = {HOME}, .header = SAW, .verdict = MAIL_UNKNOWN, .decided_by = MAIL_DKIM},
    {"the same with a key that is gone, too, and a lure", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_NO_KEY, NO_SUBJECT},
              {"amazon.co.jp", SIGNATURE_NO_KEY, 0}},
     .links = {HOME, LOGIN}, .header = SAW, .verdict = MAIL_FAKE, .decided_by = MAIL_LINKS},
    {"the signature is refused, though the server saw it pass", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_REFUSED, 0}}, .links = {HOME}, .header = SAW,
     .verdict = MAIL_UNKNOWN, .decided_by = MAIL_DKIM},
    {"seen to pass, no signature left", AMAZON, .links = {HOME}, .header = SAW,
     .verdict = MAIL_UNKNOWN, .decided_by = MAIL_ALIGNMENT},
    {"a trusted sealer saw it pass", AMAZON, .sigs = {{"amazon.co.jp", SIGNATURE_NO_KEY, 0}},
     .links = {HOME}, .sealers = {"google.com"}, .arc_results = ARC_SAW, .verdict = MAIL_VOUCHED,
     .decided_by = MAIL_ARC},
    {"a chain whose signature leaves the author out", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_NO_KEY, 0}}, .links = {HOME}, .sealers = {"google.com"},
     .arc_results = ARC_SAW, .arc_leaves_from = true, .verdict = MAIL_UNKNOWN,
     .decided_by = MAIL_DKIM},
    {"a sealer that nobody trusts", AMAZON, .sigs = {{"amazon.co.jp", SIGNATURE_NO_KEY, 0}},
     .links = {HOME}, .sealers = {"evil.example"}, .arc_results = ARC_SAW, .verdict = MAIL_UNKNOWN,
     .decided_by = MAIL_DKIM},
    {"a trusted sealer, and above it one that nobody trusts", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_NO_KEY, 0}}, .links = {HOME},
     .sealers = {"google.com", "evil.example"}, .arc_results = ARC_SAW, .verdict = MAIL_UNKNOWN,
     .decided_by = MAIL_DKIM},
    {"a trusted sealer above one that nobody trusts", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_NO_KEY, 0}}, .links = {HOME},
     .sealers = {"evil.example", "google.com"}, .arc_results = ARC_SAW, .verdict = MAIL_UNKNOWN,
     .decided_by = MAIL_DKIM},

    {"unsigned, all links at home", AMAZON, .links = {HOME}, .verdict = MAIL_UNKNOWN,
     .decided_by = MAIL_ALIGNMENT},
    {"only the mail service's signature", AMAZON, .sigs = {{"amazonses.com", SIGNATURE_PASS, 0}},
     .links = {HOME}, .verdict = MAIL_UNKNOWN, .decided_by = MAIL_ALIGNMENT},
    {"unsigned, and it asks to sign in elsewhere", AMAZON, .links = {LOGIN}, .verdict = MAIL_FAKE,
     .decided_by = MAIL_LINKS},
    {"the key is gone, and it asks to sign in elsewhere", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_NO_KEY, 0}}, .links = {HOME, LOGIN}, .verdict = MAIL_FAKE,
     .decided_by = MAIL_LINKS},
    {"the same, but the own server saw it pass whole", AMAZON,
     .sigs = {{"amazon.co.jp", SIGNATURE_NO_KEY, 0}}, .links = {HOME, LOGIN}, .header = SAW,
     .verdict = MAIL_UNKNOWN, .decided_by = MAIL_DKIM},
    {"it shows Amazon's address and leads elsewhere", AMAZON,
     .links = {{"a.evil.example", "https://www.amazon.co.jp/gp", false}}, .verdict = MAIL_FAKE,
     .decided_by = MAIL_LINKS},
    {"it shows one address of the brand and leads to its click counter", "三井住友カード",
     "statement@vpass.ne.jp", .sigs = {{"vpass.ne.jp", SIGNATURE_PASS, 0}},
     .links = {{"click.contact.vpass.ne.jp", "www5.smbc-card.com", true}}, .verdict = MAIL_GENUINE,
     .decided_by = MAIL_DKIM},

    {"another company's true signature", "Paidy", "info@mail.rakuten-card.co.jp",
     .sigs = {{"mail.rakuten-card.co.jp", SIGNATURE_PASS, 0}},
     .links = {{"www.rakuten-card.co.jp", "ログイン", true}}, .verdict = MAIL_FAKE,
     .decided_by = MAIL_BRAND},
    {"the card company's card that bears another's name", "Amazon Mastercard",
     "statement@vpass.ne.jp", .sigs = {{"vpass.ne.jp", SIGNATURE_PASS, 0}},
     .links = {{"www.vpass.ne.jp", "ログイン", true}}, .verdict = MAIL_GENUINE,
     .decided_by = MAIL_DKIM},
    {"one company of the group in the other's name", "楽天カード", "news@rakuten.co.jp",
     .sigs = {{"rakuten.co.jp", SIGNATURE_PASS, 0}},
     .links = {{"www.rakuten-card.co.jp", "ログイン", true}}, .verdict = MAIL_UNKNOWN,
     .decided_by = MAIL_ALIGNMENT},
    {"a stranger in the brand's name, signed by itself", "Amazon", "info@evil.example",
     .sigs = {{"evil.example", SIGNATURE_PASS, 0}}, .links = {READ}, .verdict = MAIL_FAKE,
     .decided_by = MAIL_BRAND},
    {"an unlisted domain whose links lead home", "楽天カード", "news@mailing.example",
     .sigs = {{"mailing.example", SIGNATURE_PASS, 0}},
     .links = {{"www.rakuten-card.co.jp", "ログイン", true}, READ}, .verdict = MAIL_UNKNOWN,
     .decided_by = MAIL_ALIGNMENT},
    {"an unlisted domain that leads nowhere", "楽天カード", "news@mailing.example",
     .sigs = {{"mailing.example", SIGNATURE_PASS, 0}}, .verdict = MAIL_UNKNOWN,
     .decided_by = MAIL_ALIGNMENT},
    {"an agent of the brand", "楽天カード", "info@ad02clickmailer.jp",
     .sigs = {{"ad02clickmailer.jp", SIGNATURE_PASS, 0}},
     .links = {{"news.example.org", "読む", false}}, .verdict = MAIL_UNKNOWN,
     .decided_by = MAIL_ALIGNMENT},
    {"an agent's click counter that asks to sign in", "楽天カード", "info@ad02clickmailer.jp",
     .links = {{"r.ad02clickmailer.jp", "ログイン", true}}, .verdict = MAIL_UNKNOWN,
     .decided_by = MAIL_ALIGNMENT},

    {"the brand's domain as the head of another", NULL, "info@amazon.co.jp.account-verify.net",
     .verdict = MAIL_FAKE, .decided_by = MAIL_LOOKALIKE},
    {"a zero for an o", "Amazon", "info@amaz0n.co.jp",
     .sigs = {{"amaz0n.co.jp", SIGNATURE_PASS, 0}}, .links = {LOGIN}, .verdict = MAIL_FAKE,
     .decided_by = MAIL_LOOKALIKE},
    {"full-width letters", "Amazon", "info@ａｍａｚｏｎ.co.jp", .links = {HOME},
     .verdict = MAIL_FAKE, .decided_by = MAIL_LOOKALIKE},

    {"S/MIME of the bank", "三菱UFJ銀行", "mail@direct-11.bk.mufg.jp", .smime = SMIME_PASS,
     .certificate = "mail@direct-11.bk.mufg.jp", .links = {{"direct.bk.mufg.jp", "開く", true}},
     .verdict = MAIL_GENUINE, .decided_by = MAIL_SMIME},
    {"S/MIME of the bank under a subject that asks", "三菱UFJ銀行", "mail@direct-11.bk.mufg.jp",
     .smime = SMIME_PASS, .certificate = "mail@direct-11.bk.mufg.jp",
     .subject = "ログインして本人確認をしてください", .verdict = MAIL_UNKNOWN,
     .decided_by = MAIL_SMIME},
    {"S/MIME of the bank under a subject that asks for nothing", "三菱UFJ銀行",
     "mail@direct-11.bk.mufg.jp", .smime = SMIME_PASS, .certificate = "mail@direct-11.bk.mufg.jp",
     .subject = "お取引のお知らせ", .verdict = MAIL_GENUINE, .decided_by = MAIL_SMIME},
    {"S/MIME of somebody else", "三菱UFJ銀行", "mail@direct-11.bk.mufg.jp", .smime = SMIME_PASS,
     .certificate = "x@evil.example", .verdict = MAIL_UNKNOWN, .decided_by = MAIL_SMIME},
    {"S/MIME that does not fit", "三菱UFJ銀行", "mail@direct-11.bk.mufg.jp", .smime = SMIME_FAIL,
     .certificate = "mail@direct-11.bk.mufg.jp", .verdict = MAIL_FAKE, .decided_by = MAIL_SMIME},
    {"S/MIME of a root that nobody trusts", "三菱UFJ銀行", "mail@direct-11.bk.mufg.jp",
     .smime = SMIME_UNTRUSTED, .certificate = "mail@direct-11.bk.mufg.jp", .verdict = MAIL_UNKNOWN,
     .decided_by = MAIL_SMIME},

    {"a colleague", "山田 太郎", "taro@company.example",
     .sigs = {{"company.example", SIGNATURE_PASS, 0}}, .links = {HOME, LOGIN},
     .verdict = MAIL_UNKNOWN, .decided_by = MAIL_NOTHING},
};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

static struct mime_address address_of(const char *name, const char *address)
{
    struct slice s = slice_of(address);

    return (struct mime_address){s, slice_skip(s, slice_find_byte(s, '@') + 1), slice_of(name)};
}

static void fill_signatures(struct arena *arena, const struct row *row, struct mail *mail)
{
    for (size_t i = 0; i < 2 && row->sigs[i].domain; i++) {
        unsigned flags = row->sigs[i].flags;

        *array_push(arena, &mail->signatures) = (struct mail_signature){
            .domain = slice_of(row->sigs[i].domain),
            .result = row->sigs[i].result,
            .body_hash = flags & BODY_CHANGED ? TRI_NO : TRI_YES,
            .has_length = flags & LENGTH,
            .covers_all = !(flags & LENGTH),
            .signs_from = !(flags & NO_FROM),
            .signs_subject = !(flags & NO_SUBJECT),
            .signs_type = !(flags & NO_TYPE),
            .signs_encoding = true,
            .signs_reply_to = !(flags & NO_REPLY),
            .is_added_to = flags & ADDED_TO,
            .testing = flags & TESTING,
        };
    }
}

static void fill_chain(struct arena *arena, const struct row *row, struct mail *mail)
{
    for (size_t i = 0; i < 2 && row->sealers[i]; i++) {
        mail->arc.cv = ARC_PASS;
        *array_push(arena, &mail->arc.instances) = (struct arc_instance){
            .sealer = slice_of(row->sealers[i]),
            .results = i == 0 ? slice_of(row->arc_results) : SLICE("mx.example.net; arc=pass"),
            .sealed = true,
        };
    }
    if (row->sealers[0])
        *array_push(arena, &mail->signatures) = (struct mail_signature){
            .type = SIGNATURE_ARC,
            .domain = slice_of(row->sealers[row->sealers[1] ? 1 : 0]),
            .result = SIGNATURE_PASS,
            .body_hash = TRI_YES,
            .covers_all = true,
            .signs_from = !row->arc_leaves_from,
            .signs_subject = true,
            .signs_type = true,
            .signs_encoding = true,
            .signs_reply_to = true,
        };
}

static void fill_links(struct arena *arena, const struct row *row, struct link_list *to)
{
    for (size_t i = 0; i < 2 && row->links[i].host; i++)
        *array_push(arena, &to->links) = (struct link){
            .kind = LINK_ANCHOR,
            .text = slice_of(row->links[i].text),
            .host = slice_of(row->links[i].host),
            .href = slice_of(row->links[i].href),
            .acts = row->links[i].acts,
        };
}

static void judge(struct domains *domains, const struct row *row, uint64_t without,
                  struct arena *arena, struct mail *ret)
{
    static const struct slice trusted[] = {{"mx.example.org", 14}};
    const struct mail_env env = {.catalog = catalog_builtin(),
                                 .domains = domains,
                                 .trusted_authservs = trusted,
                                 .trusted_authservs_len = 1};
    struct link_list links = {.dropped = 0};
    struct raw_message raw;

    *ret = (struct mail){.verdict = MAIL_UNKNOWN};
    header_read(arena_join(arena, (struct slice[]){slice_of(row->header), RECEIVED}, 2), arena,
                &raw);
    raw.junk = row->junk;
    *array_push(arena, &ret->mime.from) = address_of(row->name, row->address);
    if (row->second_author)
        *array_push(arena, &ret->mime.from) = address_of("", row->second_author);
    if (row->reply_to)
        *array_push(arena, &ret->mime.reply_to) = address_of("", row->reply_to);
    ret->mime.from_fields = 1;
    ret->mime.is_list = row->is_list;
    ret->mime.subject = slice_of(row->subject);
    ret->smime.result = row->smime;
    ret->smime.address = slice_of(row->certificate);
    ret->smime.detail = slice_of(row->smime == SMIME_FAIL ? "signature_mismatch" : "");
    fill_signatures(arena, row, ret);
    fill_chain(arena, row, ret);
    fill_links(arena, row, &links);
    claim_read(env.catalog, domains, &ret->mime, &links, arena, &ret->claims);
    verdict_find_without(&env, &raw, &links, without, arena, ret);
}

static void every_case_has_the_verdict_of_the_contract(void **state)
{
    struct domains *domains = domains_new(&base_test_allocator);

    (void)state;
    for (size_t i = 0; i < ROWS; i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct mail mail;

        judge(domains, &rows[i], 0, arena, &mail);
        if (mail.verdict != rows[i].verdict || mail.decided_by != rows[i].decided_by)
            fail_msg("%s: %.*s by %.*s", rows[i].what, SLICE_ARG(mail_verdict_name(mail.verdict)),
                     SLICE_ARG(mail_check_name(mail.decided_by)));
        assert_true(mail.reasons.len > 0);
        arena_free(arena);
    }
    domains_free(domains);
}

/* A rule that no case needs is either wrong or untested. */
static void every_rule_matters_to_some_case(void **state)
{
    struct domains *domains = domains_new(&base_test_allocator);

    (void)state;
    for (unsigned rule = 0; rule < VERDICT_RULES; rule++) {
        bool matters = false;

        for (size_t i = 0; i < ROWS && !matters; i++) {
            struct arena *arena = arena_new(&base_test_allocator);
            struct mail mail;

            judge(domains, &rows[i], UINT64_C(1) << rule, arena, &mail);
            matters = mail.verdict != rows[i].verdict;
            arena_free(arena);
        }
        if (!matters)
            fail_msg("rule %u can be left out", rule);
    }
    domains_free(domains);
}

static void links_are_told_by_their_owner(void **state)
{
    static const struct row row = {"", AMAZON, .sigs = {{"amazon.co.jp", SIGNATURE_PASS, 0}},
                                   .links = {HOME, READ}};
    struct domains *domains = domains_new(&base_test_allocator);
    struct arena *arena = arena_new(&base_test_allocator);
    struct mail mail;

    (void)state;
    judge(domains, &row, 0, arena, &mail);
    assert_int_equal(mail.links.len, 2);
    assert_true(slice_eq(mail.links.at[0].domain, SLICE("amazon.co.jp")));
    assert_true(slice_eq(mail.links.at[0].owner->id, SLICE("amazon")));
    assert_true(mail.links.at[0].ok);
    assert_null(mail.links.at[1].owner);
    assert_false(mail.links.at[1].ok);
    assert_true(mail.aligned[0]);
    arena_free(arena);
    domains_free(domains);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case_has_the_verdict_of_the_contract),
        cmocka_unit_test(every_rule_matters_to_some_case),
        cmocka_unit_test(links_are_told_by_their_owner),
    };

    return cmocka_run_group_tests_name("verdict", tests, NULL, NULL);
}
