// Looking for a part of a text without regard to case, beyond ASCII.
#pragma once
#include "base/text.h"

// A part to look for, made ready. Any number of threads may use one.
typedef struct like_pattern like_pattern;

// In the part `%` stands for any run of characters and `_` for any one, and a backslash before one of them, or before another,
// for that character. `literal`: the part means itself. UTF-8, of which stray bytes count as themselves. Never NULL. Free with
// like_pattern_free (accepts NULL).
like_pattern *like_pattern_new(text part, bool literal);
void like_pattern_free(like_pattern *pattern);

// Whether the subject contains it, every letter with a simple lower case folded (so `É` matches `é`). Takes time in proportion to
// the subject, times one for each 64 characters of the part that it can hold at all.
bool like_matches(const like_pattern *pattern, text subject);

// Writes the subject with every letter folded as matching folds it, in at most LIKE_GROWTH bytes for each of its own, and
// returns how many.
enum { LIKE_GROWTH = 3 };
size_t like_fold(text subject, char *out);

// Both at once: with wildcards, and where the part means itself.
bool like_contains(text subject, text part);
bool like_has(text subject, text part);
