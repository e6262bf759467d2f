// Looking for a part of a text without regard to case, beyond ASCII.
#pragma once
#include "base/text.h"

// Whether the subject contains the part, every letter with a simple lower case folded (so `É` matches `é`); in the part `%`
// stands for any run of characters and `_` for any one, and a backslash before one of them, or before another, for that
// character. Both are UTF-8. From any thread.
bool like_contains(text subject, text part);
// The same where the part means itself.
bool like_has(text subject, text part);
