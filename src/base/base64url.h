// Base64 with the alphabet of URLs and file names, without padding (RFC 4648 section 5, RFC 7515 section 2).
#pragma once
#include "base/arena.h"
#include "base/text.h"

// The bytes that the text stands for, in the arena; TEXT_NONE where it is none: a character outside the alphabet, padding, a
// length that no bytes have, or bits behind the last byte that are not zero, so that each row of bytes has one text alone.
text base64url_decode(arena *a, text encoded);
