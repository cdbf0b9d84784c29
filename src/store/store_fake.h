#ifndef MIOBOE_STORE_STORE_FAKE_H
#define MIOBOE_STORE_STORE_FAKE_H

/* A store in memory, for tests: what it holds is gone with it. */

#include "store/store.h"

struct store *store_fake_new(const struct allocator *allocator);

#endif
