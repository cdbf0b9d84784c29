#include "cli/command.h"

#include "cli/exit_status.h"
#include "cli/language.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/own_store.h"
#include "cli/usage.h"
#include "cli/watch_run.h"
#include "cli/watch_show.h"
#include "io/whole.h"
#include "render/words.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARK(field) offsetof(struct options, watch.field)

static const struct option option_config = {
    "config",   OPTION_PATH, MARK(config),
    N_("FILE"), NULL,        N_("what is watched; by itself $XDG_CONFIG_HOME/mioboe/watch.yaml")};
static const struct option option_once = {
    "once", OPTION_MARK, MARK(once), NULL, NULL, N_("do what there is to do, and end")};
static const struct option option_init = {
    "init", OPTION_MARK, MARK(init), NULL, NULL, N_("write a configuration that explains itself")};
static const struct option option_install = {
    "install", OPTION_MARK, MARK(install),
    NULL,      NULL,        N_("write a unit for systemd, which runs it in the background")};
static const struct option option_test = {"test", OPTION_MARK, MARK(test),
                                          NULL,   NULL,        N_("send a test by each channel")};
static const struct option option_channel = {
    "channel", OPTION_PATH, MARK(channel),
    N_("ID"),  NULL,        N_("with --test: only this one of \"watch status\"")};
static const struct option option_open_only = {
    "open", OPTION_MARK, MARK(open_only), NULL, NULL, N_("only questions without an answer")};

const struct option *const watch_options[] = {
    &option_config,    &option_once,  &option_init,
    &option_install,   &option_test,  &option_channel,
    &option_open_only, &option_store, &option_dns_file,
    &option_offline,   &option_now,   &option_format_short,
    &option_lang,      &option_color, &option_width,
    &option_verbose,   NULL};

/* ------------------------------------------------------------------ the configuration */

const char *watch_config_path(const struct options *options, struct arena *arena)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    struct slice end = {"/mioboe/watch.yaml", 19}; /* with its NUL */

    if (options->watch.config)
        return options->watch.config;
    if (config && config[0] == '/')
        return arena_join(arena, (struct slice[]){slice_of(config), end}, 2).ptr;
    return arena_join(arena, (struct slice[]){slice_of(home ? home : ""), SLICE("/.config"), end},
                      3)
        .ptr;
}

int watch_config(struct watching *w)
{
    const char *path = watch_config_path(w->options, w->arena);
    struct inputs inputs = {0};
    struct slice text;
    struct err err = {.line = 0};

    if (access(path, F_OK) < 0)
        return usage_error(_("There is no %s; \"mioboe watch --init\" writes one."), path);
    input_open(&inputs, w->arena, path, SLICE(""));
    if (inputs.len == 1 && inputs.at[0].fd < 0) {
        message_err(slice_of(path), &inputs.at[0].err);
        return EXIT_UNREAD;
    }
    if (inputs.len != 1 || input_read(&inputs.at[0], CONFIG_MAX_BYTES, w->arena, &text, &err) < 0 ||
        config_read(text, w->arena, &w->config, &err) < 0) {
        message_err(slice_of(path), &err);
        return EXIT_UNREAD;
    }
    if (w->config.language.len && w->options->lang == 0)
        language_set(slice_eq(w->config.language, SLICE("ja")) ? "ja" : "en");
    return 0;
}

/* ------------------------------------------------------------------ files that it writes */

static void make_folder_of(const char *path)
{
    char text[4096];

    snprintf(text, sizeof(text), "%s", path);
    for (char *slash = strchr(text + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(text, 0700);
        *slash = '/';
    }
}

/* A new file; one that is there is left as it is. */
static int write_new(const char *path, struct slice text)
{
    make_folder_of(path);
    if (!whole_create(path, text)) {
        message_say(slice_of(path), 0,
                    errno == EEXIST
                        ? _("This file is there already and was left as it is. To begin "
                            "anew, move it away first.")
                        : strerror(errno));
        return EXIT_UNREAD;
    }
    printf("%s\n", path);
    return 0;
}

static int init(const struct options *options, struct arena *arena)
{
    int status =
        write_new(watch_config_path(options, arena), config_sample(language_is_japanese()));

    if (status == 0)
        printf("%s\n", _("Fill it in, then: mioboe watch --test"));
    return status;
}

/* Who may do what is as little as watch needs: its folders are its own. */
static const char unit_text[] =
    "[Unit]\n"
    "Description=mioboe watch: was it you?\n"
    "\n"
    "[Service]\n"
    "ExecStart=%s watch --config %s --store %s\n"
    "Restart=on-failure\n"
    "RestartSec=10\n"
    "KillMode=mixed\n"
    "UMask=0077\n"
    "NoNewPrivileges=yes\n"
    "LockPersonality=yes\n"
    "MemoryDenyWriteExecute=yes\n"
    "RestrictRealtime=yes\n"
    "RestrictSUIDSGID=yes\n"
    "RestrictNamespaces=yes\n"
    "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK\n"
    "SystemCallArchitectures=native\n"
    "SystemCallFilter=@system-service\n"
    "SystemCallErrorNumber=EPERM\n"
    "ProtectSystem=strict\n"
    "ReadWritePaths=%s\n"
    "PrivateTmp=yes\n"
    "ProtectKernelTunables=yes\n"
    "ProtectControlGroups=yes\n"
    "LimitCORE=0\n"
    "MemoryMax=2G\n"
    "# What a command: channel writes elsewhere needs its folder, too: ReadWritePaths=FOLDER\n"
    "# A password as a credential, with password_credential: imap in watch.yaml:\n"
    "# LoadCredential=imap:%%h/.config/mioboe/imap.password\n"
    "# from systemd 256 on encrypted (systemd-creds --user encrypt):\n"
    "# LoadCredentialEncrypted=imap:%%h/.config/mioboe/imap.cred\n"
    "\n"
    "[Install]\n"
    "WantedBy=default.target\n";

/* A path as a word of a unit file (systemd.syntax, systemd.service): ${doubled} are its special
 * characters that stand twice for themselves. */
static const char *unit_word(struct slice path, const char *doubled, struct arena *arena)
{
    char *to = arena_alloc(arena, 2 * path.len + 3);
    size_t len = 0;

    to[len++] = '"';
    for (size_t i = 0; i < path.len && path.ptr[i]; i++) {
        if (path.ptr[i] == '"' || path.ptr[i] == '\\')
            to[len++] = '\\';
        else if (strchr(doubled, path.ptr[i]))
            to[len++] = path.ptr[i];
        to[len++] = path.ptr[i];
    }
    to[len++] = '"';
    to[len] = '\0';
    return to;
}

static struct slice folder_of(const char *path, struct arena *arena)
{
    size_t len = strlen(path);

    while (len && path[len - 1] != '/')
        len--;
    return arena_join(arena, (struct slice[]){{path, len ? len - 1 : 0}, {"", 1}}, 2);
}

static int install(const struct options *options, struct arena *arena)
{
    const char *config = watch_config_path(options, arena), *store = own_store_path(options, arena);
    char program[4096], text[16384];
    ssize_t len = readlink("/proc/self/exe", program, sizeof(program) - 1);
    const char *path;
    int status;

    if (len < 0 || !store || config[0] != '/' || store[0] != '/')
        return usage_error("%s", _("--install needs whole paths: they begin with a slash."));
    program[len] = '\0';
    path = credential_path(SLICE("~/.config/systemd/user/mioboe-watch.service"), arena);
    snprintf(text, sizeof(text), unit_text, unit_word(slice_of(program), "%$", arena),
             unit_word(slice_of(config), "%$", arena), unit_word(slice_of(store), "%$", arena),
             unit_word(folder_of(store, arena), "%", arena));
    make_folder_of(store);
    status = write_new(path, slice_of(text));
    if (status == 0)
        printf("%s\n", _("Begin with: systemctl --user enable --now mioboe-watch"));
    return status;
}

/* ------------------------------------------------------------------ answers */

static int say_answer(enum vigil_answer answer, struct slice id)
{
    switch (answer) {
    case VIGIL_TAKEN: printf("%s\n", _("Noted.")); return EXIT_FINE;
    case VIGIL_ALREADY: printf("%s\n", _("That was the answer already.")); return EXIT_FINE;
    case VIGIL_OTHERWISE:
        return usage_error("%s", _("It was answered no, and there is a case: close that instead."));
    case VIGIL_NO_SUCH: break;
    }
    return usage_error(_("There is no question \"%.*s\"; \"mioboe watch questions\" shows them."),
                       SLICE_ARG(id));
}

static int answer(struct watching *w)
{
    const struct operands *words = &w->options->operands;
    struct slice id, word;
    enum vigil_answer said = VIGIL_NO_SUCH;
    int status;

    if (words->len != 3)
        return usage_error("%s", _("answer takes a question and yes or no."));
    id = slice_of(words->at[1].text);
    word = slice_of(words->at[2].text);
    if (!slice_eq(word, SLICE("yes")) && !slice_eq(word, SLICE("no")))
        return usage_error("%s", _("answer takes a question and yes or no."));
    status = watch_answer(w, id, word.len == 3, SLICE("command"), true, &said);
    if (status == 0 && said == VIGIL_TAKEN && word.len == 2)
        status = watch_show_case(w, id);
    return status ? status : say_answer(said, id);
}

/* ------------------------------------------------------------------ which of them */

static const struct {
    const char *name;
    enum store_mode mode;
    int (*run)(struct watching *w);
} acts[] = {{"answer", STORE_WRITE, answer},
            {"questions", STORE_CREATE, watch_show_questions},
            {"status", STORE_CREATE, watch_show_status}};

/* Whoever asks how it stands before it was begun is told so: that is no fault. */
static bool is_before_begun(const struct options *options, struct arena *arena, size_t act)
{
    return acts[act].run == watch_show_status && !options->watch.config &&
           access(watch_config_path(options, arena), F_OK) < 0;
}

static int act_on(const struct options *options, struct arena *arena, size_t act)
{
    struct watching w;
    int status;

    if (is_before_begun(options, arena, act))
        return watch_show_unbegun(options, watch_config_path(options, arena), arena);
    status = watch_open(&w, options, arena);

    if (status == 0)
        status = own_store_open(options, acts[act].mode, arena, &w.store);
    if (status == 0)
        status = acts[act].run(&w);
    watch_close(&w);
    return status;
}

static int dispatch(const struct options *options, struct arena *arena)
{
    const char *word = options->operands.len ? options->operands.at[0].text : NULL;

    for (size_t i = 0; word && i < sizeof(acts) / sizeof(acts[0]); i++)
        if (strcmp(acts[i].name, word) == 0)
            return act_on(options, arena, i);
    if (word)
        return usage_error(_("watch does not know \"%s\"; it knows answer, questions and status."),
                           word);
    if (options->watch.init)
        return init(options, arena);
    if (options->watch.install)
        return install(options, arena);
    if (options->watch.test)
        return watch_test(options, arena);
    return watch_run(options, arena);
}

int cmd_watch(const struct command_call *call)
{
    struct arena *arena = arena_new(&memory);
    struct options options;
    int status = option_read(call->command->options, call->argc, call->argv, arena, &options);

    if (status == 0)
        status = dispatch(&options, arena);
    arena_free(arena);
    return status;
}
