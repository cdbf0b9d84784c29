#include "cli/page_running.h"

#include "base/hash.h"
#include "cli/page_open.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCAL "http://127.0.0.1:"

const char *page_running_path(const char *store, struct arena *arena)
{
    const char *folder = getenv("XDG_RUNTIME_DIR");
    char name[HASH_TEXT_LEN];

    if (!folder || folder[0] != '/')
        return NULL;
    hash_write(hash_bytes(slice_of(store), 0), name);
    return arena_join(arena,
                      (struct slice[]){
                          slice_of(folder), SLICE("/mioboe/page-"), {name, sizeof(name)}, {"", 1}},
                      4)
        .ptr;
}

/* A new file beside it takes its place, so that a reader never sees half an address. */
void page_running_tell(const char *path, const char *url)
{
    char folder[PATH_MAX], fresh[PATH_MAX + 8];
    FILE *file;
    int fd;

    snprintf(folder, sizeof(folder), "%s", path);
    *strrchr(folder, '/') = '\0';
    mkdir(folder, 0700);
    snprintf(fresh, sizeof(fresh), "%s.new", path);
    unlink(fresh);
    fd = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    file = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (!file)
        return;
    fprintf(file, "%s\n", url);
    if (fclose(file) == 0)
        rename(fresh, path);
}

void page_running_forget(const char *path)
{
    unlink(path);
}

/* Whether anybody listens on the port that ${url} names. */
static bool is_there(const char *url)
{
    struct sockaddr_in at = {.sin_family = AF_INET};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    unsigned port = 0;
    bool ok;

    for (const char *c = url + strlen(LOCAL); *c >= '0' && *c <= '9' && port <= UINT16_MAX; c++)
        port = port * 10 + (unsigned)(*c - '0');
    at.sin_port = htons((uint16_t)port);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ok = fd >= 0 && connect(fd, (struct sockaddr *)&at, sizeof(at)) == 0;
    if (fd >= 0)
        close(fd);
    return ok;
}

const char *page_running_find(const char *path, struct arena *arena)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    char text[512];
    struct stat st;
    ssize_t n = -1;

    if (fd >= 0 && fstat(fd, &st) == 0 && st.st_uid == getuid() && !(st.st_mode & 077))
        n = read(fd, text, sizeof(text));
    if (fd >= 0)
        close(fd);
    if (n <= 0 || text[n - 1] != '\n')
        return NULL;
    text[n - 1] = '\0';
    if (!slice_starts(slice_of(text), SLICE(LOCAL)) || !is_there(text))
        return NULL;
    return arena_join(arena, (struct slice[]){slice_of(text), {"", 1}}, 2).ptr;
}

void page_running_show(const char *folder, const char *url, const char *place)
{
    char whole[1024];

    snprintf(whole, sizeof(whole), "%s%s%s", url, place ? "&at=" : "", place ? place : "");
    page_open(folder, whole);
}
