#ifndef MIOBOE_TOOLS_CATALOG_FACT_H
#define MIOBOE_TOOLS_CATALOG_FACT_H

/* For catalog-compile: what must hold of facts, conditions and questions. */

#include "tools/catalog_table.h"

/* What does not fit together goes to standard error; return how much. */
int check_questions(const struct catalog *c);

/* Each fact of ${condition} can be known, and can have the value. ${row}: whose it is. */
int check_condition(const struct catalog *c, struct slice row, const struct condition *condition);

/* Whether ${a} and ${b} can hold together: no fact must have two values.  (What several lines with
 * "|" ask for together is not looked into.) */
bool condition_can_hold(const struct condition *a, const struct condition *b);

/* Texts for people: no half-width kana, and only those of the words in braces that ${filled} names.
 */
enum filled {
    FILLED_NONE,
    FILLED_ASKED /* {card} {amount} {date} {shop} */,
    FILLED_SAID, /* … and {reference} {name} {shop_reference} {tracking} */
    FILLED_FOUND /* {subject} {place} {day} {count} {amount} {yearly} */
};
int check_words(struct slice row, const struct phrase *phrase, enum filled filled);

/* Not more than so many characters. */
int check_length(struct slice row, struct slice text, size_t most);

#endif
