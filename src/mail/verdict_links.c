#include "mail/verdict_judge.h"

#include "mail/link_url.h"
#include "mail/transit.h"

static bool is_home(const struct verdict_judge *j, const struct sender *owner)
{
    for (size_t i = 0; owner && i < j->mail->claims.len; i++)
        if (sender_is_kin(owner, j->mail->claims.at[i].sender))
            return true;
    return false;
}

/* An agent's own click counter: neither home nor a forger's for that alone. */
static bool is_agents(const struct verdict_judge *j, struct slice ascii)
{
    for (size_t i = 0; ascii.len > 0 && i < j->mail->claims.len; i++)
        if (sender_lists(&j->mail->claims.at[i].sender->services, ascii))
            return verdict_uses(j, BAR_SERVICES);
    return false;
}

static bool is_host_byte(char c)
{
    return c == '.' || c == '-' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

/* The host that the text of a link shows: `https://www.amazon.co.jp/gp/…`, `www5.smbc-card.com`. */
static struct slice shown_host(struct slice text)
{
    size_t at = slice_find(text, SLICE("://")), end;

    at = at < text.len ? at + 3 : 0;
    for (end = at; end < text.len && is_host_byte(text.ptr[end]); end++)
        continue;
    return slice_sub(text, at, end);
}

/* It shows the address of one owner and leads to another.  Judged by owner, not by text: banks show
 * their site and lead through their own click tracker. */
static bool deceives(const struct verdict_judge *j, const struct link *link,
                     const struct sender *owner)
{
    struct slice host = shown_host(link->text), ascii;
    const struct sender *shown;

    if (!slice_has(host, SLICE(".")) || !domain_ascii(j->env->domains, host, j->arena, &ascii))
        return false;
    shown = sender_owner(j->env->catalog, ascii);
    return shown && (!owner || !sender_is_kin(shown, owner));
}

/* An address that stands in the text as it is: whether it asks for anything is guessed from the
 * words around. */
static bool is_bare(const struct link *link)
{
    return link->kind == LINK_ANCHOR &&
           (slice_eq(link->text, link->href) || slice_starts(link->text, SLICE("http://")) ||
            slice_starts(link->text, SLICE("https://")));
}

/*
 * People at the brand write to lists about code, accounts and locks, with addresses beside: what
 * the words around a bare address say counts there for nothing, or old mail of theirs would be
 * fake.
 */
static bool asks(const struct verdict_judge *j, const struct link *link)
{
    if (link->kind == LINK_META)
        return true;
    return link->acts &&
           !(is_bare(link) && j->mail->mime.is_list && verdict_uses(j, BAR_LIST_TALK));
}

/* Where it leads: for one that a gateway has rewritten where that leads on. */
static struct slice host_of(struct verdict_judge *j, const struct link *link, bool *ret_is_address)
{
    struct slice target;
    struct link_url url;

    *ret_is_address = link->is_address;
    if (link->is_cut || link->has_user || !transit_is_gateway(link->host) ||
        !transit_target(link->href, j->arena, &target))
        return link->host;
    link_url_read(target, NULL, j->arena, &url);
    *ret_is_address = url.is_address;
    j->is_rewritten = true;
    return url.host;
}

/* Whose the host is; most links of a mail lead to the same one. */
static const struct verdict_host *find_host(struct verdict_judge *j, struct slice host)
{
    struct verdict_host *last = &j->last_host;

    if (last->host.len > 0 && slice_eq(last->host, host))
        return last;
    *last = (struct verdict_host){.host = host};
    if (host.len == 0 || !domain_ascii(j->env->domains, host, j->arena, &last->ascii))
        return last;
    last->domain = domain_registrable(j->env->domains, last->ascii, j->arena);
    last->owner = sender_owner(j->env->catalog, last->ascii);
    return last;
}

/* It carries the page to sign in with it. */
static bool is_page(const struct link *link)
{
    return link->acts && slice_starts(link->href, SLICE("data:"));
}

static void judge_link(struct verdict_judge *j, const struct link *link)
{
    struct mail_link *to = array_push(j->arena, &j->mail->links);
    bool follows = link->kind != LINK_IMAGE, tricks, home, is_address;
    struct slice host = host_of(j, link, &is_address), ascii;
    const struct verdict_host *known;

    to->link = link;
    to->ok = true;
    if (host.len == 0 && !link->is_cut && !is_page(link))
        return;
    known = find_host(j, host);
    ascii = known->ascii;
    to->domain = known->domain;
    if (!is_address && !link->is_cut)
        to->owner = known->owner;
    if (!follows)
        return;
    home = is_home(j, to->owner);
    tricks = deceives(j, link, to->owner);
    to->ok = !tricks && (home || j->mail->claims.len == 0);
    j->leads_home |= home;
    if (is_agents(j, ascii) && !tricks)
        return;
    j->leads_elsewhere |= !home;
    if (!home && (tricks || asks(j, link)) && !j->acts_elsewhere) {
        j->acts_elsewhere = true;
        j->elsewhere = ascii.len ? ascii : host.len ? host : SLICE("data:");
    }
    if (tricks)
        verdict_reason(j, MAIL_LINKS, MAIL_FAIL, SLICE("shows_another_address"), ascii);
}

void verdict_links(struct verdict_judge *j)
{
    for (size_t i = 0; i < j->list->links.len; i++)
        judge_link(j, &j->list->links.at[i]);
    if (j->list->dropped > 0)
        verdict_reason(j, MAIL_LINKS, MAIL_CANNOT, SLICE("too_many_links"), SLICE(""));
    if (j->mail->claims.len == 0)
        return;
    if (j->acts_elsewhere)
        verdict_reason(j, MAIL_LINKS, MAIL_FAIL, SLICE("asks_to_act_elsewhere"), j->elsewhere);
    else if (j->leads_elsewhere)
        verdict_reason(j, MAIL_LINKS, MAIL_CANNOT, SLICE("some_lead_elsewhere"), SLICE(""));
    else if (j->leads_home)
        verdict_reason(j, MAIL_LINKS, MAIL_PASS, SLICE("all_lead_home"), SLICE(""));
    else
        verdict_reason(j, MAIL_LINKS, MAIL_NONE, SLICE("no_links"), SLICE(""));
}
