#include "store/sqlite_inside.h"

#include "store/schema.h"

const char *sqlite_sql_text(enum sqlite_sql sql)
{
    static const char *const texts[SQLITE_SQLS] = {
        [SQL_SETTING_GET] = "SELECT value FROM setting WHERE household = ? AND name = ?",
        [SQL_SETTING_PUT] = "INSERT INTO setting (household, name, value) VALUES (?, ?, ?) "
                            "ON CONFLICT (household, name) DO UPDATE SET value = excluded.value",
        /* only where the number follows the newest one */
        [SQL_EVENT_APPEND] =
            "INSERT INTO case_event (household, case_id, seq, bytes, sha256) "
            "SELECT ?1, ?2, ?3, ?4, ?5 WHERE ?3 = 1 + coalesce((SELECT max(seq) FROM "
            "case_event WHERE household = ?1 AND case_id = ?2), 0)",
        [SQL_EVENT_HEAD] = "SELECT seq, sha256 FROM case_event WHERE household = ? AND case_id = ? "
                           "ORDER BY seq DESC LIMIT 1",
        [SQL_EVENT_LIST] = "SELECT seq, bytes, sha256 FROM case_event "
                           "WHERE household = ? AND case_id = ? ORDER BY seq",
        [SQL_CASE_LIST] =
            "SELECT DISTINCT case_id FROM case_event WHERE household = ? ORDER BY case_id",
        [SQL_CASE_DROP] = "DELETE FROM case_event WHERE household = ? AND case_id = ?",
        [SQL_FILE_PUT] = "INSERT INTO evidence_file (household, sha256, form, bytes) "
                         "VALUES (?, ?, ?, ?) ON CONFLICT (household, sha256) DO NOTHING",
        [SQL_FILE_GET] = "SELECT form, bytes FROM evidence_file WHERE household = ? AND sha256 = ?",
        [SQL_FILE_DROP] = "DELETE FROM evidence_file WHERE household = ? AND sha256 = ?",
    };

    return texts[sql];
}

const char *sqlite_schema(int version)
{
    return store_schema[version - 1];
}
