#include "store/journal.h"

#include "casework/event.h"

#include <openssl/evp.h>
#include <string.h>

#define DIGEST 32u

static void write_hex(const unsigned char *hash, char *ret_text)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < DIGEST; i++) {
        ret_text[2 * i] = digits[hash[i] >> 4];
        ret_text[2 * i + 1] = digits[hash[i] & 15];
    }
}

void journal_hash(struct slice bytes, char *ret_text)
{
    unsigned char hash[DIGEST] = {0};

    EVP_Digest(bytes.ptr, bytes.len, hash, NULL, EVP_sha256(), NULL);
    write_hex(hash, ret_text);
}

/* OpenSSL looks its algorithm up each time and takes a context to pieces for it; of short entries
 * that is half of the work. */
void journal_hasher_init(struct journal_hasher *hasher)
{
    hasher->algorithm = EVP_MD_fetch(NULL, "SHA256", NULL);
    hasher->context = EVP_MD_CTX_new();
    EVP_DigestInit_ex2(hasher->context, hasher->algorithm, NULL); /* a failure shows at the first */
}

void journal_hasher_done(struct journal_hasher *hasher)
{
    EVP_MD_CTX_free(hasher->context);
    EVP_MD_free(hasher->algorithm);
}

void journal_hasher_hash(struct journal_hasher *hasher, struct slice bytes, char *ret_text)
{
    unsigned char hash[DIGEST] = {0};

    if (EVP_DigestInit_ex2(hasher->context, NULL, NULL) != 1 ||
        EVP_DigestUpdate(hasher->context, bytes.ptr, bytes.len) != 1 ||
        EVP_DigestFinal_ex(hasher->context, hash, NULL) != 1)
        memset(hash, 0, sizeof(hash)); /* no entry has it: the chain does not hold */
    write_hex(hash, ret_text);
}

/* ------------------------------------------------------------------ reading again */

static void found(struct journal_check *check, enum journal_fault fault, uint64_t seq)
{
    check->fault = fault;
    check->seq = seq;
}

/* Whether event ${i} is whole and follows the head so far; then it is the head. */
static bool check_event(const struct store_event *stored, uint64_t seq, struct arena *arena,
                        struct journal_check *check)
{
    char hash[STORE_HASH_TEXT];
    struct event event;

    journal_hash(stored->bytes, hash);
    if (stored->seq != seq)
        found(check, JOURNAL_GAP, seq);
    else if (!slice_eq(stored->sha256, (struct slice){hash, sizeof(hash)}))
        found(check, JOURNAL_CHANGED, seq);
    else if (event_read(stored->bytes, arena, &event, &check->err) < 0)
        found(check, JOURNAL_SYNTAX, seq);
    else if (event.seq != seq)
        found(check, JOURNAL_GAP, seq);
    else if (!slice_eq(event.prev, (struct slice){check->head, sizeof(check->head)}))
        found(check, JOURNAL_BROKEN, seq);
    else
        memcpy(check->head, hash, sizeof(hash));
    return check->fault == JOURNAL_WHOLE;
}

void journal_verify(const struct store_events *events, struct arena *arena,
                    struct journal_check *ret)
{
    memset(ret, 0, sizeof(*ret));
    memset(ret->head, '0', sizeof(ret->head));
    for (size_t i = 0; i < events->len; i++)
        if (!check_event(&events->at[i], i + 1, arena, ret))
            return;
    ret->seq = events->len;
}

/* ------------------------------------------------------------------ appending */

/* Number and hash of the newest event; zeros of a new case. */
static int read_head(struct store *store, struct slice case_id, struct arena *arena,
                     uint64_t *ret_seq, struct slice *ret_hash, struct err *reterr)
{
    int r = store->ops->event_head(store, case_id, arena, ret_seq, ret_hash, reterr);

    if (r == 0) {
        *ret_seq = 0;
        *ret_hash = SLICE("0000000000000000000000000000000000000000000000000000000000000000");
    }
    return r < 0 ? r : 0;
}

static int append_once(struct store *store, struct event *event, struct arena *arena,
                       struct err *reterr)
{
    struct store_event stored;
    char hash[STORE_HASH_TEXT];
    struct event again;
    uint64_t seq = 0;
    int r = read_head(store, event->case_id, arena, &seq, &event->prev, reterr);

    if (r < 0)
        return r;
    event->seq = seq + 1;
    stored.seq = event->seq;
    stored.bytes = event_write(event, arena);
    if (event_read(stored.bytes, arena, &again, reterr) < 0)
        return ERR_SYNTAX;
    journal_hash(stored.bytes, hash);
    stored.sha256 = (struct slice){hash, sizeof(hash)};
    return store->ops->event_append(store, event->case_id, &stored, reterr);
}

int journal_append(struct store *store, struct event *event, struct arena *arena,
                   struct err *reterr)
{
    int r = STORE_TAKEN;

    for (int i = 0; i < JOURNAL_TRIES && r == STORE_TAKEN; i++)
        r = append_once(store, event, arena, reterr);
    return r;
}
