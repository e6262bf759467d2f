// Public structs that begin with their size, as callers of any release mean them.
//
// `struct_size` is the struct's size where the caller was compiled; 0 stands for the fields of the first release.
// Fields are only ever appended, and never into the padding at the end of a release: what stands there in older callers
// is not zero for certain. Fields that the caller does not have are zero, which is the default. Fields of a later
// release are not looked at: whether they were set cannot be told, for the same reason.
#pragma once
#include <stddef.h>
#include <string.h>

// Reads the struct at `given` (NULL: all is default) into `out`, whose type has `size` bytes in this release and had
// `first` bytes, without padding, in the first one. Not a byte more is read than the caller has.
static inline void versioned_read(void *out, size_t size, const void *given, size_t first) {
    size_t known = 0;
    memset(out, 0, size);
    if (given != NULL) {
        memcpy(&known, given, sizeof known);
        if (known == 0)
            known = first;
        memcpy(out, given, known < size ? known : size);
    }
    memcpy(out, &size, sizeof size); // of this release from now on
}

// The same for a typed `out`; `last` is the last field of the first release.
#define VERSIONED_READ(out, given, last)                                                                               \
    versioned_read((out), sizeof *(out), (given), offsetof(__typeof__(*(out)), last) + sizeof((out)->last))
