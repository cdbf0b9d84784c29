#include "read/yaml_rows.h"

#include "base/day.h"
#include "base/pattern.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

const cyaml_schema_value_t yaml_text_schema = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 0, CYAML_UNLIMITED)};

const cyaml_schema_field_t yaml_name_schema[] = {
    YAML_TEXT("ja", struct yaml_name, ja),
    YAML_TEXT("en", struct yaml_name, en),
    CYAML_FIELD_END,
};

/* ------------------------------------------------------------------ loading */

/* libcyaml does not say how large a block was, so each carries its size in front. */
struct block {
    size_t len;
    size_t unused; /* keeps what follows aligned for any type */
};

static void *resize(void *ctx, void *ptr, size_t len)
{
    struct block *old = ptr ? (struct block *)ptr - 1 : NULL, *b;
    size_t from = old ? old->len : 0;

    b = arena_resize(ctx, old, from, len ? sizeof(*b) + len : 0);
    if (!b)
        return NULL;
    b->len = sizeof(*b) + len;
    return b + 1;
}

/* What libcyaml logs about a fault: its first line says what, the innermost place says where. */
struct fault {
    char what[ERR_DETAIL_MAX];
    uint32_t line;
};

static uint32_t number_after(const char *text, const char *word)
{
    const char *at = strstr(text, word);
    uint32_t n = 0;

    for (at = at ? at + strlen(word) : ""; *at >= '0' && *at <= '9'; at++)
        n = n * 10 + (uint32_t)(*at - '0');
    return n;
}

static void on_log(cyaml_log_t level, void *ctx, const char *fmt, va_list args)
{
    struct fault *fault = ctx;
    char text[ERR_DETAIL_MAX];

    (void)level;
    vsnprintf(text, sizeof(text), fmt, args);
    if (fault->what[0] == '\0') {
        const char *said = strncmp(text, "Load: ", 6) == 0 ? text + 6 : text;
        size_t len = strcspn(said, "\n");

        memcpy(fault->what, said, len);
        fault->what[len] = '\0';
    } else if (fault->line == 0) {
        fault->line = number_after(text, "(line: ");
    }
}

int yaml_rows_load(struct yaml_rows *rows, const cyaml_schema_value_t *schema, void **ret_at,
                   unsigned *ret_len)
{
    struct fault fault = {"", 0};
    cyaml_config_t config = {
        .log_fn = on_log,
        .log_ctx = &fault,
        .log_level = CYAML_LOG_ERROR,
        .mem_fn = resize,
        .mem_ctx = rows->arena,
    };
    cyaml_err_t e = cyaml_load_data((const uint8_t *)rows->text.ptr, rows->text.len, &config,
                                    schema, ret_at, ret_len);

    if (e == CYAML_OK)
        return 0;
    return err_set(rows->err, ERR_SYNTAX, fault.line,
                   slice_of(fault.what[0] ? fault.what : cyaml_strerror(e)));
}

/* ------------------------------------------------------------------ lints */

/* The line on which the row ${rows}->id begins, 0 when it cannot be told. */
static uint32_t row_line(const struct yaml_rows *rows)
{
    struct slice key = arena_join(rows->arena, (struct slice[]){SLICE("id: "), rows->id}, 2);
    size_t at = slice_find(rows->text, key);
    uint32_t line = 1;

    if (rows->id.len == 0 || at == rows->text.len)
        return 0;
    for (size_t i = 0; i < at; i++)
        line += rows->text.ptr[i] == '\n';
    return line;
}

int yaml_rows_fault(struct yaml_rows *rows, struct slice what, struct slice which)
{
    const struct slice parts[] = {rows->id, SLICE(": "), what, SLICE(": "), which};

    return err_set(rows->err, ERR_SYNTAX, row_line(rows), arena_join(rows->arena, parts, 5));
}

int yaml_rows_provenance(struct yaml_rows *rows, const struct yaml_provenance *from,
                         struct provenance *ret)
{
    struct slice confidence = slice_of(from->confidence), seen = slice_of(from->seen);

    if (slice_trim(slice_of(from->source)).len == 0)
        return yaml_rows_fault(rows, SLICE("no source"), SLICE(""));
    if ((seen.len != 7 && seen.len != 10) || seen.ptr[4] != '-')
        return yaml_rows_fault(rows, SLICE("seen is no YYYY-MM"), seen);
    if (confidence.len != 1 || !memchr("HML", confidence.ptr[0], 3))
        return yaml_rows_fault(rows, SLICE("confidence is none of H, M, L"), confidence);
    *ret = (struct provenance){slice_of(from->source), seen, confidence.ptr[0]};
    return 0;
}

const struct slice *yaml_rows_texts(struct yaml_rows *rows, char **at, unsigned len, bool fold)
{
    struct slice *to = arena_make_n(rows->arena, struct slice, (size_t)len + 1);

    for (unsigned i = 0; i < len; i++)
        to[i] = fold ? text_fold(rows->arena, slice_of(at[i])) : slice_of(at[i]);
    return to;
}

/* Braces must pair and hold a name. */
static bool braces_pair(struct slice s)
{
    while (s.len) {
        size_t open = slice_find_byte(s, '{'), close = slice_find_byte(s, '}');

        if (open == s.len)
            return close == s.len;
        if (close < open + 2 || close == s.len)
            return false;
        s = slice_skip(s, close + 1);
    }
    return true;
}

int yaml_rows_pattern(struct yaml_rows *rows, const char *from, struct slice *ret)
{
    struct slice s = slice_of(from);
    size_t captures = 0;

    for (size_t i = 0; i < s.len; i++)
        captures += s.ptr[i] == '{';
    if (!braces_pair(s) || captures > PATTERN_CAPTURES || s.len > PATTERN_TEXT_MAX)
        return yaml_rows_fault(rows, SLICE("no template"), s);
    *ret = pattern_fold(rows->arena, s);
    return 0;
}

int yaml_rows_patterns(struct yaml_rows *rows, char **at, unsigned len, const struct slice **ret,
                       size_t *ret_len)
{
    struct slice *to = arena_make_n(rows->arena, struct slice, (size_t)len + 1);

    for (unsigned i = 0; i < len; i++)
        if (yaml_rows_pattern(rows, at[i], &to[i]) != 0)
            return ERR_SYNTAX;
    *ret = to;
    *ret_len = len;
    return 0;
}
