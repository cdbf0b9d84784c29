#ifndef MIOBOE_MAIL_VERDICT_JUDGE_H
#define MIOBOE_MAIL_VERDICT_JUDGE_H

/* For verdict*.c only: what all rules look at. */

#include "mail/authres.h"
#include "mail/verdict.h"

#define GROUNDS_NAME (1u << CLAIM_NAME | 1u << CLAIM_LOCAL_PART)
#define GROUNDS_LOOK (1u << CLAIM_LOGO | 1u << CLAIM_LOOK)

struct verdict_host {
    struct slice host, ascii, domain; /* as written; as looked up; registrable; empty = none */
    const struct sender *owner;
};

struct verdict_judge {
    const struct mail_env *env;
    const struct raw_message *raw;
    const struct link_list *list;
    uint64_t without;
    struct arena *arena;
    struct mail *mail;
    struct slice from;                   /* domain of the first From address, ASCII; empty = none */
    const struct sender *owner;          /* of it; NULL = nobody known */
    const struct sender *brand;          /* the claimed brand that owns it; NULL = none */
    struct authres_results witnessed;    /* by trusted servers */
    struct slice server_saw, sealer_saw; /* verdict_authres_saw(), verdict_arc_saw() */

    /* links that a reader could follow */
    bool acts_elsewhere; /* one that asks to act leads away from the brands that are claimed */
    struct slice elsewhere;
    bool leads_home, leads_elsewhere;
    struct verdict_host last_host;
    bool is_rewritten; /* a gateway on the way put itself before one (transit.h) */
};

/* Whether the rule or bar counts. */
bool verdict_uses(const struct verdict_judge *j, enum verdict_rule rule);

void verdict_reason(struct verdict_judge *j, enum mail_check check, enum mail_result result,
                    struct slice code, struct slice subject);

/* A signature of the brand that the message is From. */
bool verdict_is_brands(const struct verdict_judge *j, const struct mail_signature *s);

/* The fields that tell how the body is read (Content-Type, Content-Transfer-Encoding) are signed,
 * or change nothing. */
bool verdict_form_holds(const struct verdict_judge *j, const struct mail_signature *s);

/* Reply-To is signed, or answers go to the brand; put there later it leads them elsewhere. */
bool verdict_reply_holds(const struct verdict_judge *j, const struct mail_signature *s);

/* What S/MIME leaves of the subject: header fields are not signed. */
enum verdict_subject {
    SUBJECT_COVERED, /* there is none; or it is signed with the text, or the text says the same */
    SUBJECT_UNSIGNED,
    SUBJECT_DEMANDS /* unsigned, and it asks for something by itself */
};

enum verdict_subject verdict_smime_subject(const struct verdict_judge *j);

/* Fill mail->links and what is known of them. */
void verdict_links(struct verdict_judge *j);

/* A trusted server saw a signature of the brand pass: of which domain; empty = none did. */
struct slice verdict_authres_saw(const struct verdict_judge *j);

/* The same of a chain of trusted sealers: which of them; empty = none. */
struct slice verdict_arc_saw(const struct verdict_judge *j);

#endif
