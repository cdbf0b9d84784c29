#include "cli/watch_show.h"

#include "base/moment.h"
#include "cli/exit_status.h"
#include "cli/language.h"
#include "cli/memory.h"
#include "cli/own_store.h"
#include "cli/standard_output.h"
#include "cli/terminal.h"
#include "render/words.h"
#include "watch/alert_text.h"

static void print_moment(struct printer *p, int64_t moment)
{
    char text[MOMENT_TEXT_LEN];

    if (!moment) {
        p->type->null(p);
        return;
    }
    moment_write(moment, text);
    p->type->string(p, (struct slice){text, sizeof(text)});
}

static struct page page_on(struct watching *w, struct output *out)
{
    return (struct page){.out = out,
                         .arena = w->arena,
                         .width = terminal_width(w->options),
                         .color = terminal_has_color(w->options),
                         .japanese = language_is_japanese()};
}

/* ------------------------------------------------------------------ questions */

static void question_json(struct printer *p, const struct asking *asking)
{
    print_begin_map(p);
    print_string_of(p, "id", asking->id);
    print_string_of(p, "state", asking_state_name((enum asking_state)asking->state));
    print_text_of(p, "person", asking->person);
    print_string_of(p, "title", alert_title((enum matter_kind)asking->about.kind));
    print_key(p, "made");
    print_moment(p, asking->made);
    print_key(p, "asked");
    print_moment(p, asking->asked);
    print_integer_of(p, "asks", asking->asks);
    print_key(p, "next");
    print_moment(p, asking->next);
    print_key(p, "answered");
    print_moment(p, asking->answered);
    print_text_of(p, "by", asking->by);
    print_key(p, "about");
    print_begin_map(p);
    alert_json_matter(p, &asking->about, true);
    print_end(p);
    print_end(p);
}

static void question_text(struct watching *w, struct page *page, const struct asking *asking)
{
    struct alert alert = {.about = asking->about};
    struct alert_text text = alert_text_of(w->catalog, &alert, true, page->japanese, w->arena);
    struct slice rest = text.body, line;

    page_add(page, asking->id);
    page_add(page, SLICE("  "));
    page_cell(page,
              slice_of(asking->state == ASKING_OPEN  ? _("open")
                       : asking->state == ASKING_YES ? _("yes")
                                                     : _("no")),
              8);
    page_line(page, text.title);
    while (rest.len) {
        slice_cut(rest, SLICE("\n"), &line, &rest);
        page_wrap(page, 20, SLICE(""), line);
    }
}

static bool is_shown(const struct watching *w, const struct asking *asking)
{
    return !w->options->watch.open_only || asking->state == ASKING_OPEN;
}

/* The newest first. */
static const struct asking **in_order(struct watching *w, const struct vigil *v, size_t *ret_len)
{
    const struct asking **all = arena_make_n(w->arena, const struct asking *, v->askings.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < v->askings.len; i++) {
        size_t to = n;

        if (!is_shown(w, &v->askings.at[i]))
            continue;
        for (; to > 0 && all[to - 1]->made < v->askings.at[i].made; to--)
            all[to] = all[to - 1];
        all[to] = &v->askings.at[i];
        n++;
    }
    *ret_len = n;
    return all;
}

int watch_show_questions(struct watching *w)
{
    struct vigil v;
    struct err err = {.line = 0};
    const struct asking **all;
    struct output out;
    size_t len;

    vigil_init(&v, &w->rules, w->arena);
    if (keep_load(&v, w->store, &err) < 0)
        return own_store_complain(w->options, &err);
    all = in_order(w, &v, &len);
    standard_output_init(&out);
    if (w->options->format == FORMAT_JSON) {
        struct printer printer = printer_json(&out), *p = &printer;

        print_begin_map(p);
        print_string_of(p, "schema", SLICE("mioboe.questions/1"));
        print_key(p, "questions");
        print_begin_list(p);
        for (size_t i = 0; i < len; i++)
            question_json(p, all[i]);
        print_end(p);
        print_end(p);
    } else {
        struct page page = page_on(w, &out);

        for (size_t i = 0; i < len; i++)
            question_text(w, &page, all[i]);
        if (!len)
            page_line(&page, slice_of(_("There are no questions.")));
    }
    output_done(&out);
    return EXIT_FINE;
}

int watch_show_case(struct watching *w, struct slice id)
{
    struct vigil v;
    struct err err = {.line = 0};
    const struct asking *asking;

    vigil_init(&v, &w->rules, w->arena);
    if (keep_load(&v, w->store, &err) < 0)
        return own_store_complain(w->options, &err);
    asking = vigil_find(&v, id);
    if (asking && asking->about.case_id.len)
        printf(_("A case was opened: mioboe case next --case %.*s\n"),
               SLICE_ARG(asking->about.case_id));
    return 0;
}

/* ------------------------------------------------------------------ status */

struct box_health {
    int64_t at, up, waiting;
    struct slice said;
};

static struct box_health health_of(struct watching *w, const struct config_mailbox *box)
{
    struct box_health health = {0, 0, 0, {"", 0}};
    struct slice body, name, value;
    struct err err;

    if (w->store->ops->row_get(w->store, KEEP_HEALTH, box->id, w->arena, &body, &err) != 1)
        return health;
    while (pairs_next(&body, w->arena, &name, &value) == 1) {
        if (slice_eq(name, SLICE("at")))
            pairs_number(value, &health.at);
        else if (slice_eq(name, SLICE("up")))
            pairs_number(value, &health.up);
        else if (slice_eq(name, SLICE("waiting")))
            pairs_number(value, &health.waiting);
        else
            health.said = value;
    }
    return health;
}

/* Without what only its person should know: the topic of a telephone, the key of a webhook. */
struct slice watch_shown_url(const struct config_channel *channel)
{
    size_t host = slice_find(channel->url, SLICE("://")) + 3;
    struct slice rest = slice_skip(channel->url, host);

    return host >= channel->url.len ? channel->url
                                    : slice_sub(channel->url, 0, host + slice_find_byte(rest, '/'));
}

static void boxes_json(struct watching *w, struct printer *p)
{
    print_key(p, "mailboxes");
    print_begin_list(p);
    for (size_t i = 0; i < w->config.mailboxes.len; i++) {
        const struct config_mailbox *box = &w->config.mailboxes.at[i];
        struct box_health health = health_of(w, box);

        print_begin_map(p);
        print_string_of(p, "server", box->server);
        print_string_of(p, "user", box->user);
        print_string_of(p, "folder", box->folder);
        print_string_of(p, "person", box->person);
        print_boolean_of(p, "up", health.up != 0);
        print_integer_of(p, "waiting", health.waiting);
        print_text_of(p, "said", health.said);
        print_key(p, "at");
        print_moment(p, health.at);
        print_end(p);
    }
    print_end(p);
}

static void channels_json(struct watching *w, struct printer *p, const struct store_letters *due)
{
    print_key(p, "channels");
    print_begin_list(p);
    for (size_t i = 0; i < w->config.channels.len; i++) {
        const struct config_channel *channel = &w->config.channels.at[i];
        int64_t waiting = 0;

        for (size_t k = 0; k < due->len; k++)
            waiting += slice_eq(due->at[k].channel, channel->id);
        print_begin_map(p);
        print_string_of(p, "id", channel->id);
        print_string_of(p, "url", watch_shown_url(channel));
        print_string_of(p, "person", channel->person);
        print_boolean_of(p, "details", channel->details);
        print_integer_of(p, "waiting", waiting);
        print_end(p);
    }
    print_end(p);
}

static void status_text(struct watching *w, struct page *page, const struct store_letters *due)
{
    for (size_t i = 0; i < w->config.mailboxes.len; i++) {
        const struct config_mailbox *box = &w->config.mailboxes.at[i];
        struct box_health health = health_of(w, box);

        page_add(page, box->server);
        page_add(page, SLICE("  "));
        page_add(page, slice_of(health.up         ? _("watching")
                                : health.said.len ? _("cannot be reached")
                                                  : _("was not watched yet")));
        page_add(page, SLICE("  "));
        page_line(page, health.said);
    }
    for (size_t i = 0; i < w->config.channels.len; i++) {
        page_add(page, watch_shown_url(&w->config.channels.at[i]));
        page_add(page, SLICE("  "));
        page_line(page, w->config.channels.at[i].person);
    }
    page_line(page, page_format_of(page, _("Notices that wait: %s"),
                                   arena_number(w->arena, (int64_t)due->len)));
}

int watch_show_status(struct watching *w)
{
    struct store_letters due;
    struct err err = {.line = 0};
    struct output out;

    if (w->store->ops->letter_due(w->store, INT64_MAX, 1000, w->arena, &due, &err) < 0)
        return own_store_complain(w->options, &err);
    standard_output_init(&out);
    if (w->options->format == FORMAT_JSON) {
        struct printer printer = printer_json(&out), *p = &printer;

        print_begin_map(p);
        print_string_of(p, "schema", SLICE("mioboe.watch/1"));
        print_boolean_of(p, "is_set_up", true);
        print_text_of(p, "said", SLICE(""));
        boxes_json(w, p);
        channels_json(w, p, &due);
        print_integer_of(p, "waiting", (int64_t)due.len);
        print_end(p);
    } else {
        struct page page = page_on(w, &out);

        status_text(w, &page, &due);
    }
    output_done(&out);
    return EXIT_FINE;
}

int watch_show_unbegun(const struct options *options, const char *path, struct arena *arena)
{
    char said[4200];
    struct output out;
    int len = snprintf(said, sizeof(said), _("There is no %s; \"mioboe watch --init\" writes one."),
                       path);
    struct slice sentence = {said, (size_t)len < sizeof(said) ? (size_t)len : sizeof(said) - 1};

    standard_output_init(&out);
    if (options->format == FORMAT_JSON) {
        struct printer printer = printer_json(&out), *p = &printer;

        print_begin_map(p);
        print_string_of(p, "schema", SLICE("mioboe.watch/1"));
        print_boolean_of(p, "is_set_up", false);
        print_text_of(p, "said", sentence);
        print_key(p, "mailboxes");
        print_begin_list(p);
        print_end(p);
        print_key(p, "channels");
        print_begin_list(p);
        print_end(p);
        print_integer_of(p, "waiting", 0);
        print_end(p);
    } else {
        struct page page = {.out = &out,
                            .arena = arena,
                            .width = terminal_width(options),
                            .japanese = language_is_japanese()};

        page_line(&page, sentence);
    }
    output_done(&out);
    return EXIT_FINE;
}
