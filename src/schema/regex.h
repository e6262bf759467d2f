// Regular expressions of schemas, within limits. Private to src/schema.
#pragma once
#include "base/text.h"
#include "schema/answer.h"

typedef struct regex regex;

// NULL when the pattern is longer than 2,000 bytes or not understood. The dialect is PCRE2's, set to behave like
// ECMA 262 where the two can be told apart by a flag. Free with regex_free, which accepts NULL and returns NULL.
regex *regex_new(text pattern);
regex *regex_free(regex *r);
// Whether it occurs in the subject; ANSWER_UNKNOWN when that takes too long to tell, or the dialects differ.
answer regex_occurs(const regex *r, text subject);
// As regex_occurs for one use of a pattern; ANSWER_UNKNOWN also when regex_new refuses it.
answer regex_occurs_once(text pattern, text subject);
// What such an answer cost, in steps of comparing or evaluating subschemas: those that ran to the limit cost most, so
// that hostile patterns use up the work of a whole comparison long before anyone's patience.
static inline size_t regex_cost(answer found) {
    return found == ANSWER_UNKNOWN ? 20000 : 50;
}
