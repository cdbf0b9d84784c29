#include "read/json.h"

#include <json-c/json.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool json_claims(struct slice text)
{
    text = slice_trim(text);
    return text.len > 0 && (text.ptr[0] == '[' || text.ptr[0] == '{');
}

static void skip(struct json *json, size_t n)
{
    for (size_t i = 0; i < n; i++)
        json->line += json->rest.ptr[i] == '\n';
    json->rest = slice_skip(json->rest, n);
}

static void skip_blanks(struct json *json)
{
    size_t n = 0;

    while (n < json->rest.len && is_blank(json->rest.ptr[n]))
        n++;
    skip(json, n);
}

/* The length of the string that begins at ${s}, with its quotes; 0 when it does not end. */
static size_t string_len(struct slice s)
{
    for (size_t i = 1; i < s.len; i++) {
        if (s.ptr[i] == '\\')
            i++;
        else if (s.ptr[i] == '"')
            return i + 1;
    }
    return 0;
}

/* The length of the object that begins at ${s}; 0 when it does not end. */
static size_t object_len(struct slice s)
{
    size_t depth = 0, n;

    for (size_t i = 0; i < s.len; i++) {
        switch (s.ptr[i]) {
        case '"':
            n = string_len(slice_skip(s, i));
            if (n == 0)
                return 0;
            i += n - 1;
            break;
        case '{': depth++; break;
        case '}':
            if (--depth == 0)
                return i + 1;
            break;
        default: break;
        }
    }
    return 0;
}

/* Where the array begins that is the first member of the object ${s}, and its name as written; 0
 * when that is none. */
static size_t array_offset(struct slice s, struct slice *ret_name)
{
    size_t at = 1, n;

    while (at < s.len && is_blank(s.ptr[at]))
        at++;
    n = at < s.len && s.ptr[at] == '"' ? string_len(slice_skip(s, at)) : 0;
    if (n == 0)
        return 0;
    *ret_name = slice_sub(s, at + 1, at + n - 1);
    for (at += n; at < s.len && (is_blank(s.ptr[at]) || s.ptr[at] == ':');)
        at++;
    return at < s.len && s.ptr[at] == '[' ? at : 0;
}

void json_init(struct json *json, struct slice text, struct arena *arena)
{
    *json = (struct json){.rest = text, .arena = arena, .line = 1};
    skip_blanks(json);
    if (json->rest.len && json->rest.ptr[0] == '{') {
        skip(json, array_offset(json->rest, &json->member));
        json->is_single = json->rest.ptr[0] == '{';
        if (json->is_single)
            json->member = (struct slice){"", 0};
    }
    if (json->rest.len && !json->is_single)
        skip(json, 1);
}

static void add_value(struct json *json, struct json_row *row, struct slice name,
                      struct json_object *value);

static void add_members(struct json *json, struct json_row *row, struct slice name,
                        struct json_object *object)
{
    json_object_object_foreach(object, key, value)
    {
        struct slice parts[] = {name, SLICE("."), slice_of(key)};

        add_value(json, row, name.len ? arena_join(json->arena, parts, 3) : parts[2], value);
    }
}

static void add_value(struct json *json, struct json_row *row, struct slice name,
                      struct json_object *value)
{
    struct slice text = {"", 0};

    if (json_object_is_type(value, json_type_array) && json_object_array_length(value) > 0)
        value = json_object_array_get_idx(value, 0);
    if (json_object_is_type(value, json_type_object)) {
        add_members(json, row, name, value);
        return;
    }
    if (row->len == READ_MAX_CELLS)
        return;
    if (json_object_is_type(value, json_type_string))
        text = (struct slice){json_object_get_string(value),
                              (size_t)json_object_get_string_len(value)};
    else if (value && !json_object_is_type(value, json_type_array))
        text = slice_of(json_object_get_string(value));
    row->names[row->len] = arena_copy(json->arena, name);
    row->values[row->len++] = arena_copy(json->arena, text);
}

/* Numbers and booleans keep what they are written as; their text is json-c's. */
static int parse_row(struct json *json, struct slice text, struct json_row *ret, struct err *reterr)
{
    struct json_tokener *tokener = json_tokener_new_ex(JSON_MAX_DEPTH);
    struct json_object *object;
    enum json_tokener_error e;

    object = tokener ? json_tokener_parse_ex(tokener, text.ptr, (int)text.len) : NULL;
    e = tokener ? json_tokener_get_error(tokener) : json_tokener_error_size;
    if (object)
        add_members(json, ret, (struct slice){"", 0}, object);
    if (object && json->member.len && ret->len < READ_MAX_CELLS) {
        ret->names[ret->len] = json->member;
        ret->values[ret->len++] = (struct slice){"", 0};
    }
    json_object_put(object);
    if (tokener)
        json_tokener_free(tokener);
    if (object)
        return 1;
    return err_set(reterr, ERR_SYNTAX, ret->line, slice_of(json_tokener_error_desc(e)));
}

/* To the next object; 1 and its text, or what json_next() returns. */
static int find_object(struct json *json, struct slice *ret, struct err *reterr)
{
    size_t len;

    skip_blanks(json);
    if (json->rest.len && json->rest.ptr[0] == ',') {
        skip(json, 1);
        skip_blanks(json);
    }
    if (json->is_done || (json->rest.len && json->rest.ptr[0] == ']'))
        return 0;
    if (json->rest.len == 0)
        return err_set(reterr, ERR_TRUNCATED, json->line, SLICE("]"));
    if (json->rest.ptr[0] != '{')
        return err_set(reterr, ERR_SYNTAX, json->line, SLICE("{"));
    len = object_len(json->rest);
    if (len == 0)
        return err_set(reterr, ERR_TRUNCATED, json->line, SLICE("}"));
    *ret = slice_sub(json->rest, 0, len);
    return 1;
}

int json_next(struct json *json, struct json_row *ret, struct err *reterr)
{
    struct slice text = {"", 0};
    int r = find_object(json, &text, reterr);

    if (r <= 0)
        return r;
    ret->len = 0;
    ret->line = json->line;
    r = parse_row(json, text, ret, reterr);
    skip(json, text.len);
    json->is_done = json->is_single;
    return r;
}
