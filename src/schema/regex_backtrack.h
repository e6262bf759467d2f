// Patterns that are not regular, in PCRE2. Private to src/schema, where regex.h is what the rest asks.
#pragma once
#include "base/text.h"
#include "schema/answer.h"

// A compiled pattern, which never changes: threads may share it.
typedef struct backtracker backtracker;

// NULL when the pattern is not understood, or means something else in ECMA-262. The dialect is PCRE2's, set to behave like
// ECMA-262 where the two can be told apart by a flag. Free with backtracker_free, which accepts NULL and returns NULL.
backtracker *backtracker_new(text pattern);
backtracker *backtracker_free(backtracker *b);
// Bytes that it holds.
size_t backtracker_size(const backtracker *b);
// Whether it occurs in the subject; ANSWER_UNKNOWN when that takes too long to tell, or the dialects differ about it.
answer backtracker_occurs(const backtracker *b, text subject);
