#include "tools/catalog_mail.h"

/* `.key = {SENDER_KEY, n}`, or nothing. */
static void put_list(FILE *out, size_t row, const char *key, const struct sender_texts *texts)
{
    if (texts->len)
        fprintf(out, "        .%s = {b%zu_%s, %zu},\n", key, row, key, texts->len);
}

static void put_sender_texts(FILE *out, size_t row, const struct sender *s)
{
    put_texts(out, "b", row, "from_domains", s->from_domains.at, s->from_domains.len);
    put_texts(out, "b", row, "signing_domains", s->signing_domains.at, s->signing_domains.len);
    put_texts(out, "b", row, "link_domains", s->link_domains.at, s->link_domains.len);
    put_texts(out, "b", row, "services", s->services.at, s->services.len);
    put_texts(out, "b", row, "names", s->names.at, s->names.len);
    put_texts(out, "b", row, "looks", s->looks.at, s->looks.len);
}

static void put_sender(FILE *out, size_t row, const struct sender *s)
{
    fputs("    {\n", out);
    put_field(out, "id", s->id);
    put_field(out, "group", s->group);
    put_field(out, "name_ja", s->name_ja);
    put_field(out, "name_en", s->name_en);
    put_list(out, row, "from_domains", &s->from_domains);
    put_list(out, row, "signing_domains", &s->signing_domains);
    put_list(out, row, "link_domains", &s->link_domains);
    put_list(out, row, "services", &s->services);
    put_list(out, row, "names", &s->names);
    put_list(out, row, "looks", &s->looks);
    fprintf(out, "        .always_signs = %d, .smime = %d, .bimi = %d,\n", s->always_signs, s->smime,
            s->bimi);
    put_field(out, "check_ja", s->check_ja);
    put_field(out, "check_en", s->check_en);
    fputs("        .provenance = ", out);
    put_provenance(out, &s->provenance);
    fputs(",\n    },\n", out);
}

void put_senders(FILE *out, const struct catalog *c)
{
    for (size_t i = 0; i < c->senders_len; i++)
        put_sender_texts(out, i, &c->senders[i]);
    fputs("static const struct sender senders[] = {\n", out);
    for (size_t i = 0; i < c->senders_len; i++)
        put_sender(out, i, &c->senders[i]);
    fputs("};\n\nstatic const struct sender_name sender_names[] = {\n", out);
    for (size_t i = 0; i < c->sender_names_len; i++) {
        fputs("    {", out);
        put_slice(out, c->sender_names[i].domain);
        fprintf(out, ", %u},\n", c->sender_names[i].sender);
    }
    fputs("};\n\n", out);
}

void put_sender_keys(FILE *out, const struct catalog *c)
{
    fputs("static const struct sender_key sender_keys[] = {\n", out);
    for (size_t i = 0; i < c->sender_keys_len; i++) {
        fputs("    {", out);
        put_slice(out, c->sender_keys[i].name);
        fputs(", ", out);
        put_slice(out, c->sender_keys[i].txt);
        fputs(", ", out);
        put_provenance(out, &c->sender_keys[i].provenance);
        fputs("},\n", out);
    }
    fputs("};\n\nstatic const struct sender_domain sender_domains[] = {\n", out);
    for (size_t i = 0; i < c->sender_domains_len; i++) {
        fputs("    {", out);
        put_slice(out, c->sender_domains[i].domain);
        fprintf(out, ", %d, ", (int)c->sender_domains[i].role);
        put_provenance(out, &c->sender_domains[i].provenance);
        fputs("},\n", out);
    }
    fputs("};\n\n", out);
}

/* ------------------------------------------------------------------ notices */

static void put_turns(FILE *out, size_t row, const struct notice_form *n)
{
    if (n->turns_len == 0)
        return;
    fprintf(out, "static const struct form_turn n%zu_turns[] = {\n", row);
    for (size_t i = 0; i < n->turns_len; i++) {
        fprintf(out, "    {%d, ", (int)n->turns[i].field);
        put_slice(out, n->turns[i].pattern);
        fprintf(out, ", %d},\n", (int)n->turns[i].kind);
    }
    fputs("};\n", out);
}

static void put_notice(FILE *out, size_t row, const struct notice_form *n)
{
    fputs("    {\n", out);
    put_field(out, "id", n->id);
    put_field(out, "sender", n->sender);
    fprintf(out, "        .kind = %d, .stage = %d, .event = %d,\n", (int)n->kind, n->stage,
            n->event);
    fprintf(out, "        .html = %d, .digital = %d, .silent = %d, .currency = {\"%s\"},\n", n->html,
            n->digital, n->silent, n->currency.code);
    put_array(out, "n", row, "from", n->from_len);
    put_array(out, "n", row, "subjects", n->subjects_len);
    put_array(out, "n", row, "marks", n->marks_len);
    put_array(out, "n", row, "begins", n->begins_len);
    put_array(out, "n", row, "lines", n->lines_len);
    put_array(out, "n", row, "turns", n->turns_len);
    put_array(out, "n", row, "ends", n->ends_len);
    fputs("        .provenance = ", out);
    put_provenance(out, &n->provenance);
    fputs(",\n    },\n", out);
}

void put_notices(FILE *out, const struct catalog *c)
{
    for (size_t i = 0; i < c->notices_len; i++) {
        const struct notice_form *n = &c->notices[i];

        put_texts(out, "n", i, "from", n->from, n->from_len);
        put_texts(out, "n", i, "subjects", n->subjects, n->subjects_len);
        put_texts(out, "n", i, "marks", n->marks, n->marks_len);
        put_texts(out, "n", i, "begins", n->begins, n->begins_len);
        put_texts(out, "n", i, "lines", n->lines, n->lines_len);
        put_texts(out, "n", i, "ends", n->ends, n->ends_len);
        put_turns(out, i, n);
    }
    fputs("static const struct notice_form notices[] = {\n", out);
    for (size_t i = 0; i < c->notices_len; i++)
        put_notice(out, i, &c->notices[i]);
    fputs("};\n\n", out);
}

/* ------------------------------------------------------------------ what must hold */

/* A domain belongs to one brand, and never to anybody. */
int check_senders(const struct catalog *c)
{
    struct sender_fault fault;

    if (!sender_find_fault(c, &fault))
        return 0;
    fprintf(stderr, "%.*s: %.*s: %.*s %.*s\n", SLICE_ARG(fault.first), SLICE_ARG(fault.what),
            SLICE_ARG(fault.domain), SLICE_ARG(fault.second));
    return 1;
}

/* A notice must name a sender that exists. */
int check_notices(const struct catalog *c)
{
    for (size_t i = 0; i < c->notices_len; i++)
        if (!sender_of(c, c->notices[i].sender))
            return complain(c->notices[i].id, "no such sender", c->notices[i].sender);
    return 0;
}
