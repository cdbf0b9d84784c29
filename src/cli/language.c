#include "cli/language.h"

#include "render/words.h"

#include <limits.h>
#include <unistd.h>

#define DOMAIN "mioboe"
#define CATALOGUE "/ja/LC_MESSAGES/" DOMAIN ".mo"

/* Whether translations lie below ${folder} followed by ${below}; then the folder's name stands in
 * ${ret}. */
static bool try_folder(const char *folder, const char *below, char *ret)
{
    char file[PATH_MAX];
    int n = snprintf(file, sizeof(file), "%s%s" CATALOGUE, folder, below);

    if (n < 0 || n >= (int)sizeof(file) || access(file, R_OK) != 0)
        return false;
    file[n - (int)sizeof(CATALOGUE) + 1] = '\0';
    memcpy(ret, file, sizeof(file));
    return true;
}

/*
 * Where translations lie: what MIOBOE_LOCALEDIR says, beside a program that was not installed, or
 * beside one that was installed elsewhere; else where it was meant to be installed.
 */
static void find_folder(char *ret)
{
    const char *told = getenv("MIOBOE_LOCALEDIR");
    char program[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", program, sizeof(program) - 1);
    char *slash;

    if (told && try_folder(told, "", ret))
        return;
    program[n > 0 ? n : 0] = '\0';
    slash = strrchr(program, '/');
    if (slash) {
        *slash = '\0';
        if (try_folder(program, "/po", ret) || try_folder(program, "/../share/locale", ret))
            return;
    }
    snprintf(ret, PATH_MAX, "%s", MIOBOE_LOCALE_DIR);
}

/* The language that the environment asks for where the system does not have that locale. */
static const char *asked(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        const char *value = getenv(names[i]);

        if (value && *value)
            return strncmp(value, "ja", 2) == 0 ? "ja" : NULL;
    }
    return NULL;
}

/* Only these two: numbers and dates are written by our own rules everywhere. */
static bool set_locale(const char *name)
{
    return setlocale(LC_CTYPE, name) && setlocale(LC_MESSAGES, name);
}

void language_set(const char *chosen)
{
    char folder[PATH_MAX];

    if (!set_locale("") || chosen) {
        if (!chosen && !getenv("LANGUAGE"))
            chosen = asked();
        /* gettext heeds LANGUAGE in every locale but "C". */
        set_locale("C.UTF-8");
        if (chosen)
            setenv("LANGUAGE", chosen, 1);
    }
    find_folder(folder);
    bindtextdomain(DOMAIN, folder);
    bind_textdomain_codeset(DOMAIN, "UTF-8");
    textdomain(DOMAIN);
    language_is_japanese(); /* loads them */
}

bool language_is_japanese(void)
{
    /* Translators: the code of your language, "ja". */
    return strcmp(_("en"), "ja") == 0;
}
