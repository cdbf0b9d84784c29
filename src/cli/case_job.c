#include "cli/case_job.h"

#include "base/text.h"
#include "casework/event.h"
#include "cli/exit_status.h"
#include "cli/language.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/own_store.h"
#include "cli/standard_output.h"
#include "cli/terminal.h"
#include "cli/usage.h"
#include "render/case_json.h"
#include "render/case_text.h"
#include "render/words.h"

int case_job_init(struct case_job *job, const struct options *options, enum store_mode mode,
                  bool may_lack, struct arena *arena)
{
    *job = (struct case_job){.options = options, .arena = arena, .now = own_store_now(options)};
    job->today = moment_day(job->now, DAY_JST);
    job_init(&job->job, options, arena);
    job->catalog = door_catalog(job->job.mioboe);
    state_init(&job->state, arena);
    return may_lack ? own_store_open_if_any(options, mode, arena, &job->store)
                    : own_store_open(options, mode, arena, &job->store);
}

void case_job_done(struct case_job *job)
{
    if (job->is_writing)
        case_rollback(job);
    store_close(job->store);
    job_done(&job->job);
}

/* ------------------------------------------------------------------ which case */

static int store_fault(const struct case_job *job, const struct err *err)
{
    return own_store_complain(job->options, err);
}

#define BATCH 512u /* events that are read with one piece of memory: it stays warm */

/* A journal while it is read again: its state, and the hash of the entry that came last. */
struct folding {
    struct case_state *state;
    struct journal_hasher hasher;
    struct arena *arena; /* of a batch */
    uint64_t in_batch;
    char head[STORE_HASH_TEXT];
    bool is_broken; /* behind the last entry of ${state} */
};

/* One entry: its bytes are those that were hashed, it follows the one before, it can happen. */
static bool is_next(struct folding *f, const struct store_event *stored, char *ret_hash)
{
    struct event event;
    struct err err;

    journal_hasher_hash(&f->hasher, stored->bytes, ret_hash);
    return stored->seq == f->state->events + 1 &&
           slice_eq(stored->sha256, (struct slice){ret_hash, STORE_HASH_TEXT}) &&
           event_read(stored->bytes, f->arena, &event, &err) == 0 &&
           slice_eq(event.prev, (struct slice){f->head, sizeof(f->head)}) &&
           state_apply(f->state, &event, &err) == 0;
}

static int fold_one(void *ctx, const struct store_event *stored, struct err *reterr)
{
    struct folding *f = ctx;
    char hash[STORE_HASH_TEXT];

    if (f->in_batch++ % BATCH == 0) {
        arena_free(f->arena);
        f->arena = arena_like(f->state->arena);
    }
    f->is_broken = !is_next(f, stored, hash);
    if (f->is_broken)
        return err_set(reterr, (enum err_code)STORE_DAMAGED, 0, SLICE("case_event"));
    memcpy(f->head, hash, sizeof(hash));
    return 0;
}

/* Fold the events of the case as far as they hold.  Return 0 or a negative enum store_code; where
 * they do not hold ${f}->is_broken tells so. */
static int fold(struct folding *f, struct store *store, struct slice id, struct err *reterr)
{
    int r;

    memset(f->head, '0', sizeof(f->head));
    f->arena = arena_like(f->state->arena);
    journal_hasher_init(&f->hasher);
    state_put_off(f->state);
    r = store->ops->event_each(store, id, fold_one, f, reterr);
    state_settle(f->state);
    journal_hasher_done(&f->hasher);
    arena_free(f->arena);
    return r;
}

static bool is_open(struct case_job *job, struct slice id)
{
    struct arena *arena = arena_like(job->arena);
    struct case_state state;
    struct folding folding = {.state = &state};
    struct err err;
    bool open;

    state_init(&state, arena);
    open = fold(&folding, job->store, id, &err) == 0 && state.is_open;
    arena_free(arena);
    return open;
}

/* The only case, or the only open one. */
static bool is_only(struct case_job *job, const struct store_names *names)
{
    size_t open = 0;

    for (size_t i = 0; names->len > 1 && i < names->len; i++)
        if (is_open(job, names->at[i])) {
            job->id = names->at[i];
            open++;
        }
    if (names->len == 1)
        job->id = names->at[0];
    return open == 1 || names->len == 1;
}

bool case_find_any(struct case_job *job)
{
    struct store_names names = {0};
    struct err err;

    return job->store && !job->options->given.id.len &&
           job->store->ops->case_list(job->store, job->arena, &names, &err) >= 0 &&
           is_only(job, &names);
}

static int find_only(struct case_job *job, const struct store_names *names)
{
    if (is_only(job, names))
        return 0;
    if (!names->len)
        return usage_error("%s", _("There is no case yet; \"mioboe case open\" begins one."));
    return usage_error(
        "%s",
        _("More than one case could be meant: name it with --case; \"mioboe case list\" shows "
          "them."));
}

int case_find(struct case_job *job)
{
    struct store_names names = {0};
    struct err err;

    if (job->store->ops->case_list(job->store, job->arena, &names, &err) < 0)
        return store_fault(job, &err);
    if (!job->options->given.id.len)
        return find_only(job, &names);
    for (size_t i = 0; i < names.len; i++)
        if (slice_eq(names.at[i], job->options->given.id)) {
            job->id = names.at[i];
            return 0;
        }
    return usage_error(_("There is no case \"%.*s\"; \"mioboe case list\" shows them."),
                       SLICE_ARG(job->options->given.id));
}

/* ------------------------------------------------------------------ its journal */

static int say_broken(const struct case_job *job, uint64_t seq)
{
    char text[300];

    snprintf(text, sizeof(text),
             _("The journal of case %.*s does not hold at entry %llu: it was changed by something "
               "else than mioboe. Nothing was done; \"mioboe case verify\" tells more."),
             SLICE_ARG(job->id), (unsigned long long)seq);
    message_say(SLICE(""), 0, text);
    return EXIT_UNREAD;
}

int case_load(struct case_job *job)
{
    struct folding folding = {.state = &job->state};
    struct err err;
    int r;

    state_init(&job->state, job->arena);
    memory_settle();
    r = fold(&folding, job->store, job->id, &err);
    if (folding.is_broken)
        return say_broken(job, job->state.events + 1);
    if (r < 0)
        return store_fault(job, &err);
    job->head = arena_copy(job->arena, (struct slice){folding.head, sizeof(folding.head)});
    job->before = job->state.events;
    return 0;
}

/* ------------------------------------------------------------------ writing */

int case_begin(struct case_job *job)
{
    struct err err;

    if (job->store->ops->begin(job->store, &err) < 0)
        return store_fault(job, &err);
    job->is_writing = true;
    return 0;
}

int case_commit(struct case_job *job)
{
    struct err err;

    job->is_writing = false;
    if (job->store->ops->commit(job->store, &err) < 0)
        return store_fault(job, &err);
    return 0;
}

void case_rollback(struct case_job *job)
{
    job->is_writing = false;
    job->store->ops->rollback(job->store);
}

struct event case_event(const struct case_job *job, enum event_kind kind)
{
    struct event event = {.case_id = job->id,
                          .at = job->now,
                          .of = MOMENT_NONE,
                          .actor = job->options->given.actor,
                          .kind = kind};
    struct slice of = job->options->given.of;

    if (of.len && moment_read(of, DAY_JST, &event.of))
        event.of_is_day = of.len == DAY_TEXT_LEN;
    return event;
}

void case_field(struct case_job *job, struct event *event, struct slice name, struct slice value)
{
    event_add(event, job->arena, name, text_cut_numbers(job->arena, value));
}

void case_field_number(struct case_job *job, struct event *event, struct slice name, int64_t value)
{
    event_add(event, job->arena, name, arena_number(job->arena, value));
}

/* The order of the entries is that of their numbers; a time that runs backwards is said once. */
static void watch_clock(struct case_job *job, const struct event *event)
{
    if (job->is_clock_told || !job->state.events || event->at >= job->state.changed)
        return;
    job->is_clock_told = true;
    message_say(
        SLICE(""), 0,
        _("The clock stands before the newest entry of this case. The entry is written with "
          "the time that the clock shows; look whether it is right."));
}

static int say_unfit(const struct err *err)
{
    return usage_error(_("This cannot be written to the case: %s."), err->detail);
}

int case_write(struct case_job *job, struct event *event)
{
    struct err err = {.line = 0};
    char hash[STORE_HASH_TEXT];
    struct event again;
    struct slice bytes;
    int r;

    watch_clock(job, event);
    r = journal_append(job->store, event, job->arena, &err);
    if (r == ERR_SYNTAX)
        return say_unfit(&err);
    if (r < 0)
        return store_fault(job, &err);
    bytes = event_write(event, job->arena);
    if (event_read(bytes, job->arena, &again, &err) < 0 ||
        state_apply(&job->state, &again, &err) < 0)
        return say_unfit(&err);
    journal_hash(bytes, hash);
    job->head = arena_copy(job->arena, (struct slice){hash, sizeof(hash)});
    return 0;
}

/* ------------------------------------------------------------------ showing */

void case_view_of(struct case_job *job, struct case_view *ret)
{
    struct store_names names = {0};

    case_view_make(job->catalog, &job->state, job->head, job->today, job->arena, ret);
    ret->is_one_of_many = job->store &&
                          job->store->ops->case_list(job->store, job->arena, &names, NULL) >= 0 &&
                          names.len > 1;
}

struct page case_page(struct case_job *job, struct output *out)
{
    return (struct page){.out = out,
                         .arena = job->arena,
                         .width = terminal_width(job->options),
                         .color = terminal_has_color(job->options),
                         .japanese = language_is_japanese()};
}

static void report_json(struct case_job *job, const struct case_view *view, struct page *page)
{
    struct printer p = printer_json(page->out);

    print_begin_map(&p);
    print_string_of(&p, "schema", SLICE("mioboe.case/1"));
    print_string_of(&p, "case", job->id);
    print_key(&p, "written");
    print_inline(&p);
    print_begin_list(&p);
    for (uint64_t seq = job->before + 1; seq <= job->state.events; seq++)
        p.type->integer(&p, (int64_t)seq);
    print_end(&p);
    print_string_of(&p, "head", job->head);
    print_key(&p, "contradictions");
    case_json_contradictions(&p, view, job->before);
    print_key(&p, "next");
    case_json_next(&p, view, page);
    print_end(&p);
}

static void report_text(struct case_job *job, const struct case_view *view, struct page *page)
{
    struct slice first = arena_number(job->arena, (int64_t)job->before + 1);
    struct slice last = arena_number(job->arena, (int64_t)job->state.events);

    if (job->state.events == job->before + 1)
        page_line(page, page_format_of(page, _("Case %s: entry %s is written."), job->id, last));
    else if (job->state.events > job->before)
        page_line(page, page_format_of(page, _("Case %s: entries %s to %s are written."), job->id,
                                       first, last));
    case_text_contradictions(page, view, job->before);
    output_add_byte(page->out, '\n');
    case_text_next(page, view);
}

void case_report(struct case_job *job)
{
    struct case_view view;
    struct output out;
    struct page page = case_page(job, &out);

    standard_output_init(&out);
    case_view_of(job, &view);
    if (job->options->format == FORMAT_JSON)
        report_json(job, &view, &page);
    else
        report_text(job, &view, &page);
    output_done(&out);
}

/* ------------------------------------------------------------------ words of the command line */

struct slice case_operand(const struct case_job *job, size_t at)
{
    return at < job->options->operands.len ? slice_of(job->options->operands.at[at].text)
                                           : SLICE("");
}

int case_read_day(struct slice text, struct slice *ret)
{
    int64_t moment;

    if (text.len && (text.len != DAY_TEXT_LEN || !moment_read(text, 0, &moment)))
        return usage_error(_("\"%.*s\" is no day; write it as 2026-08-15."), SLICE_ARG(text));
    *ret = text;
    return 0;
}

int case_read_currency(const struct case_job *job, const struct case_charge *charge,
                       struct currency *ret)
{
    struct slice given = job->options->given.currency;

    if (given.len)
        *ret = currency_of(given);
    else if (charge)
        *ret = charge->currency;
    else
        case_owed(&job->state, ret);
    if (given.len && !ret->code[0])
        return usage_error(_("\"%.*s\" is no currency; write it as JPY, USD or EUR."),
                           SLICE_ARG(given));
    if (!ret->code[0])
        *ret = CURRENCY_JPY;
    return 0;
}

int case_read_amount(struct case_job *job, struct slice text, struct currency currency,
                     struct slice *ret)
{
    int64_t amount;

    if (money_read(text, currency_digits(currency), &amount) != 1)
        return usage_error(_("\"%.*s\" is no amount; write it as 1488."), SLICE_ARG(text));
    *ret = arena_number(job->arena, amount);
    return 0;
}

int case_read_party(struct slice text, enum party *ret)
{
    *ret = party_of(text);
    if (*ret == PARTIES)
        return usage_error(_("\"%.*s\" is nobody that a case knows: self, family, amazon, issuer, "
                             "police, consumer_centre, carrier, shop, mail_provider, other."),
                           SLICE_ARG(text));
    return 0;
}

const struct case_charge *case_charge_named(const struct case_job *job, struct slice text)
{
    const struct case_charge *found = NULL;
    size_t n = 0;

    for (size_t i = 0; i < job->state.charges.len; i++) {
        const struct case_charge *c = &job->state.charges.at[i];

        if (c->is_removed || !text.len || !slice_starts(c->id, text))
            continue;
        found = c;
        n++;
        if (slice_eq(c->id, text))
            return c;
    }
    if (n == 1)
        return found;
    usage_error(_("The case has no charge \"%.*s\"; \"mioboe case show\" shows them."),
                SLICE_ARG(text));
    return NULL;
}
