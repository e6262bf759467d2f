// What single bytes of ASCII are, whatever the locale.
#pragma once
#include <stdbool.h>

static inline bool ascii_is_digit(char c) {
    return (unsigned char)(c - '0') < 10;
}

static inline bool ascii_is_letter(char c) {
    return (unsigned char)((c | 0x20) - 'a') < 26;
}

// The value of a hexadecimal digit of either case; -1: it is none.
static inline int ascii_hex(char c) {
    if (ascii_is_digit(c))
        return c - '0';
    int letter = (c | 0x20) - 'a';
    return letter >= 0 && letter < 6 ? letter + 10 : -1;
}
