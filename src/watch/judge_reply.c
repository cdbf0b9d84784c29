#include "watch/judge.h"

#include "mail/notice_text.h"

/* Sent by a program (RFC 3834 section 5), or to many. */
static bool is_automatic(const struct mail *mail, const struct raw_message *raw)
{
    const struct header *sent = header_find(raw, SLICE("Auto-Submitted"), 0);

    return mail->mime.is_list || header_count(raw, SLICE("X-Mioboe-Id")) ||
           (sent && !slice_eq_nocase(slice_trim(sent->value), SLICE("no")));
}

static void add_tokens(struct slice s, struct arena *arena, size_t *n, struct judged *ret)
{
    struct slice token;
    size_t at = 0;

    while (*n < REPLY_WORD_TOKENS && reply_token_next(s, &at, &token)) {
        ret->tokens = arena_join(arena, (struct slice[]){ret->tokens, token, SLICE("\n")}, 3);
        ++*n;
    }
}

/* Its text; of one that has only HTML, that as a reader sees it. */
static void read_lines(const struct mail *mail, struct arena *arena, struct text_lines *ret)
{
    *ret = (struct text_lines){NULL, 0, 0};
    notice_text_read(&mail->mime, false, arena, ret);
    if (!ret->len)
        notice_text_read(&mail->mime, true, arena, ret);
}

static struct slice joined(const struct text_lines *lines, struct arena *arena)
{
    struct slice text = {"", 0};

    for (size_t i = 0; i < lines->len && i < REPLY_WORD_LINES; i++)
        text = arena_join(arena, (struct slice[]){text, lines->at[i].raw, SLICE("\n")}, 3);
    return text;
}

void judge_reply(const struct mail *mail, struct slice bytes, struct arena *arena,
                 struct judged *ret)
{
    static const struct slice fields[] = {{"In-Reply-To", 11}, {"References", 10}};
    struct raw_message raw;
    struct text_lines lines;
    size_t n = 0;

    ret->tokens = (struct slice){"", 0};
    ret->word = REPLY_UNCLEAR;
    header_read(bytes, arena, &raw);
    /* a link's mail: its subject is the answer (watch/reply.h) */
    if (is_automatic(mail, &raw) || slice_starts(mail->mime.subject, SLICE("mioboe ")))
        return;
    for (size_t i = 0; i < 2; i++) {
        const struct header *field = header_find(&raw, fields[i], 0);

        if (field)
            add_tokens(field->value, arena, &n, ret);
    }
    read_lines(mail, arena, &lines);
    for (size_t i = 0; i < lines.len && n < REPLY_WORD_TOKENS; i++)
        add_tokens(lines.at[i].raw, arena, &n, ret);
    if (n)
        ret->word = reply_word_read(joined(&lines, arena), arena);
}
