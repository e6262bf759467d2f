// The reader of JSON text, for those who know what comes next.
#pragma once
#include "tessera/json.h"
#include <string.h>

enum json_reader_state { AT_VALUE, AT_FIRST_ELEMENT, AT_FIRST_NAME, AFTER_VALUE, AT_END, FAILED };

// Inside an object, where a name or the end comes: reads the name if it is that one, written without blanks and
// escapes. Nothing is read otherwise.
static inline bool json_reader_skip_name(tessera_json_reader *r, const char *name, size_t length) {
    const char *at = r->at;
    if ((size_t)(r->end - at) < length + 4)
        return false;
    if (r->state == AFTER_VALUE && *at++ != ',')
        return false;
    if (at[0] != '"' || at[length + 1] != '"' || at[length + 2] != ':' || memcmp(at + 1, name, length) != 0)
        return false;
    r->at = at + length + 3;
    r->state = AT_VALUE;
    return true;
}
