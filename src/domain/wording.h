// Texts of others in places of a bounded size: messages to chats, subjects of mails.
#pragma once
#include "base/arena.h"

enum {
    WORDING_ESCAPED = 1,  // &, < and > become &amp; &lt; &gt;, as in Slack's markup
    WORDING_ONE_LINE = 2, // line ends become blanks
    WORDING_MARKUP = 4,   // the value is such markup already: none of those three is cut apart
};

// The value in at most so many UTF-16 units, of which what is longer ends with an ellipsis. Control characters become blanks.
// NULL is taken for an empty text. In the arena.
const char *wording(arena *a, const char *value, size_t most, unsigned how);
// The value with `mark` before each of its lines, for quotations.
const char *wording_quote(arena *a, const char *value, const char *mark);
