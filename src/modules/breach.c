/* The module "breach". */

#include "cli/breach_module.h"
#include "module/module.h"

#include <curl/curl.h>

#define SECONDS 15L

struct body {
    char *at;
    size_t len, cap;
};

static size_t take(char *bytes, size_t size, size_t n, void *ctx)
{
    struct body *body = ctx;

    if (n * size > body->cap - body->len)
        return 0; /* curl takes it for an error */
    memcpy(body->at + body->len, bytes, n * size);
    body->len += n * size;
    return n * size;
}

/* Only what is secret on the way, or does not leave this machine. */
static bool is_allowed(struct slice url)
{
    return slice_starts(url, SLICE("https://")) || slice_starts(url, SLICE("http://127.0.0.1:")) ||
           slice_starts(url, SLICE("http://[::1]:"));
}

static CURLcode transfer(CURL *curl, struct curl_slist *headers, const char *url, struct body *body)
{
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "mioboe/" MIOBOE_VERSION);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https,http");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, SECONDS);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, body);
    return curl_easy_perform(curl);
}

static int get(const char *url, char *ret, size_t cap, size_t *ret_len, struct err *reterr)
{
    struct body body = {ret, 0, cap};
    struct curl_slist *headers;
    CURLcode code = CURLE_FAILED_INIT;
    CURL *curl;

    if (!is_allowed(slice_of(url)))
        return err_set(reterr, ERR_IO, 0, SLICE("https://"));
    curl_global_init(CURL_GLOBAL_DEFAULT);
    curl = curl_easy_init();
    headers = curl_slist_append(NULL, "Add-Padding: true");
    if (curl && headers)
        code = transfer(curl, headers, url, &body);
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
    if (code != CURLE_OK)
        return err_set(reterr, ERR_IO, 0, slice_of(curl_easy_strerror(code)));
    *ret_len = body.len;
    return 0;
}

static const struct breach_module functions = {get};

const struct module mioboe_module = {MODULE_VERSION, NULL, &functions};
