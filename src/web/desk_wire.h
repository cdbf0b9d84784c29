#ifndef MIOBOE_WEB_DESK_WIRE_H
#define MIOBOE_WEB_DESK_WIRE_H

/* What web and desk say to each other over their socket (SOCK_SEQPACKET: a message is whole or not
 * there). */

#include <stdint.h>

/* Files that come with an order: its words, its standard output, its standard error, its progress,
 * its standard input. */
#define DESK_FILES 5

#define DESK_MAX_WORDS (4u << 20) /* bytes of the words of one command */
#define DESK_MAX_ARGC 4096

/*
 * Web to desk.  Without files: end the command of that number.  The file of words holds the working
 * folder and the words of the command, each ended by a NUL.
 */
struct desk_order {
    uint64_t number;
    uint32_t seconds; /* by the clock */
    uint32_t _unused;
    uint64_t memory; /* bytes of address space; 0 = no limit */
};

/* Desk to web: a command is over. */
struct desk_end {
    uint64_t number;
    int32_t how; /* as waitpid tells it */
    uint32_t is_late;
};

#endif
