#ifndef MIOBOE_CLI_CASE_OPTIONS_H
#define MIOBOE_CLI_CASE_OPTIONS_H

/* The options of the commands on cases; a command names them by NULL-terminated lists. */

#include "cli/option.h"

extern const struct option *const case_list_options[],
    *const case_read_options[],
        *const case_write_options[],
            *const case_open_options[],
                *const case_charge_options[],
                    *const case_log_options[],
                        *const case_promise_options[],
                            *const case_money_options[],
                                *const case_return_options[],
                                    *const case_reissue_options[],
                                        *const case_inquiry_options[],
                                            *const case_evidence_options[],
                                                *const case_close_options[],
                                                    *const case_reopen_options[],
                                                        *const case_paper_options[],
                                                            *const case_stamp_options[],
                                                                *const case_refresh_options[];

#endif
