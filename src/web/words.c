#include "web/words.h"

void words_add(struct words *words, struct slice word)
{
    words->is_foul |= slice_find_byte(word, '\0') < word.len;
    if (words->len == words->cap) {
        size_t cap = words->cap ? words->cap * 2 : 16;

        words->at = arena_resize(words->arena, words->at, words->cap * sizeof(*words->at),
                                 cap * sizeof(*words->at));
        words->cap = cap;
    }
    words->at[words->len++] = arena_copy(words->arena, word);
}

void words_add_all(struct words *words, const char *text)
{
    struct slice rest = slice_of(text), word;
    bool more = true;

    while (more) {
        more = slice_cut(rest, SLICE(" "), &word, &rest);
        if (word.len)
            words_add(words, word);
    }
}

/* `--` and the name with dashes. */
static struct slice dashed(struct words *words, struct slice name)
{
    char *to = arena_alloc(words->arena, name.len + 2);

    to[0] = to[1] = '-';
    for (size_t i = 0; i < name.len; i++)
        to[i + 2] = name.ptr[i] == '_' ? '-' : name.ptr[i];
    return (struct slice){to, name.len + 2};
}

void words_add_option(struct words *words, struct slice name, struct slice value)
{
    words_add(words, arena_join(words->arena,
                                (struct slice[]){dashed(words, name), SLICE("="), value}, 3));
}

void words_add_mark(struct words *words, struct slice name)
{
    words_add(words, dashed(words, name));
}
