// Regular expressions of schemas, as ECMA-262 reads them with the flag `u`: what is regular by its program, in time that grows
// with the text alone (pattern_run.h), the rest by PCRE2 within limits. Private to src/schema.
#pragma once
#include "base/text.h"
#include "schema/answer.h"
#include <stddef.h>

// A pattern that is ready to be run. It never changes: threads may share it.
typedef struct regex regex;

// NULL when the pattern is longer than 2,000 bytes or not understood. Free with regex_free, which accepts NULL and returns NULL.
regex *regex_new(text pattern);
regex *regex_free(regex *r);
// Bytes that it holds.
size_t regex_size(const regex *r);

// Steps of comparing or evaluating subschemas that an answer costs, at least, and where PCRE2 ran to its limit: so hostile
// patterns use up the work of a whole comparison long before anyone's patience. A regular pattern costs more by and by in a long
// text, and at most REGEX_COST_MOST * 50.
enum { REGEX_COST = 50, REGEX_COST_MOST = 20000 };
// Whether it occurs in the subject. ANSWER_UNKNOWN when that takes too long to tell, as it does when fewer than REGEX_COST of
// `*steps` are left, which it counts down; when the pattern is not regular and dialects differ; and when `r` is NULL.
answer regex_occurs(const regex *r, text subject, size_t *steps);
