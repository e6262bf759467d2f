#include "base/base64url.h"
#include "base/ascii.h"

// The six bits of a character, or -1.
static int bits_of(char c) {
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (ascii_is_digit(c))
        return c - '0' + 52;
    return c == '-' ? 62 : c == '_' ? 63 : -1;
}

text base64url_decode(arena *a, text encoded) {
    char *bytes = arena_bytes(a, encoded.length / 4 * 3 + 3);
    size_t length = 0;
    uint32_t held = 0; // bits that make no byte yet
    unsigned count = 0;
    for (size_t i = 0; i < encoded.length; i++) {
        int bits = bits_of(encoded.data[i]);
        if (bits < 0)
            return TEXT_NONE;
        held = held << 6 | (uint32_t)bits;
        count += 6;
        if (count < 8)
            continue;
        count -= 8;
        bytes[length++] = (char)(held >> count);
        held &= (1u << count) - 1;
    }
    return count == 6 || held != 0 ? TEXT_NONE : (text){bytes, length};
}
