// Looking for a part of a text without regard to case, beyond ASCII.
#pragma once
#include "base/text.h"

// Whether the subject contains the part, every letter with a simple lower case folded (so `É` matches `é`); in the part `%`
// stands for any run of characters and `_` for any one. Both are UTF-8. From any thread.
bool like_contains(text subject, text part);
