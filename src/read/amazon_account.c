#include "read/amazon_formats.h"

#include "base/moment.h"

/*
 * What the export tells of the account itself: devices and apps that may use it, sign-ins, and from
 * where films were last seen.  Of most tables only the names of a few columns are known; the others
 * are what the same data are called elsewhere in the export (docs/catalogue-gaps.md).
 */

enum { WHEN, DEVICE, APP, NETWORK, PLACE, MARK, COLUMNS };

/* Devices.Registration: registration.csv */
static const struct slice columns_devices[COLUMNS] = {
    [WHEN] = TABLE_NAME("!FirstTimeRegistered"),
    [DEVICE] = TABLE_NAME("!AccountName"),
    [APP] = TABLE_NAME("DeviceType|DeviceModel|DeviceName"),
};

/* Retail.OutboundNotifications.MobileApplications */
static const struct slice columns_apps[COLUMNS] = {
    [WHEN] = TABLE_NAME("!App Registration Time"),
    [DEVICE] = TABLE_NAME("!Device"),
    [APP] = TABLE_NAME("Application|App Name"),
};

/* Audible.DevicesActivations */
static const struct slice columns_audible[COLUMNS] = {
    [WHEN] = TABLE_NAME("!StartDate"),
    [DEVICE] = TABLE_NAME("!DeviceCategory"),
    [APP] = TABLE_NAME("DeviceName|DeviceType"),
};

/* Retail.AuthenticationTokens.json: an object whose only member is the list */
static const struct slice columns_sign_ins[COLUMNS] = {
    [MARK] = TABLE_NAME("!authenticationSessionRecords"),
    [WHEN] = TABLE_NAME("!creationTime"),
    [DEVICE] = TABLE_NAME("deviceName|deviceType|userAgent|device"),
    [NETWORK] = TABLE_NAME("ipAddress|sourceIpAddress|clientIpAddress|remoteAddress"),
    [PLACE] = TABLE_NAME("country|countryCode|location"),
};

/* Digital.PrimeVideo.LocationData */
static const struct slice columns_video[COLUMNS] = {
    [WHEN] = TABLE_NAME("!last_updated_at"),
    [PLACE] = TABLE_NAME("!last_seen_territory"),
};

/* Minutes after midnight in Japan; -1 where the cell tells a day alone. */
static int32_t read_minute(struct slice cell)
{
    int64_t at;

    return cell.len > DAY_TEXT_LEN && moment_read(cell, 0, &at) ? moment_minute(at, DAY_JST) : -1;
}

/* `Fire TV`, or `Fire TV, Prime Video` where the app is told, too. */
static struct slice read_device(struct table *t)
{
    struct slice device = table_text(t, DEVICE), app = table_text(t, APP);
    const struct slice parts[] = {device, SLICE(", "), app};

    if (!device.len || !app.len || slice_eq(device, app))
        return device.len ? device : app;
    return arena_join(t->records->arena, parts, 3);
}

static struct account_event *add_event(struct table *t, enum account_event_kind kind)
{
    struct account_event *event = array_push(t->records->arena, &t->records->account_events);

    event->origin = table_origin(t);
    event->brand = SLICE("amazon");
    event->kind = (uint8_t)kind;
    event->day = table_day(t, WHEN);
    event->minute = read_minute(t->cells[WHEN]);
    event->device = read_device(t);
    event->network = table_text(t, NETWORK);
    event->place = table_text(t, PLACE);
    return event;
}

static enum set_aside_reason device_row(struct table *t)
{
    if (!t->cells[DEVICE].len)
        return ASIDE_UNREADABLE;
    add_event(t, ACCOUNT_DEVICE_REGISTERED);
    return ASIDE_REASONS;
}

static enum set_aside_reason sign_in_row(struct table *t)
{
    if (table_day(t, WHEN) == DAY_NONE)
        return ASIDE_UNREADABLE;
    add_event(t, ACCOUNT_SIGN_IN);
    return ASIDE_REASONS;
}

static enum set_aside_reason place_row(struct table *t)
{
    if (table_day(t, WHEN) == DAY_NONE || !t->cells[PLACE].len)
        return ASIDE_UNREADABLE;
    add_event(t, ACCOUNT_SEEN_AT);
    return ASIDE_REASONS;
}

#define FORMAT(name, list, function)                                                         \
    {                                                                                        \
        .id = TABLE_NAME(name), .columns = (list), .columns_len = COLUMNS, .row = (function) \
    }

static const struct table_format formats[] = {
    FORMAT("amazon-devices-2", columns_devices, device_row),
    FORMAT("amazon-apps-2", columns_apps, device_row),
    FORMAT("amazon-audible-devices-2", columns_audible, device_row),
    FORMAT("amazon-sign-ins-2", columns_sign_ins, sign_in_row),
    FORMAT("amazon-video-places-2", columns_video, place_row),
};

const struct table_formats amazon_account_formats = TABLE_FORMATS(formats);
