// SHA-256 (FIPS 180-4) of bytes at hand, for names of contents that other programs can compute as well. libtessera has it without
// a cryptographic library. The server keys and compares what is secret by OpenSSL; the library has a keyed hash of its own over
// this one (sdk/webhook.c).
#pragma once
#include "base/text.h"

#define SHA256_HEX_LENGTH 64 // characters of a digest's text, without NUL

// The digest in lower-case hexadecimal digits, NUL-terminated. Returns `out`.
const char *sha256_hex(text bytes, char out[SHA256_HEX_LENGTH + 1]);
