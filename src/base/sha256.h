// SHA-256 (FIPS 180-4) of bytes at hand, for names of contents that other programs can compute as well. libtessera has it without
// a cryptographic library. Not for secrets: what is compared in constant time or keyed is OpenSSL's.
#pragma once
#include "base/text.h"

#define SHA256_HEX_LENGTH 64 // characters of a digest's text, without NUL

// The digest in lower-case hexadecimal digits, NUL-terminated. Returns `out`.
const char *sha256_hex(text bytes, char out[SHA256_HEX_LENGTH + 1]);
