#include "cli/watch_terminal.h"

#include "cli/language.h"
#include "cli/memory.h"
#include "cli/own_store.h"
#include "cli/watch_show.h"
#include "render/words.h"
#include "watch/alert_text.h"
#include "watch/reply_word.h"

#include <poll.h>
#include <signal.h>
#include <unistd.h>

static bool is_in_front(void)
{
    return tcgetpgrp(STDIN_FILENO) == getpgrp();
}

void watch_terminal_open(struct watching *w)
{
    for (size_t i = 0; i < w->config.channels.len; i++)
        w->terminal.is_on = w->terminal.is_on || w->config.channels.at[i].kind == CHANNEL_TERMINAL;
    w->terminal.is_on = w->terminal.is_on && !w->options->watch.once && isatty(STDIN_FILENO) &&
                        isatty(STDOUT_FILENO) && is_in_front();
    w->terminal.is_due = true;
    if (w->terminal.is_on)
        signal(SIGTTIN, SIG_IGN); /* sent to the background between two looks */
}

int watch_terminal_fd(const struct watching *w)
{
    return w->terminal.is_on && w->terminal.id[0] && is_in_front() ? STDIN_FILENO : -1;
}

/* ------------------------------------------------------------------ which question */

/* The oldest that was asked and has no answer; the one that was shown last stays until it has. */
static const struct asking *choose(const struct vigil *v, const struct watch_terminal *t)
{
    const struct asking *oldest = NULL;

    for (size_t i = 0; i < v->askings.len; i++) {
        const struct asking *a = &v->askings.at[i];

        if (a->state != ASKING_OPEN || !a->asks)
            continue;
        if (slice_eq(a->id, slice_of(t->id)))
            return a;
        if (!oldest || a->made < oldest->made)
            oldest = a;
    }
    return oldest;
}

static void show(struct watching *w, const struct asking *asking, struct arena *arena)
{
    struct alert alert = {.about = asking->about};
    struct alert_text text = alert_text_of(w->catalog, &alert, true, language_is_japanese(), arena);

    printf("%.*s\n%.*s\n", SLICE_ARG(text.title), SLICE_ARG(text.body));
}

static void prompt(struct watching *w, bool in_full)
{
    struct arena *arena = arena_new(&memory);
    struct watch_terminal *t = &w->terminal;
    const struct asking *asking;
    struct vigil v;
    struct err err;
    bool is_other;

    t->is_due = false;
    vigil_init(&v, &w->rules, arena);
    asking = keep_load(&v, w->store, &err) < 0 ? NULL : choose(&v, t);
    is_other = asking && !slice_eq(asking->id, slice_of(t->id));
    snprintf(t->id, sizeof(t->id), "%.*s", asking ? (int)asking->id.len : 0,
             asking ? asking->id.ptr : "");
    if (asking) {
        if (in_full || (is_other && !t->is_said))
            show(w, asking, arena);
        /* Translators: y, n and ? are typed as they are */
        printf(_("[%s]  y: yes, it was me   n: no   ?: what is it\n"), t->id);
        fflush(stdout);
    }
    t->is_said = false;
    arena_free(arena);
}

/* ------------------------------------------------------------------ what was typed */

static int take_answer(struct watching *w, bool yes)
{
    enum vigil_answer said = VIGIL_NO_SUCH;
    char id[ASKING_ID_LEN + 1];
    int status;

    memcpy(id, w->terminal.id, sizeof(id));
    status = watch_answer(w, slice_of(id), yes, SLICE("terminal"), false, &said);
    printf("%s\n", said == VIGIL_TAKEN ? _("Noted.") : _("That was answered already."));
    if (status == 0 && said == VIGIL_TAKEN && !yes)
        status = watch_show_case(w, slice_of(id));
    w->terminal.is_due = true;
    return status;
}

static int take_line(struct watching *w, struct slice line)
{
    struct arena *arena = arena_new(&memory);
    enum reply_word word = reply_word_read(line, arena);
    int status = 0;

    if (word != REPLY_UNCLEAR)
        status = take_answer(w, word == REPLY_YES);
    else if (slice_eq(line, SLICE("?")) || slice_eq(line, SLICE("？")))
        prompt(w, true);
    else if (line.len)
        printf("%s\n", _("Type y or n, or ? to see what it is about."));
    fflush(stdout);
    arena_free(arena);
    return status;
}

/* The terminal hands over one line at most; of a longer one the rest is no answer. */
static int take_input(struct watching *w)
{
    struct pollfd p = {.fd = watch_terminal_fd(w), .events = POLLIN};
    char line[256];
    ssize_t n;

    if (p.fd < 0 || poll(&p, 1, 0) <= 0)
        return 0;
    n = read(p.fd, line, sizeof(line));
    if (n <= 0) {
        w->terminal.is_on = false; /* Ctrl-D: it goes on without */
        return 0;
    }
    return take_line(w, slice_trim((struct slice){line, (size_t)n}));
}

int watch_terminal_step(struct watching *w)
{
    int status = take_input(w);

    if (w->terminal.is_on && w->terminal.is_due && status == 0)
        prompt(w, false);
    return status;
}
