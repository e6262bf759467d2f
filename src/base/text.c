#include "base/text.h"
#include "base/utf8.h"

static unsigned char ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c + ('a' - 'A')) : (unsigned char)c;
}

bool text_equal_ascii_nocase(text a, text b) {
    if (text_equal(a, b)) // as nearly everybody writes them
        return true;
    if (a.length != b.length)
        return false;
    for (size_t i = 0; i < a.length; i++)
        if (ascii_lower(a.data[i]) != ascii_lower(b.data[i]))
            return false;
    return true;
}

bool text_starts_with(text whole, text prefix) {
    return whole.length >= prefix.length && text_equal((text){whole.data, prefix.length}, prefix);
}

bool text_ends_with(text whole, text suffix) {
    if (whole.length < suffix.length)
        return false;
    if (suffix.length == 0)
        return true;
    return memcmp(whole.data + (whole.length - suffix.length), suffix.data, suffix.length) == 0;
}

size_t text_code_points(text utf8) {
    size_t count = 0;
    for (size_t i = 0; i < utf8.length; i++)
        count += !utf8_is_continuation((unsigned char)utf8.data[i]);
    return count;
}

bool text_is_utf8(text bytes) {
    const char *at = bytes.data;
    size_t left = bytes.length;
    while (left > 0) {
        uint64_t word;
        // Eight ASCII bytes at a time: most text is nothing else.
        while (left >= sizeof(word) && (memcpy(&word, at, sizeof(word)), (word & 0x8080808080808080u) == 0)) {
            at += sizeof(word);
            left -= sizeof(word);
        }
        if (left == 0)
            break;
        size_t length = utf8_sequence(at, left);
        if (length == 0)
            return false;
        at += length;
        left -= length;
    }
    return true;
}

// Unicode 15, property White_Space.
static bool is_white_space(uint32_t c) {
    return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

text text_trim(text utf8) {
    while (utf8.length > 0) {
        size_t length = utf8_sequence(utf8.data, utf8.length);
        if (length == 0 || !is_white_space(utf8_decode(utf8.data, length)))
            break;
        utf8.data += length;
        utf8.length -= length;
    }
    while (utf8.length > 0) {
        size_t start = utf8.length - 1;
        while (start > 0 && utf8.length - start < 4 && utf8_is_continuation((unsigned char)utf8.data[start]))
            start--;
        size_t length = utf8_sequence(utf8.data + start, utf8.length - start);
        if (length != utf8.length - start || !is_white_space(utf8_decode(utf8.data + start, length)))
            break;
        utf8.length = start;
    }
    return utf8;
}

bool text_to_int64(text digits, long long *out) {
    size_t i = 0;
    bool negative = false;
    if (digits.length > 0 && (digits.data[0] == '-' || digits.data[0] == '+'))
        negative = digits.data[i++] == '-';
    if (i == digits.length)
        return false;
    long long value = 0; // gathered below zero, where one more value fits
    for (; i < digits.length; i++) {
        char c = digits.data[i];
        if (c < '0' || c > '9' || __builtin_mul_overflow(value, 10, &value) ||
            __builtin_sub_overflow(value, c - '0', &value))
            return false;
    }
    if (!negative && __builtin_sub_overflow(0, value, &value))
        return false;
    *out = value;
    return true;
}
