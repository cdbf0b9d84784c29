/* The shipped time limits against a table that was counted by hand.  usage: deadline-table TABLE */

#include "casework/agenda.h"

#include "base/day.h"

#include <stdio.h>

#include <string.h>

#define MAX_RULES 500u

struct row {
    char rule[80], from[16], last[16];
};

/* How often each rule of the catalogue was in the table. */
struct table {
    const struct catalog *catalog;
    unsigned seen[MAX_RULES], tests, failed;
};

static void report(struct table *t, bool good, const char *what, const char *more)
{
    t->tests++;
    t->failed += !good;
    printf("%sok %u - %s %s\n", good ? "" : "not ", t->tests, what, more);
}

static int32_t day_in(const char *text)
{
    int32_t day;

    return day_read(slice_of(text), DAY_YMD, INT32_MAX, &day) > 0 ? day : DAY_NONE;
}

static void compare(struct table *t, const struct row *row)
{
    for (size_t i = 0; i < t->catalog->deadlines_len; i++) {
        const struct deadline_rule *rule = &t->catalog->deadlines[i];
        char have[DAY_TEXT_LEN + 1] = "none";
        int32_t last;

        if (!slice_eq(rule->id, slice_of(row->rule)))
            continue;
        t->seen[i]++;
        last = agenda_last_day(day_in(row->from), rule->unit, rule->count, rule->counts_first_day);
        if (last != DAY_NONE)
            day_write(last, have);
        report(t, last != DAY_NONE && last == day_in(row->last), row->rule, row->from);
        if (last != day_in(row->last))
            printf("# counted by hand %s, by the program %s\n", row->last, have);
        return;
    }
    report(t, false, row->rule, "is no shipped rule");
}

static void find_missing(struct table *t)
{
    for (size_t i = 0; i < t->catalog->deadlines_len; i++) {
        const struct deadline_rule *rule = &t->catalog->deadlines[i];
        char id[80];

        snprintf(id, sizeof(id), "%.*s", (int)rule->id.len, rule->id.ptr);
        if (rule->unit != DEADLINE_NO_LIMIT)
            report(t, t->seen[i] > 0, id, "has been counted by hand");
    }
}

int main(int argc, char **argv)
{
    struct table t = {.catalog = catalog_builtin()};
    FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;
    char line[400];

    if (!file || t.catalog->deadlines_len > MAX_RULES) {
        fprintf(stderr, "usage: deadline-table TABLE\n");
        return 2;
    }
    while (fgets(line, sizeof(line), file)) {
        struct row row;

        if (line[0] == '#')
            continue;
        if (sscanf(line, "%79[^\t]\t%15[^\t]\t%15[^\t]", row.rule, row.from, row.last) == 3)
            compare(&t, &row);
        else
            report(&t, false, "a line that is no row:", line);
    }
    fclose(file);
    find_missing(&t);
    printf("1..%u\n", t.tests);
    return t.failed != 0;
}
