#include "store/sqlite_inside.h"

#include "store/schema.h"

static const char *const texts[SQLITE_SQLS] = {
    [SQL_SETTING_GET] = "SELECT value FROM setting WHERE household = ? AND name = ?",
    [SQL_SETTING_PUT] = "INSERT INTO setting (household, name, value) VALUES (?, ?, ?) "
                        "ON CONFLICT (household, name) DO UPDATE SET value = excluded.value",
    /* only where the number follows the newest one */
    [SQL_EVENT_APPEND] = "INSERT INTO case_event (household, case_id, seq, bytes, sha256) "
                         "SELECT ?1, ?2, ?3, ?4, ?5 WHERE ?3 = 1 + coalesce((SELECT max(seq) FROM "
                         "case_event WHERE household = ?1 AND case_id = ?2), 0)",
    [SQL_EVENT_HEAD] = "SELECT seq, sha256 FROM case_event WHERE household = ? AND case_id = ? "
                       "ORDER BY seq DESC LIMIT 1",
    [SQL_EVENT_LIST] = "SELECT seq, bytes, sha256 FROM case_event "
                       "WHERE household = ? AND case_id = ? ORDER BY seq",
    [SQL_CASE_LIST] = "SELECT case_id FROM case_event WHERE household = ? AND case_id > ? "
                      "ORDER BY case_id LIMIT 1",
    [SQL_CASE_DROP] = "DELETE FROM case_event WHERE household = ? AND case_id = ?",
    [SQL_FILE_PUT] = "INSERT INTO evidence_file (household, sha256, form, bytes) "
                     "VALUES (?, ?, ?, ?) ON CONFLICT (household, sha256) DO NOTHING",
    [SQL_FILE_GET] = "SELECT form, bytes FROM evidence_file WHERE household = ? AND sha256 = ?",
    [SQL_SOURCE_PUT] = "INSERT INTO source (household, source, path, account, format, digest, "
                       "imported_at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    [SQL_SOURCE_FIND] = "SELECT path FROM source WHERE household = ? AND digest = ?",
    [SQL_SOURCE_LIST] = "SELECT source, path, account, format, digest, body FROM source "
                        "WHERE household = ? ORDER BY path, imported_at, source",
    [SQL_CHARGE_PUT] =
        "INSERT INTO charge (household, source, seq, line, use_date, amount, currency, "
        "descriptor, folded, last4, label, state, extra, occurrence) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [SQL_CHARGE_EACH] =
        "SELECT line, use_date, amount, currency, descriptor, folded, last4, label, state, "
        "extra FROM charge WHERE household = ? AND source = ? ORDER BY seq",
    [SQL_RECORD_PUT] = "INSERT INTO record (household, source, seq, kind, body) "
                       "VALUES (?, ?, ?, ?, ?)",
    [SQL_RECORD_EACH] =
        "SELECT kind, body FROM record WHERE household = ? AND source = ? ORDER BY seq",
    [SQL_DECISION_PUT] = "INSERT INTO decision (household, charge, order_id, pin, made_at) "
                         "VALUES (?, ?, ?, ?, ?) ON CONFLICT (household, charge, order_id) "
                         "DO UPDATE SET pin = excluded.pin, made_at = excluded.made_at",
    [SQL_DECISION_LIST] = "SELECT charge, order_id, pin FROM decision WHERE household = ? "
                          "ORDER BY made_at, charge, order_id",
    [SQL_KEY_PUT] = "INSERT INTO mail_key (household, name, txt, first_seen, last_seen) "
                    "VALUES (?, ?, ?, ?, ?) ON CONFLICT (household, name, txt) DO UPDATE SET "
                    "first_seen = CASE WHEN excluded.first_seen < mail_key.first_seen "
                    "THEN excluded.first_seen ELSE mail_key.first_seen END, "
                    "last_seen = CASE WHEN excluded.last_seen > mail_key.last_seen "
                    "THEN excluded.last_seen ELSE mail_key.last_seen END",
    [SQL_KEY_LIST] = "SELECT name, txt, first_seen, last_seen FROM mail_key "
                     "WHERE household = ? ORDER BY name, txt",
    [SQL_ROW_PUT] = "INSERT INTO watch_row (household, kind, id, body) VALUES (?, ?, ?, ?) "
                    "ON CONFLICT (household, kind, id) DO UPDATE SET body = excluded.body",
    [SQL_ROW_GET] = "SELECT body FROM watch_row WHERE household = ? AND kind = ? AND id = ?",
    [SQL_ROW_LIST] = "SELECT id, body FROM watch_row WHERE household = ? AND kind = ? ORDER BY id",
    [SQL_ROW_DROP] = "DELETE FROM watch_row WHERE household = ? AND kind = ? AND id = ?",
    [SQL_LETTER_PUT] =
        "INSERT INTO outbox (household, id, channel, body, due_at, tries, state, sent_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (household, id) DO NOTHING",
    [SQL_LETTER_SET] = "UPDATE outbox SET due_at = ?3, tries = ?4, state = ?5, sent_at = ?6 "
                       "WHERE household = ?1 AND id = ?2",
    [SQL_LETTER_DUE] =
        "SELECT id, channel, body, due_at, tries, state, sent_at FROM outbox "
        "WHERE household = ? AND state = 0 AND due_at <= ? ORDER BY due_at, id LIMIT ?",
    [SQL_LETTER_TRIM] = "DELETE FROM outbox WHERE household = ? AND state <> 0 AND sent_at < ?",
    [SQL_FILE_DROP] = "DELETE FROM evidence_file WHERE household = ? AND sha256 = ?",
};

const char *sqlite_sql_text(enum sqlite_sql sql)
{
    return texts[sql];
}

const char *sqlite_schema(int version)
{
    return store_schema[version - 1];
}
