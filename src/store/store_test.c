#include "store/imported.h"
#include "store/journal.h"
#include "store/store_fake.h"
#include "store/store_sqlite.h"

#include "casework/event.h"

#include "base/base_test.h"
#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include <cmocka.h>

#define NOW 1795305600

/* ------------------------------------------------------------------ every backend does the same */

struct fixture {
    char folder[64], path[96];
};

static struct store *open_store(struct fixture *f, bool is_fake)
{
    struct store *store = NULL;
    struct err err = {.line = 0};

    if (is_fake)
        return store_fake_new(&base_test_allocator);
    snprintf(f->folder, sizeof(f->folder), "/tmp/mioboe-store-test-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    snprintf(f->path, sizeof(f->path), "%s/deep/down/m.sqlite", f->folder);
    if (store_sqlite_open(f->path, STORE_CREATE, NOW, &base_test_allocator, &store, &err) != 0)
        fail_msg("%s", err.detail);
    return store;
}

static void remove_file(const struct fixture *f, const char *suffix)
{
    char path[128];

    snprintf(path, sizeof(path), "%s%s", f->path, suffix);
    unlink(path);
}

static void remove_folder(const struct fixture *f)
{
    char path[128];

    remove_file(f, "");
    remove_file(f, "-wal");
    remove_file(f, "-shm");
    snprintf(path, sizeof(path), "%s/deep/down", f->folder);
    rmdir(path);
    snprintf(path, sizeof(path), "%s/deep", f->folder);
    rmdir(path);
    rmdir(f->folder);
}

static void add_note(struct store *store, const char *case_id, enum event_kind kind,
                     struct arena *arena)
{
    struct event event;
    struct err err = {.line = 0};

    memset(&event, 0, sizeof(event));
    event.case_id = slice_of(case_id);
    event.at = NOW;
    event.of = MOMENT_NONE;
    event.kind = kind;
    if (kind == EVENT_OPENED)
        event_add(&event, arena, SLICE("ground"), SLICE("typed"));
    else
        event_add(&event, arena, SLICE("text"), SLICE("a\nb"));
    if (journal_append(store, &event, arena, &err) != 0)
        fail_msg("%s", err.detail);
}

static void settings_are_kept_and_replaced(struct store *store, struct arena *arena)
{
    struct slice value = SLICE("untouched");

    assert_int_equal(store->ops->setting_get(store, SLICE("key"), arena, &value, NULL), 0);
    assert_text(value, "untouched", "value");
    assert_int_equal(store->ops->setting_put(store, SLICE("key"), SLICE("1"), NULL), 0);
    assert_int_equal(store->ops->setting_put(store, SLICE("key"), ((struct slice){"\0x", 2}), NULL),
                     0);
    assert_int_equal(store->ops->setting_get(store, SLICE("key"), arena, &value, NULL), 1);
    assert_true(slice_eq(value, (struct slice){"\0x", 2}));
}

static void journals_grow_by_one_and_stay_apart(struct store *store, struct arena *arena)
{
    struct store_events events;
    struct store_names names;
    struct journal_check check;

    add_note(store, "b", EVENT_OPENED, arena);
    add_note(store, "a", EVENT_OPENED, arena);
    add_note(store, "b", EVENT_NOTE, arena);
    add_note(store, "b", EVENT_NOTE, arena);
    assert_int_equal(store->ops->case_list(store, arena, &names, NULL), 0);
    assert_int_equal(names.len, 2);
    assert_text(names.at[0], "a", "in order");
    assert_int_equal(store->ops->event_list(store, SLICE("b"), arena, &events, NULL), 0);
    assert_int_equal(events.len, 3);
    journal_verify(&events, arena, &check);
    assert_int_equal(check.fault, JOURNAL_WHOLE);
    assert_int_equal(check.seq, 3);
    assert_memory_equal(check.head, events.at[2].sha256.ptr, STORE_HASH_TEXT);
    assert_int_equal(store->ops->event_append(store, SLICE("b"), &events.at[2], NULL), STORE_TAKEN);
    assert_int_equal(store->ops->event_append(store, SLICE("c"), &events.at[1], NULL), STORE_TAKEN);
    assert_int_equal(store->ops->case_drop(store, SLICE("b"), NULL), 0);
    assert_int_equal(store->ops->case_list(store, arena, &names, NULL), 0);
    assert_int_equal(names.len, 1);
}

static void files_are_known_by_their_hash(struct store *store, struct arena *arena)
{
    struct slice form = SLICE(""), bytes = SLICE("");

    assert_int_equal(store->ops->file_put(store, SLICE("h"), SLICE("full"), SLICE("abc"), NULL), 0);
    assert_int_equal(store->ops->file_put(store, SLICE("h"), SLICE("full"), SLICE("other"), NULL),
                     0);
    assert_int_equal(store->ops->file_get(store, SLICE("h"), arena, &form, &bytes, NULL), 1);
    assert_text(bytes, "abc", "the first stays");
    assert_text(form, "full", "form");
    assert_int_equal(store->ops->file_drop(store, SLICE("h"), NULL), 0);
    assert_int_equal(store->ops->file_get(store, SLICE("h"), arena, &form, &bytes, NULL), 0);
}

static void what_is_rolled_back_never_was(struct store *store, struct arena *arena)
{
    struct slice value = SLICE("");
    struct store_names names;

    assert_int_equal(store->ops->begin(store, NULL), 0);
    assert_int_equal(store->ops->setting_put(store, SLICE("gone"), SLICE("1"), NULL), 0);
    add_note(store, "gone", EVENT_OPENED, arena);
    store->ops->rollback(store);
    assert_int_equal(store->ops->setting_get(store, SLICE("gone"), arena, &value, NULL), 0);
    assert_int_equal(store->ops->case_list(store, arena, &names, NULL), 0);
    assert_int_equal(names.len, 1);
    assert_int_equal(store->ops->begin(store, NULL), 0);
    add_note(store, "kept", EVENT_OPENED, arena);
    assert_int_equal(store->ops->commit(store, NULL), 0);
    assert_int_equal(store->ops->case_list(store, arena, &names, NULL), 0);
    assert_int_equal(names.len, 2);
}

/* ------------------------------------------------------------------ imported files */

static void fill_records(struct records *records, struct arena *arena)
{
    struct charge_row row;
    struct order *order;

    records_init(records, arena);
    for (uint32_t s = 0; s < 2; s++) {
        struct source *source = array_push(arena, &records->sources);

        source->path = s ? SLICE("a.csv") : SLICE("b.csv");
        source->format = SLICE("layout");
        source->digest = 77 + s;
        source->from = source->until = 20500;
        charge_row_clear(&row);
        row.origin = (struct origin){s, 2};
        row.day = s ? DAY_NONE : 20500;
        row.amount = -1488;
        row.currency = CURRENCY_JPY;
        row.raw = SLICE("AMAZON.CO.JP");
        row.folded = SLICE("amazon.co.jp");
        memcpy(row.last4, "5171", 5);
        charge_row_add(records, &row);
        row.origin.line = 3; /* its twin */
        charge_row_add(records, &row);
        row.has_extra = true;
        row.extra.posted = 20502;
        row.extra.reference = SLICE("FIT\n1");
        charge_row_add(records, &row);
        order = shape_push(shape_find(SLICE("orders")), records);
        order->origin = (struct origin){s, 9};
        order->order_id = SLICE("250-0000000-0000001");
        order->total = 1488;
        order->has_amount = true;
    }
}

static struct slice text_of(const struct records *records, uint32_t source, struct arena *arena)
{
    struct pairs *text = arena_make(arena, struct pairs);
    struct file_text_at at = {0};

    for (uint32_t s = 0; s <= source; s++) {
        *text = (struct pairs){.arena = arena};
        file_text_write(records, s, &at, text);
    }
    return pairs_text(text);
}

static void files_come_back_as_they_were(struct store *store, struct arena *arena)
{
    struct catalog catalog;
    struct records records, again;
    struct file_text_at at = {0};
    struct slice path = SLICE("");
    char digest[HASH_TEXT_LEN];

    memset(&catalog, 0, sizeof(catalog));
    fill_records(&records, arena);
    assert_int_equal(imported_write(store, &records, 0, &at, NOW, NULL), 0);
    assert_int_equal(imported_write(store, &records, 1, &at, NOW, NULL), 0);
    assert_true(file_text_is_all(&records, &at));
    at = (struct file_text_at){0};
    assert_int_equal(imported_write(store, &records, 0, &at, NOW, NULL), STORE_TAKEN);
    imported_digest(&records.sources.at[0], digest);
    assert_int_equal(
        store->ops->source_find(store, (struct slice){digest, sizeof(digest)}, arena, &path, NULL),
        1);
    assert_text(path, "b.csv", "path");

    records_init(&again, arena);
    assert_int_equal(imported_read(store, &catalog, &again, NULL), 0);
    assert_int_equal(again.sources.len, 2);
    /* in the order of their paths */
    assert_true(slice_eq(text_of(&again, 0, arena), text_of(&records, 1, arena)));
    assert_true(slice_eq(text_of(&again, 1, arena), text_of(&records, 0, arena)));
}

static void the_later_decision_counts(struct store *store, struct arena *arena)
{
    struct store_decision decision = {SLICE("c1"), SLICE("250-1"), true};
    struct store_decisions all;

    assert_int_equal(store->ops->decision_put(store, &decision, NOW, NULL), 0);
    decision.order_id = SLICE("250-2");
    assert_int_equal(store->ops->decision_put(store, &decision, NOW, NULL), 0);
    decision.pin = false;
    assert_int_equal(store->ops->decision_put(store, &decision, NOW + 1, NULL), 0);
    assert_int_equal(store->ops->decision_list(store, arena, &all, NULL), 0);
    assert_int_equal(all.len, 2);
    assert_text(all.at[1].order_id, "250-2", "the later one last");
    assert_false(all.at[1].pin);
}

static void a_key_keeps_its_first_and_last_day(struct store *store, struct arena *arena)
{
    struct store_key key = {SLICE("s._domainkey.example.jp"), SLICE("v=DKIM1"), SLICE("2026-03-01"),
                            SLICE("2026-03-02")};
    struct store_keys all;

    assert_int_equal(store->ops->key_put(store, &key, NULL), 0);
    key.first_seen = SLICE("2026-02-01");
    key.last_seen = SLICE("2026-02-02");
    assert_int_equal(store->ops->key_put(store, &key, NULL), 0);
    assert_int_equal(store->ops->key_list(store, arena, &all, NULL), 0);
    assert_int_equal(all.len, 1);
    assert_text(all.at[0].first_seen, "2026-02-01", "first");
    assert_text(all.at[0].last_seen, "2026-03-02", "last");
}

static void rows_are_kept_by_kind_and_id(struct store *store, struct arena *arena)
{
    struct slice body = SLICE("");
    struct store_rows rows;

    assert_int_equal(store->ops->row_put(store, SLICE("told"), SLICE("b"), SLICE("1"), NULL), 0);
    assert_int_equal(store->ops->row_put(store, SLICE("told"), SLICE("a"), SLICE("2"), NULL), 0);
    assert_int_equal(store->ops->row_put(store, SLICE("other"), SLICE("a"), SLICE("3"), NULL), 0);
    assert_int_equal(store->ops->row_put(store, SLICE("told"), SLICE("b"), SLICE("4"), NULL), 0);
    assert_int_equal(store->ops->row_list(store, SLICE("told"), arena, &rows, NULL), 0);
    assert_int_equal(rows.len, 2);
    assert_text(rows.at[0].id, "a", "by id");
    assert_text(rows.at[1].body, "4", "the later one counts");
    assert_int_equal(store->ops->row_drop(store, SLICE("told"), SLICE("a"), NULL), 0);
    assert_int_equal(store->ops->row_get(store, SLICE("told"), SLICE("a"), arena, &body, NULL), 0);
    assert_int_equal(store->ops->row_get(store, SLICE("other"), SLICE("a"), arena, &body, NULL), 1);
    assert_text(body, "3", "the other kind");
}

static void letters_wait_until_they_are_due_and_leave_once(struct store *store, struct arena *arena)
{
    struct store_letter letter = {SLICE("l1"), SLICE("c"), SLICE("first"), NOW, 0, 0, STORE_WAITS};
    struct store_letters due;

    assert_int_equal(store->ops->letter_put(store, &letter, NULL), 0);
    letter.body = SLICE("again");
    assert_int_equal(store->ops->letter_put(store, &letter, NULL), 0);
    letter.id = SLICE("l0");
    letter.due = NOW + 10;
    assert_int_equal(store->ops->letter_put(store, &letter, NULL), 0);
    assert_int_equal(store->ops->letter_due(store, NOW - 1, 9, arena, &due, NULL), 0);
    assert_int_equal(due.len, 0);
    assert_int_equal(store->ops->letter_due(store, NOW + 10, 1, arena, &due, NULL), 0);
    assert_int_equal(due.len, 1);
    assert_text(due.at[0].body, "first", "the earliest, as it was first written");
    due.at[0].state = STORE_SENT;
    due.at[0].sent = NOW + 1;
    assert_int_equal(store->ops->letter_set(store, &due.at[0], NULL), 0);
    assert_int_equal(store->ops->letter_put(store, &due.at[0], NULL), 0);
    assert_int_equal(store->ops->letter_due(store, NOW + 10, 9, arena, &due, NULL), 0);
    assert_int_equal(due.len, 1);
    assert_text(due.at[0].id, "l0", "what was sent does not come again");
    assert_int_equal(store->ops->letter_trim(store, NOW + 2, NULL), 0);
    letter.id = SLICE("l1");
    assert_int_equal(store->ops->letter_put(store, &letter, NULL), 0);
    assert_int_equal(store->ops->letter_due(store, NOW + 10, 9, arena, &due, NULL), 0);
    assert_int_equal(due.len, 2);
}

static void what_is_erased_is_gone(struct store *store, struct arena *arena)
{
    struct store_sources sources;
    struct store_names names;
    struct store_keys keys;
    struct store_rows rows;

    assert_int_equal(store->ops->erase(store, NULL), 0);
    assert_int_equal(store->ops->sweep(store, NULL), 0);
    assert_int_equal(store->ops->source_list(store, arena, &sources, NULL), 0);
    assert_int_equal(store->ops->case_list(store, arena, &names, NULL), 0);
    assert_int_equal(store->ops->key_list(store, arena, &keys, NULL), 0);
    assert_int_equal(store->ops->row_list(store, SLICE("other"), arena, &rows, NULL), 0);
    assert_int_equal(sources.len + names.len + keys.len + rows.len, 0);
}

static void run_suite(bool is_fake)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct fixture f;
    struct store *store = open_store(&f, is_fake);

    settings_are_kept_and_replaced(store, arena);
    journals_grow_by_one_and_stay_apart(store, arena);
    files_are_known_by_their_hash(store, arena);
    what_is_rolled_back_never_was(store, arena);
    files_come_back_as_they_were(store, arena);
    the_later_decision_counts(store, arena);
    a_key_keeps_its_first_and_last_day(store, arena);
    rows_are_kept_by_kind_and_id(store, arena);
    letters_wait_until_they_are_due_and_leave_once(store, arena);
    what_is_erased_is_gone(store, arena);
    store_close(store);
    if (!is_fake)
        remove_folder(&f);
    arena_free(arena);
}

static void the_store_in_memory_does_what_is_asked(void **state)
{
    (void)state;
    run_suite(true);
}

static void the_store_in_a_file_does_what_is_asked(void **state)
{
    (void)state;
    run_suite(false);
}

/* ------------------------------------------------------------------ the file */

static void what_was_written_is_there_again_for_nobody_else(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice value = SLICE("");
    struct fixture f;
    struct store *store = open_store(&f, false);
    struct stat st;

    (void)state;
    assert_int_equal(store->ops->setting_put(store, SLICE("k"), SLICE("v"), NULL), 0);
    store_close(store);
    assert_int_equal(stat(f.path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(store_sqlite_open(f.path, STORE_READ, NOW, &base_test_allocator, &store, NULL),
                     0);
    assert_int_equal(store->ops->setting_get(store, SLICE("k"), arena, &value, NULL), 1);
    assert_text(value, "v", "value");
    assert_true(store->ops->setting_put(store, SLICE("k"), SLICE("w"), NULL) < 0);
    store_close(store);
    remove_folder(&f);
    arena_free(arena);
}

static void put_file(const struct fixture *f, const char *bytes, size_t len, mode_t mode)
{
    FILE *file = fopen(f->path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    fclose(file);
    chmod(f->path, mode);
}

static int open_again(const struct fixture *f, enum store_mode mode)
{
    struct store *store = NULL;
    struct err err = {.line = 0};
    int r = store_sqlite_open(f->path, mode, NOW, &base_test_allocator, &store, &err);

    if (r == 0)
        store_close(store);
    else
        assert_int_equal(err.code, r);
    return r;
}

static void what_is_no_store_of_ours_is_refused(void **state)
{
    static char noise[8192];
    struct fixture f;
    struct store *store = open_store(&f, false);

    (void)state;
    memset(noise, 'x', sizeof(noise));
    store_close(store);
    chmod(f.path, 0644);
    assert_int_equal(open_again(&f, STORE_READ), STORE_OPEN_TO_OTHERS);
    put_file(&f, noise, sizeof(noise), 0600);
    assert_int_equal(open_again(&f, STORE_WRITE), STORE_FOREIGN);
    put_file(&f, "", 0, 0600);
    assert_int_equal(open_again(&f, STORE_READ), STORE_FOREIGN);
    unlink(f.path);
    assert_int_equal(open_again(&f, STORE_READ), STORE_MISSING);
    assert_int_equal(mkdir(f.path, 0700), 0);
    assert_true(open_again(&f, STORE_READ) == STORE_FOREIGN);
    rmdir(f.path);
    remove_folder(&f);
}

static void a_newer_store_is_left_alone(void **state)
{
    struct fixture f;
    struct store *store = open_store(&f, false);
    FILE *file;

    (void)state;
    store_close(store);
    file = fopen(f.path, "r+b");
    fseek(file, 63, SEEK_SET); /* the last byte of user_version in SQLite's header */
    fputc(9, file);
    fclose(file);
    assert_int_equal(open_again(&f, STORE_WRITE), STORE_NEWER);
    remove_folder(&f);
}

static void expect_whole(struct store *store, struct slice case_id, uint64_t entries,
                         struct arena *arena)
{
    struct store_events events;
    struct journal_check check;

    assert_int_equal(store->ops->event_list(store, case_id, arena, &events, NULL), 0);
    journal_verify(&events, arena, &check);
    assert_int_equal(check.fault, JOURNAL_WHOLE);
    assert_int_equal(check.seq, entries);
}

/* As the first version left it. */
static void make_old(const struct fixture *f)
{
    sqlite3 *db = NULL;

    assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(
            db,
            "DROP TABLE watch_row; CREATE TABLE of_1 (household TEXT NOT NULL REFERENCES "
            "household (household), case_id TEXT NOT NULL, seq BIGINT NOT NULL, bytes BLOB "
            "NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (household, case_id, seq)); "
            "INSERT INTO of_1 SELECT * FROM case_event; DROP TABLE case_event; "
            "ALTER TABLE of_1 RENAME TO case_event; PRAGMA user_version = 1",
            NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(db);
}

static void an_older_store_is_read_as_it_is_and_brought_up_to_date_by_writing(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct fixture f;
    struct store *store = open_store(&f, false);
    struct slice kind = SLICE("review"), value = SLICE("");
    struct store_rows rows;

    (void)state;
    assert_int_equal(store->ops->setting_put(store, SLICE("k"), SLICE("kept"), NULL), 0);
    for (int i = 0; i < 30; i++)
        add_note(store, i % 2 ? "a" : "b", i < 2 ? EVENT_OPENED : EVENT_NOTE, arena);
    store_close(store);
    make_old(&f);
    assert_int_equal(store_sqlite_open(f.path, STORE_READ, NOW, &base_test_allocator, &store, NULL),
                     0);
    expect_whole(store, SLICE("b"), 15, arena);
    assert_int_equal(store->ops->row_list(store, kind, arena, &rows, NULL), 0);
    assert_int_equal(rows.len, 0);
    assert_int_equal(store->ops->row_get(store, kind, SLICE("a"), arena, &value, NULL), 0);
    store_close(store);
    assert_int_equal(
        store_sqlite_open(f.path, STORE_WRITE, NOW, &base_test_allocator, &store, NULL), 0);
    assert_int_equal(store->ops->row_put(store, kind, SLICE("a"), SLICE("1"), NULL), 0);
    assert_int_equal(store->ops->row_list(store, kind, arena, &rows, NULL), 0);
    assert_int_equal(rows.len, 1);
    assert_int_equal(store->ops->setting_get(store, SLICE("k"), arena, &value, NULL), 1);
    assert_text(value, "kept", "what was there before");
    expect_whole(store, SLICE("a"), 15, arena);
    add_note(store, "b", EVENT_NOTE, arena);
    expect_whole(store, SLICE("b"), 16, arena);
    store_close(store);
    remove_folder(&f);
    arena_free(arena);
}

static void a_damaged_store_is_said_to_be(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct fixture f;
    struct store *store = open_store(&f, false);
    struct stat st;
    FILE *file;

    (void)state;
    for (int i = 0; i < 60; i++)
        add_note(store, "a", i ? EVENT_NOTE : EVENT_OPENED, arena);
    store_close(store);
    assert_int_equal(stat(f.path, &st), 0);
    file = fopen(f.path, "r+b");
    for (long at = 4096; at < st.st_size; at += 64) {
        fseek(file, at, SEEK_SET);
        fputc(0xFF, file);
    }
    fclose(file);
    assert_int_equal(open_again(&f, STORE_READ), STORE_DAMAGED);
    remove_folder(&f);
    arena_free(arena);
}

/* ------------------------------------------------------------------ the chain */

static struct store_events chain_of(struct store *store, size_t n, struct arena *arena)
{
    struct store_events events;

    for (size_t i = 0; i < n; i++)
        add_note(store, "a", i ? EVENT_NOTE : EVENT_OPENED, arena);
    assert_int_equal(store->ops->event_list(store, SLICE("a"), arena, &events, NULL), 0);
    return events;
}

static void rehash(struct store_event *event, struct arena *arena)
{
    char *hash = arena_alloc(arena, STORE_HASH_TEXT);

    journal_hash(event->bytes, hash);
    event->sha256 = (struct slice){hash, STORE_HASH_TEXT};
}

static void change(struct store_event *event, struct arena *arena)
{
    char *bytes = arena_alloc(arena, event->bytes.len);

    memcpy(bytes, event->bytes.ptr, event->bytes.len);
    bytes[event->bytes.len - 2] ^= 1;
    event->bytes.ptr = bytes;
}

static void the_chain_shows_where_it_was_touched(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct store *store = store_fake_new(&base_test_allocator);
    struct store_events whole = chain_of(store, 5, arena), e;
    struct journal_check check;

    (void)state;
    /* an event changed, its stored hash left */
    e = whole;
    change(&e.at[1], arena);
    journal_verify(&e, arena, &check);
    assert_int_equal(check.fault, JOURNAL_CHANGED);
    assert_int_equal(check.seq, 2);
    /* its hash made to fit: the next one tells */
    rehash(&e.at[1], arena);
    journal_verify(&e, arena, &check);
    assert_int_equal(check.fault, JOURNAL_BROKEN);
    assert_int_equal(check.seq, 3);
    store_close(store);

    /* one taken out; two exchanged; the end cut off is whole but has another head */
    store = store_fake_new(&base_test_allocator);
    whole = chain_of(store, 5, arena);
    e.at = whole.at + 1;
    e.len = 4;
    journal_verify(&e, arena, &check);
    assert_int_equal(check.fault, JOURNAL_GAP);
    assert_int_equal(check.seq, 1);
    e = whole;
    e.len = 4;
    journal_verify(&e, arena, &check);
    assert_int_equal(check.fault, JOURNAL_WHOLE);
    assert_memory_not_equal(check.head, whole.at[4].sha256.ptr, STORE_HASH_TEXT);
    {
        struct store_event moved = whole.at[2];

        whole.at[2] = whole.at[3];
        whole.at[3] = moved;
        journal_verify(&whole, arena, &check);
        assert_int_equal(check.fault, JOURNAL_GAP);
        assert_int_equal(check.seq, 3);
    }
    store_close(store);
    arena_free(arena);
}

static void the_hash_is_sha_256(void **state)
{
    char hash[STORE_HASH_TEXT];

    (void)state;
    journal_hash(SLICE("abc"), hash); /* FIPS 180-4, example of NIST */
    assert_memory_equal(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                        STORE_HASH_TEXT);
}

/* SQLite's locks are the process's: were they dropped by a second opening, another process would
 * take itself for the last one and remove the log (https://www.sqlite.org/howtocorrupt.html, 2.2).
 */
static void a_second_opening_leaves_the_locks_of_the_first(void **state)
{
    struct fixture f;
    struct store *one = open_store(&f, false), *two = NULL;
    char command[300], log[128];

    (void)state;
    snprintf(log, sizeof(log), "%s-wal", f.path);
    snprintf(command, sizeof(command),
             "/usr/bin/python3 -c \"import sqlite3; c = sqlite3.connect('%s'); "
             "c.execute('select count(*) from household').fetchall(); c.close()\"",
             f.path);
    assert_int_equal(one->ops->setting_put(one, SLICE("k"), SLICE("v"), NULL), 0);
    assert_int_equal(store_sqlite_open(f.path, STORE_READ, NOW, &base_test_allocator, &two, NULL),
                     0);
    assert_int_equal(system(command), 0);
    assert_int_equal(access(log, F_OK), 0);
    store_close(two);
    store_close(one);
    remove_folder(&f);
}

static void two_that_write_at_once_both_get_a_number(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct fixture f;
    struct store *one = open_store(&f, false), *two = NULL;
    struct store_events events;
    struct journal_check check;

    (void)state;
    assert_int_equal(store_sqlite_open(f.path, STORE_WRITE, NOW, &base_test_allocator, &two, NULL),
                     0);
    add_note(one, "a", EVENT_OPENED, arena);
    for (int i = 0; i < 10; i++)
        add_note(i % 2 ? one : two, "a", EVENT_NOTE, arena);
    assert_int_equal(one->ops->event_list(one, SLICE("a"), arena, &events, NULL), 0);
    journal_verify(&events, arena, &check);
    assert_int_equal(check.fault, JOURNAL_WHOLE);
    assert_int_equal(check.seq, 11);
    store_close(one);
    store_close(two);
    remove_folder(&f);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_store_in_memory_does_what_is_asked),
        cmocka_unit_test(the_store_in_a_file_does_what_is_asked),
        cmocka_unit_test(what_was_written_is_there_again_for_nobody_else),
        cmocka_unit_test(what_is_no_store_of_ours_is_refused),
        cmocka_unit_test(a_newer_store_is_left_alone),
        cmocka_unit_test(an_older_store_is_read_as_it_is_and_brought_up_to_date_by_writing),
        cmocka_unit_test(a_damaged_store_is_said_to_be),
        cmocka_unit_test(the_chain_shows_where_it_was_touched),
        cmocka_unit_test(the_hash_is_sha_256),
        cmocka_unit_test(two_that_write_at_once_both_get_a_number),
        cmocka_unit_test(a_second_opening_leaves_the_locks_of_the_first),
    };

    return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
