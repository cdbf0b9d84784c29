#include "cli/resolver.h"

#include "cli/input.h"
#include "cli/key_file.h"
#include "cli/message.h"
#include "cli/own_store.h"
#include "cli/store_module.h"
#include "render/words.h"

#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>

#define MESSAGE_MAX 65535u
#define WAIT_SECONDS 3
#define TRIES 2
#define SILENT_MAX 2u /* so many names without any answer, and the network is not asked again */

struct resolver {
    struct resolver_opts opts;
    struct arena *arena;
    struct dns_records file, seen, fresh;
    struct __res_state state;
    bool is_open; /* state is ready */
    bool has_store_keys;
    uint32_t silent; /* names in a row that nobody answered for */
};

/* ------------------------------------------------------------------ network */

/* For tests only: the name server is at this address and port. */
static void use_test_server(struct __res_state *state)
{
    const char *server = getenv("MIOBOE_TEST_NAMESERVER");
    struct slice host, port;
    struct sockaddr_in *to = &state->nsaddr_list[0];
    char text[INET_ADDRSTRLEN] = "";
    unsigned number = 0;

    if (!server || !slice_cut(slice_of(server), SLICE(":"), &host, &port) ||
        host.len >= sizeof(text) || !slice_is_digits(port))
        return;
    memcpy(text, host.ptr, host.len);
    for (size_t i = 0; i < port.len && number < 65536; i++)
        number = number * 10 + (unsigned)(port.ptr[i] - '0');
    if (inet_pton(AF_INET, text, &to->sin_addr) != 1)
        return;
    to->sin_family = AF_INET;
    to->sin_port = htons((uint16_t)number);
    state->nscount = 1;
    state->retrans = 1;
}

/*
 * What a resolver says of DNSSEC (the AD bit, RFC 6840 section 5.8) counts where nobody on the way
 * can have put it there: of one on this machine, or where resolv.conf says `options trust-ad`.
 */
static void trust_local(struct __res_state *state)
{
#ifdef RES_TRUSTAD
    bool is_local = state->nscount > 0;

    for (int i = 0; i < state->nscount && i < MAXNS; i++) {
        const struct sockaddr_in *to = &state->nsaddr_list[i]; /* IPv6 has family 0 here */

        is_local = is_local && to->sin_family == AF_INET && ntohl(to->sin_addr.s_addr) >> 24 == 127;
    }
    if (is_local)
        state->options |= RES_TRUSTAD;
#else
    (void)state;
#endif
}

/* The resolver has checked the answer, and is trusted: else the C library clears the bit. */
static bool is_authentic(const struct __res_state *state, const unsigned char *message, int len)
{
#ifdef RES_TRUSTAD
    return (state->options & RES_TRUSTAD) && len > 3 && (message[3] & 0x20);
#else
    (void)state, (void)message, (void)len;
    return false;
#endif
}

static bool open_network(struct resolver *r)
{
    if (!r->opts.network || r->silent >= SILENT_MAX)
        return false;
    if (!r->is_open && res_ninit(&r->state) == 0) {
        r->is_open = true;
        r->state.retrans = WAIT_SECONDS;
        r->state.retry = TRIES;
        use_test_server(&r->state);
        trust_local(&r->state);
    }
    return r->is_open;
}

/* The strings of a TXT record joined (RFC 6376 section 3.6.2.2); false when it is none. */
static bool read_txt(const ns_rr *rr, struct arena *arena, struct slice *ret)
{
    const unsigned char *at = ns_rr_rdata(*rr), *end = at + ns_rr_rdlen(*rr);
    char *to = arena_alloc(arena, (size_t)(end - at) + 1);
    size_t len = 0;

    while (at < end && (size_t)(end - at) > *at) {
        memcpy(to + len, at + 1, *at);
        len += *at;
        at += 1 + *at;
    }
    *ret = (struct slice){to, len};
    return at == end && len <= KEY_MAX_RECORD;
}

/* Of the answer's TXT records the first that is a key, else the first. */
static enum key_answer read_answer(const unsigned char *message, int len, struct arena *arena,
                                   struct slice *ret)
{
    bool any = false;
    ns_msg msg;
    ns_rr rr;

    if (ns_initparse(message, len, &msg) != 0)
        return KEY_CANNOT;
    for (int i = 0; i < ns_msg_count(msg, ns_s_an); i++) {
        struct slice txt;

        if (ns_parserr(&msg, ns_s_an, i, &rr) != 0)
            return KEY_CANNOT;
        if (ns_rr_type(rr) != ns_t_txt || !read_txt(&rr, arena, &txt))
            continue;
        if (!any || dns_txt_is_key(txt))
            *ret = txt;
        if (dns_txt_is_key(txt))
            return KEY_ANSWER;
        any = true;
    }
    return any ? KEY_ANSWER : KEY_ABSENT;
}

static enum key_answer ask_network(struct resolver *r, struct slice name, struct slice *ret)
{
    unsigned char *message = arena_alloc(r->arena, MESSAGE_MAX);
    struct slice terminated = arena_join(r->arena, (struct slice[]){name, {"", 1}}, 2);
    enum key_answer answer;
    int len;

    if (!open_network(r))
        return KEY_CANNOT;
    len = res_nquery(&r->state, terminated.ptr, ns_c_in, ns_t_txt, message, MESSAGE_MAX);
    if (len < 0) {
        bool absent = r->state.res_h_errno == HOST_NOT_FOUND || r->state.res_h_errno == NO_DATA;

        r->silent = absent ? 0 : r->silent + 1;
        return absent ? KEY_ABSENT : KEY_CANNOT;
    }
    r->silent = 0;
    answer = read_answer(message, len < (int)MESSAGE_MAX ? len : (int)MESSAGE_MAX, r->arena, ret);
    if (answer == KEY_ANSWER && dns_txt_is_key(*ret)) {
        struct dns_record record = {arena_copy(r->arena, name), *ret, r->opts.today};

        dns_records_add(&r->fresh, r->arena, &record);
        if (is_authentic(&r->state, message, len))
            answer = KEY_SECURE;
    }
    return answer;
}

/* ------------------------------------------------------------------ all of them */

static bool from_records(const struct dns_records *records, struct slice name, struct slice *ret)
{
    const struct dns_record *record = dns_records_find(records, name);

    if (record)
        *ret = record->txt;
    return record != NULL;
}

static bool from_catalog(const struct resolver *r, struct slice name, struct slice *ret)
{
    const struct sender_key *key = r->opts.catalog ? sender_key_of(r->opts.catalog, name) : NULL;

    if (key)
        *ret = key->txt;
    return key != NULL;
}

/* The store is opened for the first key that is in no file. */
static bool from_store(struct resolver *r, struct slice name, struct slice *ret)
{
    const struct store_module *store = NULL;

    if (!r->has_store_keys && own_store_is_there(r->opts.options))
        store = store_module();
    if (store)
        store->read_keys(r->opts.options, r->arena, &r->seen);
    r->has_store_keys = true;
    return from_records(&r->seen, name, ret);
}

static enum key_answer answer(void *ctx, struct slice name, struct arena *arena, struct slice *ret)
{
    enum key_answer said = KEY_ANSWER;
    struct resolver *r = ctx;
    struct slice txt;

    if (r->opts.dns_file) {
        if (!from_records(&r->file, name, &txt))
            return KEY_ABSENT;
    } else if (!from_records(&r->seen, name, &txt) && !from_records(&r->fresh, name, &txt) &&
               !from_store(r, name, &txt)) {
        said = ask_network(r, name, &txt);
        if (said != KEY_ANSWER && said != KEY_SECURE) {
            if (!from_catalog(r, name, &txt))
                return said;
            said = KEY_ANSWER;
        }
    }
    *ret = arena_copy(arena, txt);
    return said;
}

struct key_source resolver_keys(struct resolver *resolver)
{
    return (struct key_source){answer, resolver};
}

/* ------------------------------------------------------------------ life */

static int read_dns_file(struct resolver *r)
{
    struct inputs inputs = {0};
    struct slice text;
    struct err err;

    input_open(&inputs, r->arena, r->opts.dns_file, SLICE(""));
    if (!inputs.len || inputs.at[0].fd < 0 || inputs.len > 1)
        err_set(&err, ERR_IO, 0, slice_of(_("it is no file with records")));
    if (inputs.len == 1)
        err = inputs.at[0].err;
    if (inputs.len == 1 && inputs.at[0].fd >= 0 &&
        input_read(&inputs.at[0], DNS_FILE_MAX_BYTES, r->arena, &text, &err) == 0 &&
        dns_file_read(text, r->arena, &r->file, &err) == 0)
        return 0;
    message_err(slice_of(r->opts.dns_file), &err);
    return -1;
}

struct resolver *resolver_new(const struct resolver_opts *opts, struct arena *arena,
                              bool *ret_failed)
{
    struct resolver *r = arena_make(arena, struct resolver);

    r->opts = *opts;
    r->arena = arena;
    *ret_failed = (opts->dns_file ? read_dns_file(r) : key_file_read(arena, &r->seen)) != 0;
    return r;
}

void resolver_done(struct resolver *r)
{
    if (r->silent)
        message_say(SLICE(""), 0,
                    _("The network did not answer for keys of senders; what could not be asked for "
                      "counts as not known."));
    if (r->fresh.len)
        key_file_add(&r->fresh, r->arena);
    if (r->is_open)
        res_nclose(&r->state);
    r->is_open = false;
}
