#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

static size_t limited(size_t width)
{
    if (width < OPTION_NUMBER_MIN)
        return OPTION_NUMBER_MIN;
    return width < OPTION_NUMBER_MAX ? width : OPTION_NUMBER_MAX;
}

static size_t width_of_environment(void)
{
    const char *columns = getenv("COLUMNS");
    size_t width = 0;

    for (; columns && *columns >= '0' && *columns <= '9' && width < OPTION_NUMBER_MAX; columns++)
        width = width * 10 + (size_t)(*columns - '0');
    return width && !*columns ? width : TERMINAL_WIDTH;
}

size_t terminal_width(const struct options *options)
{
    struct winsize size;

    if (options->width)
        return options->width;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
        return limited(size.ws_col);
    return limited(width_of_environment());
}

bool terminal_has_color(const struct options *options)
{
    const char *no_color = getenv("NO_COLOR");
    const char *term = getenv("TERM");

    if (options->color != COLOR_AUTO)
        return options->color == COLOR_ALWAYS;
    return isatty(STDOUT_FILENO) && !(no_color && *no_color) &&
           !(term && strcmp(term, "dumb") == 0);
}
