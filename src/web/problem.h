#ifndef MIOBOE_WEB_PROBLEM_H
#define MIOBOE_WEB_PROBLEM_H

/* What can be wrong with a request: RFC 9457 with a code that does not change. */

enum problem {
    PROBLEM_BAD_REQUEST,
    PROBLEM_UNAUTHORISED,
    PROBLEM_FOREIGN_ORIGIN,
    PROBLEM_UNKNOWN_PATH,
    PROBLEM_UNKNOWN_METHOD,
    PROBLEM_NOT_FOUND,
    PROBLEM_TOO_LARGE,
    PROBLEM_WRONG_TYPE,
    PROBLEM_TOO_MANY,
    PROBLEM_UNREADABLE,
    PROBLEM_BUSY,
    PROBLEM_LOCKED,
    PROBLEM_CRASHED,
    PROBLEM_TOO_SLOW,
    PROBLEMS
};

struct problem_row {
    const char *code;
    unsigned status;
    const char *sentence; /* N_ */
};

extern const struct problem_row problem_rows[PROBLEMS];

#endif
