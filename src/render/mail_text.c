#include "render/mail_text.h"

#include "render/mail_words.h"
#include "render/words.h"

#include "base/text.h"

#define INDENT 2u
#define LABEL_COLUMNS 10u
#define SHOWN_COLUMNS 48u
#define VERDICT_COLUMNS 18u /* of a line that tells a whole mail */
#define PATH_COLUMNS 28u
#define SENDER_COLUMNS 36u
#define WIDE 96u        /* columns of a page on which these fit */
#define FOREIGN_MAX 10u /* links told one by one; of the others their number */

static const enum page_style styles[] = {
    [MAIL_GENUINE] = PAGE_FINE,
    [MAIL_VOUCHED] = PAGE_FINE,
    [MAIL_UNKNOWN] = PAGE_DOUBT,
    [MAIL_FAKE] = PAGE_ALARM,
};

/* ------------------------------------------------------------------ pieces */

static struct slice place_of(struct page *page, const struct mail_place *place)
{
    struct slice parts[] = {place->path, SLICE("!"), arena_number(page->arena, place->index)};

    return arena_join(page->arena, parts, place->index ? 3 : 1);
}

/* The end of a path tells more than its beginning. */
static struct slice path_end(struct page *page, struct slice path, size_t columns)
{
    struct slice rest = page_harmless(page->arena, path);
    uint32_t cp;

    if (text_width(rest) <= columns)
        return rest;
    while (rest.len && text_width(rest) + 1 > columns)
        rest = slice_skip(rest, text_next(rest, &cp));
    return arena_join(page->arena, (struct slice[]){SLICE("…"), rest}, 2);
}

/* `Name <address>`; the address is always there, for the name may be anything. */
static struct slice sender_of_mail(struct page *page, const struct mail *mail)
{
    const struct mime_addresses *from = &mail->mime.from;
    struct slice parts[4];

    if (!from->len)
        return slice_of(_("(no sender)"));
    parts[0] = page_cut(page, from->at[0].name, SHOWN_COLUMNS);
    parts[1] = from->at[0].name.len ? SLICE(" <") : SLICE("<");
    parts[2] = from->at[0].address;
    parts[3] = SLICE(">");
    return arena_join(page->arena, parts, 4);
}

static void heading(struct page *page, const char *words)
{
    output_add_byte(page->out, '\n');
    page_blank(page, INDENT);
    page_style(page, PAGE_HEADING);
    page_add(page, slice_of(words));
    page_style(page, PAGE_PLAIN);
    output_add_byte(page->out, '\n');
}

static void labelled(struct page *page, const char *label, struct slice value)
{
    if (!value.len)
        return;
    page_blank(page, INDENT);
    page_cell(page, slice_of(label), LABEL_COLUMNS);
    page_blank(page, 1);
    page_line(page, page_cut(page, value,
                             page->width > 40 ? page->width - INDENT - LABEL_COLUMNS - 1
                                              : SHOWN_COLUMNS));
}

void mail_text_line(struct page *page, const struct mail_place *place, const struct mail *mail)
{
    size_t rest = page->width > VERDICT_COLUMNS + 22 ? page->width - VERDICT_COLUMNS - 3 : 20;
    size_t path = rest * 3 / 10, sender = rest * 4 / 10;

    path = path < PATH_COLUMNS && page->width < WIDE ? path : PATH_COLUMNS;
    sender = sender < SENDER_COLUMNS && page->width < WIDE ? sender : SENDER_COLUMNS;
    page_style(page, styles[mail->verdict]);
    page_cell(page, slice_of(mail_words_verdict(mail->verdict)), VERDICT_COLUMNS);
    page_style(page, PAGE_PLAIN);
    page_blank(page, 1);
    page_cell(page, path_end(page, place_of(page, place), path), path);
    page_blank(page, 1);
    page_cell(page, sender_of_mail(page, mail), sender);
    page_blank(page, 1);
    rest = rest > path + sender + 8 ? rest - path - sender : 8;
    page_line(page, page_cut(page, mail->mime.subject, rest));
}

/* ------------------------------------------------------------------ checks */

/* Several checks can say the same words: a link that asks to act elsewhere is a check of its own
 * and the rule that decides.  JSON has both. */
static bool is_told_before(struct page *page, const struct mail_reasons *reasons, size_t n)
{
    const struct mail_reason *reason = &reasons->at[n];
    struct slice words = mail_words_reason(page, reason);

    for (size_t i = 0; i < n; i++)
        if (reasons->at[i].check == reason->check && reasons->at[i].result == reason->result &&
            slice_eq(mail_words_reason(page, &reasons->at[i]), words))
            return true;
    return false;
}

static void write_reasons(struct page *page, const struct mail *mail)
{
    static const struct slice marks[] = {
        [MAIL_PASS] = {"✓ ", 4},
        [MAIL_FAIL] = {"✗ ", 4},
        [MAIL_NONE] = {"- ", 2},
        [MAIL_CANNOT] = {"? ", 2},
    };

    if (!mail->reasons.len)
        return;
    heading(page, _("What was checked"));
    for (size_t i = 0; i < mail->reasons.len; i++) {
        const struct mail_reason *reason = &mail->reasons.at[i];

        if (!is_told_before(page, &mail->reasons, i))
            page_wrap(page, 2 * INDENT, marks[reason->result], mail_words_reason(page, reason));
    }
}

/* ------------------------------------------------------------------ links */

static bool is_followed(const struct mail_link *link)
{
    return link->link->kind != LINK_IMAGE && link->domain.len;
}

static struct slice owner_name(struct page *page, const struct mail_link *link)
{
    struct slice name;

    if (!link->owner)
        return link->domain;
    name = page_choose(page, link->owner->name_ja, link->owner->name_en);
    return page_format_of(page, _("%s (%s)"), name, link->domain);
}

/* What is shown for it beside where it goes. */
static void write_foreign(struct page *page, const struct mail_link *link)
{
    struct slice shown = page_cut(page, link->link->text, SHOWN_COLUMNS);
    struct slice to = page_cut(page, link->link->href, page->width > 60 ? page->width - 12 : 48);

    page_style(page, PAGE_DOUBT);
    page_wrap(page, 2 * INDENT, SLICE("! "),
              shown.len
                  ? page_format_of(page, _("\"%s\" leads to %s"), shown, owner_name(page, link))
                  : page_format_of(page, _("leads to %s"), owner_name(page, link)));
    page_style(page, PAGE_PLAIN);
    page_blank(page, 2 * INDENT + 2);
    page_line(page, to);
}

static bool same_owner(const struct mail_link *a, const struct mail_link *b)
{
    return a->owner ? a->owner == b->owner : !b->owner && slice_eq(a->domain, b->domain);
}

/* Those that lead home: how many to each. */
static void write_home(struct page *page, const struct mail_links *links)
{
    for (size_t i = 0; i < links->len; i++) {
        const struct mail_link *link = &links->at[i];
        int64_t n = 0;
        size_t before = 0;

        if (!is_followed(link) || !link->ok)
            continue;
        while (before < i && !(is_followed(&links->at[before]) && links->at[before].ok &&
                               same_owner(&links->at[before], link)))
            before++;
        if (before < i)
            continue;
        for (size_t j = i; j < links->len; j++)
            n += is_followed(&links->at[j]) && links->at[j].ok && same_owner(&links->at[j], link);
        page_wrap(page, 2 * INDENT, SLICE("  "),
                  page_format_of(page, ngettext("%s link to %s", "%s links to %s", n),
                                 arena_number(page->arena, n), owner_name(page, link)));
    }
}

static void write_links(struct page *page, const struct mail_links *links)
{
    size_t followed = 0, foreign = 0;

    for (size_t i = 0; i < links->len; i++)
        followed += is_followed(&links->at[i]);
    if (!followed)
        return;
    heading(page, _("Where its links lead"));
    write_home(page, links);
    for (size_t i = 0; i < links->len; i++)
        if (is_followed(&links->at[i]) && !links->at[i].ok && foreign++ < FOREIGN_MAX)
            write_foreign(page, &links->at[i]);
    if (foreign > FOREIGN_MAX)
        page_wrap(page, 2 * INDENT, SLICE("! "),
                  page_format_of(page, _("and %s more that lead elsewhere"),
                                 arena_number(page->arena, (int64_t)(foreign - FOREIGN_MAX))));
}

/* ------------------------------------------------------------------ what to do */

static bool has_foreign(const struct mail_links *links)
{
    for (size_t i = 0; i < links->len; i++)
        if (is_followed(&links->at[i]) && !links->at[i].ok)
            return true;
    return false;
}

/* The sender's own sure way without what it begins with, which was said before: to leave the links
 * alone. */
static struct slice check_alone(struct page *page, struct slice check)
{
    static const struct slice heads[] = {{"メールのリンクは使わず、", 36},
                                         {"Do not use the links of the mail: ", 34}};
    char first[1];

    for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
        struct slice rest = slice_skip(check, heads[i].len);

        if (!slice_starts(check, heads[i]) || !rest.len)
            continue;
        if (rest.ptr[0] < 'a' || rest.ptr[0] > 'z')
            return rest;
        first[0] = (char)(rest.ptr[0] - 'a' + 'A');
        return arena_join(page->arena, (struct slice[]){{first, 1}, slice_skip(rest, 1)}, 2);
    }
    return check;
}

static void write_next(struct page *page, const struct mail *mail)
{
    bool is_safe = mail->verdict == MAIL_GENUINE || mail->verdict == MAIL_VOUCHED;

    if (is_safe && !has_foreign(&mail->links))
        return;
    heading(page, _("What to do now"));
    if (mail->verdict == MAIL_FAKE)
        page_wrap(page, 2 * INDENT, SLICE(""),
                  slice_of(_("Do not use its links, do not answer it and give it no data. If you "
                             "have already done so, change the password and tell your card "
                             "company now.")));
    else if (is_safe)
        page_wrap(page, 2 * INDENT, SLICE(""),
                  slice_of(_("The mail is from its sender, but the links marked ! lead to others: "
                             "give no data there.")));
    else if (!mail->claims.len)
        page_wrap(page, 2 * INDENT, SLICE(""),
                  slice_of(_("Do not use its links as long as nothing proves who sent it.")));
    for (size_t i = 0; i < mail->claims.len && !is_safe; i++) {
        const struct sender *sender = mail->claims.at[i].sender;
        struct slice check = page_choose(page, sender->check_ja, sender->check_en);

        if (mail->verdict == MAIL_FAKE)
            check = check_alone(page, check);
        page_wrap(page, 2 * INDENT, SLICE(""),
                  check.len ? check
                            : page_format_of(page,
                                             _("To be sure, type the address of %s yourself, or "
                                               "use its app."),
                                             page_choose(page, sender->name_ja, sender->name_en)));
    }
}

/* ------------------------------------------------------------------ the whole */

void mail_text_write(struct page *page, const struct mail_place *place, const struct mail *mail)
{
    page_style(page, styles[mail->verdict]);
    page_add(page, slice_of(mail_words_verdict(mail->verdict)));
    page_style(page, PAGE_PLAIN);
    page_add(page, SLICE("  "));
    page_line(page, place_of(page, place));
    page_wrap(page, INDENT, SLICE(""), mail_words_decision(page, mail));
    labelled(page, _("From"), sender_of_mail(page, mail));
    labelled(page, _("Subject"), mail->mime.subject);
    write_reasons(page, mail);
    write_links(page, &mail->links);
    write_next(page, mail);
}

void mail_text_summary(struct page *page, const struct mail_counts *counts)
{
    output_add_byte(page->out, '\n');
    page_style(page, PAGE_HEADING);
    page_line(page, page_format_of(page, ngettext("%s message", "%s messages", counts->messages),
                                   arena_number(page->arena, counts->messages)));
    page_style(page, PAGE_PLAIN);
    for (int v = MAIL_GENUINE; v <= MAIL_FAKE; v++) {
        if (!counts->verdicts[v])
            continue;
        page_cell_right(page, arena_number(page->arena, counts->verdicts[v]), 8);
        page_blank(page, 2);
        page_style(page, styles[v]);
        page_add(page, slice_of(mail_words_verdict((enum mail_verdict)v)));
        page_style(page, PAGE_PLAIN);
        output_add_byte(page->out, '\n');
    }
}
