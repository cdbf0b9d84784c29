#include "job/child.h"
#include "job/sandbox.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

/* What a run told its parent, as text: `p` piece, `c` crashed, `s` too slow, with the numbers. */
struct story {
    char text[2000];
    size_t len;
    int (*work)(struct child *child);
};

static void add(struct story *story, const char *text)
{
    size_t len = strlen(text);

    assert_true(story->len + len < sizeof(story->text));
    memcpy(story->text + story->len, text, len + 1);
    story->len += len;
}

static void on_piece(void *ctx, struct slice bytes)
{
    char text[64];

    if (bytes.len < 40)
        snprintf(text, sizeof(text), "p%.*s ", SLICE_ARG(bytes));
    else
        snprintf(text, sizeof(text), "p(%zu) ", bytes.len);
    add(ctx, text);
}

static void on_lost(void *ctx, struct child_step at, enum child_loss loss)
{
    char text[64];

    snprintf(text, sizeof(text), "%c%u.%d ", loss == CHILD_CRASHED ? 'c' : 's', at.file,
             (int)at.item);
    add(ctx, text);
}

static int do_work(struct child *child, void *ctx)
{
    return ((struct story *)ctx)->work(child);
}

static enum key_answer answer(void *ctx, struct slice name, struct arena *arena,
                              struct slice *ret_txt)
{
    (*(int *)ctx)++;
    if (slice_starts(name, SLICE("gone.")))
        return KEY_ABSENT;
    *ret_txt = arena_join(arena, (struct slice[]){SLICE("v=DKIM1; p="), name}, 2);
    return KEY_ANSWER;
}

static int asked;
static const struct key_source source = {answer, &asked};

/* File 3 holds `abcdefgh`; no other can be read. */
static int read_letters(void *ctx, uint32_t file, char *to, size_t len, uint64_t at)
{
    (void)ctx;
    if (file != 3)
        return -EACCES;
    if (at >= 8)
        return 0;
    len = len < 8 - at ? len : 8 - (size_t)at;
    memcpy(to, &"abcdefgh"[at], len);
    return (int)len;
}

static int run_as(struct story *story, int (*work)(struct child *), bool again)
{
    struct child_run run = {.work = do_work,
                            .piece = on_piece,
                            .lost = on_lost,
                            .read = read_letters,
                            .ctx = story,
                            .again = again,
                            .keys = &source,
                            .allocator = &base_test_allocator,
                            .limits = {.memory = 1u << 30, .seconds = 1}};

    *story = (struct story){.work = work};
    return child_run(&run);
}

/* ------------------------------------------------------------------ works */

/* Three files of four messages; ${trouble} falls over where it likes to. */
static int work_through(struct child *child, void (*trouble)(uint32_t file, uint32_t item))
{
    char text[16];

    for (uint32_t file = 0; file < 3; file++)
        for (uint32_t item = 0; item < 4; item++) {
            if (!child_begin(child, (struct child_step){file, item}))
                continue;
            trouble(file, item);
            snprintf(text, sizeof(text), "%u.%u", file, item);
            child_piece(child, slice_of(text));
        }
    return 7;
}

static void none(uint32_t file, uint32_t item)
{
    (void)file;
    (void)item;
}

static void fall_over(void)
{
    signal(SIGSEGV, SIG_DFL);
    raise(SIGKILL); /* as dead as by a fault, and no sanitizer complains */
}

static void at_two_places(uint32_t file, uint32_t item)
{
    if ((file == 0 && item == 3) || (file == 1 && item < 2))
        fall_over();
}

static void for_ever(uint32_t file, uint32_t item)
{
    if (file == 2 && item == 3)
        for (volatile unsigned i = 0;; i++)
            ;
}

static int work_smoothly(struct child *child)
{
    return work_through(child, none);
}

static int work_and_fall(struct child *child)
{
    return work_through(child, at_two_places);
}

static int work_for_ever(struct child *child)
{
    return work_through(child, for_ever);
}

/* Falls over between two steps: while it cuts the second message from the file. */
static int work_and_fall_between(struct child *child)
{
    for (uint32_t file = 0; file < 2; file++) {
        if (child_begin(child, (struct child_step){file, 0}))
            child_piece(child, SLICE("first"));
        if (file == 0 && child_begin(child, (struct child_step){0, 1}))
            fall_over();
        if (file == 0 && child_wants(child, file))
            fall_over();
    }
    return 0;
}

static int work_and_fall_outside(struct child *child)
{
    if (child_begin(child, (struct child_step){0, 0}))
        child_piece(child, SLICE("x"));
    child_rest(child);
    fall_over();
    return 0;
}

/* What is read of a pipe cannot be read again. */
static int pipe_fds[2];

static int work_on_a_pipe(struct child *child)
{
    char c;

    child_says_each(child);
    for (uint32_t i = 0; i < 4; i++) {
        if (!child_begin(child, (struct child_step){0, i}))
            continue;
        if (read(pipe_fds[0], &c, 1) != 1)
            return 1;
        if (c == 'c')
            fall_over();
        child_piece(child, (struct slice){&c, 1});
    }
    return 0;
}

static int work_with_large_pieces(struct child *child)
{
    static char large[3 << 20];

    for (uint32_t i = 0; i < 3; i++)
        if (child_begin(child, (struct child_step){0, i}))
            child_piece(child, (struct slice){large, sizeof(large)});
    return 0;
}

/* ------------------------------------------------------------------ tests */

static void pieces_come_in_order_and_the_status_is_handed_on(void **state)
{
    struct story story;

    (void)state;
    assert_int_equal(run_as(&story, work_smoothly, false), 7);
    assert_string_equal(story.text, "p0.0 p0.1 p0.2 p0.3 p1.0 p1.1 p1.2 p1.3 p2.0 p2.1 p2.2 p2.3 ");
}

static void a_crash_loses_one_message_and_the_run_goes_on(void **state)
{
    struct story story;

    (void)state;
    assert_int_equal(run_as(&story, work_and_fall, false), 7);
    assert_string_equal(story.text, "p0.0 p0.1 p0.2 c0.3 c1.0 c1.1 p1.2 p1.3 p2.0 p2.1 p2.2 p2.3 ");
}

static void work_that_needs_all_of_it_is_begun_again(void **state)
{
    struct story story;

    (void)state;
    assert_int_equal(run_as(&story, work_and_fall, true), 7);
    assert_string_equal(story.text, "p0.0 p0.1 p0.2 c0.3 "
                                    "p0.0 p0.1 p0.2 c1.0 "
                                    "p0.0 p0.1 p0.2 c1.1 "
                                    "p0.0 p0.1 p0.2 p1.2 p1.3 p2.0 p2.1 p2.2 p2.3 ");
}

static void a_message_that_takes_for_ever_is_lost(void **state)
{
    struct story story;

    (void)state;
    assert_int_equal(run_as(&story, work_for_ever, false), 7);
    assert_string_equal(story.text, "p0.0 p0.1 p0.2 p0.3 p1.0 p1.1 p1.2 p1.3 p2.0 p2.1 p2.2 s2.3 ");
}

static void a_file_that_cannot_be_cut_into_messages_is_given_up(void **state)
{
    struct story story;

    (void)state;
    assert_int_equal(run_as(&story, work_and_fall_between, false), 0);
    assert_string_equal(story.text, "pfirst c0.1 c0.-1 pfirst ");
}

static void where_each_step_is_said_none_is_done_twice(void **state)
{
    struct story story;

    (void)state;
    assert_int_equal(pipe(pipe_fds), 0);
    assert_int_equal(write(pipe_fds[1], "abcd", 4), 4);
    assert_int_equal(run_as(&story, work_on_a_pipe, false), 0);
    assert_string_equal(story.text, "pa pb c0.2 pd ");
    close(pipe_fds[0]);
    close(pipe_fds[1]);
}

static void a_crash_outside_of_any_message_is_the_end(void **state)
{
    struct story story;

    (void)state;
    assert_int_equal(run_as(&story, work_and_fall_outside, false), -1);
    assert_string_equal(story.text, "px ");
}

static int work_on_letters(struct child *child)
{
    char bytes[16];
    int n = child_read(child, 3, bytes, 5, 2);

    child_piece(child, (struct slice){bytes, n > 0 ? (size_t)n : 0});
    n = child_read(child, 3, bytes, sizeof(bytes), 6);
    child_piece(child, (struct slice){bytes, n > 0 ? (size_t)n : 0});
    if (child_read(child, 3, bytes, sizeof(bytes), 8) != 0 ||
        child_read(child, 4, bytes, sizeof(bytes), 0) != -EACCES)
        return 1;
    return 0;
}

static void files_are_read_through_the_parent(void **state)
{
    struct story story;

    (void)state;
    assert_int_equal(run_as(&story, work_on_letters, false), 0);
    assert_string_equal(story.text, "pcdefg pgh ");
}

static void pieces_may_be_large(void **state)
{
    struct story story;

    (void)state;
    assert_int_equal(run_as(&story, work_with_large_pieces, false), 0);
    assert_string_equal(story.text, "p(3145728) p(3145728) p(3145728) ");
}

static int work_with_keys(struct child *child)
{
    static const char *const names[] = {"s1._domainkey.example.jp", "gone._domainkey.example.jp",
                                        "www.example.jp", "s1._domainkey.exa mple.jp"};
    struct key_source keys = child_keys(child);
    struct arena *arena = arena_new(&base_test_allocator);

    for (uint32_t i = 0; i < 4; i++) {
        struct slice txt = SLICE("");
        enum key_answer a = keys.txt(keys.ctx, slice_of(names[i]), arena, &txt);
        char head[] = {(char)('0' + (int)a), ' ', 0};

        child_begin(child, (struct child_step){0, i});
        child_piece(child, arena_join(arena, (struct slice[]){slice_of(head), txt}, 2));
    }
    arena_free(arena);
    return 0;
}

static void keys_are_asked_for_by_well_formed_names_only(void **state)
{
    struct story story;

    (void)state;
    asked = 0;
    assert_int_equal(run_as(&story, work_with_keys, false), 0);
    assert_string_equal(story.text, "p0 v=DKIM1; p=s1._domainkey.example.jp p1  p2  p2  ");
    assert_int_equal(asked, 2);
}

static void names_of_keys_are_told_from_others(void **state)
{
    static const struct {
        const char *name;
        bool is_key;
    } rows[] = {
        {"s._domainkey.example.jp", true},
        {"a.b.c._domainkey.mail.example.co.jp", true},
        {"under_score._domainkey.x-1.jp", true},
        {"_domainkey.example.jp", false},
        {"s._domainkey.jp", false},
        {"s._domainkey", false},
        {"s._domainkey.", false},
        {"s._domainkey.example.jp.", false},
        {"s..b._domainkey.example.jp", false},
        {"S._domainkey.example.jp", false},
        {"s._domainkey.exam\xc3\xa9.jp", false},
        {"s._domainkey._domainkey.example.jp", false},
        {"example.jp", false},
        {"", false},
        {"s._domainkey.aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff1234.jp", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (child_name_is_key(slice_of(rows[i].name)) != rows[i].is_key)
            fail_msg("%s", rows[i].name);
}

static int work_at_the_walls(struct child *child)
{
    int fd = open("/etc/passwd", O_RDONLY), s = socket(AF_INET, SOCK_DGRAM, 0);
    pid_t pid;

    if (!child_is_confined(child))
        return 3;
    pid = fork();
    if (pid == 0)
        _exit(0);
    return fd < 0 && s < 0 && pid < 0 ? 1 : 2;
}

static void a_confined_child_opens_connects_and_starts_nothing(void **state)
{
    struct story story;
    int r = run_as(&story, work_at_the_walls, false);

    (void)state;
    /* built without the sandbox (sanitizers, coverage) a child must say that it is not confined */
    assert_int_equal(r, sandbox_is_built() ? 1 : 3);
}

/* A hostile message must not write the report of its own judge. */
static int work_that_writes(struct child *child)
{
    if (!child_is_confined(child))
        return 3;
    return write(STDERR_FILENO, "", 0) < 0 && write(STDOUT_FILENO, "", 0) < 0 ? 1 : 2;
}

static void a_confined_child_writes_to_its_parent_only(void **state)
{
    struct story story;
    int r = run_as(&story, work_that_writes, false);

    (void)state;
    assert_int_equal(r, sandbox_is_built() ? 1 : 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_come_in_order_and_the_status_is_handed_on),
        cmocka_unit_test(a_crash_loses_one_message_and_the_run_goes_on),
        cmocka_unit_test(work_that_needs_all_of_it_is_begun_again),
        cmocka_unit_test(a_message_that_takes_for_ever_is_lost),
        cmocka_unit_test(a_file_that_cannot_be_cut_into_messages_is_given_up),
        cmocka_unit_test(where_each_step_is_said_none_is_done_twice),
        cmocka_unit_test(a_crash_outside_of_any_message_is_the_end),
        cmocka_unit_test(files_are_read_through_the_parent),
        cmocka_unit_test(pieces_may_be_large),
        cmocka_unit_test(keys_are_asked_for_by_well_formed_names_only),
        cmocka_unit_test(names_of_keys_are_told_from_others),
        cmocka_unit_test(a_confined_child_opens_connects_and_starts_nothing),
        cmocka_unit_test(a_confined_child_writes_to_its_parent_only),
    };

    return cmocka_run_group_tests_name("child", tests, NULL, NULL);
}
