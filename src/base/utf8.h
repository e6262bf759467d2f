// UTF-8 sequences (RFC 3629), shared by text, JSON reading and JSON writing.
#pragma once
#include <stddef.h>
#include <stdint.h>

static inline int utf8_is_continuation(unsigned char byte) {
    return (byte & 0xC0) == 0x80;
}

// Bytes (1 to 4) of the well-formed sequence that `bytes` begins with, or 0 when it begins with none: no surrogates, no
// overlong forms, at most U+10FFFF. Reads at most `available` bytes, and none after the first that is wrong.
static inline size_t utf8_sequence(const char *bytes, size_t available) {
    const unsigned char *b = (const unsigned char *)bytes;
    if (available == 0)
        return 0;
    if (b[0] < 0x80)
        return 1;
    if (b[0] < 0xC2 || b[0] > 0xF4 || available < 2 || !utf8_is_continuation(b[1]))
        return 0;
    if (b[0] < 0xE0)
        return 2;
    if ((b[0] == 0xE0 && b[1] < 0xA0) || (b[0] == 0xED && b[1] > 0x9F) || available < 3 || !utf8_is_continuation(b[2]))
        return 0;
    if (b[0] < 0xF0)
        return 3;
    if ((b[0] == 0xF0 && b[1] < 0x90) || (b[0] == 0xF4 && b[1] > 0x8F) || available < 4 || !utf8_is_continuation(b[3]))
        return 0;
    return 4;
}

// The code point of a well-formed sequence of `length` bytes.
static inline uint32_t utf8_decode(const char *bytes, size_t length) {
    const unsigned char *b = (const unsigned char *)bytes;
    switch (length) {
    case 1:
        return b[0];
    case 2:
        return (uint32_t)(b[0] & 0x1F) << 6 | (b[1] & 0x3F);
    case 3:
        return (uint32_t)(b[0] & 0x0F) << 12 | (uint32_t)(b[1] & 0x3F) << 6 | (b[2] & 0x3F);
    default:
        return (uint32_t)(b[0] & 0x07) << 18 | (uint32_t)(b[1] & 0x3F) << 12 | (uint32_t)(b[2] & 0x3F) << 6 |
               (b[3] & 0x3F);
    }
}

// Writes the UTF-8 form of a code point and returns its bytes (1 to 4).
static inline size_t utf8_encode(uint32_t code_point, char *out) {
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        out[0] = (char)(0xC0 | code_point >> 6);
        out[1] = (char)(0x80 | (code_point & 0x3F));
        return 2;
    }
    if (code_point < 0x10000) {
        out[0] = (char)(0xE0 | code_point >> 12);
        out[1] = (char)(0x80 | (code_point >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code_point & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code_point >> 18);
    out[1] = (char)(0x80 | (code_point >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code_point >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code_point & 0x3F));
    return 4;
}
