#include "render/mail_json.h"

#include "render/records_json.h"

#include "base/day.h"

#define DAY_SECONDS 86400

/* ------------------------------------------------------------------ values */

/* `2026-08-15T01:02:03Z`, or null. */
static void print_moment(struct printer *p, int64_t t)
{
    char text[] = "0000-00-00T00:00:00Z";
    int64_t day = t / DAY_SECONDS, second = t % DAY_SECONDS;
    int parts[3];

    if (second < 0) {
        second += DAY_SECONDS;
        day--;
    }
    if (t == MAIL_NO_TIME || day < day_of(1900, 1, 1) || day > day_of(2199, 12, 31)) {
        p->type->null(p);
        return;
    }
    parts[0] = (int)(second / 3600);
    parts[1] = (int)(second / 60 % 60);
    parts[2] = (int)(second % 60);
    day_write((int32_t)day, text);
    for (int i = 0; i < 3; i++) {
        text[DAY_TEXT_LEN + 1 + 3 * i] = (char)('0' + parts[i] / 10);
        text[DAY_TEXT_LEN + 2 + 3 * i] = (char)('0' + parts[i] % 10);
    }
    text[DAY_TEXT_LEN] = 'T';
    p->type->string(p, slice_of(text));
}

#define print_moment_of(p, name, t) (print_key(p, name), print_moment((p), (t)))

/* ------------------------------------------------------------------ parts */

static void write_from(struct printer *p, const struct mime_addresses *from)
{
    print_key(p, "from");
    if (!from->len) {
        p->type->null(p);
        return;
    }
    print_inline(p);
    print_begin_map(p);
    print_string_of(p, "address", from->at[0].address);
    print_string_of(p, "name", from->at[0].name);
    print_end(p);
}

static void write_claims(struct printer *p, const struct claims *claims)
{
    print_key(p, "claims");
    print_inline(p);
    print_begin_list(p);
    for (size_t i = 0; i < claims->len; i++)
        p->type->string(p, claims->at[i].sender->id);
    print_end(p);
}

static void write_reasons(struct printer *p, const struct mail_reasons *reasons)
{
    print_key(p, "reasons");
    print_begin_list(p);
    for (size_t i = 0; i < reasons->len; i++) {
        const struct mail_reason *reason = &reasons->at[i];

        print_inline(p);
        print_begin_map(p);
        print_string_of(p, "check", mail_check_name(reason->check));
        print_string_of(p, "result", mail_result_name(reason->result));
        print_key(p, "detail");
        print_begin_map(p);
        print_string_of(p, "code", reason->code);
        if (reason->subject.len)
            print_string_of(p, "about", reason->subject);
        print_end(p);
        print_end(p);
    }
    print_end(p);
}

static struct slice result_name(enum signature_result result)
{
    static const struct slice names[] = {
        [SIGNATURE_PASS] = {"pass", 4},
        [SIGNATURE_FAIL] = {"fail", 4},
        [SIGNATURE_NO_KEY] = {"no_key", 6},
        [SIGNATURE_REFUSED] = {"refused", 7},
    };

    return names[result];
}

static void write_signature(struct printer *p, const struct mail_signature *s, bool aligned)
{
    print_inline(p);
    print_begin_map(p);
    print_string_of(p, "type", s->type == SIGNATURE_ARC ? SLICE("arc") : SLICE("dkim"));
    print_string_of(p, "domain", s->domain);
    print_string_of(p, "selector", s->selector);
    print_string_of(p, "algorithm", s->algorithm);
    print_string_of(p, "result", result_name(s->result));
    print_key(p, "body_hash");
    if (s->body_hash == TRI_UNKNOWN)
        p->type->null(p);
    else
        p->type->boolean(p, s->body_hash == TRI_YES);
    print_boolean_of(p, "aligned", aligned);
    print_string_of(p, "detail", s->detail);
    print_end(p);
}

static void write_signatures(struct printer *p, const struct mail *mail)
{
    print_key(p, "signatures");
    print_begin_list(p);
    for (size_t i = 0; i < mail->signatures.len; i++)
        write_signature(p, &mail->signatures.at[i], mail->aligned && mail->aligned[i]);
    print_end(p);
}

static void write_arc(struct printer *p, const struct arc *arc)
{
    static const struct slice names[] = {
        [ARC_NONE] = {"none", 4}, [ARC_PASS] = {"pass", 4}, [ARC_FAIL] = {"fail", 4}};

    print_key(p, "arc");
    print_inline(p);
    print_begin_map(p);
    print_string_of(p, "cv", names[arc->cv]);
    print_integer_of(p, "instances", (int64_t)arc->instances.len);
    print_key(p, "sealers");
    print_begin_list(p);
    for (size_t i = 0; i < arc->instances.len; i++)
        p->type->string(p, arc->instances.at[i].sealer);
    print_end(p);
    print_end(p);
}

static void write_smime(struct printer *p, const struct smime *smime)
{
    static const struct slice names[] = {[SMIME_NONE] = {"none", 4},
                                         [SMIME_PASS] = {"pass", 4},
                                         [SMIME_FAIL] = {"fail", 4},
                                         [SMIME_UNTRUSTED] = {"untrusted", 9}};

    print_key(p, "smime");
    if (smime->result == SMIME_NONE) {
        p->type->null(p);
        return;
    }
    print_inline(p);
    print_begin_map(p);
    print_string_of(p, "result", names[smime->result]);
    print_text_of(p, "address", smime->address);
    print_text_of(p, "issuer", smime->issuer);
    print_text_of(p, "detail", smime->detail);
    print_end(p);
}

static void write_links(struct printer *p, const struct mail_links *links)
{
    print_key(p, "links");
    print_begin_list(p);
    for (size_t i = 0; i < links->len; i++) {
        const struct mail_link *link = &links->at[i];

        if (link->link->kind == LINK_IMAGE) /* loaded, not followed */
            continue;
        print_inline(p);
        print_begin_map(p);
        print_text_of(p, "text", link->link->text);
        print_string_of(p, "href", link->link->href);
        print_string_of(p, "domain", link->domain);
        print_text_of(p, "owner", link->owner ? link->owner->id : SLICE(""));
        print_boolean_of(p, "ok", link->ok);
        print_boolean_of(p, "acts", link->link->acts);
        print_end(p);
    }
    print_end(p);
}

/* ------------------------------------------------------------------ the whole */

void mail_json_write(struct printer *p, const struct mail_place *place, const struct mail *mail,
                     const struct records *records)
{
    print_begin_map(p);
    print_string_of(p, "path", place->path);
    print_integer_of(p, "index", place->index);
    print_text_of(p, "message_id", mail->mime.message_id);
    print_moment_of(p, "date", mail->mime.date);
    print_moment_of(p, "received", mail->mime.received);
    write_from(p, &mail->mime.from);
    print_text_of(p, "subject", mail->mime.subject);
    write_claims(p, &mail->claims);
    print_string_of(p, "verdict", mail_verdict_name(mail->verdict));
    print_string_of(p, "decided_by", mail_check_name(mail->decided_by));
    print_boolean_of(p, "malformed", mail->is_malformed);
    write_reasons(p, &mail->reasons);
    write_signatures(p, mail);
    write_arc(p, &mail->arc);
    write_smime(p, &mail->smime);
    write_links(p, &mail->links);
    print_string_of(p, "kind", mail_kind_name(mail->kind));
    print_key(p, "records");
    if (records)
        records_json_list(p, records);
    else
        print_begin_list(p), print_end(p);
    print_integer_of(p, "attachments", mail->mime.attachments);
    print_end(p);
}

void mail_json_summary(struct printer *p, const struct mail_counts *counts)
{
    print_key(p, "summary");
    print_inline(p);
    print_begin_map(p);
    print_integer_of(p, "messages", counts->messages);
    for (int v = MAIL_GENUINE; v <= MAIL_FAKE; v++) {
        p->type->key(p, mail_verdict_name((enum mail_verdict)v));
        p->type->integer(p, counts->verdicts[v]);
    }
    print_integer_of(p, "malformed", counts->malformed);
    print_end(p);
}
