/*
 * What DKIM and ARC verification say of messages, as lines; for the tests beside it and for
 * bench/mail.
 *
 *     verify --keys FILE [--received SECONDS] [--rounds N] MESSAGE...
 *
 * FILE has one key record a line: name, white space, TXT value.  With --rounds nothing is printed
 * but the CPU seconds that N rounds over all messages took, read beforehand.
 */

#include "mail/arc.h"

#include "base/base_test.h"

#include <string.h>
#include <time.h>

struct record {
    struct slice name, txt;
};
ARRAY_TYPE(records, struct record);
ARRAY_TYPE(texts, struct slice);

struct job {
    struct arena *arena;
    struct records records;
    struct texts paths, messages;
    struct keys *keys;
    int64_t received;
    long rounds;
};

static struct slice file_read(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    size_t len = 0, cap = 0, got = 0;

    if (!file) {
        fprintf(stderr, "verify: cannot open %s\n", path);
        exit(2);
    }
    do {
        len += got;
        bytes = arena_resize(arena, bytes, cap, len + 65536);
        cap = len + 65536;
        got = fread(bytes + len, 1, cap - len, file);
    } while (got > 0);
    fclose(file);
    return (struct slice){bytes, len};
}

static void records_read(struct job *job, const char *path)
{
    struct slice text = file_read(job->arena, path), line;

    while (text.len) {
        size_t end = 0;

        slice_cut(text, SLICE("\n"), &line, &text);
        while (end < line.len && line.ptr[end] != ' ' && line.ptr[end] != '\t')
            end++;
        if (end < line.len)
            *array_push(job->arena, &job->records) =
                (struct record){slice_sub(line, 0, end), slice_trim(slice_skip(line, end))};
    }
}

static enum key_answer txt(void *ctx, struct slice name, struct arena *arena, struct slice *ret_txt)
{
    const struct job *job = ctx;

    (void)arena;
    for (size_t i = 0; i < job->records.len; i++)
        if (slice_eq(job->records.at[i].name, name)) {
            *ret_txt = job->records.at[i].txt;
            return slice_eq(*ret_txt, SLICE("SERVFAIL")) ? KEY_CANNOT : KEY_ANSWER;
        }
    return KEY_ABSENT;
}

static const char *yes(bool it)
{
    return it ? "yes" : "no";
}

static void signature_tell(const struct mail_signature *s)
{
    static const char *const results[] = {"pass", "fail", "no_key", "refused"};
    static const char *const tris[] = {"unknown", "yes", "no"};

    printf("%s d=%.*s s=%.*s result=%s body=%s from=%s subject=%s length=%s all=%s testing=%s "
           "bits=%d detail=%.*s\n",
           s->type == SIGNATURE_DKIM ? "dkim" : "ams", SLICE_ARG(s->domain), SLICE_ARG(s->selector),
           results[s->result], tris[s->body_hash], yes(s->signs_from), yes(s->signs_subject),
           yes(s->has_length), yes(s->covers_all), yes(s->testing), s->key_bits,
           SLICE_ARG(s->detail));
}

static void check(const struct job *job, size_t i, bool told)
{
    static const char *const cvs[] = {"none", "pass", "fail"};
    struct arena *arena = arena_new(&base_test_allocator);
    struct mail_signatures signatures = {0};
    struct raw_message message;
    struct arc arc;

    header_read(job->messages.at[i], arena, &message);
    dkim_verify(&message, job->keys, job->received, arena, &signatures);
    arc_verify(&message, job->keys, job->received, arena, &signatures, &arc);
    if (told) {
        printf("message %.*s junk=%u cut=%s\n", SLICE_ARG(job->paths.at[i]), message.junk,
               yes(message.is_cut));
        for (size_t k = 0; k < signatures.len; k++)
            signature_tell(&signatures.at[k]);
        printf("arc cv=%s instances=%zu no_key=%s detail=%.*s\n", cvs[arc.cv], arc.instances.len,
               yes(arc.no_key), SLICE_ARG(arc.detail));
    }
    arena_free(arena);
}

static double cpu_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void arguments(struct job *job, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        bool has_value = i + 1 < argc;

        if (has_value && strcmp(argv[i], "--keys") == 0)
            records_read(job, argv[++i]);
        else if (has_value && strcmp(argv[i], "--received") == 0)
            job->received = strtoll(argv[++i], NULL, 10);
        else if (has_value && strcmp(argv[i], "--rounds") == 0)
            job->rounds = strtol(argv[++i], NULL, 10);
        else {
            *array_push(job->arena, &job->paths) = slice_of(argv[i]);
            *array_push(job->arena, &job->messages) = file_read(job->arena, argv[i]);
        }
    }
}

int main(int argc, char **argv)
{
    struct job job = {.arena = arena_new(&base_test_allocator), .received = MAIL_NO_TIME};
    struct key_source source = {txt, &job};
    double begun;

    arguments(&job, argc, argv);
    job.keys = keys_new(&base_test_allocator, &source);
    begun = cpu_seconds();
    for (long round = 0; round < (job.rounds ? job.rounds : 1); round++)
        for (size_t i = 0; i < job.messages.len; i++)
            check(&job, i, job.rounds == 0);
    if (job.rounds)
        printf("%.6f\n", cpu_seconds() - begun);
    keys_free(job.keys);
    arena_free(job.arena);
    return 0;
}
