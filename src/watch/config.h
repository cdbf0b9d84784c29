#ifndef MIOBOE_WATCH_CONFIG_H
#define MIOBOE_WATCH_CONFIG_H

/* What is watched and who is told: the file that `mioboe watch --init` writes. */

#include "base/array.h"
#include "base/err.h"

#define CONFIG_MAX_BYTES (256u << 10)
#define CONFIG_MAX_SECRET 4096u /* bytes of a password or token */

/* Where a password comes from: one of them, or none. */
struct config_secret {
    struct slice file;       /* its first line */
    struct slice command;    /* the first line that it prints */
    struct slice credential; /* a name in $CREDENTIALS_DIRECTORY (systemd) */
};

enum channel_kind {
    CHANNEL_TERMINAL, /* terminal: */
    CHANNEL_DESKTOP,  /* desktop: */
    CHANNEL_SMTP,     /* smtp://, smtps:// */
    CHANNEL_NTFY,     /* ntfy://, ntfys:// */
    CHANNEL_WEBHOOK,  /* https:// (http:// to this machine only) */
    CHANNEL_COMMAND,  /* command:PROGRAM */
    CHANNEL_KINDS
};

struct config_channel {
    struct slice url;
    enum channel_kind kind;
    struct slice id;     /* opaque: by it the outbox knows the channel */
    struct slice person; /* whose */
    struct slice user;   /* for logging in; empty = without */
    struct config_secret secret;
    struct slice ca_file;    /* certificates that are trusted instead of the system's */
    struct slice from, to;   /* addresses of mail */
    struct slice answers_to; /* where mails that answer go: a mailbox that is watched */
    bool details;            /* shop, sum and order number may pass */
};
ARRAY_TYPE(config_channels, struct config_channel);

struct config_person {
    struct slice name;
};

struct config_mailbox {
    struct slice server; /* imaps://HOST[:PORT], imap://HOST (then STARTTLS) */
    struct slice user, folder, person, ca_file;
    struct config_secret secret;
    bool oauth;      /* the secret is an access token (XOAUTH2) */
    struct slice id; /* opaque: by it the store knows the mailbox */
};
ARRAY_TYPE(config_mailboxes, struct config_mailbox);
ARRAY_TYPE(config_texts, struct slice);

struct config {
    struct config_texts people; /* in the order in which they are asked */
    struct config_channels channels;
    struct config_mailboxes mailboxes;
    struct config_texts folders;
    struct config_texts authservs; /* mail servers whose word is believed */
    struct slice language;         /* "ja", "en"; empty = the environment's */
    int quiet_from, quiet_until;   /* minutes of the day; equal = none */
    int64_t again_after;           /* seconds */
    uint32_t asks;
    uint32_t history_days;
};

/*
 * Read the YAML ${text}; everything lives in ${arena}. Return 0, or ERR_SYNTAX or ERR_TOO_LARGE
 * with line and reason in ${reterr}.
 */
int config_read(struct slice text, struct arena *arena, struct config *ret, struct err *reterr);

/* The file that explains itself. */
struct slice config_sample(bool japanese);

#endif
