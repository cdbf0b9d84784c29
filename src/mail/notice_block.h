#ifndef MIOBOE_MAIL_NOTICE_BLOCK_H
#define MIOBOE_MAIL_NOTICE_BLOCK_H

/* Lines by a form: the values of each use, order or refund that a notice tells. */

#include "catalog/notice.h"
#include "mail/notice_text.h"

#define NOTICE_MAX_BLOCKS 500u /* of one message */
#define NOTICE_MAX_TITLES 20u  /* that one block joins */

struct notice_block {
    uint32_t line;                     /* on which it begins, 1-based; 1 also for the subject */
    uint32_t values;                   /* that were found in it */
    struct slice folded[FORM_FIELDS];  /* NULL pointer = not told */
    struct slice written[FORM_FIELDS]; /* the same as written */
    uint32_t titles;
    enum mail_kind kind; /* the form's, or what a turn made of it */
};
ARRAY_TYPE(notice_blocks, struct notice_block);

struct notice_reading {
    struct notice_blocks blocks; /* none where no value was found in the lines */
    struct notice_block base;    /* what holds for every block: subject, lines before the first */
    enum mail_kind kind;         /* of the message: the form's kind where one block has it */
};

/* Read ${lines} by ${form}.  What stands in ${subject} and before the first block holds for every
 * block that does not tell it itself. */
void notice_block_read(const struct notice_form *form, struct slice subject,
                       struct text_lines *lines, struct arena *arena, struct notice_reading *ret);

/* Whether every mark of ${form} fits some line. */
bool notice_block_is_marked(const struct notice_form *form, struct text_lines *lines,
                            struct arena *arena);

#endif
