#include "cli/page_setup.h"

#include "cli/command.h"
#include "cli/exit_status.h"
#include "cli/input.h"
#include "cli/language.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/own_store.h"
#include "cli/page_running.h"
#include "cli/part.h"
#include "cli/passphrase.h"
#include "cli/usage.h"
#include "render/words.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stddef.h>
#include <unistd.h>

#define SETUP_FILE_MAX (1u << 20)
#define GIVEN(field) offsetof(struct options, page.field)

static const struct option option_port = {
    "port",      OPTION_PATH,
    GIVEN(port), N_("NUMBER"),
    NULL,        N_("listen on this port of this machine; by itself any that is free")};
static const struct option option_no_open = {
    "no-open", OPTION_MARK, GIVEN(no_open),
    NULL,      NULL,        N_("open no browser; the address is printed")};
static const struct option option_token_file = {
    "token-file", OPTION_PATH, GIVEN(token_file),
    N_("FILE"),   NULL,        N_("write the address that signs in to this file, for programs")};

static const struct option option_address = {
    "address",
    OPTION_PATH,
    GIVEN(address),
    N_("NAME"),
    NULL,
    N_("listen on this address instead, with a password and TLS; browsers call it by this name")};
static const struct option option_password_file = {
    "password-file",
    OPTION_PATH,
    GIVEN(password_file),
    N_("FILE"),
    NULL,
    N_("sign in with the password that this file keeps (Argon2id); where it is not there one is asked for")};
static const struct option option_cert = {
    "cert", OPTION_PATH, GIVEN(cert), N_("FILE"), NULL, N_("the certificate for TLS (PEM)")};
static const struct option option_key = {"key",      OPTION_PATH, GIVEN(key),
                                         N_("FILE"), NULL,        N_("its private key (PEM)")};
static const struct option option_socket = {
    "socket",   OPTION_PATH, GIVEN(socket),
    N_("PATH"), NULL,        N_("listen on this Unix socket, which is yours alone")};

static const struct option option_at = {
    "at",
    OPTION_PATH,
    GIVEN(at),
    N_("PLACE"),
    NULL,
    N_("open the browser at this screen (watch, review, agenda …); where the page runs already, there")};

const struct option *const page_options[] = {&option_port,
                                             &option_no_open,
                                             &option_store,
                                             &option_address,
                                             &option_password_file,
                                             &option_cert,
                                             &option_key,
                                             &option_socket,
                                             &option_token_file,
                                             &option_at,
                                             &option_now,
                                             &option_lang,
                                             NULL};

/* A place is words, divided by slashes: nothing that would mean anything else in an address. */
static bool is_place(const char *at)
{
    return !at || strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789-/") == strlen(at);
}

static bool read_port(const char *text, uint16_t *ret)
{
    struct slice digits = slice_of(text);
    unsigned n = 0;

    if (!text)
        return true;
    if (!slice_is_digits(digits) || digits.len > 5)
        return false;
    for (size_t i = 0; i < digits.len; i++)
        n = n * 10 + (unsigned)(digits.ptr[i] - '0');
    *ret = (uint16_t)n;
    return n <= UINT16_MAX;
}

/* The worker's folder is another: paths are made whole. */
static const char *whole_path(const char *path, struct arena *arena)
{
    char here[PATH_MAX];

    if (!path || path[0] == '/' || !getcwd(here, sizeof(here)))
        return path;
    return arena_join(arena, (struct slice[]){slice_of(here), SLICE("/"), slice_of(path), {"", 1}},
                      4)
        .ptr;
}

/* All of a small file, NUL-terminated; NULL after a sentence. */
static const char *read_file(const char *path, struct arena *arena)
{
    struct inputs inputs = {0};
    struct slice bytes;
    struct err err = {.line = 0};

    input_open(&inputs, arena, path, SLICE(""));
    if (inputs.len != 1 || inputs.at[0].fd < 0 ||
        input_read(&inputs.at[0], SETUP_FILE_MAX, arena, &bytes, &err) != 0) {
        message_say(slice_of(path), 0, _("This file could not be read."));
        return NULL;
    }
    return arena_join(arena, (struct slice[]){bytes, {"", 1}}, 2).ptr;
}

static int write_password(const char *path, const char *kept)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;

    if (!file || fprintf(file, "%s\n", kept) < 0 || fclose(file) != 0) {
        message_say(slice_of(path), 0, strerror(errno));
        return EXIT_UNREAD;
    }
    return 0;
}

/* The first time: it is asked for, and kept in a form from which it cannot be read. */
static int make_password(const struct options *options, const char *path)
{
    const struct module *module = part_load("page");
    const struct web_module *web = module ? module->functions : NULL;
    struct passphrase password;
    char kept[WEB_PASSWORD_LEN];
    int status = web ? passphrase_read(options, true, &password) : EXIT_UNREAD;

    if (status == 0 && !web->hash_password((struct slice){password.at, password.len}, kept))
        status = EXIT_UNREAD;
    passphrase_wipe(&password);
    return status ? status : write_password(path, kept);
}

static int set_up_password(const struct options *options, struct arena *arena,
                           struct web_setup *ret)
{
    const char *path = options->page.password_file;
    int status = 0;

    if (path && access(path, F_OK) != 0)
        status = make_password(options, path);
    if (path && status == 0) {
        const char *text = read_file(path, arena);

        if (!text || !slice_starts(slice_of(text), SLICE("$argon2id$"))) {
            message_say(slice_of(path), 0, _("This file keeps no password of mioboe."));
            return EXIT_UNREAD;
        }
        ret->password =
            arena_join(arena, (struct slice[]){slice_trim(slice_of(text)), {"", 1}}, 2).ptr;
    }
    return status;
}

/* What lets others in is not half given. */
static int set_up_strangers(const struct options *options, struct arena *arena,
                            struct web_setup *ret)
{
    const struct page_given *page = &options->page;

    if (!page->cert != !page->key)
        return usage_error("%s", _("--cert and --key belong together."));
    if (page->address && !(page->password_file && page->cert))
        return usage_error("%s", _("Another address than this machine's own needs --password-file, "
                                   "--cert and --key."));
    if (page->address && page->socket)
        return usage_error("%s", _("Give either --address or --socket, not both."));
    if (page->cert &&
        !((ret->cert = read_file(page->cert, arena)) && (ret->key = read_file(page->key, arena))))
        return EXIT_UNREAD;
    return set_up_password(options, arena, ret);
}

int page_set_up(const struct options *options, struct arena *arena, struct web_setup *ret)
{
    const char *store = own_store_path(options, arena);

    *ret = (struct web_setup){.version = MIOBOE_VERSION,
                              .token_file = options->page.token_file,
                              .address = options->page.address,
                              .socket = options->page.socket,
                              .opens = !options->page.no_open && !options->page.address &&
                                       !options->page.socket,
                              .lang = language_is_japanese() ? "ja" : "en",
                              .now = options->now == OPTION_NO_TIME ? WEB_CLOCK : options->now,
                              .allocator = &memory};
    if (options->operands.len)
        return usage_error("%s", _("page takes no files; drop them into the page."));
    if (!read_port(options->page.port, &ret->port))
        return usage_error(_("--%s takes a number from %u to %u."), "port", 0u,
                           (unsigned)UINT16_MAX);
    if (!is_place(options->page.at))
        return usage_error(_("There is no screen \"%s\"."), options->page.at);
    if (!store) {
        message_say(SLICE(""), 0,
                    _("The environment names no folder for the store; give --store FILE."));
        return EXIT_UNREAD;
    }
    ret->store = whole_path(store, arena);
    ret->locked = own_store_locked(ret->store, arena);
    ret->at = options->page.at;
    if (!options->page.address && !options->page.socket && !options->page.password_file)
        ret->running = page_running_path(ret->store, arena);
    return set_up_strangers(options, arena, ret);
}
