#ifndef MIOBOE_STORE_FAKE_INSIDE_H
#define MIOBOE_STORE_FAKE_INSIDE_H

/* Inside the store in memory: what its parts share. */

#include "store/store_fake.h"

struct fake_setting {
    struct slice name, value;
};
ARRAY_TYPE(fake_settings, struct fake_setting);

struct fake_event {
    struct slice case_id;
    struct store_event event;
};
ARRAY_TYPE(fake_events, struct fake_event);

struct fake_file {
    struct slice sha256, form, bytes;
};
ARRAY_TYPE(fake_files, struct fake_file);

struct fake_row {
    struct slice source, kind, body; /* a charge's body: all its fields */
    uint64_t seq, occurrence;
};
ARRAY_TYPE(fake_rows_of, struct fake_row);

struct fake_watch_row {
    struct slice kind, id, body;
};
ARRAY_TYPE(fake_watch_rows, struct fake_watch_row);

/* All that it holds; an array's head is copied to take everything back to where it was. */
struct fake_rows {
    struct fake_settings settings;
    struct fake_events events;
    struct fake_files files;
    struct store_sources sources;
    struct fake_rows_of charges, records;
    struct store_decisions decisions;
    struct store_keys keys;
    struct fake_watch_rows watch;
    struct store_letters letters;
};

struct fake_store {
    struct store store; /* first */
    struct arena *arena;
    struct fake_rows now, before;
    bool is_within;
};

int fake_row_put(struct store *store, struct slice kind, struct slice id, struct slice body,
                 struct err *reterr);
int fake_row_get(struct store *store, struct slice kind, struct slice id, struct arena *arena,
                 struct slice *ret_body, struct err *reterr);
int fake_row_list(struct store *store, struct slice kind, struct arena *arena,
                  struct store_rows *ret, struct err *reterr);
int fake_row_drop(struct store *store, struct slice kind, struct slice id, struct err *reterr);
int fake_letter_put(struct store *store, const struct store_letter *letter, struct err *reterr);
int fake_letter_set(struct store *store, const struct store_letter *letter, struct err *reterr);
int fake_letter_due(struct store *store, int64_t until, size_t max, struct arena *arena,
                    struct store_letters *ret, struct err *reterr);
int fake_letter_trim(struct store *store, int64_t before, struct err *reterr);

#endif
