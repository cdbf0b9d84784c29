#include "cli/command.h"

#include "cli/exit_status.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/own_store.h"
#include "cli/standard_output.h"
#include "cli/usage.h"
#include "match/copy.h"
#include "match/entry.h"
#include "render/printer.h"
#include "render/words.h"
#include "store/imported.h"

#include "base/hash.h"

const struct option *const decide_options[] = {&option_store, &option_format_short, &option_now,
                                               &option_lang, NULL};

static bool has_id(const struct entries *entries, uint64_t id)
{
    for (size_t i = 0; i < entries->list.len; i++)
        if (entries->list.at[i].id == id)
            return true;
    for (size_t i = 0; i < entries->appearances.len; i++)
        if (entries->appearances.at[i].id == id)
            return true;
    return false;
}

/* 1 when a charge of the store has that id. */
static int find_charge(struct store *store, uint64_t id, struct arena *arena, struct err *reterr)
{
    struct catalog none = {.merchants = NULL};
    struct records records;
    struct entries entries = {{NULL, 0, 0}, {NULL, 0, 0}};
    const uint32_t *rank, *copy;
    int r;

    records_init(&records, arena);
    r = imported_read(store, &none, &records, reterr);
    if (r < 0)
        return r;
    copy = copy_find(&records, arena, &rank);
    entry_gather(&records, copy, rank, arena, &entries);
    return has_id(&entries, id);
}

/* What may be decided. */
static const struct verb {
    const char *name;
    bool pin, has_order;
    const char *said; /* N_ */
} verbs[] = {
    {"pin", true, true, N_("Remembered: the charge is that order's.")},
    {"reject", false, true, N_("Remembered: the charge is not that order's.")},
    {"mine", true, false, N_("Remembered: the charge is yours. It is not asked about any more.")},
    {"open", false, false, N_("Remembered: whether the charge is yours is open again.")},
};

static const struct verb *verb_find(const struct options *options)
{
    for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
        if (options->operands.len == (verbs[i].has_order ? 3 : 2) &&
            strcmp(options->operands.at[0].text, verbs[i].name) == 0)
            return &verbs[i];
    return NULL;
}

static void print_json(const struct store_decision *decision, const struct verb *verb)
{
    struct output out;
    struct printer printer, *p = &printer;

    standard_output_init(&out);
    printer = printer_json(&out);
    print_begin_map(p);
    print_string_of(p, "schema", SLICE("mioboe.decide/1"));
    print_string_of(p, "charge", decision->charge);
    print_text_of(p, "order", decision->order_id);
    print_string_of(p, "decision", slice_of(verb->name));
    print_end(p);
    output_done(&out);
}

static int decide(const struct options *options, const struct verb *verb,
                  const struct store_decision *decision, uint64_t id)
{
    struct err err = {.line = 0};
    struct store *store;
    int r = own_store_open(options, STORE_WRITE, options->arena, &store);

    if (r != 0)
        return r;
    r = find_charge(store, id, options->arena, &err);
    if (r == 1)
        r = store->ops->decision_put(store, decision, own_store_now(options), &err) < 0
                ? (int)err.code
                : 1;
    store_close(store);
    if (r < 0)
        return own_store_complain(options, &err);
    if (r == 0) {
        message_say(decision->charge, 0, _("The store has no such charge."));
        return EXIT_UNREAD;
    }
    if (options->format == FORMAT_JSON)
        print_json(decision, verb);
    else
        puts(_(verb->said));
    return EXIT_FINE;
}

int cmd_decide(const struct command_call *call)
{
    struct arena *arena = arena_new(&memory);
    struct options options;
    int status = option_read(call->command->options, call->argc, call->argv, arena, &options);
    const struct verb *verb = status == 0 ? verb_find(&options) : NULL;
    const struct operand *words = options.operands.at;
    uint64_t id;

    if (status != 0) {
        arena_free(arena);
        return status;
    }
    if (!verb)
        status = usage_error("%s", _("decide takes \"pin\" or \"reject\", the id of a charge and "
                                     "the number of an order, or \"mine\" or \"open\" and the id "
                                     "of a charge."));
    else if (!hash_read(slice_of(words[1].text), &id))
        status = usage_error(_("\"%s\" is no id of a charge; explain --format json tells them."),
                             words[1].text);
    else {
        struct slice order = verb->has_order ? slice_of(words[2].text) : SLICE("");
        struct store_decision decision = {slice_of(words[1].text), order, verb->pin};

        status = decide(&options, verb, &decision, id);
    }
    arena_free(arena);
    return status;
}
