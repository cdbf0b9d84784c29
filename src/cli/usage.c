#include "cli/usage.h"

#include "cli/exit_status.h"
#include "render/words.h"

#include <stdarg.h>
#include <stdio.h>

int usage_error(const char *format, ...)
{
    va_list args;

    fputs("mioboe: ", stderr);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fprintf(stderr, "\n%s\n",
            _("\"mioboe help\" lists the commands, \"mioboe help COMMAND\" the options of one."));
    return EXIT_USAGE;
}
