// What the unit tests share: cmocka with the headers it needs, and the place of the shared test data.
#pragma once
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// The path of shared test data, `TESSERA_SHARED/<relative>`; without that variable `<checkout>/../shared/<relative>`.
// Written into `out`; false when it does not fit.
static inline int unit_shared_path(const char *relative, char *out, size_t size) {
    const char *shared = getenv("TESSERA_SHARED");
    const char *checkout = getenv("TESSERA_CHECKOUT");
    int length = shared != NULL ? snprintf(out, size, "%s/%s", shared, relative)
                                : snprintf(out, size, "%s/../shared/%s", checkout == NULL ? "." : checkout, relative);
    return length > 0 && (size_t)length < size;
}
