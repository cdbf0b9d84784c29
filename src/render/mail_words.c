#include "render/mail_words.h"

#include "render/words.h"

const char *mail_words_verdict(enum mail_verdict verdict)
{
    static const char *const words[] = {
        [MAIL_GENUINE] = N_("Genuine"),
        [MAIL_VOUCHED] = N_("Vouched for"),
        [MAIL_UNKNOWN] = N_("Cannot be told"),
        [MAIL_FAKE] = N_("Fake"),
    };

    return _(words[verdict]);
}

/* ------------------------------------------------------------------ one check */

struct finding {
    enum mail_check check;
    enum mail_result result;
    const char *words;
};

/* In a sentence each; what it is about stands behind it. */
static const struct finding findings[] = {
    {MAIL_DKIM, MAIL_PASS, N_("a signature that only the sender can make verifies")},
    {MAIL_DKIM, MAIL_FAIL, N_("the signature does not fit what stands in the mail")},
    {MAIL_DKIM, MAIL_NONE, N_("there is no signature of the sender")},
    {MAIL_DKIM, MAIL_CANNOT, N_("the signature could not be verified")},
    {MAIL_ARC, MAIL_PASS, N_("a mail service that passed it on saw the signature and sealed that")},
    {MAIL_ARC, MAIL_FAIL, N_("the seals of mail services that passed it on do not fit")},
    {MAIL_ARC, MAIL_NONE, N_("no mail service has sealed what it saw")},
    {MAIL_ARC, MAIL_CANNOT, N_("the seals of mail services could not be relied on")},
    {MAIL_AUTHRES, MAIL_PASS, N_("your mail server saw the signature verify")},
    {MAIL_AUTHRES, MAIL_FAIL, N_("your mail server saw the signature fail")},
    {MAIL_AUTHRES, MAIL_NONE, N_("no server that you trust says what it saw")},
    {MAIL_AUTHRES, MAIL_CANNOT, N_("what your mail server says could not be read")},
    {MAIL_SMIME, MAIL_PASS, N_("the signature by certificate verifies")},
    {MAIL_SMIME, MAIL_FAIL, N_("the signature by certificate does not fit")},
    {MAIL_SMIME, MAIL_NONE, N_("it is not signed by a certificate")},
    {MAIL_SMIME, MAIL_CANNOT, N_("the certificate leads to nobody who is trusted")},
    {MAIL_BRAND, MAIL_PASS, N_("it comes from a domain of whom it claims to be from")},
    {MAIL_BRAND, MAIL_FAIL, N_("it claims to be from somebody whose domain this is not")},
    {MAIL_BRAND, MAIL_NONE, N_("it claims to be from nobody whom mioboe knows")},
    {MAIL_BRAND, MAIL_CANNOT, N_("the domain that it comes from is not known to be the sender's")},
    {MAIL_LINKS, MAIL_PASS, N_("its links lead to the sender")},
    {MAIL_LINKS, MAIL_FAIL, N_("it asks to act at a place that is not the sender's")},
    {MAIL_LINKS, MAIL_NONE, N_("it has no links")},
    {MAIL_LINKS, MAIL_CANNOT, N_("some of its links lead elsewhere")},
    {MAIL_LOOKALIKE, MAIL_PASS, N_("the sender's domain imitates no other")},
    {MAIL_LOOKALIKE, MAIL_FAIL, N_("the sender's domain imitates that of another")},
    {MAIL_LOOKALIKE, MAIL_NONE, N_("no domain that could imitate another")},
    {MAIL_LOOKALIKE, MAIL_CANNOT, N_("whether the sender's domain imitates another is not clear")},
    {MAIL_ALIGNMENT, MAIL_PASS, N_("the signature is of the sender's own domain")},
    {MAIL_ALIGNMENT, MAIL_FAIL, N_("the signature is of another domain than the sender's")},
    {MAIL_ALIGNMENT, MAIL_NONE, N_("no signature is of the sender's own domain")},
    {MAIL_ALIGNMENT, MAIL_CANNOT, N_("only a mail service has signed, which proves nothing alone")},
    {MAIL_MALFORMED, MAIL_PASS, N_("it is well formed")},
    {MAIL_MALFORMED, MAIL_FAIL, N_("it is not well formed as mail")},
    {MAIL_MALFORMED, MAIL_NONE, N_("it is well formed")},
    {MAIL_MALFORMED, MAIL_CANNOT, N_("it could not be read to its end")},
    {MAIL_NOTHING, MAIL_NONE, N_("it claims nothing that could be checked")},
};

/* The same for single codes that say more. */
static const struct {
    enum mail_check check;
    struct slice code;
    const char *words;
} special[] = {
    {MAIL_DKIM,
     {"unsigned_though_it_signs", 24},
     N_("it is not signed, though the sender always signs")},
    {MAIL_DKIM,
     {"key_came_by_dnssec", 18},
     N_("the key of the signature was checked on its way (DNSSEC)")},
    {MAIL_ALIGNMENT, {"nobody_signed", 13}, N_("no mail server has signed it")},
    {MAIL_SMIME, {"certificate_of_another", 22}, N_("the certificate is of somebody else")},
    {MAIL_SMIME,
     {"subject_not_signed", 18},
     N_("the certificate signs the text only: nobody vouches for the subject")},
    {MAIL_LINKS,
     {"shows_another_address", 21},
     N_("a link shows another address than the one it leads to")},
    {MAIL_LINKS, {"too_many_links", 14}, N_("it has more links than mioboe looks at")},
    {MAIL_MALFORMED, {"several_from", 12}, N_("it names several senders")},
    {MAIL_MALFORMED, {"several_authors", 15}, N_("it names several senders")},
    {MAIL_MALFORMED, {"no_from", 7}, N_("it names no sender")},
    {MAIL_MALFORMED, {"no_author", 9}, N_("it names no sender")},
    {MAIL_MALFORMED, {"no_header", 9}, N_("it was saved without its header")},
    {MAIL_MALFORMED, {"too_large", 9}, N_("it is larger than mioboe reads")},
    {MAIL_MALFORMED, {"message_too_large", 17}, N_("it is larger than mioboe reads")},
    {MAIL_MALFORMED, {"header_too_large", 16}, N_("it is larger than mioboe reads")},
};

/* Why a signature proves nothing, where a reader can make something of it. */
static const struct {
    struct slice code;
    const char *words;
} failings[] = {
    {{"key_gone", 8}, N_("its key is not published any more")},
    {{"key_unknown", 11}, N_("its key could not be asked for")},
    {{"key_revoked", 11}, N_("its key was revoked")},
    {{"testing_key", 11}, N_("its key is for trials only")},
    {{"signed_in_future", 16}, N_("it says that it was made after the mail came")},
    {{"expired", 7}, N_("it had expired when the mail came")},
    {{"length_limited", 14}, N_("it covers a part of the text only")},
    {{"from_not_signed", 15}, N_("it does not cover the sender")},
    {{"subject_not_signed", 18}, N_("it does not cover the subject")},
    {{"content_type_not_signed", 23}, N_("it does not cover how the text is to be read")},
    {{"reply_to_not_signed", 19}, N_("it does not cover where answers go, and that is to others")},
    {{"rsa_sha1", 8}, N_("it is made in a way that can be forged")},
    {{"body_changed", 12}, N_("the text was changed since")},
    {{"signature_mismatch", 18}, N_("the header was changed since, or it is forged")},
    {{"malformed_header", 16}, N_("the header of the mail is broken")},
    {{"key_too_small", 13}, N_("its key is too short to be safe")},
};

static const char *failing_of(struct slice code)
{
    for (size_t i = 0; i < sizeof(failings) / sizeof(failings[0]); i++)
        if (slice_eq(failings[i].code, code))
            return _(failings[i].words);
    return _("it is not made by the rules");
}

static const char *words_of(enum mail_check check, enum mail_result result, struct slice code)
{
    for (size_t i = 0; i < sizeof(special) / sizeof(special[0]); i++)
        if (special[i].check == check && slice_eq(special[i].code, code))
            return _(special[i].words);
    for (size_t i = 0; i < sizeof(findings) / sizeof(findings[0]); i++)
        if (findings[i].check == check && findings[i].result == result)
            return _(findings[i].words);
    return "";
}

struct slice mail_words_reason(struct page *page, const struct mail_reason *reason)
{
    struct slice words = slice_of(words_of(reason->check, reason->result, reason->code));

    if (!words.len)
        words = reason->code;
    if (reason->check == MAIL_DKIM && reason->result == MAIL_CANNOT)
        words = page_format_of(page, _("%s: %s"), words, slice_of(failing_of(reason->code)));
    if (!reason->subject.len)
        return words;
    return page_format_of(page, _("%s (%s)"), words, page_cut(page, reason->subject, 80));
}

/* ------------------------------------------------------------------ the decision */

/* %1$s: what the deciding check is about; %2$s: whom it claims to be from; %3$s: what is wrong
 * with the signature. */
struct decision {
    enum mail_verdict verdict;
    enum mail_check check;
    const char *words;
};

static const struct decision decisions[] = {
    {MAIL_GENUINE, MAIL_DKIM,
     N_("It is from %2$s: it carries a signature of %1$s that verifies, and only the sender can "
        "make one.")},
    {MAIL_GENUINE, MAIL_SMIME,
     N_("It is from %2$s: it is signed with the certificate of %1$s, and that verifies.")},
    {MAIL_VOUCHED, MAIL_AUTHRES,
     N_("The key of its signature is gone, but your mail server saw it verify for %1$s when the "
        "mail arrived, and nothing speaks against it.")},
    {MAIL_VOUCHED, MAIL_ARC,
     N_("The key of its signature is gone, but a mail service that is trusted (%1$s) saw it verify "
        "and sealed that, and nothing speaks against it.")},
    {MAIL_FAKE, MAIL_BRAND,
     N_("It presents itself as %2$s, but it does not come from there: its sender is %1$s.")},
    {MAIL_FAKE, MAIL_LOOKALIKE,
     N_("It presents itself as %2$s; its sender's domain (%1$s) only looks like theirs.")},
    {MAIL_FAKE, MAIL_ALIGNMENT,
     N_("It presents itself as %2$s, but the signature of %1$s in it does not fit: it was forged or "
        "changed.")},
    {MAIL_FAKE, MAIL_DKIM,
     N_("It presents itself as %2$s, but the signature of %1$s in it does not fit: it was forged or "
        "changed.")},
    {MAIL_FAKE, MAIL_SMIME,
     N_("It presents itself as %2$s, but its signature by certificate does not fit: it was forged "
        "or changed.")},
    {MAIL_FAKE, MAIL_LINKS,
     N_("It presents itself as %2$s; nothing proves that, and it asks you to act at %1$s, which is "
        "not theirs.")},
    {MAIL_UNKNOWN, MAIL_DKIM,
     N_("It may be from %2$s, but the signature of %1$s in it proves nothing: %3$s.")},
    {MAIL_UNKNOWN, MAIL_ARC,
     N_("It may be from %2$s, but what other mail services saw of it cannot be relied on (%1$s).")},
    {MAIL_UNKNOWN, MAIL_AUTHRES,
     N_("It may be from %2$s, but no server that you trust has seen its signature verify.")},
    {MAIL_UNKNOWN, MAIL_SMIME,
     N_("It may be from %2$s, but its signature by certificate does not prove it.")},
    {MAIL_UNKNOWN, MAIL_BRAND,
     N_("It presents itself as %2$s, but comes from a domain that is not known to be theirs: "
        "%1$s.")},
    {MAIL_UNKNOWN, MAIL_ALIGNMENT,
     N_("It may be from %2$s, but no signature of their own domain is in it.")},
    {MAIL_UNKNOWN, MAIL_LINKS,
     N_("It may be from %2$s, but some of its links lead elsewhere (%1$s).")},
    {MAIL_UNKNOWN, MAIL_MALFORMED,
     N_("It is not well formed as mail, so nothing in it can be relied on.")},
    {MAIL_UNKNOWN, MAIL_NOTHING,
     N_("It presents itself as sent by nobody whose mail mioboe can judge.")},
};

static bool decides(enum mail_verdict verdict, enum mail_result result)
{
    if (verdict == MAIL_GENUINE || verdict == MAIL_VOUCHED)
        return result == MAIL_PASS;
    return verdict != MAIL_FAKE || result == MAIL_FAIL;
}

/* The reason that decided; NULL = none tells about what. */
static const struct mail_reason *deciding(const struct mail *mail)
{
    for (size_t i = 0; i < mail->reasons.len; i++) {
        const struct mail_reason *reason = &mail->reasons.at[i];

        if (reason->check == mail->decided_by && decides(mail->verdict, reason->result) &&
            reason->subject.len)
            return reason;
    }
    return NULL;
}

static struct slice claimed(struct page *page, const struct mail *mail)
{
    const struct sender *sender;

    if (!mail->claims.len)
        return slice_of(_("its sender"));
    sender = mail->claims.at[0].sender;
    return page_choose(page, sender->name_ja, sender->name_en);
}

struct slice mail_words_decision(struct page *page, const struct mail *mail)
{
    const struct mail_reason *reason = deciding(mail);
    struct slice subject = mail->mime.from.len ? mail->mime.from.at[0].domain : SLICE("");

    if (reason)
        subject = reason->subject;
    for (size_t i = 0; i < sizeof(decisions) / sizeof(decisions[0]); i++)
        if (decisions[i].verdict == mail->verdict && decisions[i].check == mail->decided_by)
            return page_format_of(page, _(decisions[i].words), page_cut(page, subject, 80),
                                  claimed(page, mail),
                                  slice_of(failing_of(reason ? reason->code : SLICE(""))));
    return slice_of(mail_words_verdict(mail->verdict));
}
