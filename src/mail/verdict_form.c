#include "mail/verdict_judge.h"

#include "mail/ascii.h"
#include "mail/encoding.h"
#include "mail/link_act.h"
#include "mail/word.h"

#include "base/text.h"

#define DIGITS_MAX 8u /* of a subject: it may tell a date, and no telephone number */

/* ------------------------------------------------------------------ how the body is read */

static struct slice unfolded(const struct verdict_judge *j, struct slice name)
{
    const struct header *field = header_find(j->raw, name, 0);

    return field ? header_unfold(j->arena, field->value) : SLICE("");
}

/* Plain text, as a body is read without the field (RFC 2045 section 5.2): whoever wrote the field
 * has changed nothing. */
static bool type_is_default(const struct verdict_judge *j)
{
    struct slice value = unfolded(j, SLICE("Content-Type")), charset;

    if (!slice_eq(word_head(value, j->arena), SLICE("text/plain")) ||
        word_parameter(value, SLICE("format"), j->arena).len > 0)
        return false;
    charset = word_parameter(value, SLICE("charset"), j->arena);
    return charset.len == 0 || encoding_is_same(charset, SLICE("us-ascii")) ||
           encoding_is_same(charset, SLICE("utf-8"));
}

/* Letters of base64 and line ends alone: no other text looks so. */
static bool is_all_base64(struct slice body)
{
    for (size_t i = 0; i < body.len; i++) {
        char c = ascii_lower_char(body.ptr[i]);

        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '+' && c != '/' &&
            c != '=' && c != '\r' && c != '\n')
            return false;
    }
    return true;
}

/* ASCII in which every `=` begins an octet or ends a line: no page of HTML looks so, nor does text
 * with addresses in it. */
static bool is_all_quoted(struct slice body)
{
    for (size_t i = 0; i < body.len; i++) {
        if ((unsigned char)body.ptr[i] >= 0x80)
            return false;
        if (body.ptr[i] != '=' || i + 1 == body.len)
            continue;
        if (body.ptr[i + 1] != '\r' && body.ptr[i + 1] != '\n' &&
            (i + 2 >= body.len || ascii_hex(body.ptr[i + 1]) < 0 || ascii_hex(body.ptr[i + 2]) < 0))
            return false;
    }
    return true;
}

/* What the Content-Transfer-Encoding says is what the body shows by itself. */
static bool encoding_is_sure(const struct verdict_judge *j)
{
    struct slice encoding = word_head(unfolded(j, SLICE("Content-Transfer-Encoding")), j->arena);

    if (slice_eq(encoding, SLICE("base64")))
        return is_all_base64(j->raw->body);
    return !slice_eq(encoding, SLICE("quoted-printable")) || is_all_quoted(j->raw->body);
}

/* Answers go to the brand, or the signature says where to. */
bool verdict_reply_holds(const struct verdict_judge *j, const struct mail_signature *s)
{
    const struct mime_addresses *to = &j->mail->mime.reply_to;

    if (s->signs_reply_to || j->mail->mime.is_list) /* lists put their own there */
        return true;
    for (size_t i = 0; i < to->len; i++) {
        const struct sender *owner;
        struct slice ascii;

        if (!domain_ascii(j->env->domains, to->at[i].domain, j->arena, &ascii))
            return false;
        owner = sender_owner(j->env->catalog, ascii);
        if (!slice_eq(ascii, j->from) && !(owner && j->brand && sender_is_kin(owner, j->brand)))
            return false;
    }
    return true;
}

bool verdict_form_holds(const struct verdict_judge *j, const struct mail_signature *s)
{
    return (s->signs_type || type_is_default(j)) && (s->signs_encoding || encoding_is_sure(j));
}

/* ------------------------------------------------------------------ a subject nobody signed */

/* Without `Re:`, `[list]`, 【brand】 at the head. */
static struct slice without_marks(struct slice s)
{
    static const struct slice open[] = {{"[", 1}, {"【", 3}, {"RE:", 3}, {"FW:", 3}, {"FWD:", 4}};
    static const struct slice close[] = {{"]", 1}, {"】", 3}, {":", 1}, {":", 1}, {":", 1}};

    for (size_t i = 0; i < sizeof(open) / sizeof(open[0]); i++)
        if (slice_starts(s, open[i])) {
            size_t at = slice_find(s, close[i]);

            s = at < s.len ? slice_trim(slice_skip(s, at + close[i].len)) : s;
        }
    return s;
}

/* The text that was signed says the same words. */
static bool is_said(const struct verdict_judge *j, struct slice subject)
{
    const struct mime_parts *parts = &j->mail->mime.parts;

    subject = without_marks(subject);
    for (size_t i = 0; subject.len > 0 && i < parts->len; i++) {
        struct slice text = parts->at[i].text;

        if (parts->at[i].kind > MIME_HTML || parts->at[i].depth > 0)
            continue;
        if (parts->at[i].kind == MIME_HTML)
            text = link_html_text(text, j->arena);
        if (slice_has(text_fold(j->arena, text), subject))
            return true;
    }
    return false;
}

/* It asks for something, or names a place to turn to. */
static bool is_demanding(const struct verdict_judge *j, struct slice subject)
{
    struct link_look *words = arena_make(j->arena, struct link_look);
    struct link_place place = {.text = subject, .to = subject.len, .high = subject.len};
    size_t digits = 0;

    for (size_t i = 0; i < subject.len; i++)
        digits += subject.ptr[i] >= '0' && subject.ptr[i] <= '9';
    link_look_init(words);
    return digits > DIGITS_MAX || slice_has(subject, SLICE("://")) ||
           slice_find_byte(subject, '@') < subject.len || link_acts(words, &place);
}

enum verdict_subject verdict_smime_subject(const struct verdict_judge *j)
{
    struct slice subject = j->mail->mime.subject, folded = text_fold(j->arena, subject);

    if (j->mail->smime.has_subject) /* another is shown: somebody has changed it */
        return slice_eq(without_marks(folded),
                        without_marks(text_fold(j->arena, j->mail->smime.subject)))
                   ? SUBJECT_COVERED
                   : SUBJECT_DEMANDS;
    if (folded.len == 0 || is_said(j, folded))
        return SUBJECT_COVERED;
    return is_demanding(j, subject) ? SUBJECT_DEMANDS : SUBJECT_UNSIGNED;
}
