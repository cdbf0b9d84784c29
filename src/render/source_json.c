#include "render/source_json.h"

static void write_covers(struct printer *p, const struct source *source)
{
    print_key(p, "covers");
    if (source->from == DAY_NONE) {
        p->type->null(p);
        return;
    }
    print_inline(p);
    print_begin_map(p);
    print_day_of(p, "from", source->from);
    print_day_of(p, "to", source->until);
    print_end(p);
}

static void write_asides(struct printer *p, const struct source *source)
{
    print_key(p, "set_aside");
    print_begin_list(p);
    for (size_t i = 0; i < source->asides.len; i++) {
        print_inline(p);
        print_begin_map(p);
        print_integer_of(p, "line", source->asides.at[i].line);
        print_string_of(p, "reason", source_reason_name(source->asides.at[i].reason));
        print_end(p);
    }
    print_end(p);
}

static void write_total(struct printer *p, const struct source *source)
{
    print_key(p, "total_check");
    if (!source->has_total) {
        p->type->null(p);
        return;
    }
    print_inline(p);
    print_begin_map(p);
    print_integer_of(p, "stated", source->stated);
    print_integer_of(p, "summed", source->summed);
    print_end(p);
}

void source_json_write(struct printer *p, const struct source *source)
{
    print_begin_map(p);
    print_string_of(p, "path", source->path);
    print_text_of(p, "format", source->format);
    print_text_of(p, "encoding", source->is_text ? charset_name(source->charset) : SLICE(""));
    print_text_of(p, "account", source->account);
    write_covers(p, source);
    print_integer_of(p, "records", source->records);
    write_asides(p, source);
    if (source->trust != TRUST_FILE)
        print_string_of(p, "trust", trust_name((enum trust)source->trust));
    write_total(p, source);
    print_end(p);
}

void source_json_place(struct printer *p, const struct records *records, uint32_t source,
                       uint32_t line)
{
    print_inline(p);
    print_begin_map(p);
    print_string_of(p, "path", records->sources.at[source].path);
    print_integer_of(p, "line", line);
    print_end(p);
}

void source_json_original(struct printer *p, const struct charge_extra *extra)
{
    if (!extra || !extra->original) {
        p->type->null(p);
        return;
    }
    print_inline(p);
    print_begin_map(p);
    print_integer_of(p, "amount", extra->original);
    print_text_of(p, "currency", slice_of(extra->original_currency.code));
    print_text_of(p, "rate", extra->rate);
    print_end(p);
}

void source_json_count(struct printer *p, int32_t count)
{
    if (count)
        p->type->integer(p, count);
    else
        p->type->null(p);
}

void source_json_instalment(struct printer *p, const struct charge_extra *extra, bool whole)
{
    print_key(p, "instalment");
    if (!extra || !extra->is_instalment) {
        p->type->null(p);
        return;
    }
    print_inline(p);
    print_begin_map(p);
    print_key(p, "number");
    source_json_count(p, extra->number);
    print_key(p, "of");
    source_json_count(p, extra->of);
    print_known_of(p, "billed", extra->has_billed, extra->billed);
    if (whole)
        print_known_of(p, "original", extra->purchase != 0, extra->purchase);
    print_end(p);
}
