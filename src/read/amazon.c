#include "read/amazon.h"

#include "read/amazon_formats.h"
#include "read/json.h"
#include "read/sightings.h"

#define HEAD_BYTES (64u << 10) /* a header stands in them */

static const struct table_formats *const groups[] = {
    &amazon_orders_formats,      &amazon_digital_formats,
    &amazon_refunds_formats,     &amazon_subscriptions_formats,
    &amazon_instruments_formats, &amazon_account_formats,
    &order_filter_formats,       &azad_formats,
    &amazon_orders_py_formats,   &amazon_other_formats,
};

/* What the first row that is not blank tells. */
struct sight {
    const struct table_format *format, *near;
    struct slice missing; /* column that ${near} lacks */
    bool is_no_data;
    uint32_t line;
};

bool amazon_is_digital(struct slice order_id)
{
    return order_id.len > 4 && order_id.ptr[0] == 'D' && order_id.ptr[3] == '-';
}

struct order *amazon_order_add(struct table *table, size_t order_id, size_t title, size_t ordered)
{
    struct order *order = array_push(table->records->arena, &table->records->orders);

    order->origin = table_origin(table);
    order->order_id = table_text(table, order_id);
    order->title = table_prose(table, title);
    order->ordered = table_day(table, ordered);
    order->digital = amazon_is_digital(order->order_id);
    return order;
}

struct order_line *amazon_line_add(struct table *table, size_t order_id, size_t title,
                                   size_t ordered)
{
    struct order_line *line = array_push(table->records->arena, &table->records->order_lines);

    line->origin = table_origin(table);
    line->order_id = table_text(table, order_id);
    line->title = table_prose(table, title);
    line->ordered = table_day(table, ordered);
    line->shipped = line->shipped_too = DAY_NONE;
    return line;
}

static void look_at(struct sight *sight, const struct slice *names, size_t len)
{
    sight->format = table_recognise(groups, sizeof(groups) / sizeof(groups[0]), names, len,
                                    &sight->near, &sight->missing);
}

/* The same header was seen before in most cases. */
static void look_at_row(struct sight *sight, const struct read_env *env, struct slice raw,
                        const struct csv_row *row)
{
    const struct sight *before = sightings_find(env->seen, SIGHTING_AMAZON, raw);

    if (before)
        *sight = *before;
    else
        look_at(sight, row->cells, row->len);
    if (!before)
        sightings_add(env->seen, SIGHTING_AMAZON, raw, sight, sizeof(*sight));
}

static void look_at_csv(struct sight *sight, const struct read_env *env, struct slice text,
                        struct arena *arena)
{
    struct csv csv;
    struct csv_row row;

    text = slice_sub(text, 0, HEAD_BYTES);
    csv_init(&csv, text, table_delimiter(text), arena);
    while (csv_next(&csv, &row)) {
        if (csv_is_blank(&row))
            continue;
        look_at_row(sight, env, slice_sub(text, row.from, row.until), &row);
        sight->line = row.line;
        sight->is_no_data = slice_starts(slice_trim(row.cells[0]), SLICE("No data found"));
        return;
    }
}

static void look_at_json(struct sight *sight, struct slice text, struct arena *arena)
{
    struct json json;
    struct json_row row;
    struct err err;

    json_init(&json, text, arena);
    sight->line = json.line;
    if (json_next(&json, &row, &err) == 1)
        look_at(sight, row.names, row.len);
}

static struct sight look(const struct read_input *in, struct arena *arena)
{
    struct sight sight = {.format = NULL};

    if (json_claims(in->text))
        look_at_json(&sight, in->text, arena);
    else
        look_at_csv(&sight, in->env, in->text, arena);
    return sight;
}

static bool claims(const struct read_input *in)
{
    struct arena *arena = arena_new(in->env->allocator);
    struct sight sight = look(in, arena);

    arena_free(arena);
    return sight.format || sight.near || sight.is_no_data;
}

static int read(const struct read_input *in, struct records *records)
{
    struct arena *arena = arena_new(in->env->allocator);
    struct sight sight = look(in, arena);
    int r = 0;

    if (sight.format) {
        table_read(in, records, sight.format);
    } else if (sight.is_no_data) {
        records_source(records)->format = SLICE("amazon-other");
        records_set_aside(records, sight.line, ASIDE_NOTE);
        read_problem(records, ERR_EMPTY, sight.line, SLICE(""), false);
    } else if (sight.near) {
        records_source(records)->format = sight.near->id;
        read_problem(records, ERR_HEADER_CHANGED, sight.line, sight.missing, true);
        r = ERR_HEADER_CHANGED;
    }
    arena_free(arena);
    return r;
}

const struct reader amazon_reader = {{"amazon", 6}, claims, read};
