#include "web/form.h"

/* What the server itself takes from a request. */
static const char own_names[] = "lang house uploads upload passphrase";

/* The option that ${name} is in the blank-separated ${list}; empty where it is none. */
static struct slice option_of(const char *list, struct slice name)
{
    struct slice rest = slice_of(list), word, own, option;
    bool more = list != NULL && name.len > 0;

    while (more) {
        more = slice_cut(rest, SLICE(" "), &word, &rest);
        if (!slice_cut(word, SLICE(":"), &own, &option))
            option = word;
        if (slice_eq(own, name))
            return option;
    }
    return (struct slice){"", 0};
}

/* The name of an operand, and the word in front of it (empty = none). */
static struct slice name_of(struct slice operand, struct slice *ret_word)
{
    struct slice head, tail;

    if (slice_cut(operand, SLICE(":"), &head, &tail)) {
        *ret_word = head;
        return tail;
    }
    *ret_word = (struct slice){"", 0};
    return operand;
}

static bool is_operand(const char *operands, struct slice name)
{
    struct slice rest = slice_of(operands), operand, word;
    bool more = operands != NULL;

    while (more) {
        more = slice_cut(rest, SLICE(" "), &operand, &rest);
        if (slice_eq(name_of(operand, &word), name))
            return true;
    }
    return false;
}

static int write_options(const struct form *form, const struct params *params, struct words *words,
                         struct slice *ret_member)
{
    for (size_t i = 0; i < params->len; i++) {
        const struct param *param = &params->at[i];

        struct slice option = option_of(form->options, param->name);

        if (option_of(own_names, param->name).len || is_operand(form->operands, param->name))
            continue;
        *ret_member = param->name;
        if (!option.len)
            return -1;
        if (param->is_mark)
            words_add_mark(words, option);
        else
            words_add_option(words, option, param->value);
    }
    return 0;
}

/* All values of that name; return how many. */
static size_t write_values(const struct params *params, struct slice name, struct slice word,
                           struct words *words)
{
    size_t n = 0;

    for (size_t i = 0; i < params->len; i++) {
        if (!slice_eq(params->at[i].name, name) || params->at[i].is_mark)
            continue;
        if (n == 0 && word.len)
            words_add(words, word);
        words_add(words, params->at[i].value);
        n++;
    }
    return n;
}

static int write_operands(const struct form *form, const struct params *params, struct words *words,
                          struct slice *ret_member)
{
    struct slice rest = slice_of(form->operands), operand, word, lacking = {"", 0};
    bool more = rest.len > 0;

    words_add(words, SLICE("--"));
    while (more) {
        struct slice name;
        size_t n;

        more = slice_cut(rest, SLICE(" "), &operand, &rest);
        name = name_of(operand, &word);
        n = write_values(params, name, word, words);
        *ret_member = n > 1 && more ? name : lacking;
        if ((n > 1 && more) || (n && lacking.len))
            return -1;
        if (!n && !word.len)
            lacking = name;
    }
    return 0;
}

int form_write(const struct form *form, const struct params *params, struct words *words,
               struct slice *ret_member)
{
    int r = write_options(form, params, words, ret_member);

    return r < 0 ? r : write_operands(form, params, words, ret_member);
}
