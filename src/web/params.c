#include "web/params.h"

#include "base/text.h"

#include <json-c/json.h>

#define JSON_DEPTH 8

static void add(struct params *params, struct arena *arena, struct param param)
{
    *array_push(arena, params) = param;
}

/* ------------------------------------------------------------------ query */

static int hex_of(char c)
{
    char low = (char)(c | 0x20);

    if (c >= '0' && c <= '9')
        return c - '0';
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

static bool decode(struct slice s, struct arena *arena, struct slice *ret)
{
    char *to = arena_alloc(arena, s.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        if (c == '%') {
            int high = i + 2 < s.len ? hex_of(s.ptr[i + 1]) : -1;
            int low = i + 2 < s.len ? hex_of(s.ptr[i + 2]) : -1;

            if (high < 0 || low < 0)
                return false;
            c = (char)(high << 4 | low);
            i += 2;
        } else if (c == '+') {
            c = ' ';
        }
        to[len++] = c;
    }
    *ret = (struct slice){to, len};
    return text_is_utf8(*ret) && slice_find_byte(*ret, '\0') == len;
}

bool params_read_query(struct slice query, struct arena *arena, struct params *ret)
{
    struct params read = *ret;
    struct slice rest = query, part, name, value;
    bool more = query.len > 0;

    while (more) {
        struct param param = {.is_mark = false};

        more = slice_cut(rest, SLICE("&"), &part, &rest);
        if (!part.len)
            continue;
        slice_cut(part, SLICE("="), &name, &value);
        if (read.len == PARAMS_MAX || !decode(name, arena, &param.name) ||
            !decode(value, arena, &param.value))
            return false;
        add(&read, arena, param);
    }
    *ret = read;
    return true;
}

/* ------------------------------------------------------------------ JSON */

static bool text_of(struct json_object *value, struct arena *arena, struct slice *ret)
{
    switch (json_object_get_type(value)) {
    case json_type_string:
        *ret = arena_copy(arena, (struct slice){json_object_get_string(value),
                                                (size_t)json_object_get_string_len(value)});
        return text_is_utf8(*ret) && slice_find_byte(*ret, '\0') == ret->len;
    case json_type_int: *ret = arena_number(arena, json_object_get_int64(value)); return true;
    default: return false;
    }
}

static bool add_list(struct params *params, struct arena *arena, struct slice name,
                     struct json_object *list)
{
    for (size_t i = 0; i < json_object_array_length(list); i++) {
        struct param param = {.name = name};

        if (params->len == PARAMS_MAX ||
            !text_of(json_object_array_get_idx(list, i), arena, &param.value))
            return false;
        add(params, arena, param);
    }
    return true;
}

static bool add_member(struct params *params, struct arena *arena, struct slice name,
                       struct json_object *value)
{
    struct param param = {.name = name};

    if (params->len == PARAMS_MAX)
        return false;
    switch (json_object_get_type(value)) {
    case json_type_null: return true;
    case json_type_array: return add_list(params, arena, name, value);
    case json_type_boolean:
        param.is_mark = true;
        if (json_object_get_boolean(value))
            add(params, arena, param);
        return true;
    default:
        if (!text_of(value, arena, &param.value))
            return false;
        add(params, arena, param);
        return true;
    }
}

static bool add_members(struct params *params, struct arena *arena, struct json_object *object)
{
    json_object_object_foreach(object, key, value)
    {
        if (!add_member(params, arena, arena_copy(arena, slice_of(key)), value))
            return false;
    }
    return true;
}

bool params_read_json(struct slice body, struct arena *arena, struct params *ret)
{
    struct json_tokener *tokener = json_tokener_new_ex(JSON_DEPTH);
    struct json_object *object = NULL;
    struct params read = *ret;
    bool is_read;

    body = slice_trim(body);
    is_read = tokener && body.len < INT32_MAX && text_is_utf8(body);
    if (is_read) {
        json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
        object = json_tokener_parse_ex(tokener, body.ptr, (int)body.len);
        is_read = json_tokener_get_error(tokener) == json_tokener_success &&
                  json_tokener_get_parse_end(tokener) == body.len &&
                  json_object_is_type(object, json_type_object);
    }
    if (is_read)
        is_read = add_members(&read, arena, object);
    json_object_put(object);
    json_tokener_free(tokener);
    if (is_read)
        *ret = read;
    return is_read;
}

/* ------------------------------------------------------------------ looking up */

static const struct param *find(const struct params *params, const char *name)
{
    for (size_t i = 0; i < params->len; i++)
        if (slice_eq(params->at[i].name, slice_of(name)))
            return &params->at[i];
    return NULL;
}

struct slice params_get(const struct params *params, const char *name)
{
    const struct param *param = find(params, name);

    return param ? param->value : (struct slice){"", 0};
}

bool params_has(const struct params *params, const char *name)
{
    return find(params, name) != NULL;
}

bool params_number(const struct params *params, const char *name, size_t max, size_t otherwise,
                   size_t *ret)
{
    const struct param *param = find(params, name);
    size_t n = 0;

    if (!param) {
        *ret = otherwise;
        return true;
    }
    if (!slice_is_digits(param->value) || param->value.len > 12)
        return false;
    for (size_t i = 0; i < param->value.len; i++)
        n = n * 10 + (size_t)(param->value.ptr[i] - '0');
    if (n > max)
        return false;
    *ret = n;
    return true;
}
