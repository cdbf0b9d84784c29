/* Any cell, as an amount: what is read can be written and read back. */

#include "base/money.h"

#include "base/base_test.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check_round_trip(struct arena *arena, int64_t amount, int digits)
{
    int64_t back = 0;

    PROPERTY(money_read(money_write(arena, amount, digits), digits, &back) == 1);
    PROPERTY(back == amount);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct slice cell = {(const char *)bytes, len};
    struct arena *arena = arena_new(&base_test_allocator);
    int64_t number = 0;

    for (int digits = 0; digits <= 3; digits++) {
        int64_t amount = INT64_MIN;
        int result = money_read(cell, digits, &amount);

        PROPERTY(result >= -1 && result <= 1);
        PROPERTY((result == 1) == (amount != INT64_MIN));
        if (result == 1) {
            PROPERTY(amount >= -MONEY_MAX && amount <= MONEY_MAX);
            check_round_trip(arena, amount, digits);
        }
        for (size_t i = 0; i < len && i < 8; i++)
            number = (int64_t)((uint64_t)number << 8 | bytes[i]);
        check_round_trip(arena, number % (MONEY_MAX + 1), digits);
    }
    PROPERTY(currency_digits(currency_of(cell)) <= 3);
    arena_free(arena);
    return 0;
}
