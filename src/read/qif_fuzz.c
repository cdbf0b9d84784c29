#include "read/reader_fuzz.h"

#include "read/qif.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    reader_fuzz(&qif_reader, bytes, len);
    return 0;
}
