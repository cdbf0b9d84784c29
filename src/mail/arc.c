#include "mail/arc.h"

#include "mail/ascii.h"
#include "mail/signature.h"

enum part { PART_RESULTS, PART_MESSAGE, PART_SEAL, PARTS };

static const struct slice part_names[PARTS] = {
    [PART_RESULTS] = {"ARC-Authentication-Results", 26},
    [PART_MESSAGE] = {"ARC-Message-Signature", 21},
    [PART_SEAL] = {"ARC-Seal", 8},
};

/* One instance: a set of three fields (RFC 8617 section 4.2). */
struct set {
    const struct header *parts[PARTS];
    struct slice results; /* after i=N; */
    struct signature *seal;
    struct slice seal_code, cv;
};

/* A chain being validated. */
struct chain {
    const struct raw_message *message;
    struct keys *keys;
    int64_t received;
    struct arena *arena;
    struct set *sets; /* ARC_MAX_INSTANCES + 1, from 1 */
    size_t len;       /* highest instance */
};

/* i= of 1 to ARC_MAX_INSTANCES; 0 = it is none. */
static size_t instance_read(struct slice text)
{
    uint64_t value;

    if (!tag_number(text, 2, &value) || value > ARC_MAX_INSTANCES)
        return 0;
    return (size_t)value;
}

/* `i=N; results`: i= comes first (RFC 8617 section 4.1.1). */
static size_t results_read(struct slice value, struct arena *arena, struct slice *ret)
{
    struct slice text = header_unfold(arena, value), head, equals, number;

    if (!slice_cut(text, SLICE(";"), &head, ret) || !slice_cut(head, SLICE("="), &equals, &number))
        return 0;
    *ret = ascii_trim(*ret);
    return slice_eq(ascii_trim(equals), SLICE("i")) ? instance_read(ascii_trim(number)) : 0;
}

static size_t tags_instance(struct slice value)
{
    struct tags tags;
    const struct tag *tag;

    if (tag_read(value, &tags) != 0)
        return 0;
    tag = tag_find(&tags, SLICE("i"));
    return tag ? instance_read(tag->value) : 0;
}

/* Put one field into its set. */
static struct slice part_add(struct chain *chain, enum part part, const struct header *field)
{
    struct slice results = {NULL, 0};
    size_t at = part == PART_RESULTS ? results_read(field->value, chain->arena, &results)
                                     : tags_instance(field->value);

    if (at == 0)
        return SLICE("bad_instance");
    if (chain->sets[at].parts[part])
        return SLICE("duplicate_instance");
    chain->sets[at].parts[part] = field;
    if (part == PART_RESULTS)
        chain->sets[at].results = results;
    if (at > chain->len)
        chain->len = at;
    return SLICE("");
}

/* Cut the fields of the message into sets. */
static struct slice sets_read(struct chain *chain)
{
    const struct headers *headers = &chain->message->headers;
    struct slice code = SLICE("");

    for (size_t i = 0; i < headers->len; i++)
        for (int part = 0; part < PARTS && code.len == 0; part++)
            if (slice_eq_nocase(headers->at[i].name, part_names[part]))
                code = part_add(chain, (enum part)part, &headers->at[i]);
    for (size_t i = 1; i <= chain->len && code.len == 0; i++)
        for (int part = 0; part < PARTS; part++)
            if (!chain->sets[i].parts[part])
                return SLICE("instance_missing");
    return code;
}

/* Read the seals and what they say of the chain before them (RFC 8617 section 4.1.3). */
static struct slice seals_read(struct chain *chain)
{
    for (size_t i = 1; i <= chain->len; i++) {
        struct set *set = &chain->sets[i];
        const struct tag *cv;

        set->seal = arena_make(chain->arena, struct signature);
        set->seal_code =
            signature_read(set->parts[PART_SEAL], FORM_ARC_SEAL, chain->arena, set->seal);
        cv = tag_find(&set->seal->tags, SLICE("cv"));
        set->cv = cv ? cv->value : SLICE("");
        if (set->seal_code.len == 0 && tag_find(&set->seal->tags, SLICE("h")))
            set->seal_code = SLICE("seal_with_header_list");
    }
    if (slice_eq(chain->sets[chain->len].cv, SLICE("fail")))
        return SLICE("sealed_as_failed");
    for (size_t i = 1; i <= chain->len; i++)
        if (!slice_eq(chain->sets[i].cv, i == 1 ? SLICE("none") : SLICE("pass")))
            return SLICE("bad_chain_value");
    return SLICE("");
}

/* What the seal of ${instance} signs: all sets up to it, relaxed (RFC 8617 section 5.1.1). */
static void seal_hash(const struct chain *chain, size_t instance, uint8_t *ret)
{
    const struct signature *seal = chain->sets[instance].seal;
    struct canon canon;

    canon_init(&canon, keys_digest(chain->keys), CANON_ALL);
    for (size_t i = 1; i <= instance; i++)
        for (int part = 0; part < PARTS; part++)
            if (i < instance || part != PART_SEAL)
                canon_header(&canon, chain->sets[i].parts[part]->raw, CANON_RELAXED);
    canon_signature(&canon, seal->field->raw, seal->value_span, CANON_RELAXED);
    canon_end(&canon, ret);
}

/* Verify one seal; return why it does not, and whether only for want of a key. */
static struct slice seal_verify(const struct chain *chain, size_t instance, bool *ret_no_key)
{
    const struct set *set = &chain->sets[instance];
    enum signature_result result = SIGNATURE_REFUSED;
    struct slice code = set->seal_code;
    uint8_t hash[DIGEST_LEN];
    const struct key *key;

    *ret_no_key = false;
    if (code.len == 0)
        code = signature_time(set->seal, chain->received);
    if (code.len)
        return code;
    key = keys_find(chain->keys, set->seal->selector, set->seal->domain);
    code = signature_key(set->seal, key, &result);
    *ret_no_key = code.len && result == SIGNATURE_NO_KEY;
    if (code.len)
        return code;
    seal_hash(chain, instance, hash);
    return key_verify(key, hash, set->seal->value) ? SLICE("") : SLICE("seal_mismatch");
}

/* Note that ${code} (empty = nothing) breaks the chain; for want of a key only if nothing else
 * does. */
static void broken(struct arc *arc, struct slice code, bool no_key)
{
    if (code.len == 0)
        return;
    if (arc->cv != ARC_FAIL || (arc->no_key && !no_key))
        arc->detail = code;
    arc->no_key = no_key && (arc->cv != ARC_FAIL || arc->no_key);
    arc->cv = ARC_FAIL;
}

static void seals_verify(const struct chain *chain, struct arc *ret)
{
    for (size_t i = 1; i <= chain->len; i++) {
        bool no_key;
        struct slice code = seal_verify(chain, i, &no_key);

        *array_push(chain->arena, &ret->instances) = (struct arc_instance){
            .sealer = chain->sets[i].seal->domain,
            .results = chain->sets[i].results,
            .sealed = code.len == 0,
        };
        broken(ret, code, no_key);
    }
}

/*
 * The newest message signature: the others are broken by whoever rightly changed the message.  What
 * stands beyond its l= nobody has sealed.
 */
static void message_verify(const struct chain *chain, struct mail_signatures *signatures,
                           struct arc *ret)
{
    struct mail_signature signature;

    dkim_verify_arc(chain->message, chain->sets[chain->len].parts[PART_MESSAGE], chain->keys,
                    chain->received, chain->arena, &signature);
    broken(ret, signature.detail, signature.result == SIGNATURE_NO_KEY);
    if (!signature.covers_all)
        broken(ret, SLICE("length_not_whole"), false);
    if (signatures)
        *array_push(chain->arena, signatures) = signature;
}

static bool is_chained(const struct raw_message *message)
{
    for (int part = 0; part < PARTS; part++)
        if (header_find(message, part_names[part], 0))
            return true;
    return false;
}

void arc_verify(const struct raw_message *message, struct keys *keys, int64_t received,
                struct arena *arena, struct mail_signatures *signatures, struct arc *ret)
{
    struct chain chain = {message, keys, received, arena, NULL, 0};
    struct slice code;

    *ret = (struct arc){.cv = ARC_NONE};
    if (!is_chained(message))
        return;
    chain.sets = arena_make_n(arena, struct set, ARC_MAX_INSTANCES + 1);
    code = sets_read(&chain);
    if (code.len == 0)
        code = seals_read(&chain);
    if (code.len) {
        broken(ret, code, false);
        return;
    }
    ret->cv = ARC_PASS;
    message_verify(&chain, signatures, ret);
    seals_verify(&chain, ret);
}
