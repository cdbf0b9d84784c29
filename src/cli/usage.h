#ifndef MIOBOE_CLI_USAGE_H
#define MIOBOE_CLI_USAGE_H

/*
 * Say on standard error what is wrong with the command line, and where help is.  Return EXIT_USAGE,
 * so that it can be returned in turn.
 */
int usage_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
