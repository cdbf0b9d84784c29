/*
 * Runs a fuzz target over its corpus as an ordinary test, in any build: the target is called once
 * with the bytes of every file in the folders given as arguments.  Output is TAP, one case a file;
 * the file at hand is announced first, so that a crash names it.
 */

#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A corpus file larger than this is a mistake. */
#define CORPUS_FILE_MAX (16u << 20)

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static unsigned cases;

static void fail(const char *path, const char *why)
{
    printf("not ok %u - %s: %s\n", ++cases, path, why);
}

static void run_file(const char *path, size_t size)
{
    /* Exactly as large as the input, so that AddressSanitizer sees a read beyond it. */
    uint8_t *bytes = malloc(size ? size : 1);
    FILE *file = fopen(path, "rb");

    if (!bytes || !file || fread(bytes, 1, size, file) != size) {
        fail(path, strerror(errno));
    } else {
        printf("# %s\n", path);
        fflush(stdout);
        LLVMFuzzerTestOneInput(bytes, size);
        printf("ok %u - %s\n", ++cases, path);
    }
    if (file)
        fclose(file);
    free(bytes);
}

static int not_hidden(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static void run_folder(const char *folder)
{
    struct dirent **names = NULL;
    int n = scandir(folder, &names, not_hidden, alphasort);

    if (n < 0)
        fail(folder, strerror(errno));
    for (int i = 0; i < n; i++) {
        char path[4096];
        struct stat st;

        snprintf(path, sizeof(path), "%s/%s", folder, names[i]->d_name);
        if (stat(path, &st) != 0)
            fail(path, strerror(errno));
        else if (S_ISREG(st.st_mode) && st.st_size > CORPUS_FILE_MAX)
            fail(path, "too large for a corpus");
        else if (S_ISREG(st.st_mode))
            run_file(path, (size_t)st.st_size);
        free(names[i]);
    }
    free(names);
}

int main(int argc, char **argv)
{
    /* The smallest input of all needs no file. */
    LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    printf("ok %u - empty input\n", ++cases);
    for (int i = 1; i < argc; i++)
        run_folder(argv[i]);
    printf("1..%u\n", cases);
    return 0;
}
