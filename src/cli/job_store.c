#include "cli/job_store.h"

#include "cli/own_store.h"
#include "render/door_mail.h"
#include "store/imported.h"

/* The store's decisions go before those of --decisions, whose word is the later one. */
static int take_decisions(struct job *job, struct store *store, struct err *reterr)
{
    struct mioboe *m = job->mioboe;
    struct decisions named = m->decisions;
    struct store_decisions all;
    int r = store->ops->decision_list(store, m->arena, &all, reterr);

    if (r == 0)
        m->decisions = (struct decisions){0};

    for (size_t i = 0; r == 0 && i < all.len; i++) {
        struct decision decision = {.order_id = all.at[i].order_id, .pin = all.at[i].pin};

        if (hash_read(all.at[i].charge, &decision.charge))
            *array_push(m->arena, &m->decisions) = decision;
    }
    for (size_t i = 0; r == 0 && i < named.len; i++)
        *array_push(m->arena, &m->decisions) = named.at[i];
    return r;
}

int job_read_store(struct job *job)
{
    struct err err = {.line = 0};
    struct store *store;
    int r = own_store_open(job->options, STORE_READ, job->arena, &store);

    if (r != 0)
        return r;
    r = imported_read_mails(store, door_catalog(job->mioboe), &job->mioboe->records,
                            door_mail_unproven(job->mioboe), &err);
    if (r == 0)
        door_mail_stored(job->mioboe);
    if (r == 0)
        r = take_decisions(job, store, &err);
    store_close(store);
    return r < 0 ? own_store_complain(job->options, &err) : 0;
}
