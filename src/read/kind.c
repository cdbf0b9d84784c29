#include "read/kind.h"

#define HEAD_BYTES 4096u /* a kind is told by the head of the file */
#define MARK_UNITS 4u    /* so many ASCII characters make UTF-16 */

struct mark {
    size_t at;
    struct slice bytes;
    struct slice kind;
};

#define KIND(name)             \
    {                          \
        name, sizeof(name) - 1 \
    }

static const struct mark marks[] = {
    {0, {"%PDF-", 5}, KIND("KIND_PDF")},
    {0, {"\x89PNG", 4}, KIND("KIND_PICTURE")},
    {0, {"\xff\xd8\xff", 3}, KIND("KIND_PICTURE")},
    {0, {"GIF8", 4}, KIND("KIND_PICTURE")},
    {8, {"WEBP", 4}, KIND("KIND_PICTURE")},
    {4, {"ftypheic", 8}, KIND("KIND_PICTURE")},
    {4, {"ftypmif1", 8}, KIND("KIND_PICTURE")},
    {0, {"II*\0", 4}, KIND("KIND_PICTURE")},
    {0, {"MM\0*", 4}, KIND("KIND_PICTURE")},
    {0, {"\xd0\xcf\x11\xe0", 4}, KIND("KIND_SPREADSHEET")}, /* of Excel before 2007 */
    {0, {"\x1f\x8b", 2}, KIND("KIND_PACKED")},
    {0, {"7z\xbc\xaf", 4}, KIND("KIND_PACKED")},
    {0, {"Rar!", 4}, KIND("KIND_PACKED")},
    {0, {"BZh", 3}, KIND("KIND_PACKED")},
    {0,
     {"\xfd"
      "7zXZ",
      5},
     KIND("KIND_PACKED")},
    {257, {"ustar", 5}, KIND("KIND_PACKED")},
};

static const struct mark *find_mark(struct slice bytes)
{
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
        if (slice_starts(slice_skip(bytes, marks[i].at), marks[i].bytes))
            return &marks[i];
    return NULL;
}

bool kind_is_archive(struct slice bytes)
{
    return slice_starts(bytes, SLICE("PK\x03\x04")) || slice_starts(bytes, SLICE("PK\x05\x06"));
}

bool kind_is_binary(struct slice bytes)
{
    struct slice head = slice_sub(bytes, 0, HEAD_BYTES);

    if (slice_starts(head, SLICE("\xff\xfe")) || slice_starts(head, SLICE("\xfe\xff")))
        return false;
    return find_mark(head) || slice_find_byte(head, '\0') < head.len;
}

struct slice kind_of_binary(struct slice bytes)
{
    const struct mark *mark = find_mark(bytes);

    return mark ? mark->kind : SLICE("KIND_BINARY");
}

/* ------------------------------------------------------------------ text */

static bool has_nocase(struct slice s, struct slice word)
{
    for (; s.len >= word.len; s = slice_skip(s, 1))
        if (slice_eq_nocase(slice_sub(s, 0, word.len), word))
            return true;
    return false;
}

static bool is_web_page(struct slice head)
{
    return slice_starts(head, SLICE("<")) &&
           (has_nocase(head, SLICE("<html")) || has_nocase(head, SLICE("<!doctype html")) ||
            has_nocase(head, SLICE("<head")) || has_nocase(head, SLICE("<body")));
}

/* A field of a mail's header (RFC 5322 section 2.2): printable ASCII without a blank, and a colon.
 */
static bool is_field(struct slice line)
{
    size_t colon = slice_find_byte(line, ':');

    for (size_t i = 0; i < colon && i < line.len; i++)
        if (line.ptr[i] <= ' ' || line.ptr[i] > '~' || line.ptr[i] == ',')
            return false;
    return colon > 0 && colon < line.len;
}

static bool is_mail(struct slice head)
{
    struct slice first, rest;

    slice_cut(head, SLICE("\n"), &first, &rest);
    if (slice_starts(first, SLICE("From ")))
        slice_cut(rest, SLICE("\n"), &first, &rest); /* mbox */
    return is_field(first) &&
           (slice_starts(first, SLICE("From:")) || slice_has(rest, SLICE("\nFrom:")) ||
            slice_starts(rest, SLICE("From:")));
}

struct slice kind_of_text(struct slice text)
{
    struct slice head = slice_sub(slice_trim(text), 0, HEAD_BYTES);

    if (is_web_page(head))
        return SLICE("KIND_WEB_PAGE");
    if (is_mail(head))
        return SLICE("KIND_MAIL");
    if (slice_starts(head, SLICE("{\\rtf")))
        return SLICE("KIND_DOCUMENT");
    if (slice_starts(head, SLICE("{")) || slice_starts(head, SLICE("[")))
        return SLICE("KIND_JSON");
    return (struct slice){"", 0};
}

/* ------------------------------------------------------------------ zip */

struct slice kind_of_member(struct slice name)
{
    static const struct {
        struct slice name, kind;
    } names[] = {
        {{"xl/workbook.xml", 15}, KIND("KIND_SPREADSHEET")},
        {{"xl/workbook.bin", 15}, KIND("KIND_SPREADSHEET")},
        {{"Index/Document.iwa", 18}, KIND("KIND_SPREADSHEET")},
        {{"META-INF/manifest.xml", 21}, KIND("KIND_SPREADSHEET")}, /* OpenDocument */
        {{"word/document.xml", 17}, KIND("KIND_DOCUMENT")},
        {{"ppt/presentation.xml", 20}, KIND("KIND_DOCUMENT")},
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (slice_eq(name, names[i].name))
            return names[i].kind;
    return (struct slice){"", 0};
}

/* ------------------------------------------------------------------ UTF-16 */

bool kind_lacks_mark(struct slice bytes, struct slice *ret_mark)
{
    struct slice head = slice_sub(bytes, 0, HEAD_BYTES);
    size_t zeros[2] = {0, 0};

    if (find_mark(head) || slice_starts(head, SLICE("\xff\xfe")) ||
        slice_starts(head, SLICE("\xfe\xff")))
        return false;
    if (slice_find_byte(head, '\0') == head.len)
        return false;
    for (size_t i = 0; i < head.len; i++)
        zeros[i % 2] += head.ptr[i] == '\0';
    /* U+3000 has its zero on the other side */
    if (zeros[1] >= MARK_UNITS && zeros[0] * 4 <= zeros[1])
        *ret_mark = SLICE("\xff\xfe");
    else if (zeros[0] >= MARK_UNITS && zeros[1] * 4 <= zeros[0])
        *ret_mark = SLICE("\xfe\xff");
    else
        return false;
    return true;
}
