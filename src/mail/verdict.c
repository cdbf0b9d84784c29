#include "mail/verdict.h"

#include "mail/transit.h"
#include "mail/verdict_judge.h"

bool verdict_uses(const struct verdict_judge *j, enum verdict_rule rule)
{
    return !(j->without >> rule & 1);
}

void verdict_reason(struct verdict_judge *j, enum mail_check check, enum mail_result result,
                    struct slice code, struct slice subject)
{
    *array_push(j->arena, &j->mail->reasons) = (struct mail_reason){check, result, code, subject};
}

bool verdict_is_brands(const struct verdict_judge *j, const struct mail_signature *s)
{
    return s->type == SIGNATURE_DKIM && j->brand &&
           sender_lists(&j->brand->signing_domains, s->domain);
}

/* ------------------------------------------------------------------ what is known */

/* The From domain, whose it is, and which of the claims that is. */
static void find_from(struct verdict_judge *j)
{
    const struct mime_addresses *from = &j->mail->mime.from;

    if (from->len == 0 || !domain_ascii(j->env->domains, from->at[0].domain, j->arena, &j->from))
        return;
    j->owner = sender_owner(j->env->catalog, j->from);
    for (size_t i = 0; i < j->mail->claims.len; i++) {
        const struct claim *c = &j->mail->claims.at[i];

        if (claim_has(c, 1u << CLAIM_FROM_DOMAIN) || !verdict_uses(j, BAR_FROM_OWNER))
            j->brand = c->sender;
    }
    if (j->brand && !sender_lists(&j->brand->from_domains, j->from) &&
        verdict_uses(j, BAR_FROM_OWNER))
        j->brand = NULL; /* a domain that it has and is not known to send from */
}

static bool is_listed_agent(const struct verdict_judge *j, const struct sender *sender)
{
    return sender_lists(&sender->services, j->from) && verdict_uses(j, BAR_SERVICES);
}

/* Another brand is claimed by name or look, which the owner of the From domain has nothing to do
 * with. */
static const struct claim *claim_of_other(const struct verdict_judge *j)
{
    for (size_t i = 0; j->owner && i < j->mail->claims.len; i++) {
        const struct claim *c = &j->mail->claims.at[i];

        if (claim_has(c, GROUNDS_NAME | GROUNDS_LOOK) && !sender_is_kin(c->sender, j->owner) &&
            !is_listed_agent(j, c->sender))
            return c;
    }
    return NULL;
}

/* Whose the From domain is, beside what is claimed. */
static void check_brand(struct verdict_judge *j)
{
    if (j->mail->claims.len == 0)
        verdict_reason(j, MAIL_BRAND, MAIL_NONE, SLICE("claims_nothing"), SLICE(""));
    else if (j->brand && !claim_of_other(j))
        verdict_reason(j, MAIL_BRAND, MAIL_PASS, SLICE("from_is_the_brands"), j->from);
    else if (!j->owner)
        verdict_reason(j, MAIL_BRAND, MAIL_CANNOT, SLICE("from_is_not_listed"), j->from);
}

static void check_form(struct verdict_judge *j)
{
    const struct mime_message *m = &j->mail->mime;
    const struct {
        bool is_so;
        struct slice code;
    } faults[] = {
        {m->from_fields == 0, SLICE("no_from")},
        {m->from_fields > 1, SLICE("several_from")},
        {j->raw->junk > 0, SLICE("lines_without_field")},
        {j->raw->is_cut, SLICE("header_too_large")},
        {m->is_cut, SLICE("message_too_large")},
        {m->is_malformed && m->from_fields == 1 && j->raw->junk == 0,
         m->fault.len ? m->fault : SLICE("not_readable")},
    };

    for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
        if (faults[i].is_so) {
            j->mail->is_malformed = true;
            verdict_reason(j, MAIL_MALFORMED, MAIL_FAIL, faults[i].code, SLICE(""));
        }
    if (m->from_fields == 1 && m->from.len != 1)
        verdict_reason(j, MAIL_MALFORMED, MAIL_CANNOT,
                       m->from.len ? SLICE("several_authors") : SLICE("no_author"), SLICE(""));
}

/* Why a signature that verifies proves nothing; empty = it may prove. */
static struct slice weakness(const struct verdict_judge *j, const struct mail_signature *s)
{
    if (s->has_length)
        return SLICE("length_limited");
    if (!s->signs_from)
        return SLICE("from_not_signed");
    if (!s->signs_subject)
        return SLICE("subject_not_signed");
    if (!verdict_form_holds(j, s))
        return SLICE("content_type_not_signed");
    if (!verdict_reply_holds(j, s))
        return SLICE("reply_to_not_signed");
    return s->testing ? SLICE("testing_key") : SLICE("");
}

/* One signature; of a message that claims a brand only the brand's own are checks. */
static void tell_signature(struct verdict_judge *j, const struct mail_signature *s)
{
    struct slice code = weakness(j, s);

    if (s->result != SIGNATURE_PASS)
        verdict_reason(j, MAIL_DKIM, s->result == SIGNATURE_FAIL ? MAIL_FAIL : MAIL_CANNOT,
                       s->detail, s->domain);
    else if (code.len > 0)
        verdict_reason(j, MAIL_DKIM, MAIL_CANNOT, code, s->domain);
    else
        verdict_reason(j, MAIL_DKIM, MAIL_PASS, SLICE("signature_verifies"), s->domain);
    if (s->result == SIGNATURE_PASS && s->key_is_secure)
        verdict_reason(j, MAIL_DKIM, MAIL_PASS, SLICE("key_came_by_dnssec"), s->domain);
}

/* Who signed, of a message that claims a brand. */
static void check_alignment(struct verdict_judge *j, const struct mail_signature *brands,
                            const struct mail_signature *passes)
{
    if (brands)
        verdict_reason(j, MAIL_ALIGNMENT, MAIL_PASS, SLICE("signer_is_the_brand"), brands->domain);
    else if (!passes)
        verdict_reason(j, MAIL_ALIGNMENT, MAIL_NONE, SLICE("nobody_signed"), SLICE(""));
    else if (sender_has_role(j->env->catalog, passes->domain, SENDER_SERVICE))
        verdict_reason(j, MAIL_ALIGNMENT, MAIL_CANNOT, SLICE("only_a_mail_service"),
                       passes->domain);
    else
        verdict_reason(j, MAIL_ALIGNMENT, MAIL_NONE, SLICE("signer_is_not_the_brand"),
                       passes->domain);
}

static void check_signatures(struct verdict_judge *j)
{
    const struct mail_signatures *all = &j->mail->signatures;
    const struct mail_signature *brands = NULL, *passes = NULL;
    bool told = false;

    for (size_t i = 0; i < all->len; i++) {
        const struct mail_signature *s = &all->at[i];

        if (s->type != SIGNATURE_DKIM)
            continue;
        if (!brands && verdict_is_brands(j, s))
            brands = s;
        if (!passes && s->result == SIGNATURE_PASS)
            passes = s;
        if (j->mail->claims.len > 0 && !verdict_is_brands(j, s))
            continue;
        tell_signature(j, s);
        told = true;
    }
    if (!told)
        verdict_reason(j, MAIL_DKIM, MAIL_NONE,
                       j->brand && j->brand->always_signs ? SLICE("unsigned_though_it_signs")
                                                          : SLICE("no_signature"),
                       SLICE(""));
    if (j->mail->claims.len > 0)
        check_alignment(j, brands, passes);
}

/* For the report: with the claimed brand, else with From. */
static void find_aligned(struct verdict_judge *j)
{
    const struct mail_signatures *all = &j->mail->signatures;

    j->mail->aligned = arena_make_n(j->arena, bool, all->len + 1);
    for (size_t i = 0; i < all->len; i++)
        j->mail->aligned[i] =
            j->brand
                ? sender_lists(&j->brand->signing_domains, all->at[i].domain)
                : j->from.len > 0 && domain_aligned(j->env->domains, all->at[i].domain, j->from);
}

static void check_witnesses(struct verdict_judge *j)
{
    const struct arc *arc = &j->mail->arc;

    authres_trusted(j->raw, j->env->trusted_authservs, j->env->trusted_authservs_len, j->arena,
                    &j->witnessed);
    j->server_saw = verdict_authres_saw(j);
    j->sealer_saw = verdict_arc_saw(j);
    if (j->server_saw.len > 0)
        verdict_reason(j, MAIL_AUTHRES, MAIL_PASS, SLICE("trusted_server_saw_it_pass"),
                       j->server_saw);
    else if (j->witnessed.len > 0)
        verdict_reason(j, MAIL_AUTHRES, MAIL_NONE, SLICE("not_the_brand"), SLICE(""));
    if (j->sealer_saw.len > 0)
        verdict_reason(j, MAIL_ARC, MAIL_PASS, SLICE("trusted_sealer_saw_it_pass"), j->sealer_saw);
    else if (arc->cv == ARC_PASS)
        verdict_reason(j, MAIL_ARC, MAIL_NONE, SLICE("no_trusted_sealer_saw_it_pass"), SLICE(""));
    else if (arc->cv == ARC_FAIL)
        verdict_reason(j, MAIL_ARC, arc->no_key ? MAIL_CANNOT : MAIL_FAIL, arc->detail, SLICE(""));
}

static void check_lookalike(struct verdict_judge *j)
{
    for (size_t i = 0; i < j->mail->claims.len; i++)
        if (claim_has(&j->mail->claims.at[i], 1u << CLAIM_LOOKALIKE | 1u << CLAIM_RESEMBLES))
            return; /* lookalike() tells */
    if (j->from.len > 0)
        verdict_reason(j, MAIL_LOOKALIKE, MAIL_PASS, SLICE("imitates_nobody"), j->from);
}

static struct slice domain_of(struct slice address)
{
    return slice_skip(address, slice_find_byte(address, '@') + 1);
}

static bool smime_is_brands(const struct verdict_judge *j)
{
    struct slice domain = domain_of(j->mail->smime.address);

    return j->brand && domain.len > 0 &&
           (sender_lists(&j->brand->signing_domains, domain) ||
            sender_lists(&j->brand->from_domains, domain));
}

static void check_smime(struct verdict_judge *j)
{
    static const enum mail_result results[] = {
        [SMIME_PASS] = MAIL_PASS,
        [SMIME_FAIL] = MAIL_FAIL,
        [SMIME_UNTRUSTED] = MAIL_CANNOT,
    };
    const struct smime *s = &j->mail->smime;

    if (s->result == SMIME_PASS && j->mail->claims.len > 0 && !smime_is_brands(j))
        verdict_reason(j, MAIL_SMIME, MAIL_CANNOT, SLICE("certificate_of_another"), s->address);
    else if (s->result == SMIME_PASS && verdict_smime_subject(j) != SUBJECT_COVERED)
        verdict_reason(j, MAIL_SMIME, MAIL_CANNOT, SLICE("subject_not_signed"), s->address);
    else if (s->result != SMIME_NONE)
        verdict_reason(j, MAIL_SMIME, results[s->result],
                       s->result == SMIME_PASS ? SLICE("signature_verifies") : s->detail,
                       s->address);
    else if (j->brand && j->brand->smime)
        verdict_reason(j, MAIL_SMIME, MAIL_NONE, SLICE("unsigned_though_it_signs"), SLICE(""));
}

/* ------------------------------------------------------------------ signatures of the brand */

/* It covers all that a reader sees. */
static bool covers(const struct verdict_judge *j, const struct mail_signature *s)
{
    return !(s->has_length && verdict_uses(j, BAR_LENGTH)) &&
           (s->signs_from || !verdict_uses(j, BAR_FROM_SIGNED)) &&
           (s->signs_subject || !verdict_uses(j, BAR_SUBJECT_SIGNED)) &&
           (verdict_form_holds(j, s) || !verdict_uses(j, BAR_FORM_SIGNED)) &&
           (verdict_reply_holds(j, s) || !verdict_uses(j, BAR_REPLY_TO));
}

/* The signature alone would make it genuine. */
static bool proves(const struct verdict_judge *j, const struct mail_signature *s)
{
    return s->result == SIGNATURE_PASS && covers(j, s) &&
           !(s->testing && verdict_uses(j, BAR_TESTING));
}

static bool any_brands(const struct verdict_judge *j,
                       bool (*is_so)(const struct verdict_judge *, const struct mail_signature *))
{
    for (size_t i = 0; i < j->mail->signatures.len; i++)
        if (verdict_is_brands(j, &j->mail->signatures.at[i]) &&
            is_so(j, &j->mail->signatures.at[i]))
            return true;
    return false;
}

static bool is_pass(const struct verdict_judge *j, const struct mail_signature *s)
{
    (void)j;
    return s->result == SIGNATURE_PASS;
}

/* It verifies, and nothing stands behind what it covers. */
static bool is_whole_pass(const struct verdict_judge *j, const struct mail_signature *s)
{
    return s->result == SIGNATURE_PASS && (s->covers_all || !verdict_uses(j, BAR_APPENDED));
}

/* A failure that nothing about the signature explains. */
static bool is_failure(const struct verdict_judge *j, const struct mail_signature *s)
{
    return s->result == SIGNATURE_FAIL && !s->testing &&
           !(s->has_length && verdict_uses(j, BAR_LENGTH));
}

/* The key is gone, and the body is what was signed. */
static bool is_whole(const struct verdict_judge *j, const struct mail_signature *s)
{
    if (s->result != SIGNATURE_NO_KEY && verdict_uses(j, BAR_KEY_GONE))
        return false;
    return (s->body_hash == TRI_YES || !verdict_uses(j, BAR_BODY_HASH)) && covers(j, s);
}

/* It covers less than a reader sees, or what is no more there.  Who tells that a signature of the
 * brand passed may mean this one. */
static bool is_partial(const struct verdict_judge *j, const struct mail_signature *s)
{
    bool is_other = s->body_hash == TRI_NO && verdict_uses(j, BAR_BODY_HASH);

    return (!covers(j, s) || is_other) && verdict_uses(j, BAR_PARTIAL);
}

/* ------------------------------------------------------------------ the rules */

/* Another brand's domain under this brand's name or look, whatever passes. */
static bool other_brand(struct verdict_judge *j)
{
    if (!claim_of_other(j))
        return false;
    verdict_reason(j, MAIL_BRAND, MAIL_FAIL, SLICE("owner_is_other"), j->from);
    return true;
}

/* Leads away and never home: a domain that is not listed, but the brand's, would lead home. */
static bool only_leads_away(const struct verdict_judge *j)
{
    if (j->leads_home && verdict_uses(j, BAR_HOME_LINKS))
        return false;
    return j->leads_elsewhere || !verdict_uses(j, BAR_NO_LINKS);
}

static bool lookalike(struct verdict_judge *j)
{
    for (size_t i = 0; i < j->mail->claims.len; i++) {
        const struct claim *c = &j->mail->claims.at[i];

        if (claim_has(c, 1u << CLAIM_LOOKALIKE) ||
            (claim_has(c, 1u << CLAIM_RESEMBLES) && only_leads_away(j))) {
            verdict_reason(j, MAIL_LOOKALIKE, MAIL_FAIL, SLICE("domain_imitates"), j->from);
            return true;
        }
    }
    return false;
}

/* amazon.it, where amazon.co.jp is known: may well be the brand's. */
static bool shares_label(const struct verdict_judge *j, const struct sender *sender)
{
    struct slice domain = domain_registrable(j->env->domains, j->from, j->arena);
    struct slice label = slice_sub(domain, 0, slice_find_byte(domain, '.') + 1);

    for (size_t i = 0; i < sender->from_domains.len; i++)
        if (slice_starts(sender->from_domains.at[i], label))
            return true;
    return false;
}

static bool stranger(struct verdict_judge *j)
{
    if (j->owner || j->from.len == 0 || !only_leads_away(j))
        return false;
    for (size_t i = 0; i < j->mail->claims.len; i++) {
        const struct claim *c = &j->mail->claims.at[i];

        if (!claim_has(c, GROUNDS_NAME | GROUNDS_LOOK) || c->sender->from_domains.len == 0 ||
            is_listed_agent(j, c->sender) || shares_label(j, c->sender))
            continue;
        verdict_reason(j, MAIL_BRAND, MAIL_FAIL, SLICE("owner_is_unknown"), j->from);
        return true;
    }
    return false;
}

static bool saw_pass(const struct verdict_judge *j)
{
    return j->server_saw.len > 0 || j->sealer_saw.len > 0;
}

/* The sender's own signatures are all whole, as far as can be told without their key, and a witness
 * saw them pass. */
static bool is_seen_whole(const struct verdict_judge *j)
{
    return saw_pass(j) && any_brands(j, is_whole) && !any_brands(j, is_partial);
}

/* Servers and mail programs on the way have left their marks. */
static bool is_changed_in_transit(const struct verdict_judge *j)
{
    return j->is_rewritten || transit_is_tagged(j->mail->mime.subject) ||
           transit_is_escaped(j->raw->body) || transit_is_rebuilt(j->raw);
}

static bool is_added_to(const struct verdict_judge *j, const struct mail_signature *s)
{
    (void)j;
    return s->is_added_to;
}

static bool is_explained(const struct verdict_judge *j)
{
    if (any_brands(j, is_added_to) && verdict_uses(j, BAR_BANNER))
        return true;
    if (is_changed_in_transit(j) && verdict_uses(j, BAR_TRANSIT))
        return true;
    return (j->mail->mime.is_list && verdict_uses(j, BAR_LIST)) ||
           (saw_pass(j) && verdict_uses(j, BAR_WITNESS));
}

static bool signature_fails(struct verdict_judge *j)
{
    if (!any_brands(j, is_failure) || any_brands(j, is_pass) || is_explained(j))
        return false;
    verdict_reason(j, MAIL_DKIM, MAIL_FAIL, SLICE("brands_signature_fails"), j->from);
    return true;
}

/* Whose a signature is that does not fit is not told; a brand that signs so is meant by it. */
static bool smime_fails(struct verdict_judge *j)
{
    if (j->mail->smime.result != SMIME_FAIL || !j->brand || !j->brand->smime ||
        !slice_eq(j->mail->smime.detail, SLICE("signature_mismatch")) || any_brands(j, is_pass) ||
        is_explained(j))
        return false;
    verdict_reason(j, MAIL_SMIME, MAIL_FAIL, SLICE("brands_signature_fails"), j->from);
    return true;
}

/* The brands whose links are known at all. */
static bool knows_home(const struct verdict_judge *j)
{
    for (size_t i = 0; i < j->mail->claims.len; i++)
        if (j->mail->claims.at[i].sender->from_domains.len > 0)
            return true;
    return false;
}

static bool links_lead_away(struct verdict_judge *j)
{
    if (!j->acts_elsewhere || !knows_home(j) || any_brands(j, is_whole_pass) ||
        (j->mail->smime.result == SMIME_PASS && smime_is_brands(j)) ||
        (is_seen_whole(j) && verdict_uses(j, BAR_WITNESS)))
        return false;
    verdict_reason(j, MAIL_LINKS, MAIL_FAIL, SLICE("nothing_verifies_and_it_asks_elsewhere"),
                   j->elsewhere);
    return true;
}

static bool malformed(struct verdict_judge *j)
{
    return j->mail->is_malformed;
}

/* What keeps every proof from counting. */
static bool is_barred(const struct verdict_judge *j)
{
    return (j->acts_elsewhere && verdict_uses(j, BAR_LINKS)) ||
           (j->mail->mime.from.len != 1 && verdict_uses(j, BAR_ONE_FROM));
}

static bool dkim_proves(struct verdict_judge *j)
{
    return !is_barred(j) && any_brands(j, proves);
}

static bool smime_proves(struct verdict_judge *j)
{
    enum verdict_subject subject;

    if (is_barred(j) || j->mail->smime.result != SMIME_PASS || !smime_is_brands(j))
        return false;
    subject = verdict_smime_subject(j);
    j->mail->subject_is_unsigned = subject != SUBJECT_COVERED;
    return subject != SUBJECT_DEMANDS || !verdict_uses(j, BAR_SMIME_SUBJECT);
}

static bool authres_vouches(struct verdict_judge *j)
{
    return !is_barred(j) && j->server_saw.len > 0 && is_seen_whole(j) && !any_brands(j, is_failure);
}

static bool arc_vouches(struct verdict_judge *j)
{
    return !is_barred(j) && j->sealer_saw.len > 0 && is_seen_whole(j) && !any_brands(j, is_failure);
}

/* ------------------------------------------------------------------ the ladder */

static const struct {
    bool (*holds)(struct verdict_judge *);
    enum mail_verdict verdict;
    enum mail_check decided_by;
} rules[RULE_DECIDERS] = {
    [RULE_OTHER_BRAND] = {other_brand, MAIL_FAKE, MAIL_BRAND},
    [RULE_LOOKALIKE] = {lookalike, MAIL_FAKE, MAIL_LOOKALIKE},
    [RULE_STRANGER] = {stranger, MAIL_FAKE, MAIL_BRAND},
    [RULE_SIGNATURE] = {signature_fails, MAIL_FAKE, MAIL_DKIM},
    [RULE_SMIME_FAILS] = {smime_fails, MAIL_FAKE, MAIL_SMIME},
    [RULE_LINKS] = {links_lead_away, MAIL_FAKE, MAIL_LINKS},
    [RULE_MALFORMED] = {malformed, MAIL_UNKNOWN, MAIL_MALFORMED},
    [RULE_DKIM] = {dkim_proves, MAIL_GENUINE, MAIL_DKIM},
    [RULE_SMIME] = {smime_proves, MAIL_GENUINE, MAIL_SMIME},
    [RULE_AUTHRES] = {authres_vouches, MAIL_VOUCHED, MAIL_AUTHRES},
    [RULE_ARC] = {arc_vouches, MAIL_VOUCHED, MAIL_ARC},
};

static bool is_any(const struct verdict_judge *j, const struct mail_signature *s)
{
    (void)j;
    (void)s;
    return true;
}

/* Nothing decided: what was there and could not. */
static enum mail_check looked_at_last(const struct verdict_judge *j)
{
    if (j->mail->claims.len == 0)
        return MAIL_NOTHING;
    if (j->acts_elsewhere && (any_brands(j, is_pass) || j->mail->smime.result == SMIME_PASS))
        return MAIL_LINKS;
    if (any_brands(j, is_any))
        return MAIL_DKIM;
    if (j->mail->smime.result != SMIME_NONE)
        return MAIL_SMIME;
    return MAIL_ALIGNMENT;
}

void verdict_find_without(const struct mail_env *env, const struct raw_message *raw,
                          const struct link_list *links, uint64_t without, struct arena *arena,
                          struct mail *mail)
{
    struct verdict_judge j = {
        .env = env, .raw = raw, .list = links, .without = without, .arena = arena, .mail = mail};
    unsigned r = 0;

    find_from(&j);
    check_form(&j);
    check_brand(&j);
    check_lookalike(&j);
    find_aligned(&j);
    check_signatures(&j);
    check_witnesses(&j);
    check_smime(&j);
    verdict_links(&j);
    while (r < RULE_DECIDERS && (!verdict_uses(&j, (enum verdict_rule)r) || !rules[r].holds(&j)))
        r++;
    mail->verdict = r < RULE_DECIDERS ? rules[r].verdict : MAIL_UNKNOWN;
    mail->decided_by = r < RULE_DECIDERS ? rules[r].decided_by : looked_at_last(&j);
}

void verdict_find(const struct mail_env *env, const struct raw_message *raw,
                  const struct link_list *links, struct arena *arena, struct mail *mail)
{
    verdict_find_without(env, raw, links, 0, arena, mail);
}
