// SHA-256 (FIPS 180-4) of bytes that are no JSON: the links of the audit chain.
#pragma once
#include <stddef.h>
#include <stdint.h>

enum { SHA256_BYTES = 32 };

void sha256(const uint8_t *bytes, size_t length, uint8_t digest[SHA256_BYTES]);
