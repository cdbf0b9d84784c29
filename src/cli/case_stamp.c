#include "cli/case_job.h"
#include "cli/case_keep.h"

#include "cli/exit_status.h"
#include "cli/message.h"
#include "cli/own_store.h"
#include "cli/standard_output.h"
#include "io/whole.h"
#include "render/printer.h"
#include "render/words.h"

#include <openssl/rand.h>
#include <openssl/ts.h>

#include <errno.h>

/* The head of a journal kept elsewhere: on paper, in a mail, in a time stamp (RFC 3161). */

#define DIGEST 32

static int write_stamp(struct case_job *job, struct slice kind, struct slice head,
                       struct slice token)
{
    struct event event = case_event(job, EVENT_STAMP);

    case_field(job, &event, SLICE("kind"), kind);
    event_add(&event, job->arena, SLICE("head"), head);
    event_add(&event, job->arena, SLICE("token"), token);
    return case_write(job, &event);
}

static void read_hex(struct slice hex, unsigned char *ret)
{
    for (size_t i = 0; i < DIGEST; i++) {
        unsigned value = 0;

        for (size_t k = 0; k < 2; k++) {
            char c = hex.ptr[2 * i + k];

            value = value * 16 + (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
        }
        ret[i] = (unsigned char)value;
    }
}

/* ------------------------------------------------------------------ printed and mailed */

static void head_json(struct case_job *job, struct slice head, uint64_t entry)
{
    struct output out;
    struct printer p;

    if (job->options->format != FORMAT_JSON)
        return;
    standard_output_init(&out);
    p = printer_json(&out);
    print_begin_map(&p);
    print_string_of(&p, "schema", SLICE("mioboe.case/1"));
    print_string_of(&p, "case", job->id);
    print_integer_of(&p, "entry", (int64_t)entry);
    print_string_of(&p, "head", head);
    print_end(&p);
    output_done(&out);
}

static void head_text(struct case_job *job, struct slice head, uint64_t entry)
{
    struct slice number = arena_number(job->arena, (int64_t)entry);
    struct output out;
    struct page page = case_page(job, &out);

    if (job->options->format == FORMAT_JSON)
        return;
    standard_output_init(&out);
    if (job->options->given.mail_text) {
        page_line(&page, page_format_of(&page,
                                        _("Please keep this mail. It shows that the journal "
                                          "of case %s looked like this on %s:"),
                                        job->id, page_day(&page, job->today)));
        page_line(&page, page_format_of(&page, _("entry %s, SHA-256 %s"), number, head));
    } else {
        page_line(&page, page_format_of(&page, _("Case %s, entry %s, %s"), job->id, number,
                                        page_day(&page, job->today)));
        page_line(&page, head);
    }
    output_done(&out);
}

/* ------------------------------------------------------------------ request */

static bool fill_request(TS_REQ *request, const unsigned char *digest)
{
    TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new();
    X509_ALGOR *algorithm = X509_ALGOR_new();
    ASN1_INTEGER *nonce = ASN1_INTEGER_new();
    unsigned char copy[DIGEST], random[8];
    uint64_t number = 0;
    bool good = imprint && algorithm && nonce && RAND_bytes(random, sizeof(random)) == 1;

    memcpy(copy, digest, DIGEST);
    memcpy(&number, random, sizeof(number));
    good = good && X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL) == 1 &&
           TS_MSG_IMPRINT_set_algo(imprint, algorithm) == 1 &&
           TS_MSG_IMPRINT_set_msg(imprint, copy, DIGEST) == 1 &&
           ASN1_INTEGER_set_uint64(nonce, number >> 1) == 1 &&
           TS_REQ_set_version(request, 1) == 1 && TS_REQ_set_msg_imprint(request, imprint) == 1 &&
           TS_REQ_set_nonce(request, nonce) == 1 && TS_REQ_set_cert_req(request, 1) == 1;
    TS_MSG_IMPRINT_free(imprint);
    X509_ALGOR_free(algorithm);
    ASN1_INTEGER_free(nonce);
    return good;
}

static int write_request(struct case_job *job, const char *path)
{
    unsigned char digest[DIGEST], *der = NULL;
    TS_REQ *request = TS_REQ_new();
    int len = 0;
    bool good;

    read_hex(job->head, digest);
    good = request && fill_request(request, digest) && (len = i2d_TS_REQ(request, &der)) > 0;
    if (!good)
        message_say(slice_of(path), 0, "OpenSSL");
    else if (!(good = whole_create(path, (struct slice){(const char *)der, (size_t)len})))
        message_say(slice_of(path), 0, strerror(errno));
    OPENSSL_free(der);
    TS_REQ_free(request);
    return good ? 0 : EXIT_UNREAD;
}

/* ------------------------------------------------------------------ response */

static bool imprint_is(TS_RESP *response, const unsigned char *digest)
{
    TS_TST_INFO *info = TS_RESP_get_tst_info(response);
    TS_MSG_IMPRINT *imprint = info ? TS_TST_INFO_get_msg_imprint(info) : NULL;
    ASN1_OCTET_STRING *message = imprint ? TS_MSG_IMPRINT_get_msg(imprint) : NULL;

    return message && ASN1_STRING_length(message) == DIGEST &&
           memcmp(ASN1_STRING_get0_data(message), digest, DIGEST) == 0;
}

/* The hash and number of an entry of the journal that the token is about; empty = of none. */
static int find_stamped(struct case_job *job, TS_RESP *response, struct slice *ret,
                        uint64_t *ret_entry)
{
    struct store_events events = {0};
    struct err err;

    *ret = (struct slice){"", 0};
    if (job->store->ops->event_list(job->store, job->id, job->arena, &events, &err) < 0)
        return own_store_complain(job->options, &err);
    for (size_t i = events.len; i-- > 0 && !ret->len;) {
        unsigned char digest[DIGEST];

        read_hex(events.at[i].sha256, digest);
        if (imprint_is(response, digest)) {
            *ret = events.at[i].sha256;
            *ret_entry = events.at[i].seq;
        }
    }
    return 0;
}

/* Signed by an authority whose root this computer trusts, over this very hash. */
static bool is_signed(TS_RESP *response, struct slice head)
{
    TS_VERIFY_CTX *ctx = TS_VERIFY_CTX_new();
    X509_STORE *roots = X509_STORE_new();
    unsigned char *digest = OPENSSL_malloc(DIGEST);
    bool good = ctx && roots && digest && X509_STORE_set_default_paths(roots) == 1;

    if (good) {
        read_hex(head, digest);
        TS_VERIFY_CTX_set_flags(ctx, TS_VFY_SIGNATURE | TS_VFY_VERSION | TS_VFY_IMPRINT);
        TS_VERIFY_CTX_set_store(ctx, roots);
        TS_VERIFY_CTX_set_imprint(ctx, digest, DIGEST);
        good = TS_RESP_verify_response(ctx, response) == 1;
        TS_VERIFY_CTX_free(ctx);
        return good;
    }
    TS_VERIFY_CTX_free(ctx);
    X509_STORE_free(roots);
    OPENSSL_free(digest);
    return false;
}

static int refuse(const char *path, const char *sentence)
{
    message_say(slice_of(path), 0, sentence);
    return EXIT_UNREAD;
}

static int take_response(struct case_job *job, const char *path)
{
    const unsigned char *at;
    struct slice bytes, head, token;
    uint64_t entry = 0;
    TS_RESP *response;
    int status = case_read_file(job, path, &bytes);

    if (status)
        return status;
    at = (const unsigned char *)bytes.ptr;
    response = d2i_TS_RESP(NULL, &at, (long)bytes.len);
    if (!response)
        return refuse(path, _("This is no answer of a time stamp authority."));
    status = find_stamped(job, response, &head, &entry);
    if (status == 0 && !head.len)
        status = refuse(path, _("This time stamp is of something else than this journal."));
    if (status == 0 && !is_signed(response, head))
        status = refuse(path, _("The signature of this time stamp does not hold, or this computer "
                                "does not know the authority."));
    TS_RESP_free(response);
    if (status == 0)
        status = case_keep_bytes(job, bytes, slice_of("stamp.tsr"), SLICE("rfc3161"), SLICE("full"),
                                 SLICE(""), &token);
    if (status == 0)
        status = write_stamp(job, SLICE("rfc3161"), head, token);
    if (status == 0)
        head_json(job, head, entry);
    return status;
}

/* `stamp [--mail-text]`, `stamp --request FILE.tsq`, `stamp --response FILE.tsr` */
int case_stamp(struct case_job *job)
{
    const struct case_given *given = &job->options->given;
    struct slice head = job->head;
    uint64_t entry = job->state.events;
    int status = given->request ? write_request(job, given->request) : 0;

    if (given->response)
        return take_response(job, given->response);
    if (status == 0)
        head_json(job, head, entry);
    if (given->request)
        return status;
    head_text(job, head, entry);
    return write_stamp(job, given->mail_text ? SLICE("mailed") : SLICE("printed"), head, SLICE(""));
}
