#include "watch/suspect.h"

#include <string.h>

static bool has(const uint32_t *uids, size_t len, uint32_t uid)
{
    for (size_t i = 0; i < len; i++)
        if (uids[i] == uid)
            return true;
    return false;
}

uint32_t suspects_broke(struct suspects *s, const uint32_t *uids, size_t len)
{
    if (len != 1) {
        s->len = len < SUSPECT_MAX ? len : SUSPECT_MAX;
        memcpy(s->uids, uids, s->len * sizeof(*uids));
        return 0;
    }
    s->breaks = s->alone == uids[0] ? s->breaks + 1 : 1;
    s->alone = uids[0];
    if (s->breaks < SUSPECT_BREAKS)
        return 0;
    s->left_out[s->left_out_len++ % SUSPECT_LEFT_OUT] = uids[0];
    return uids[0];
}

bool suspects_has(const struct suspects *s, uint32_t uid)
{
    return uid == s->alone || has(s->uids, s->len, uid);
}

bool suspects_leave_out(const struct suspects *s, uint32_t uid)
{
    size_t len = s->left_out_len < SUSPECT_LEFT_OUT ? s->left_out_len : SUSPECT_LEFT_OUT;

    return has(s->left_out, len, uid);
}
