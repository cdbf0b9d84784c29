#include "cli/geo_file.h"

#include "cli/exit_status.h"
#include "cli/message.h"
#include "cli/usage.h"
#include "render/words.h"

#include <arpa/inet.h>
#include <errno.h>

static int complain(struct arena *arena, const char *path, int code)
{
    const char *why = code == MMDB_IO_ERROR || code == MMDB_FILE_OPEN_ERROR ? strerror(errno)
                                                                            : MMDB_strerror(code);
    char text[300];

    snprintf(text, sizeof(text), _("This database of addresses could not be read: %s."), why);
    message_say(input_shown(arena, slice_of(path)), 0, text);
    return EXIT_UNREAD;
}

int geo_file_open(const struct words *paths, struct arena *arena, struct geo_file *ret)
{
    *ret = (struct geo_file){.len = 0};
    if (paths->len > GEO_FILES_MAX)
        return usage_error(_("--geo can be given %u times at most."), GEO_FILES_MAX);
    for (size_t i = 0; i < paths->len; i++) {
        int code = MMDB_open(paths->at[i].ptr, MMDB_MODE_MMAP, &ret->at[i]);

        if (code != MMDB_SUCCESS)
            return complain(arena, paths->at[i].ptr, code);
        ret->len++;
    }
    return 0;
}

void geo_file_done(struct geo_file *geo)
{
    while (geo->len)
        MMDB_close(&geo->at[--geo->len]);
}

/* The text at that path of the entry; empty = none.  Texts lie in the file. */
static struct slice text_at(MMDB_entry_s *entry, const char *const *path)
{
    MMDB_entry_data_s data;

    if (MMDB_aget_value(entry, &data, path) != MMDB_SUCCESS || !data.has_data ||
        data.type != MMDB_DATA_TYPE_UTF8_STRING)
        return (struct slice){"", 0};
    return (struct slice){data.utf8_string, data.data_size};
}

/* Read without getaddrinfo(), which would look at files. */
static bool read_address(struct slice network, struct sockaddr_storage *ret)
{
    struct sockaddr_in *four = (void *)ret;
    struct sockaddr_in6 *six = (void *)ret;
    char text[INET6_ADDRSTRLEN];

    if (network.len >= sizeof(text))
        return false;
    memcpy(text, network.ptr, network.len);
    text[network.len] = '\0';
    memset(ret, 0, sizeof(*ret));
    ret->ss_family = AF_INET;
    if (inet_pton(AF_INET, text, &four->sin_addr) == 1)
        return true;
    ret->ss_family = AF_INET6;
    return inet_pton(AF_INET6, text, &six->sin6_addr) == 1;
}

struct review_network geo_file_find(const struct geo_file *geo, struct slice network,
                                    struct arena *arena)
{
    static const char *const country[] = {"country", "iso_code", NULL};
    static const char *const owner[] = {"autonomous_system_organization", NULL};
    struct review_network found = {.network = network};
    struct sockaddr_storage address;

    for (size_t i = 0; i < geo->len && read_address(network, &address); i++) {
        int code = MMDB_SUCCESS;
        MMDB_lookup_result_s result =
            MMDB_lookup_sockaddr(&geo->at[i], (const struct sockaddr *)&address, &code);

        if (code != MMDB_SUCCESS || !result.found_entry)
            continue;
        if (!found.country.len)
            found.country = arena_copy(arena, text_at(&result.entry, country));
        if (!found.owner.len)
            found.owner = arena_copy(arena, text_at(&result.entry, owner));
    }
    return found;
}
