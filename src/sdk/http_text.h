// The characters of HTTP: what may stand in a line, in a name and around a value.
#pragma once
#include "base/text.h"
#ifdef __SSE2__
#include <emmintrin.h>
#endif

static inline bool http_is_blank(char c) {
    return c == ' ' || c == '\t';
}

// Without blanks on both ends (RFC 9110 section 5.5).
static inline text http_strip(text value) {
    while (value.length > 0 && http_is_blank(value.data[0]))
        value = (text){value.data + 1, value.length - 1};
    while (value.length > 0 && http_is_blank(value.data[value.length - 1]))
        value.length--;
    return value;
}

// The length of the token at the beginning (RFC 9110 section 5.6.2).
static inline size_t http_token_length(text line) {
    static const bool token[256] = {
        ['!'] = true,         ['#' ... '\''] = true, ['*'] = true,         ['+'] = true, ['-'] = true, ['.'] = true,
        ['0' ... '9'] = true, ['A' ... 'Z'] = true,  ['^' ... 'z'] = true, ['|'] = true, ['~'] = true,
    };
    size_t length = 0;
    while (length < line.length && token[(unsigned char)line.data[length]])
        length++;
    return length;
}

// The length of the name that begins a header line; 0: none does. So a line that continues the one before is none
// either (RFC 9112 sections 5.1 and 5.2).
static inline size_t http_name_length(text line) {
    size_t length = 0;
#ifdef __SSE2__
    // Nearly every name is made of letters, digits and hyphens.
    for (unsigned plain = 16; plain == 16 && line.length - length >= 16; length += plain) {
        __m128i block = _mm_loadu_si128((const __m128i *)(const void *)(line.data + length));
        __m128i lower = _mm_or_si128(block, _mm_set1_epi8(0x20));
        __m128i letters =
            _mm_and_si128(_mm_cmpgt_epi8(lower, _mm_set1_epi8('a' - 1)), _mm_cmplt_epi8(lower, _mm_set1_epi8('z' + 1)));
        __m128i digits =
            _mm_and_si128(_mm_cmpgt_epi8(block, _mm_set1_epi8('0' - 1)), _mm_cmplt_epi8(block, _mm_set1_epi8('9' + 1)));
        __m128i marks = _mm_or_si128(_mm_or_si128(letters, digits), _mm_cmpeq_epi8(block, _mm_set1_epi8('-')));
        plain = (unsigned)__builtin_ctz(~(unsigned)_mm_movemask_epi8(marks));
    }
    if (length < line.length && line.data[length] == ':')
        return length;
#endif
    length += http_token_length((text){line.data + length, line.length - length});
    return length < line.length && line.data[length] == ':' ? length : 0;
}

// The first control character from `at` on but for a tab, or `end`.
static inline const char *http_skip_text(const char *at, const char *end) {
    for (;; at++) {
#ifdef __SSE2__
        for (; end - at >= 16; at += 16) {
            // With one added and compared with their sign, control characters are below those of ASCII text; so are bytes
            // that are not ASCII, of which there are few.
            __m128i block = _mm_loadu_si128((const __m128i *)(const void *)at);
            __m128i marks = _mm_cmplt_epi8(_mm_add_epi8(block, _mm_set1_epi8(1)), _mm_set1_epi8(0x21));
            int mask = _mm_movemask_epi8(marks);
            if (mask != 0) {
                at += __builtin_ctz((unsigned)mask);
                break;
            }
        }
#endif
        if (at == end || ((unsigned char)*at < 0x20 && *at != '\t') || *at == 0x7F)
            return at;
    }
}
