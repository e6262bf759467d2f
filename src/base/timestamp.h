// Time as microseconds since 1970-01-01T00:00:00Z, and its one wire form YYYY-MM-DDTHH:MM:SS.ffffffZ.
#pragma once
#include "base/text.h"
#include <stdbool.h>
#include <stdint.h>

#define TIMESTAMP_NONE INT64_MIN
#define TIMESTAMP_DAY (INT64_C(24) * 3600 * 1000000) // microseconds
#define TIMESTAMP_LENGTH 27                          // characters of the wire form, without NUL

// The wall clock now, in microseconds.
int64_t timestamp_now(void);
// A clock that never goes back, in microseconds since an arbitrary start: for measuring and for time limits.
int64_t monotonic_now(void);

// Writes the wire form and a NUL. Years 0000 to 9999; values outside are clamped.
void timestamp_format(int64_t micros, char out[TIMESTAMP_LENGTH + 1]);
// Reads RFC 3339 text (fraction of 0 to 9 digits, `Z` or a numeric offset). False when malformed.
bool timestamp_parse(text rfc3339, int64_t *micros);
// Reads ISO 8601 text as people write it: as timestamp_parse, and a blank may stand for the T; the offset (then UTC), the
// seconds, or the whole time of day (then midnight) may be left out. False when malformed.
bool timestamp_parse_iso(text iso8601, int64_t *micros);
