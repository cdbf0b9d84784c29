#ifndef MIOBOE_CLI_OPTION_H
#define MIOBOE_CLI_OPTION_H

/* Options of the command line: what may be given is a table, what was given is one struct. */

#include "base/array.h"

#include "render/filter.h"

#include <stdio.h>

enum option_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV, FORMAT_ICS };
enum option_color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* Something to read: a path, or a line of text. */
struct operand {
    const char *text;
    struct slice account; /* --account; empty = none */
    bool members;         /* --members: a folder with one folder for each account */
};
ARRAY_TYPE(operands, struct operand);

/* What an option that may be given again was given. */
ARRAY_TYPE(words, struct slice);

/* What the commands on cases are told (cli/case_options.c); empty = not given. */
struct case_given {
    struct slice id, of, actor, title, date, due, amount, currency, charge, card, issuer, order,
        person, reference, number, org, text, note, reason, outcome, carrier, tracking, taken,
        jurisdiction;
    struct words charges, typed, said, promised;
    const char *mail, *request, *response, *output, *passphrase_file;
    bool taken_over, incoming, keep_original, opens, mail_text, is_preview;
};

/* What `mioboe page` is told; NULL = not given. */
struct page_given {
    const char *port, *token_file, *address, *password_file, *cert, *key, *socket, *at;
    bool no_open;
};

/* What watch is told (cli/cmd_watch.c). */
struct watch_given {
    const char *config;
    const char *channel; /* id; NULL = all */
    bool once, init, install, test, open_only;
};

struct options {
    int32_t as_of; /* DAY_NONE: today */
    unsigned format, color, lang;
    struct filter filter;
    size_t width;           /* 0: that of the terminal */
    const char *decisions;  /* a file; NULL = none */
    const char *households; /* a folder with one folder for each household; NULL = none */
    const char *dns_file;   /* a file; NULL = none */
    const char *store;      /* a file; NULL = that of the environment (cli/own_store.h) */
    struct words authservs; /* --trust-authserv */
    struct words cases;     /* --case of agenda */
    bool today_only;        /* --today */
    struct words geo;       /* --geo of review, as the next three */
    struct slice home;
    const char *ics;
    bool monthly;
    bool summary; /* --summary of records */
    int64_t now;  /* seconds since 1970 UTC; OPTION_NO_TIME: the clock's */
    bool all, verbose, offline, online, dry_run, yes;
    const char *passphrase_fd; /* the number of an open file; NULL = the terminal is asked */
    const char *password_fd;   /* the same of review password */
    const char *breach_url;    /* --breach-url; NULL = BREACH_URL */
    struct words own_words;    /* --word */
    bool breaches;             /* --breaches */
    struct case_given given;
    struct page_given page;
    struct watch_given watch;
    struct operands operands;
    struct arena *arena;
};

enum option_kind {
    OPTION_MARK,    /* bool */
    OPTION_DAY,     /* int32_t */
    OPTION_CHOICE,  /* unsigned: the number of the choice */
    OPTION_CHOICES, /* unsigned: bits; may be given again, or as a list with commas */
    OPTION_NUMBER,  /* size_t */
    OPTION_PATH,    /* const char * */
    OPTION_ACCOUNT, /* NAME=PATH: an operand */
    OPTION_MEMBERS, /* DIR: an operand */
    OPTION_MOMENT,  /* int64_t */
    OPTION_WORDS,   /* struct words: may be given again */
    OPTION_TEXT     /* struct slice */
};

struct option {
    const char *name;
    enum option_kind kind;
    size_t offset;              /* in struct options */
    const char *value;          /* what its value is called in help (N_); NULL = takes none */
    const char *const *choices; /* NULL-terminated */
    const char *help;           /* N_ */
};

#define OPTION_NUMBER_MIN 40u
#define OPTION_NUMBER_MAX 1000u
#define OPTION_NO_TIME INT64_MIN

/* The options that commands are made of; a command names them by NULL-terminated lists. */
extern const struct option option_as_of, option_format, option_format_short, option_only,
    option_since, option_until, option_account, option_members, option_households, option_decisions,
    option_lang, option_color, option_width, option_all, option_verbose, option_dns_file,
    option_offline, option_online, option_trust_authserv, option_now, option_store, option_dry_run;

/*
 * Read ${argv} (without program and command) into ${ret}; what is no option is an operand.  A `-`
 * alone is an operand, so is what begins with a minus and a digit; after `--` everything is. Return
 * 0, or EXIT_USAGE after a sentence on standard error.
 */
int option_read(const struct option *const *known, int argc, char **argv, struct arena *arena,
                struct options *ret);

/* From now on, and in processes that are started, options->now is this moment where --now is not
 * given: what a page begun with --now hands to its commands. */
#define OPTION_NOW_VARIABLE "MIOBOE_NOW"
void option_fix_now(int64_t now);

/* Whether ${name} (--help) is given before `--`. */
bool option_given(int argc, char **argv, const char *name);

/* The value of --lang wherever it stands, so that complaints speak that language too; NULL = none.
 */
const char *option_lang_given(int argc, char **argv);

/* Print the options as the help shows them. */
void option_print(const struct option *const *known, FILE *to);

#endif
