#include "read/amazon_formats.h"

#include <string.h>

/* Means of payment stored with the account: PaymentOptions.PaymentInstruments.csv. */

enum { KIND, DIGITS, REGISTERED, COLUMNS };

static const struct slice columns[COLUMNS] = {
    [KIND] = TABLE_NAME("PaymentInstrumentType|InstrumentType|PaymentMethod|CardType|Issuer|Type"),
    [DIGITS] = TABLE_NAME("!LastDigits"),
    [REGISTERED] = TABLE_NAME("!RegistrationDate"),
};

static enum set_aside_reason instrument_row(struct table *t)
{
    struct slice digits = t->cells[DIGITS];
    struct instrument *instrument;

    instrument = array_push(t->records->arena, &t->records->instruments);
    instrument->origin = table_origin(t);
    instrument->kind = table_prose(t, KIND);
    instrument->registered = table_day(t, REGISTERED);
    if (slice_is_digits(digits) && digits.len >= 4)
        memcpy(instrument->last4, digits.ptr + digits.len - 4, 4);
    return ASIDE_REASONS;
}

static const struct table_format formats[] = {
    {.id = TABLE_NAME("amazon-instruments-2"),
     .columns = columns,
     .columns_len = COLUMNS,
     .row = instrument_row},
};

const struct table_formats amazon_instruments_formats = TABLE_FORMATS(formats);
