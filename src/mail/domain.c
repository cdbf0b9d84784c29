#include "mail/domain.h"

#include "base/text.h"
#include "mail/ascii.h"

#include <idn2.h>
#include <libpsl.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uidna.h>
#include <unicode/unorm2.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>

/* What mapping and skeleton may make of one code unit, at most 18 and more in freak cases: what
 * does not fit is cut. */
#define SKELETON_UNITS (DOMAIN_MAX_TEXT * 8)

/* Both of ICU are opened when they are first needed: that takes longer than a mail. */
struct domains {
    const struct allocator *allocator;
    USpoofChecker *spoof;
    UIDNA *idna;
};

struct domains *domains_new(const struct allocator *allocator)
{
    struct domains *domains = allocator->resize(allocator->ctx, NULL, 0, sizeof(*domains));

    *domains = (struct domains){.allocator = allocator};
    return domains;
}

void domains_free(struct domains *domains)
{
    if (!domains)
        return;
    uspoof_close(domains->spoof);
    uidna_close(domains->idna);
    domains->allocator->resize(domains->allocator->ctx, domains, sizeof(*domains), 0);
}

/* ${s} with %XX as bytes. */
static bool percent_decode(struct slice s, struct arena *arena, struct slice *ret)
{
    char *out = arena_alloc(arena, s.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < s.len; i++) {
        int high, low;

        out[len] = s.ptr[i];
        if (s.ptr[i] == '%') {
            high = i + 2 < s.len ? ascii_hex(s.ptr[i + 1]) : -1;
            low = i + 2 < s.len ? ascii_hex(s.ptr[i + 2]) : -1;
            if (high < 0 || low < 0)
                return false;
            out[len] = (char)(high << 4 | low);
            i += 2;
        }
        len++;
    }
    *ret = (struct slice){out, len};
    return true;
}

static bool is_ascii(struct slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] >= 0x80)
            return false;
    return true;
}

/* Nothing to be seen, and nothing that UTS 46 wants kept (the joiners). */
static bool is_ignorable(uint32_t cp)
{
    return cp >= 0x80 && cp != 0x200C && cp != 0x200D &&
           u_hasBinaryProperty((UChar32)cp, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/* ${s} without code points that nobody sees, NUL-terminated. */
static struct slice drop_ignorables(struct slice s, struct arena *arena)
{
    char *out = arena_alloc(arena, s.len + 1);
    size_t len = 0, n;
    uint32_t cp;

    for (; (n = text_next(s, &cp)) > 0; s = slice_skip(s, n)) {
        if (is_ignorable(cp))
            continue;
        memcpy(out + len, s.ptr, n);
        len += n;
    }
    return (struct slice){out, len};
}

/* What IDNA 2008 forbids and browsers look up all the same: emoji, hyphens in odd places, mixed
 * directions. */
static bool by_browsers(struct domains *domains, struct slice text, struct arena *arena,
                        struct slice *ret)
{
    const uint32_t forgiven = UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG |
                              UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | UIDNA_ERROR_LEADING_HYPHEN |
                              UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    UErrorCode status = U_ZERO_ERROR;
    char out[DOMAIN_MAX + 2];
    int32_t len;

    if (!domains->idna)
        domains->idna = uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII, &status);
    if (U_FAILURE(status))
        return false;
    len = uidna_nameToASCII_UTF8(domains->idna, text.ptr, (int32_t)text.len, out,
                                 (int32_t)sizeof(out), &info, &status);
    if (U_FAILURE(status) || (info.errors & ~forgiven) != 0 || len > (int32_t)sizeof(out))
        return false;
    *ret = arena_copy(arena, (struct slice){out, (size_t)len});
    return true;
}

/* UTS 46, not transitional, and punycode. */
static bool to_ascii(struct domains *domains, struct slice host, struct arena *arena,
                     struct slice *ret)
{
    struct slice text = drop_ignorables(host, arena);
    uint8_t *ascii = NULL;

    if (!text_is_utf8(text) || slice_find_byte(text, '\0') < text.len || text.len > 4 * DOMAIN_MAX)
        return false;
    if (idn2_lookup_u8((const uint8_t *)text.ptr, &ascii, IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT) !=
        IDN2_OK)
        return by_browsers(domains, text, arena, ret);
    *ret = arena_copy(arena, slice_of((const char *)ascii));
    idn2_free(ascii);
    return true;
}

/* One label: letters, digits, - and the _ that hosts are named with in spite of RFC 952. */
static bool is_label(struct slice label)
{
    for (size_t i = 0; i < label.len; i++) {
        char c = label.ptr[i];

        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-' && c != '_')
            return false;
    }
    return label.len > 0 && label.len <= 63;
}

/* A last label that is a number makes an IP address of a host (WHATWG URL section 3.5). */
static bool is_number(struct slice label)
{
    return slice_is_digits(label) || slice_starts(label, SLICE("0x"));
}

static bool is_domain(struct slice name)
{
    struct slice label = name, rest = name;
    bool more = name.len > 0 && name.len <= DOMAIN_MAX;

    if (!more)
        return false;
    while (more) {
        more = slice_cut(rest, SLICE("."), &label, &rest);
        if (!is_label(label))
            return false;
    }
    return !is_number(label);
}

bool domain_ascii(struct domains *domains, struct slice host, struct arena *arena,
                  struct slice *ret)
{
    struct slice name = host;

    if (slice_find_byte(host, '%') < host.len && !percent_decode(host, arena, &name))
        return false;
    if (!is_ascii(name) && !to_ascii(domains, name, arena, &name))
        return false;
    name = ascii_lower(arena, name);
    if (name.len > 1 && name.ptr[name.len - 1] == '.')
        name.len--;
    if (!is_domain(name))
        return false;
    *ret = name;
    return true;
}

/* Offset of the registrable part of ${ascii}; 0 = it is one, or a public suffix, or no name. */
static size_t registrable_at(struct slice ascii)
{
    char name[DOMAIN_MAX + 1];
    const char *part;

    if (ascii.len > DOMAIN_MAX || !is_domain(ascii))
        return 0;
    memcpy(name, ascii.ptr, ascii.len);
    name[ascii.len] = '\0';
    part = psl_registrable_domain(psl_builtin(), name);
    return part ? (size_t)(part - name) : 0;
}

struct slice domain_unicode(struct slice ascii, struct arena *arena)
{
    char *text = NULL, *name = arena_alloc(arena, ascii.len + 1);
    struct slice shown = ascii;

    if (!slice_has(ascii, SLICE("xn--")) || slice_find_byte(ascii, '\0') < ascii.len)
        return ascii;
    memcpy(name, ascii.ptr, ascii.len);
    if (idn2_to_unicode_8z8z(name, &text, 0) == IDN2_OK) {
        shown = arena_copy(arena, slice_of(text));
        idn2_free(text);
    }
    return shown;
}

struct slice domain_registrable(struct domains *domains, struct slice ascii, struct arena *arena)
{
    (void)domains;
    (void)arena;
    return slice_skip(ascii, registrable_at(ascii));
}

bool domain_within(struct slice ascii, struct slice domain)
{
    if (domain.len == 0 || !slice_ends(ascii, domain))
        return false;
    return ascii.len == domain.len || ascii.ptr[ascii.len - domain.len - 1] == '.';
}

bool domain_aligned(struct domains *domains, struct slice a, struct slice b)
{
    (void)domains;
    if (a.len == 0 || b.len == 0)
        return false;
    return slice_eq(slice_skip(a, registrable_at(a)), slice_skip(b, registrable_at(b)));
}

/* UTF-8 as UTF-16 of at most ${cap} units. */
static int32_t to_utf16(struct slice s, UChar *ret, int32_t cap)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t len = 0;

    u_strFromUTF8WithSub(ret, cap, &len, s.ptr, (int32_t)s.len, 0xFFFD, NULL, &status);
    return U_FAILURE(status) ? 0 : len;
}

static struct slice to_utf8(const UChar *text, int32_t len, struct arena *arena)
{
    UErrorCode status = U_ZERO_ERROR;
    char *out = arena_alloc(arena, (size_t)len * 3 + 1);
    int32_t n = 0;

    u_strToUTF8WithSub(out, len * 3 + 1, &n, text, len, 0xFFFD, NULL, &status);
    return (struct slice){out, U_FAILURE(status) ? 0 : (size_t)n};
}

/* The mapping of UTS 46, which is NFKC_Casefold; it drops what nobody sees. */
static int32_t casefold(const UChar *in, int32_t len, UChar *ret, int32_t cap)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCCasefoldInstance(&status);

    len = U_FAILURE(status) ? 0 : unorm2_normalize(nfkc, in, len, ret, cap, &status);
    return U_FAILURE(status) ? 0 : len;
}

static int32_t skeleton(struct domains *domains, const UChar *in, int32_t len, UChar *ret,
                        int32_t cap)
{
    UErrorCode status = U_ZERO_ERROR;

    if (!domains->spoof)
        domains->spoof = uspoof_open(&status);
    if (!U_FAILURE(status))
        len = uspoof_getSkeleton(domains->spoof, 0, in, len, ret, cap, &status);
    return U_FAILURE(status) ? 0 : len;
}

/* At most ${max} bytes of ${s}, cut between characters. */
static struct slice head_of(struct slice s, size_t max)
{
    if (s.len <= max)
        return s;
    while (max > 0 && ((unsigned char)s.ptr[max] & 0xC0) == 0x80)
        max--;
    return slice_sub(s, 0, max);
}

struct slice domain_skeleton(struct domains *domains, struct slice text, struct arena *arena)
{
    UChar raw[DOMAIN_MAX_TEXT + 1], a[SKELETON_UNITS], b[SKELETON_UNITS];
    int32_t len = to_utf16(head_of(text, DOMAIN_MAX_TEXT), raw, DOMAIN_MAX_TEXT + 1);

    len = casefold(raw, len, a, SKELETON_UNITS);
    len = skeleton(domains, a, len, b, SKELETON_UNITS);
    len = casefold(b, len, a, SKELETON_UNITS);
    return to_utf8(a, len, arena);
}
