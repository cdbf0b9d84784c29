#include "web/asset.h"

#include "web/reply.h"

struct slice asset_sample(void)
{
    return (struct slice){(const char *)asset_sample_bytes, asset_sample_len};
}

static const struct asset *find(struct slice path)
{
    if (slice_eq(path, SLICE("/")))
        path = SLICE("/index.html");
    for (const struct asset *asset = assets; asset->path; asset++)
        if (slice_eq(path, slice_of(asset->path)))
            return asset;
    return NULL;
}

static void give(struct request *request, const struct asset *asset)
{
    bool is_packed = asset->packed && request_takes(request, "Accept-Encoding", SLICE("gzip"));
    const unsigned char *bytes = is_packed ? asset->packed : asset->bytes;

    reply_with(request, MHD_HTTP_OK,
               MHD_create_response_from_buffer(is_packed ? asset->packed_len : asset->len,
                                               (void *)(uintptr_t)bytes, MHD_RESPMEM_PERSISTENT));
    reply_header(request, "Content-Type", asset->type);
    if (is_packed)
        reply_header(request, "Content-Encoding", "gzip");
    reply_header(request, "ETag", reply_tag(request, slice_of(asset->tag)));
}

void asset_or_problem(struct request *request, struct slice method, struct slice path)
{
    const struct asset *asset = find(path);

    if (!asset)
        reply_problem(request, PROBLEM_UNKNOWN_PATH);
    else if (!slice_eq(method, SLICE("GET")) && !slice_eq(method, SLICE("HEAD")))
        reply_problem(request, PROBLEM_UNKNOWN_METHOD);
    else if (!reply_is_known(request, slice_of(asset->tag)))
        give(request, asset);
}
