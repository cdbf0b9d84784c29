#ifndef MIOBOE_WEB_NAMES_H
#define MIOBOE_WEB_NAMES_H

/* Texts that occur again and again, each with a number. */

#include "base/array.h"
#include "base/map.h"

ARRAY_TYPE(names_list, struct slice);

struct names {
    struct names_list list;
    struct map map;
};

/* The number of ${text}; a new one is copied to ${arena}. */
uint32_t names_add(struct names *names, struct arena *arena, struct slice text);

/* Its number, or MAP_NONE. */
uint32_t names_find(const struct names *names, struct slice text);

#endif
