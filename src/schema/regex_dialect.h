// Which patterns mean the same in PCRE2 as in ECMA-262. Private to src/schema.
#pragma once
#include "base/text.h"

// Whether all of the pattern is either ECMA-262's or an error there. False where PCRE2 has a meaning of its own for what
// ECMA-262, with the flag `u` or without, reads otherwise: "\A", "[[:alpha:]]", "\u{61}", or has means that nobody else has:
// verbs, recursion.
bool regex_is_common(text pattern);
// Whether the pattern is one of the usual ones that occur in every text.
bool regex_is_everywhere(text pattern);
