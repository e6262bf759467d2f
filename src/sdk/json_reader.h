// The reader of JSON text, for those who know what comes next: values in the form in which they nearly always come are
// read without making tokens of them.
#pragma once
#include "tessera/json.h"
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum json_reader_state { AT_VALUE, AT_FIRST_ELEMENT, AT_FIRST_NAME, AFTER_VALUE, AT_END, FAILED };

// Whether both texts, of that length, are the same: for names, which are too short for a call of memcmp.
static inline bool json_reader_same(const char *a, const char *b, size_t length) {
    uint64_t left, right;
    uint32_t first, second;
    size_t at = 0;
    if (length < 4) {
        while (at < length && a[at] == b[at])
            at++;
        return at == length;
    }
    if (length < 8) {
        memcpy(&first, a, 4);
        memcpy(&second, b, 4);
        if (first != second)
            return false;
        memcpy(&first, a + length - 4, 4);
        memcpy(&second, b + length - 4, 4);
        return first == second;
    }
    for (; at + 8 < length; at += 8) {
        memcpy(&left, a + at, 8);
        memcpy(&right, b + at, 8);
        if (left != right)
            return false;
    }
    memcpy(&left, a + length - 8, 8);
    memcpy(&right, b + length - 8, 8);
    return left == right;
}

// Inside an object, where a name or the end comes: reads the name if it is that one, written without blanks and
// escapes. Nothing is read otherwise.
static inline bool json_reader_skip_name(tessera_json_reader *r, const char *name, size_t length) {
    const char *at = r->at;
    if ((size_t)(r->end - at) < length + 4)
        return false;
    if (r->state == AFTER_VALUE && *at++ != ',')
        return false;
    if (at[0] != '"' || at[length + 1] != '"' || at[length + 2] != ':' || !json_reader_same(at + 1, name, length))
        return false;
    r->at = at + length + 3;
    r->state = AT_VALUE;
    return true;
}

// Past a value that ends there.
static inline void json_reader_pass(tessera_json_reader *r, const char *end) {
    r->at = end;
    r->state = AFTER_VALUE;
}

// Where a value comes: reads it if it is null.
static inline bool json_reader_skip_null(tessera_json_reader *r) {
    if (r->end - r->at < 4 || memcmp(r->at, "null", 4) != 0)
        return false;
    json_reader_pass(r, r->at + 4);
    return true;
}

// Of eight bytes: bit 7 set in each that needs a closer look (quote, backslash, control, not ASCII). Bytes above a true
// hit may be marked wrongly, the lowest mark never is.
static inline uint64_t json_reader_marks(uint64_t word) {
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = UINT64_C(0x8080808080808080);
    uint64_t quote = word ^ (ones * '"');
    uint64_t backslash = word ^ (ones * '\\');
    uint64_t control = word - ones * 0x20;
    return (((quote - ones) & ~quote) | ((backslash - ones) & ~backslash) | (control & ~word) | word) & tops;
}

// The first byte from `at` on that needs a closer look, or `end`.
static inline const char *json_reader_skip_plain(const char *at, const char *end) {
#ifdef __SSE2__
    for (; end - at >= 16; at += 16) {
        // Compared with their sign, bytes that are not ASCII are below the blank, too.
        __m128i block = _mm_loadu_si128((const __m128i *)(const void *)at);
        __m128i marks = _mm_or_si128(
            _mm_cmplt_epi8(block, _mm_set1_epi8(0x20)),
            _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('"')), _mm_cmpeq_epi8(block, _mm_set1_epi8('\\'))));
        int mask = _mm_movemask_epi8(marks);
        if (mask != 0)
            return at + __builtin_ctz((unsigned)mask);
    }
#endif
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    while (end - at >= 8) {
        uint64_t word;
        memcpy(&word, at, sizeof word);
        uint64_t marks = json_reader_marks(word);
        if (marks != 0)
            return at + __builtin_ctzll(marks) / 8;
        at += 8;
    }
#endif
    while (at < end && *at != '"' && *at != '\\' && (unsigned char)*at >= 0x20 && (unsigned char)*at < 0x80)
        at++;
    return at;
}

// Where a value comes that is a string of ASCII characters without escapes: reads it, gives its text, and its closing
// quote in `*end`. NULL otherwise, with nothing read.
static inline const char *json_reader_plain_string(tessera_json_reader *r, const char **end) {
    const char *start = r->at + 1;
    if (r->at == r->end || *r->at != '"')
        return NULL;
    *end = json_reader_skip_plain(start, r->end);
    if (*end == r->end || **end != '"')
        return NULL;
    json_reader_pass(r, *end + 1);
    return start;
}
