#include "cli/key_store.h"

#include "cli/key_file.h"
#include "cli/own_store.h"

#include "base/moment.h"

void key_store_read(const struct options *options, struct arena *arena, struct dns_records *ret)
{
    struct store_keys keys = {NULL, 0, 0};
    struct err err = {.line = 0};
    struct store *store;

    if (own_store_open_if_any(options, STORE_READ, arena, &store) != 0 || !store)
        return;
    if (store->ops->key_list(store, arena, &keys, &err) < 0)
        own_store_complain(options, &err);
    store_close(store);
    for (size_t i = 0; i < keys.len; i++) {
        struct dns_record record = {keys.at[i].name, keys.at[i].txt, DAY_NONE};

        if (day_read(keys.at[i].last_seen, DAY_YMD, DAY_NONE, &record.seen) != 1)
            record.seen = DAY_NONE;
        dns_records_add(ret, arena, &record);
    }
}

static int put_all(struct store *store, const struct dns_records *records, int32_t today,
                   struct err *reterr)
{
    int r = store->ops->begin(store, reterr);
    char day[DAY_TEXT_LEN];

    if (r < 0)
        return r;
    for (size_t i = 0; r == 0 && i < records->len; i++) {
        const struct dns_record *record = &records->at[i];
        struct store_key key = {record->name, record->txt, {day, sizeof(day)}, {day, sizeof(day)}};

        day_write(record->seen == DAY_NONE ? today : record->seen, day);
        r = store->ops->key_put(store, &key, reterr);
    }
    if (r == 0)
        r = store->ops->commit(store, reterr);
    if (r < 0)
        store->ops->rollback(store);
    return r;
}

int key_store_import(const struct options *options, struct arena *arena)
{
    struct dns_records records = {0};
    struct err err = {.line = 0};
    struct store *store;
    int r;

    if (key_file_read(arena, &records) != 0 || !records.len) /* complained of already */
        return 0;
    r = own_store_open(options, STORE_WRITE, arena, &store);
    if (r != 0)
        return r;
    r = put_all(store, &records, moment_day(own_store_now(options), 9 * 60), &err);
    store_close(store);
    return r < 0 ? own_store_complain(options, &err) : 0;
}
