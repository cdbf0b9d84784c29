#include "web/problem.h"

#include "render/words.h"

const struct problem_row problem_rows[PROBLEMS] = {
    [PROBLEM_BAD_REQUEST] = {"bad_request", 400, N_("This request could not be understood.")},
    [PROBLEM_UNAUTHORISED] = {"unauthorised", 401,
                              N_("This browser is not signed in; open the address that mioboe "
                                 "showed when it started.")},
    [PROBLEM_FOREIGN_ORIGIN] = {"foreign_origin", 403,
                                N_("The request comes from another page, and was refused.")},
    [PROBLEM_UNKNOWN_PATH] = {"unknown_path", 404, N_("There is nothing at this address.")},
    [PROBLEM_UNKNOWN_METHOD] = {"unknown_method", 405, N_("This cannot be done here.")},
    [PROBLEM_NOT_FOUND] = {"not_found", 404, N_("This is not there, or no longer.")},
    [PROBLEM_TOO_LARGE] = {"too_large", 413, N_("This is larger than can be taken.")},
    [PROBLEM_WRONG_TYPE] = {"wrong_type", 415,
                            N_("What was sent is not of the type that is taken here.")},
    [PROBLEM_TOO_MANY] = {"too_many", 429, N_("There are too many of these at once.")},
    [PROBLEM_UNREADABLE] = {"unreadable", 422, N_("Something could not be read.")},
    [PROBLEM_BUSY] = {"busy", 503, N_("mioboe is busy; try again in a moment.")},
    [PROBLEM_LOCKED] =
        {"locked", 423,
         N_("The store is locked with a passphrase; \"mioboe store unlock\" opens it.")},
    [PROBLEM_CRASHED] = {"crashed", 500, N_("This fell over, and nothing of it was kept.")},
    [PROBLEM_TOO_SLOW] = {"too_slow", 504, N_("This took too long, and was ended.")},
};
