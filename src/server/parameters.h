// Parameters as URLs and forms write them: "a=1&b=2" (URL standard, section 5.1).
#pragma once
#include "base/arena.h"
#include "base/record.h"

#define PARAMETERS_MAXIMUM 200

// Cuts a query into parameters, decoded, as far as PARAMETERS_MAXIMUM; gives how many there are. In the arena, or borrowed.
size_t parameters_split(arena *a, text query, record_parameter **out);
// Percent-decodes (RFC 3986 section 2.1); with `plus`, "+" is a blank as in forms. Malformed escapes stay as they are. What needs
// no decoding is borrowed.
text parameters_percent_decode(arena *a, text encoded, bool plus);
