#ifndef MIOBOE_BASE_ARRAY_H
#define MIOBOE_BASE_ARRAY_H

/*
 * Growing arrays in an arena.  `ARRAY_TYPE(charges, struct charge);` declares
 * `struct charges { struct charge *at; size_t len, cap; }`; a zeroed one is empty.
 */

#include "base/arena.h"

#define ARRAY_TYPE(name, type) \
    struct name {              \
        type *at;              \
        size_t len, cap;       \
    }

/* Add a zeroed element and give a pointer to it, good until the next push. */
#define array_push(arena, a)                                                        \
    ((a)->at = array_room((arena), (a)->at, (a)->len, &(a)->cap, sizeof(*(a)->at)), \
     &(a)->at[(a)->len++])

/* Room for one element more than ${len}; only for array_push(). */
void *array_room(struct arena *arena, void *at, size_t len, size_t *cap, size_t size);

#endif
