#include "watch/net.h"

#include <curl/curl.h>

#define FDS_MAX 64u

struct net {
    const struct allocator *allocator;
    CURLM *multi;
    struct net_line *lines;
    struct net_call *calls;
};

struct net_line {
    struct net *net;
    struct net_line *next;
    CURL *easy;
    enum net_code state;
    char detail[CURL_ERROR_SIZE];
};

struct net_call {
    struct net *net;
    struct net_call *next;
    struct arena *arena;
    CURL *easy;
    struct curl_slist *headers, *to;
    struct slice body; /* that is sent */
    size_t sent;
    char *answer;
    size_t answer_len;
    net_data_fn *data;
    net_done_fn *done;
    void *ctx;
    char detail[CURL_ERROR_SIZE];
};

/* ------------------------------------------------------------------ memory and words */

static void *take(struct net *net, size_t len)
{
    void *to = net->allocator->resize(net->allocator->ctx, NULL, 0, len);

    memset(to, 0, len);
    return to;
}

static void give(struct net *net, void *ptr, size_t len)
{
    if (ptr)
        net->allocator->resize(net->allocator->ctx, ptr, len, 0);
}

static enum net_code code_of(CURLcode code)
{
    switch (code) {
    case CURLE_OK: return NET_OK;
    case CURLE_LOGIN_DENIED:
    case CURLE_AUTH_ERROR: return NET_LOGIN;
    case CURLE_OPERATION_TIMEDOUT: return NET_TIMEOUT;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_USE_SSL_FAILED:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM: return NET_TLS;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_WEIRD_SERVER_REPLY: return NET_CONNECT;
    case CURLE_HTTP_RETURNED_ERROR: return NET_STATUS;
    default: return NET_OTHER;
    }
}

/* An option whose value is a slice; libcurl copies it. */
static void set_text(CURL *easy, CURLoption option, struct slice s)
{
    char text[8192];

    if (!s.len || s.len >= sizeof(text))
        return;
    memcpy(text, s.ptr, s.len);
    text[s.len] = '\0';
    curl_easy_setopt(easy, option, text);
    explicit_bzero(text, s.len);
}

static void set_common(CURL *easy, struct slice url, struct slice ca_file, char *detail)
{
    set_text(easy, CURLOPT_URL, url);
    set_text(easy, CURLOPT_CAINFO, ca_file);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, detail);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)NET_CONNECT_SECONDS);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPIDLE, 60L);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPINTVL, 15L);
    curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
}

static void set_login(CURL *easy, struct slice user, struct slice secret, bool is_token)
{
    set_text(easy, CURLOPT_USERNAME, user);
    set_text(easy, is_token ? CURLOPT_XOAUTH2_BEARER : CURLOPT_PASSWORD, secret);
}

/* ------------------------------------------------------------------ lines */

static struct net_line *dial(struct net *net, const struct net_login *login)
{
    struct net_line *line = take(net, sizeof(*line));

    *line = (struct net_line){.net = net, .next = net->lines, .state = NET_BUSY};
    net->lines = line;
    line->easy = curl_easy_init();
    if (!line->easy) {
        line->state = NET_OTHER;
        return line;
    }
    set_common(line->easy, login->url, login->ca_file, line->detail);
    set_login(line->easy, login->user, login->secret, login->oauth);
    curl_easy_setopt(line->easy, CURLOPT_PROTOCOLS_STR, "imap,imaps");
    curl_easy_setopt(line->easy, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
    curl_easy_setopt(line->easy, CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(line->easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)NET_CONNECT_SECONDS);
    curl_easy_setopt(line->easy, CURLOPT_PRIVATE, NULL);
    if (curl_multi_add_handle(net->multi, line->easy) != CURLM_OK)
        line->state = NET_OTHER;
    return line;
}

static enum net_code line_state(struct net_line *line, struct slice *ret_detail)
{
    *ret_detail = slice_of(line->detail);
    return line->state;
}

static ptrdiff_t send_line(struct net_line *line, struct slice bytes)
{
    size_t n = 0;
    CURLcode code = line->state == NET_OK ? curl_easy_send(line->easy, bytes.ptr, bytes.len, &n)
                                          : CURLE_SEND_ERROR;

    if (code == CURLE_AGAIN)
        return 0;
    if (code != CURLE_OK)
        line->state = NET_CONNECT;
    return code == CURLE_OK ? (ptrdiff_t)n : -1;
}

static ptrdiff_t recv_line(struct net_line *line, char *to, size_t len)
{
    size_t n = 0;
    CURLcode code =
        line->state == NET_OK ? curl_easy_recv(line->easy, to, len, &n) : CURLE_RECV_ERROR;

    if (code == CURLE_AGAIN)
        return 0;
    if (code != CURLE_OK || n == 0) { /* 0 = the other side ended it */
        line->state = NET_CONNECT;
        return -1;
    }
    return (ptrdiff_t)n;
}

static void hang_up(struct net_line *line)
{
    struct net_line **at;

    if (!line)
        return;
    for (at = &line->net->lines; *at != line; at = &(*at)->next)
        ;
    *at = line->next;
    if (line->easy) {
        curl_multi_remove_handle(line->net->multi, line->easy);
        curl_easy_cleanup(line->easy);
    }
    give(line->net, line, sizeof(*line));
}

/* ------------------------------------------------------------------ calls */

static size_t on_data(char *bytes, size_t one, size_t n, void *ctx)
{
    struct net_call *call = ctx;
    size_t len = one * n, room = NET_MAX_ANSWER - call->answer_len;

    if (call->data) {
        call->data(call->ctx, (struct slice){bytes, len});
        return len;
    }
    if (len < room)
        room = len;
    call->answer =
        arena_resize(call->arena, call->answer, call->answer_len, call->answer_len + room + 1);
    memcpy(call->answer + call->answer_len, bytes, room);
    call->answer_len += room;
    return len;
}

static size_t on_read(char *to, size_t one, size_t n, void *ctx)
{
    struct net_call *call = ctx;
    struct slice part = slice_sub(call->body, call->sent, call->sent + one * n);

    memcpy(to, part.ptr, part.len);
    call->sent += part.len;
    return part.len;
}

static struct curl_slist *add_line(struct curl_slist *list, struct arena *arena, struct slice s)
{
    struct slice line = arena_join(arena, (struct slice[]){s, {"", 1}}, 2);
    struct curl_slist *longer = curl_slist_append(list, line.ptr);

    return longer ? longer : list;
}

static void set_http(struct net_call *call, const struct net_request *request)
{
    struct slice bearer;

    curl_easy_setopt(call->easy, CURLOPT_FAILONERROR, 0L);
    curl_easy_setopt(call->easy, CURLOPT_USERAGENT, "mioboe");
    for (size_t i = 0; i < request->headers_len && i < NET_MAX_HEADERS; i++)
        call->headers = add_line(call->headers, call->arena, request->headers[i]);
    if (request->secret.len && !request->user.len) {
        bearer = arena_join(call->arena,
                            (struct slice[]){SLICE("Authorization: Bearer "), request->secret}, 2);
        call->headers = add_line(call->headers, call->arena, bearer);
    }
    call->headers = add_line(call->headers, call->arena, SLICE("Expect:"));
    curl_easy_setopt(call->easy, CURLOPT_HTTPHEADER, call->headers);
    if (!request->post)
        return;
    curl_easy_setopt(call->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)call->body.len);
    curl_easy_setopt(call->easy, CURLOPT_POSTFIELDS, call->body.ptr);
}

static void set_mail(struct net_call *call, const struct net_request *request)
{
    call->to = add_line(call->to, call->arena, request->to);
    set_text(call->easy, CURLOPT_MAIL_FROM, request->from);
    curl_easy_setopt(call->easy, CURLOPT_MAIL_RCPT, call->to);
    curl_easy_setopt(call->easy, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(call->easy, CURLOPT_READFUNCTION, on_read);
    curl_easy_setopt(call->easy, CURLOPT_READDATA, call);
}

static struct net_call *begin_call(struct net *net, const struct net_request *request,
                                   net_data_fn *data, net_done_fn *done, void *ctx)
{
    struct net_call *call = take(net, sizeof(*call));
    bool is_mail = slice_starts(request->url, SLICE("smtp"));

    *call = (struct net_call){.net = net,
                              .next = net->calls,
                              .arena = arena_new(net->allocator),
                              .data = data,
                              .done = done,
                              .ctx = ctx};
    net->calls = call;
    call->body = arena_copy(call->arena, request->body);
    call->easy = curl_easy_init();
    if (!call->easy)
        return call;
    set_common(call->easy, request->url, request->ca_file, call->detail);
    if (request->user.len)
        set_login(call->easy, request->user, request->secret, false);
    curl_easy_setopt(call->easy, CURLOPT_PROTOCOLS_STR, is_mail ? "smtp,smtps" : "http,https");
    curl_easy_setopt(call->easy, CURLOPT_USE_SSL,
                     (long)(net_is_local(request->url) ? CURLUSESSL_TRY : CURLUSESSL_ALL));
    curl_easy_setopt(call->easy, CURLOPT_WRITEFUNCTION, on_data);
    curl_easy_setopt(call->easy, CURLOPT_WRITEDATA, call);
    curl_easy_setopt(call->easy, CURLOPT_PRIVATE, call);
    if (!request->stream)
        curl_easy_setopt(call->easy, CURLOPT_TIMEOUT, (long)NET_REQUEST_SECONDS);
    if (is_mail)
        set_mail(call, request);
    else
        set_http(call, request);
    curl_multi_add_handle(net->multi, call->easy);
    return call;
}

static void cancel(struct net_call *call)
{
    struct net_call **at;

    for (at = &call->net->calls; *at != call; at = &(*at)->next)
        ;
    *at = call->next;
    if (call->easy) {
        curl_multi_remove_handle(call->net->multi, call->easy);
        curl_easy_cleanup(call->easy);
    }
    curl_slist_free_all(call->headers);
    curl_slist_free_all(call->to);
    arena_free(call->arena);
    give(call->net, call, sizeof(*call));
}

static void end_call(struct net_call *call, CURLcode code)
{
    struct net_result result = {.code = code_of(code), .body = {call->answer, call->answer_len}};

    curl_easy_getinfo(call->easy, CURLINFO_RESPONSE_CODE, &result.status);
    if (result.code == NET_OK && result.status >= 400)
        result.code = NET_STATUS;
    result.detail = slice_of(call->detail[0] ? call->detail : curl_easy_strerror(code));
    call->done(call->ctx, &result);
    cancel(call);
}

/* ------------------------------------------------------------------ waiting */

static void end_of(struct net *net, CURL *easy, CURLcode code)
{
    struct net_call *call = NULL;

    for (struct net_line *line = net->lines; line; line = line->next)
        if (line->easy == easy) {
            line->state = code_of(code);
            if (code != CURLE_OK && !line->detail[0])
                snprintf(line->detail, sizeof(line->detail), "%s", curl_easy_strerror(code));
            return;
        }
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&call);
    if (call)
        end_call(call, code);
}

static void finish(struct net *net)
{
    CURLMsg *message;
    int running, left;

    curl_multi_perform(net->multi, &running);
    while ((message = curl_multi_info_read(net->multi, &left)))
        if (message->msg == CURLMSG_DONE)
            end_of(net, message->easy_handle, message->data.result);
}

static short to_curl(short events)
{
    return (short)((events & POLLIN ? CURL_WAIT_POLLIN : 0) |
                   (events & POLLOUT ? CURL_WAIT_POLLOUT : 0));
}

static void wait_net(struct net *net, struct pollfd *fds, size_t n, int ms)
{
    struct curl_waitfd all[FDS_MAX] = {{0}};
    unsigned len = 0;

    for (size_t i = 0; i < n && len < FDS_MAX; i++)
        all[len++] = (struct curl_waitfd){fds[i].fd, to_curl(fds[i].events), 0};
    for (struct net_line *line = net->lines; line && len < FDS_MAX; line = line->next) {
        curl_socket_t fd = CURL_SOCKET_BAD;

        if (line->state == NET_OK)
            curl_easy_getinfo(line->easy, CURLINFO_ACTIVESOCKET, &fd);
        if (fd != CURL_SOCKET_BAD)
            all[len++] = (struct curl_waitfd){fd, CURL_WAIT_POLLIN, 0};
    }
    finish(net);
    curl_multi_poll(net->multi, all, len, ms, NULL);
    for (size_t i = 0; i < n && i < FDS_MAX; i++)
        fds[i].revents = (short)((all[i].revents & CURL_WAIT_POLLIN ? POLLIN : 0) |
                                 (all[i].revents & CURL_WAIT_POLLOUT ? POLLOUT : 0));
    finish(net);
}

/* ------------------------------------------------------------------ all */

static struct net *open_net(const struct allocator *allocator)
{
    struct net *net;

    curl_global_init(CURL_GLOBAL_DEFAULT);
    net = allocator->resize(allocator->ctx, NULL, 0, sizeof(*net));
    *net = (struct net){.allocator = allocator, .multi = curl_multi_init()};
    return net;
}

static void close_net(struct net *net)
{
    if (!net)
        return;
    while (net->lines)
        hang_up(net->lines);
    while (net->calls)
        cancel(net->calls);
    curl_multi_cleanup(net->multi);
    give(net, net, sizeof(*net));
    curl_global_cleanup();
}

const struct net_ops *net_curl_ops(void)
{
    static const struct net_ops ops = {.open = open_net,
                                       .close = close_net,
                                       .dial = dial,
                                       .line_state = line_state,
                                       .send = send_line,
                                       .recv = recv_line,
                                       .hang_up = hang_up,
                                       .call = begin_call,
                                       .cancel = cancel,
                                       .wait = wait_net};

    return &ops;
}
