#include "base/err.h"

#include <string.h>

int err_set(struct err *err, enum err_code code, uint32_t line, struct slice detail)
{
    size_t len = detail.len < ERR_DETAIL_MAX ? detail.len : ERR_DETAIL_MAX - 1;

    if (!err)
        return code;
    while (len < detail.len && len > 0 && ((unsigned char)detail.ptr[len] & 0xC0) == 0x80)
        len--;
    err->code = code;
    err->line = line;
    if (len)
        memcpy(err->detail, detail.ptr, len);
    err->detail[len] = '\0';
    return code;
}
