#include "cli/dns_file.h"

#include "base/hash.h"

struct name_key {
    const struct dns_records *records;
    struct slice name;
};

static bool same_name(const void *ctx, uint32_t value)
{
    const struct name_key *key = ctx;

    return slice_eq(key->records->at[value].name, key->name);
}

const struct dns_record *dns_records_find(const struct dns_records *records, struct slice name)
{
    struct name_key key = {records, name};
    uint32_t found = map_find(&records->index, hash_bytes(name, 0), same_name, &key);

    return found == MAP_NONE ? NULL : &records->at[found];
}

void dns_records_add(struct dns_records *records, struct arena *arena,
                     const struct dns_record *record)
{
    struct name_key key = {records, record->name};
    uint32_t at = map_add(&records->index, arena, hash_bytes(record->name, 0),
                          (uint32_t)records->len, same_name, &key);

    if (at == records->len)
        *array_push(arena, records) = *record;
    else if (!dns_txt_is_key(records->at[at].txt) && dns_txt_is_key(record->txt))
        records->at[at] = *record;
}

bool dns_txt_is_key(struct slice txt)
{
    struct slice rest = txt, tag;
    bool more = true, found = false;

    for (size_t i = 0; i < txt.len; i++)
        if ((unsigned char)txt.ptr[i] < 0x20 || (unsigned char)txt.ptr[i] > 0x7E)
            return false;
    while (more && !found) {
        struct slice name, value;

        more = slice_cut(rest, SLICE(";"), &tag, &rest);
        found = slice_cut(tag, SLICE("="), &name, &value) && slice_eq(slice_trim(name), SLICE("p"));
    }
    return found;
}

/* ------------------------------------------------------------------ reading */

static struct slice lower(struct arena *arena, struct slice name)
{
    char *at = arena_alloc(arena, name.len + 1);

    if (slice_ends(name, SLICE(".")))
        name.len--;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];

        at[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return (struct slice){at, name.len};
}

/* `"…" "…"` joined; false when a quote is missing. */
static bool unquote(struct slice s, struct arena *arena, struct slice *ret)
{
    char *at = arena_alloc(arena, s.len + 1);
    size_t len = 0;

    while (s.len) {
        struct slice inner;

        if (!slice_starts(s, SLICE("\"")) || !slice_cut(slice_skip(s, 1), SLICE("\""), &inner, &s))
            return false;
        memcpy(at + len, inner.ptr, inner.len);
        len += inner.len;
        s = slice_trim(s);
    }
    *ret = (struct slice){at, len};
    return true;
}

static bool is_plain(struct slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] <= 0x20 || (unsigned char)s.ptr[i] >= 0x7F)
            return false;
    return s.len > 0;
}

static bool read_line(struct slice line, struct arena *arena, struct dns_record *ret)
{
    size_t at = 0;

    while (at < line.len && line.ptr[at] != ' ' && line.ptr[at] != '\t')
        at++;
    ret->txt = slice_trim(slice_skip(line, at));
    if (!is_plain(slice_sub(line, 0, at)) || !ret->txt.len)
        return false;
    ret->name = lower(arena, slice_sub(line, 0, at));
    return !slice_starts(ret->txt, SLICE("\"")) || unquote(ret->txt, arena, &ret->txt);
}

int dns_file_read(struct slice text, struct arena *arena, struct dns_records *ret,
                  struct err *reterr)
{
    int32_t seen = DAY_NONE;
    struct slice line, date, head;

    for (uint32_t n = 1; text.len; n++) {
        struct dns_record record = {.seen = seen};

        slice_cut(text, SLICE("\n"), &line, &text);
        line = slice_trim(line);
        if (slice_cut(line, SLICE("# seen "), &head, &date) && !head.len) {
            if (day_read(date, DAY_YMD, DAY_NONE, &seen) != 1)
                seen = DAY_NONE;
        } else if (line.len && line.ptr[0] != '#') {
            if (!read_line(line, arena, &record))
                return err_set(reterr, ERR_SYNTAX, n, SLICE("DNS_RECORD"));
            dns_records_add(ret, arena, &record);
            seen = DAY_NONE;
        }
    }
    return 0;
}

/* ------------------------------------------------------------------ writing */

struct slice dns_file_write(const struct dns_records *records, struct arena *arena)
{
    struct slice *parts = arena_make_n(arena, struct slice, 7 * records->len);
    size_t n = 0;

    for (size_t i = 0; i < records->len; i++) {
        const struct dns_record *record = &records->at[i];
        char *day = arena_alloc(arena, DAY_TEXT_LEN);

        if (record->seen != DAY_NONE) {
            day_write(record->seen, day);
            parts[n++] = SLICE("# seen ");
            parts[n++] = (struct slice){day, DAY_TEXT_LEN};
            parts[n++] = SLICE("\n");
        }
        parts[n++] = record->name;
        parts[n++] = SLICE("\t");
        parts[n++] = record->txt;
        parts[n++] = SLICE("\n");
    }
    return arena_join(arena, parts, n);
}
