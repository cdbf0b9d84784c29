#include "mail/claim.h"

#include "mail/lookalike.h"

#include "base/text.h"

#include <string.h>

#define WORD_MIN \
    5u /* letters of a name that counts before an @: `jcb@` may be anybody's initials */

/* What is looked at while claims are read. */
struct reading {
    const struct catalog *catalog;
    struct domains *domains;
    const struct mime_message *message;
    const struct link_list *links;
    struct arena *arena;
    struct claims *ret;
};

bool claim_has(const struct claim *claim, unsigned grounds)
{
    return (claim->grounds & grounds) != 0;
}

static void add(struct reading *r, const struct sender *sender, enum claim_ground ground)
{
    struct claim *claim = NULL;

    for (size_t i = 0; i < r->ret->len; i++)
        if (r->ret->at[i].sender == sender)
            claim = &r->ret->at[i];
    if (!claim) {
        claim = array_push(r->arena, r->ret);
        claim->sender = sender;
    }
    claim->grounds |= 1u << ground;
}

/* ------------------------------------------------------------------ words */

/* Code points that show nothing: a name with one inside reads as without (DerivedCoreProperties,
 * Default_Ignorable_Code_Point). */
static bool shows_nothing(uint32_t cp)
{
    static const struct {
        uint32_t from, to;
    } ranges[] = {
        {0xAD, 0xAD},       {0x34F, 0x34F},   {0x61C, 0x61C},     {0x115F, 0x1160},
        {0x17B4, 0x17B5},   {0x180B, 0x180F}, {0x200B, 0x200F},   {0x202A, 0x202E},
        {0x2060, 0x206F},   {0x3164, 0x3164}, {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},
        {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFF8}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A},
        {0xE0000, 0xE0FFF},
    };

    for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
        if (cp >= ranges[i].from && cp <= ranges[i].to)
            return true;
    return false;
}

#define RIGHT_TO_LEFT 0x202Eu /* override: what follows is shown backwards … */
#define POP 0x202Cu           /* … up to here */

/* ${text} in the order in which it is shown. */
static struct slice as_shown(struct arena *arena, struct slice text)
{
    size_t n, len = 0, at = slice_find(text, SLICE("\xE2\x80\xAE"));
    uint32_t cp = 0;
    char *to;

    if (at == text.len)
        return text;
    to = arena_alloc(arena, text.len + 1);
    memcpy(to, text.ptr, at);
    text = slice_skip(text, at);
    while ((n = text_next(slice_skip(text, len), &cp)) > 0 && cp != POP)
        len += n;
    for (size_t i = 0; (n = text_next(slice_sub(text, i, len), &cp)) > 0; i += n)
        memcpy(to + at + len - i - n, text.ptr + i, n);
    memcpy(to + at + len, text.ptr + len, text.len - len);
    return (struct slice){to, at + text.len};
}

/* `A m a z o n`, `A.m.a.z.o.n`: single letters with something between each two, without that;
 * itself where it is not so. */
static struct slice without_gaps(struct arena *arena, struct slice text)
{
    char *to = arena_alloc(arena, text.len + 1);
    size_t n, len = 0;
    uint32_t cp = 0;
    bool before = false;

    for (size_t at = 0; (n = text_next(slice_skip(text, at), &cp)) > 0; at += n) {
        bool is_letter = text_is_word(cp);

        if (is_letter && before)
            return text;
        before = is_letter;
        for (size_t i = 0; is_letter && i < n; i++)
            to[len++] = text.ptr[at + i];
    }
    return (struct slice){to, len};
}

/* ${text} as it is read, folded. */
static struct slice fold_seen(struct arena *arena, struct slice text)
{
    char *to = arena_alloc(arena, text.len + 1);
    size_t n, len = 0;
    uint32_t cp = 0;

    text = without_gaps(arena, as_shown(arena, text));
    for (size_t at = 0; (n = text_next(slice_skip(text, at), &cp)) > 0; at += n)
        if (!shows_nothing(cp))
            for (size_t i = 0; i < n; i++)
                to[len++] = text.ptr[at + i];
    return text_fold(arena, (struct slice){to, len});
}

/* What a word is made of: in Japanese a change of script parts words (Amazonカスタマーサービス). */
enum script { SCRIPT_NONE, SCRIPT_LATIN, SCRIPT_DIGIT, SCRIPT_KATAKANA, SCRIPT_OTHER };

static enum script script_of(uint32_t cp)
{
    if (!text_is_word(cp))
        return SCRIPT_NONE;
    if (cp >= '0' && cp <= '9')
        return SCRIPT_DIGIT;
    if (cp < 0x250)
        return SCRIPT_LATIN;
    if (cp >= 0x30A0 && cp <= 0x30FF)
        return SCRIPT_KATAKANA;
    return SCRIPT_OTHER;
}

static enum script script_after(struct slice s, size_t at)
{
    uint32_t cp = 0;

    return text_next(slice_skip(s, at), &cp) > 0 ? script_of(cp) : SCRIPT_NONE;
}

static enum script script_before(struct slice s, size_t at)
{
    uint32_t cp = 0;

    if (at == 0)
        return SCRIPT_NONE;
    do
        at--;
    while (at > 0 && ((unsigned char)s.ptr[at] & 0xC0) == 0x80);
    return text_next(slice_skip(s, at), &cp) > 0 ? script_of(cp) : SCRIPT_NONE;
}

/* ${word} stands at the beginning of ${s} and does not go on as a word of the same script. */
static bool begins_with(struct slice s, struct slice word)
{
    enum script last;

    if (word.len == 0 || !slice_starts(s, word))
        return false;
    last = script_before(s, word.len);
    return last == SCRIPT_NONE || last == SCRIPT_DIGIT || script_after(s, word.len) != last;
}

/* ------------------------------------------------------------------ the display name */

/* Words, folded, that may stand before the name without making it another's. */
static bool skip_general_word(struct slice *rest)
{
    static const struct slice words[] = {
        {"株式会社", 12},   {"公式", 6},       {"重要", 6},
        {"緊急", 6},        {"至急", 6},       {"お知らせ", 12},
        {"通知", 6},        {"ご案内", 9},     {"案内", 6},
        {"お客様", 9},      {"カスタマ-", 13}, {"サ-ビス", 10},
        {"サポ-ト", 10},    {"センタ-", 10},   {"セキユリテイ", 18},
        {"アカウント", 15}, {"事務局", 9},     {"確認", 6},
        {"自動配信", 12},   {"送信専用", 12},  {"な", 3},
        {"の", 3},          {"OFFICIAL", 8},   {"SUPPORT", 7},
        {"SERVICE", 7},     {"CUSTOMER", 8},   {"TEAM", 4},
        {"INFO", 4},        {"NOTICE", 6},     {"NOTIFICATION", 12},
        {"SECURITY", 8},    {"ACCOUNT", 7},    {"NOREPLY", 7},
        {"NO", 2},          {"REPLY", 5},      {"MAIL", 4},
        {"YOUR", 4},        {"MY", 2},         {"THE", 3},
        {"IMPORTANT", 9},   {"URGENT", 6},     {"WWW", 3},
    };
    uint32_t cp = 0;
    size_t n = text_next(*rest, &cp);

    if (n > 0 && !text_is_word(cp)) {
        *rest = slice_skip(*rest, n);
        return true;
    }
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (begins_with(*rest, words[i])) {
            *rest = slice_skip(*rest, words[i].len);
            return true;
        }
    return false;
}

/* The brand whose name is the longest at the beginning of the folded ${s}. */
static const struct sender *name_at(const struct catalog *catalog, struct slice s)
{
    const struct sender *best = NULL;
    size_t len = 0;

    for (size_t i = 0; i < catalog->senders_len; i++)
        for (size_t k = 0; k < catalog->senders[i].names.len; k++) {
            struct slice name = catalog->senders[i].names.at[k];

            if (name.len > len && begins_with(s, name)) {
                len = name.len;
                best = &catalog->senders[i];
            }
        }
    return best;
}

/* Whether the names could begin with the same letter: a Latin one and a Japanese one never do.  A
 * skeleton costs more than all else here. */
static bool may_begin(struct slice skeleton, struct slice name)
{
    unsigned char a = (unsigned char)(skeleton.len ? skeleton.ptr[0] : 0);
    unsigned char b = (unsigned char)name.ptr[0];

    if (a >= 0x80 || b >= 0x80)
        return a >= 0x80 && b >= 0x80;
    return b < 'A' || b > 'Z' || b == 'M' || b == 'I' || b - 'A' == a - 'a';
}

/* The same by what the letters look like: Аmazon, PAYPAY KARD stays what it is. */
static const struct sender *name_like(struct reading *r, struct slice s)
{
    struct slice skeleton = domain_skeleton(r->domains, s, r->arena);
    const struct sender *best = NULL;
    size_t len = 0;

    for (size_t i = 0; i < r->catalog->senders_len; i++)
        for (size_t k = 0; k < r->catalog->senders[i].names.len; k++) {
            struct slice name = r->catalog->senders[i].names.at[k], like;

            if (name.len < WORD_MIN || !may_begin(skeleton, name))
                continue;
            like = domain_skeleton(r->domains, name, r->arena);
            if (like.len > len && begins_with(skeleton, like)) {
                len = like.len;
                best = &r->catalog->senders[i];
            }
        }
    return best;
}

static bool is_host_byte(char c)
{
    return c == '.' || c == '-' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

/* A brand's domain shown in the name: `"info@amazon.co.jp" <x@evil.example>`. */
static void name_domains(struct reading *r, struct slice name)
{
    size_t at = 0;

    while (at < name.len) {
        size_t end = at;
        struct slice ascii;

        while (end < name.len && is_host_byte(name.ptr[end]))
            end++;
        if (slice_has(slice_sub(name, at, end), SLICE(".")) &&
            domain_ascii(r->domains, slice_sub(name, at, end), r->arena, &ascii)) {
            const struct sender *owner = sender_owner(r->catalog, ascii);

            if (owner)
                add(r, owner, CLAIM_NAME);
        }
        at = end + 1;
    }
}

/* Lists that write themselves into From keep the name: `Amazon.co.jp via Family`. */
static bool is_via_list(const struct mime_message *message, struct slice folded)
{
    return message->is_list && slice_has(folded, SLICE(" VIA "));
}

static void read_name(struct reading *r, struct slice name)
{
    struct slice seen = fold_seen(r->arena, name), rest = seen;
    const struct sender *sender;

    if (is_via_list(r->message, seen))
        return;
    sender = name_at(r->catalog, rest);
    while (!sender && skip_general_word(&rest))
        sender = name_at(r->catalog, rest);
    if (!sender && lookalike_may_hide(name))
        sender = name_like(r, rest);
    if (!sender && lookalike_may_hide(name) && rest.len < seen.len)
        sender = name_like(r, seen);
    if (sender)
        add(r, sender, CLAIM_NAME);
    name_domains(r, name);
}

/* ------------------------------------------------------------------ the address */

/* The words of the part before the @, where no display name is shown. */
static void read_local(struct reading *r, struct slice address)
{
    struct slice folded, local = address;

    for (size_t i = 0; i < address.len; i++)
        if (address.ptr[i] == '@')
            local.len = i;
    folded = text_fold(r->arena, local);
    for (size_t at = 0; at < folded.len; at++) {
        const struct sender *sender = NULL;

        if (script_before(folded, at) == SCRIPT_NONE)
            sender = name_at(r->catalog, slice_skip(folded, at));
        for (size_t k = 0; sender && k < sender->names.len; k++)
            if (sender->names.at[k].len >= WORD_MIN &&
                begins_with(slice_skip(folded, at), sender->names.at[k])) {
                add(r, sender, CLAIM_LOCAL_PART);
                return;
            }
    }
}

/* The folded ${word} stands somewhere in the folded ${text} as a word. */
static bool has_word(struct slice text, struct slice word)
{
    for (size_t at = 0; at + word.len <= text.len; at++) {
        struct slice rest = slice_skip(text, at);

        at += slice_find(rest, word);
        if (at + word.len <= text.len && begins_with(slice_skip(text, at), word) &&
            script_before(text, at) != script_after(text, at))
            return true;
    }
    return false;
}

/* Whether the message speaks of the brand at all: what makes a name that is merely close suspect.
 */
static bool speaks_of(struct reading *r, const struct sender *sender, struct slice text)
{
    struct slice folded = text_fold(r->arena, text);

    for (size_t k = 0; k < sender->names.len; k++)
        if (has_word(folded, sender->names.at[k]))
            return true;
    return false;
}

static struct slice part_text(struct reading *r, const struct mime_part *part)
{
    struct slice text = slice_sub(part->text, 0, 4 * CLAIM_MAX_TEXT);

    if (part->kind == MIME_HTML)
        text = link_html_text(text, r->arena);
    return slice_sub(text, 0, CLAIM_MAX_TEXT);
}

static bool mentions(struct reading *r, const struct mime_address *from,
                     const struct sender *sender)
{
    if (speaks_of(r, sender, from->name) || speaks_of(r, sender, r->message->subject))
        return true;
    for (size_t i = 0; i < r->message->parts.len; i++)
        if (r->message->parts.at[i].kind <= MIME_HTML &&
            speaks_of(r, sender, part_text(r, &r->message->parts.at[i])))
            return true;
    return false;
}

static void read_domain(struct reading *r, const struct mime_address *from)
{
    const struct sender *owner = NULL;
    struct slice ascii;

    if (!domain_ascii(r->domains, from->domain, r->arena, &ascii))
        return;
    switch (lookalike_find(r->catalog, r->domains, from->domain, ascii, r->arena, &owner)) {
    case LOOKALIKE_SAME: add(r, owner, CLAIM_LOOKALIKE); return;
    case LOOKALIKE_NEAR:
        if (mentions(r, from, owner))
            add(r, owner, CLAIM_RESEMBLES);
        return;
    case LOOKALIKE_NONE: break;
    }
    owner = sender_owner(r->catalog, ascii);
    if (owner)
        add(r, owner, CLAIM_FROM_DOMAIN);
}

/* ------------------------------------------------------------------ the look */

static bool is_answer(struct slice subject)
{
    static const struct slice marks[] = {
        {"RE:", 3}, {"FW:", 3}, {"FWD:", 4}, {"AW:", 3}, {"返信", 6}, {"転送", 6},
    };

    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
        if (slice_starts(subject, marks[i]))
            return true;
    return false;
}

/* Somebody else's mail stands in the folded ${text}: it is shown, not claimed. */
static bool is_forwarded(struct slice text)
{
    static const struct slice marks[] = {
        {"FORWARDED MESSAGE", 17}, {"ORIGINAL MESSAGE", 16}, {"転送されたメツセ-ジ", 28},
        {"転送メツセ-ジ", 19},     {"元のメツセ-ジ", 19},    {"差出人:", 10},
    };

    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
        if (slice_has(text, marks[i]))
            return true;
    return slice_starts(text, SLICE(">"));
}

static bool has_look(const struct sender *sender, struct slice folded)
{
    for (size_t k = 0; k < sender->looks.len; k++)
        if (slice_has(folded, sender->looks.at[k]))
            return true;
    return false;
}

static bool shows_logo(struct reading *r, const struct sender *sender)
{
    for (size_t i = 0; i < r->links->links.len; i++) {
        const struct link *link = &r->links->links.at[i];
        struct slice ascii;

        if (link->kind == LINK_IMAGE && link->host.len > 0 &&
            domain_ascii(r->domains, link->host, r->arena, &ascii) &&
            sender_owner(r->catalog, ascii) == sender)
            return true;
    }
    return false;
}

static bool has_images(const struct link_list *links)
{
    for (size_t i = 0; i < links->links.len; i++)
        if (links->links.at[i].kind == LINK_IMAGE)
            return true;
    return false;
}

static bool any_look(const struct catalog *catalog, struct slice folded)
{
    for (size_t i = 0; i < catalog->senders_len; i++)
        if (has_look(&catalog->senders[i], folded))
            return true;
    return false;
}

/* The folded text of the first part that has one; empty = none, or somebody else's mail. */
static struct slice look_text(struct reading *r)
{
    for (size_t i = 0; i < r->message->parts.len; i++) {
        const struct mime_part *part = &r->message->parts.at[i];

        if (part->kind <= MIME_HTML && part->depth == 0 && !part->is_attachment &&
            part->text.len > 0) {
            struct slice text = text_fold(r->arena, part_text(r, part));

            return is_forwarded(text) ? slice_sub(text, 0, 0) : text;
        }
    }
    return SLICE("");
}

static void read_look(struct reading *r)
{
    struct slice subject = text_fold(r->arena, r->message->subject), text;

    if (r->message->is_list || is_answer(subject) ||
        (!any_look(r->catalog, subject) && !has_images(r->links)))
        return;
    text = look_text(r);
    for (size_t i = 0; text.len > 0 && i < r->catalog->senders_len; i++) {
        const struct sender *sender = &r->catalog->senders[i];
        bool in_subject = has_look(sender, subject), in_text = has_look(sender, text);

        if (in_subject && in_text)
            add(r, sender, CLAIM_LOOK);
        if ((in_subject || in_text) && shows_logo(r, sender))
            add(r, sender, CLAIM_LOGO);
    }
}

/* ------------------------------------------------------------------ the whole */

void claim_read(const struct catalog *catalog, struct domains *domains,
                const struct mime_message *message, const struct link_list *links,
                struct arena *arena, struct claims *ret)
{
    struct reading r = {catalog, domains, message, links, arena, ret};

    for (size_t i = 0; i < message->from.len; i++) {
        if (message->from.at[i].group.len > 0) /* `Amazon: x@evil.example;` shows it before all */
            read_name(&r, message->from.at[i].group);
        if (slice_trim(message->from.at[i].name).len > 0)
            read_name(&r, message->from.at[i].name);
        else
            read_local(&r, message->from.at[i].address);
        read_domain(&r, &message->from.at[i]);
    }
    read_look(&r);
}
