#ifndef MIOBOE_CLI_EXIT_STATUS_H
#define MIOBOE_CLI_EXIT_STATUS_H

/* Exit status, as in docs/api/explain.md. */
enum exit_status {
    EXIT_FINE = 0,
    EXIT_ATTENTION = 1, /* something is probable, ambiguous or unexplained */
    EXIT_UNREAD = 2,    /* something that was to be read could not be */
    EXIT_USAGE = 64,
    EXIT_OUTPUT = 74 /* the answer could not be written (EX_IOERR) */
};

#endif
