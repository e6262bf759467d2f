// Where a schema rejects a value. Private to src/schema.
#pragma once
#include "schema/located.h"

// A JSON pointer (RFC 6901) to a part of the value that the schema, which rejects the value, surely rejects; "" is the value
// itself. In the arena. Of several such parts it is the one where the steps lead, at their end; else the first innermost one.
// What none of several alternatives accepts is told as a whole. `led`: whether it is the part where the steps lead.
const char *failure_pointer(arena *a, const compiled_schema *schema, const json_value *value, const step *steps,
                            size_t count, bool *led);
