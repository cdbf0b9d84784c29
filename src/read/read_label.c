#include "read/read.h"

#include "base/hash.h"
#include "base/text.h"

struct slice read_label(const struct read_env *env, struct arena *arena, struct slice family,
                        struct slice masked, struct slice holder)
{
    static const struct slice apart = {"\0", 1};
    const struct slice parts[] = {family, apart, masked, apart, holder};
    char text[HASH_TEXT_LEN];

    hash_write(hash_keyed(env->label_key, arena_join(arena, parts, 5)), text);
    return arena_copy(arena, (struct slice){text, HASH_TEXT_LEN});
}

void read_problem(struct records *records, enum err_code code, uint32_t line, struct slice detail,
                  bool fatal)
{
    struct source *source = records_source(records);
    struct problem *problem = array_push(records->arena, &source->problems);

    /* a cell that is quoted may be a card number */
    err_set(&problem->err, code, line, text_cut_numbers(records->arena, detail));
    problem->fatal = fatal;
}
