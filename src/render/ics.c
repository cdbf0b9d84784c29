#include "render/ics.h"

#include "render/words.h"

#include "base/day.h"
#include "base/moment.h"

#include <utf8proc.h>

#define ALARM_HOUR 9

/* ------------------------------------------------------------------ lines */

/* A content line being written: folded after ICS_LINE octets, never within a character. */
struct line {
    struct output *out;
    size_t used; /* octets of the line at hand */
};

static void line_break(struct line *line)
{
    output_add(line->out, SLICE("\r\n"));
    line->used = 0;
}

static void line_add(struct line *line, struct slice s)
{
    while (s.len) {
        int32_t cp;
        utf8proc_ssize_t n = utf8proc_iterate((const uint8_t *)s.ptr, (utf8proc_ssize_t)s.len, &cp);
        struct slice c = n > 0 ? slice_sub(s, 0, (size_t)n) : SLICE("?");

        if (line->used + c.len > ICS_LINE) {
            line_break(line);
            output_add_byte(line->out, ' ');
            line->used = 1;
        }
        output_add(line->out, c);
        line->used += c.len;
        s = slice_skip(s, n > 0 ? (size_t)n : 1);
    }
}

/* A value of type TEXT (3.3.11): backslash, semicolon, comma and line feed are escaped; other
 * control characters cannot be said. */
static void line_text(struct line *line, struct slice s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        size_t end = i;

        if (c == '\n') {
            line_add(line, SLICE("\\n"));
        } else if (c == '\\' || c == ';' || c == ',') {
            char escaped[2] = {'\\', c};

            line_add(line, (struct slice){escaped, 2});
        } else if ((unsigned char)c >= ' ' && c != 0x7f) {
            while (end < s.len && (unsigned char)s.ptr[end] >= ' ' && s.ptr[end] != 0x7f &&
                   s.ptr[end] != '\\' && s.ptr[end] != ';' && s.ptr[end] != ',')
                end++;
            line_add(line, slice_sub(s, i, end));
            i = end - 1;
        }
    }
}

static void put(struct line *line, const char *name, struct slice value)
{
    line_add(line, slice_of(name));
    line_add(line, value);
    line_break(line);
}

static void put_text(struct line *line, const char *name, struct slice value)
{
    line_add(line, slice_of(name));
    line_text(line, value);
    line_break(line);
}

/* ------------------------------------------------------------------ values */

/* 20261202 */
static void put_day(struct line *line, const char *name, int32_t day)
{
    char text[DAY_TEXT_LEN];

    day_write(day, text);
    line_add(line, slice_of(name));
    line_add(line, (struct slice){text, 4});
    line_add(line, (struct slice){text + 5, 2});
    line_add(line, (struct slice){text + 8, 2});
    line_break(line);
}

/* 20261122T070000Z */
static void put_stamp(struct line *line, const char *name, int64_t now)
{
    char text[MOMENT_TEXT_LEN], compact[MOMENT_TEXT_LEN];
    size_t len = 0;

    moment_write(now, text);
    for (size_t i = 0; i < sizeof(text); i++)
        if (text[i] != '-' && text[i] != ':')
            compact[len++] = text[i];
    put(line, name, (struct slice){compact, len});
}

/* Letters, digits and a few marks of ids stay; all else becomes `-`. */
static void put_uid(struct line *line, const struct agenda_entry *entry)
{
    const struct slice parts[] = {entry->case_id, SLICE("."), entry->key, SLICE("."),
                                  entry->charge};

    line_add(line, SLICE("UID:"));
    for (size_t p = 0; p < sizeof(parts) / sizeof(parts[0]); p++)
        for (size_t i = 0; i < parts[p].len; i++) {
            char c = parts[p].ptr[i];
            bool stays = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                         (c >= '0' && c <= '9') || c == '.' || c == '_';

            line_add(line, stays ? (struct slice){&c, 1} : SLICE("-"));
        }
    line_add(line, SLICE("@mioboe.invalid"));
    line_break(line);
}

/* ------------------------------------------------------------------ alarms */

/* At ALARM_HOUR of ${day}, told from the midnight at the beginning of the event. */
static void put_trigger(struct line *line, int32_t event_day, int32_t day)
{
    char text[40];
    int days = event_day - day;

    if (days == 0)
        snprintf(text, sizeof(text), "PT%dH", ALARM_HOUR);
    else if (days == 1)
        snprintf(text, sizeof(text), "-PT%dH", 24 - ALARM_HOUR);
    else
        snprintf(text, sizeof(text), "-P%dDT%dH", days - 1, 24 - ALARM_HOUR);
    put(line, "TRIGGER:", slice_of(text));
}

static void put_alarm(struct line *line, const struct agenda_entry *entry, int32_t day)
{
    put(line, "BEGIN:", SLICE("VALARM"));
    put(line, "ACTION:", SLICE("DISPLAY"));
    put_text(line, "DESCRIPTION:", entry->what);
    put_trigger(line, entry->day, day);
    put(line, "END:", SLICE("VALARM"));
}

/* Each of the three days once, as far as it is still to come. */
static void put_alarms(struct line *line, const struct agenda_book *book,
                       const struct agenda_entry *entry)
{
    const int32_t days[] = {entry->warn, entry->urge, entry->day};
    int32_t last = DAY_NONE;

    if (entry->side == AGENDA_NETWORK)
        return;
    for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
        if (days[i] > book->today && days[i] != last && days[i] <= entry->day)
            put_alarm(line, entry, days[i]);
        last = days[i];
    }
}

/* ------------------------------------------------------------------ events */

static struct slice side_word(enum agenda_side side)
{
    switch (side) {
    case AGENDA_YOURS: return slice_of(_("you"));
    case AGENDA_THEIRS: return slice_of(_("the other side"));
    case AGENDA_NETWORK: return slice_of(_("the card company"));
    }
    return SLICE("");
}

static struct slice summary(struct page *page, const struct agenda_entry *entry)
{
    if (!entry->amount)
        return page_format_of(page, _("mioboe: %s"), entry->what);
    return page_format_of(page, _("mioboe: %s (%s)"), entry->what,
                          page_money(page, entry->amount, entry->currency));
}

static struct slice description(struct page *page, const struct agenda_entry *entry)
{
    struct slice parts[12];
    size_t n = 0;

    parts[n++] = entry->what;
    parts[n++] = page_format_of(page, _("\nWhose duty: %s"), side_word(entry->side));
    if (entry->charge_name.len)
        parts[n++] = page_format_of(page, _("\nCharge: %s"), entry->charge_name);
    if (entry->lost.len)
        parts[n++] = page_format_of(page, _("\nOtherwise: %s"), entry->lost);
    if (entry->title.len)
        parts[n++] = page_format_of(page, _("\nCase: %s"), entry->title);
    if (entry->is_assumed)
        parts[n++] = slice_of(_("\nIts first day is not known and was taken from another."));
    if (entry->is_own_reading)
        parts[n++] = slice_of(_("\nHow it is counted is our own reading of the source."));
    if (entry->provenance.source.len)
        parts[n++] = page_format_of(page, _("\nSource: %s"), entry->provenance.source);
    return arena_join(page->arena, parts, n);
}

static void put_event(struct line *line, const struct agenda_book *book, struct page *page,
                      const struct agenda_entry *entry)
{
    put(line, "BEGIN:", SLICE("VEVENT"));
    put_uid(line, entry);
    put_stamp(line, "DTSTAMP:", book->now);
    put_day(line, "DTSTART;VALUE=DATE:", entry->day);
    put_day(line, "DTEND;VALUE=DATE:", entry->day + 1);
    put_text(line, "SUMMARY:", summary(page, entry));
    put_text(line, "DESCRIPTION:", description(page, entry));
    put(line, "TRANSP:", SLICE("TRANSPARENT"));
    put(line, "CLASS:", SLICE("PRIVATE"));
    put_alarms(line, book, entry);
    put(line, "END:", SLICE("VEVENT"));
}

void ics_write(struct output *out, const struct agenda_book *book, struct page *page)
{
    struct line line = {out, 0};

    put(&line, "BEGIN:", SLICE("VCALENDAR"));
    put(&line, "VERSION:", SLICE("2.0"));
    put(&line, "PRODID:", SLICE("-//mioboe//agenda//EN"));
    put(&line, "CALSCALE:", SLICE("GREGORIAN"));
    put(&line, "METHOD:", SLICE("PUBLISH"));
    put_text(&line, "X-WR-CALNAME:", slice_of(_("mioboe: days that count")));
    for (size_t i = 0; i < book->entries.len; i++)
        put_event(&line, book, page, &book->entries.at[i]);
    put(&line, "END:", SLICE("VCALENDAR"));
}
