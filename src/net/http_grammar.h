// Rules of HTTP's grammar that more than one header has.
#pragma once
#include "base/text.h"
#include <stdbool.h>

bool http_token_has(char c); // a character of a token (RFC 9110 section 5.6.2)
// True for uri-host [":" port] (RFC 9110 section 7.2) or nothing; the characters are checked, not the grammar.
bool http_host_valid(text host);
