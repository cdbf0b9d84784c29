#include "cli/passphrase.h"

#include "cli/usage.h"
#include "render/words.h"
#include "store/vault.h"

#include <errno.h>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

/* One line, without its end, byte by byte: what follows belongs to others.  False when it is cut
 * off, too long or cannot be read. */
static bool read_line(int fd, struct passphrase *ret)
{
    ret->len = 0;
    while (ret->len < sizeof(ret->at)) {
        char *c = &ret->at[ret->len];
        ssize_t n = read(fd, c, 1);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        if (n == 0 || *c == '\n')
            return true;
        ret->len++;
    }
    return false;
}

static void prompt(int fd, const char *words)
{
    if (write(fd, words, strlen(words)) < 0)
        return; /* then it is asked without words */
}

static bool ask(int fd, const char *words, struct passphrase *ret)
{
    struct termios before, quiet;
    bool is_read;

    if (tcgetattr(fd, &before) != 0)
        return false;
    quiet = before;
    quiet.c_lflag &= (tcflag_t)~ECHO;
    if (tcsetattr(fd, TCSAFLUSH, &quiet) !=
        0) /* before it is asked for: a fast hand would be shown */
        return false;
    prompt(fd, words);
    is_read = read_line(fd, ret);
    tcsetattr(fd, TCSAFLUSH, &before);
    prompt(fd, "\n");
    return is_read;
}

static int ask_terminal(bool twice, struct passphrase *ret)
{
    int fd = isatty(STDIN_FILENO) ? open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY) : -1;
    struct passphrase again = {.len = 0};
    bool is_read, is_same;

    if (fd < 0)
        return usage_error("%s", _("There is no terminal to ask for the passphrase; give "
                                   "--passphrase-fd."));
    is_read = ask(fd, _("Passphrase: "), ret);
    if (is_read && twice)
        is_read = ask(fd, _("Once more: "), &again);
    is_same = !twice || (again.len == ret->len && memcmp(again.at, ret->at, ret->len) == 0);
    passphrase_wipe(&again);
    close(fd);
    if (!is_read)
        return usage_error("%s", _("The passphrase could not be read."));
    return is_same ? 0 : usage_error("%s", _("The two passphrases are not the same."));
}

/* The number of an open file; -1 = none. */
static int number_of(const char *text)
{
    struct slice digits = slice_of(text);
    int n = 0;

    if (!slice_is_digits(digits) || digits.len > 4)
        return -1;
    for (size_t i = 0; i < digits.len; i++)
        n = n * 10 + (digits.ptr[i] - '0');
    return n;
}

int passphrase_read(const struct options *options, bool twice, struct passphrase *ret)
{
    int r = 0;

    ret->len = 0;
    if (!options->passphrase_fd)
        r = ask_terminal(twice, ret);
    else if (!read_line(number_of(options->passphrase_fd), ret))
        r = usage_error("%s", _("The passphrase could not be read."));
    if (r == 0 && twice && ret->len < VAULT_MIN_PASSPHRASE)
        r = usage_error(_("A passphrase has at least %u characters; several words are best."),
                        VAULT_MIN_PASSPHRASE);
    return r;
}

int passphrase_read_password(const struct options *options, struct passphrase *ret)
{
    bool is_read;
    int fd;

    ret->len = 0;
    if (options->password_fd)
        return read_line(number_of(options->password_fd), ret)
                   ? 0
                   : usage_error("%s", _("The password could not be read."));
    fd = isatty(STDIN_FILENO) ? open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY) : -1;
    if (fd < 0)
        return usage_error("%s", _("There is no terminal to ask for the password; give "
                                   "--password-fd."));
    is_read = ask(fd, _("Password (it is not shown and not kept): "), ret);
    close(fd);
    return is_read ? 0 : usage_error("%s", _("The password could not be read."));
}

void passphrase_wipe(struct passphrase *passphrase)
{
    explicit_bzero(passphrase, sizeof(*passphrase));
}
