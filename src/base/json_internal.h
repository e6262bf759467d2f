// What the JSON files of base share.
#pragma once
#include "base/hash.h"
#include "base/json.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

// Objects with more members than this carry a hash index behind their members.
#define JSON_SMALL_OBJECT 12

static inline uint32_t json_name_hash(const char *name, size_t length, uint64_t seed) {
    return (uint32_t)hash_bytes(name, length, seed);
}

// An object value over an arena copy of `members` (their hashes set): duplicates resolved, the index built.
json_value json_object_of(arena *a, const json_member *members, size_t count);

// An array value over an arena copy of the elements.
json_value json_array_of(arena *a, const json_value *elements, size_t count);

// Equality and hash of numbers by exact mathematical value, whatever their size.
bool json_number_equal(const json_value *a, const json_value *b);
uint64_t json_number_hash(const json_value *number, uint64_t seed);

// The shortest JSON text that reads back equal, with a NUL, and its length. `value` must be finite.
#define JSON_DOUBLE_SIZE 32
size_t json_double_format(double value, char out[JSON_DOUBLE_SIZE]);

#ifdef __SSE2__
// Bit i is set when byte i is a quote, a backslash, a control character or not ASCII.
static inline unsigned json_special_mask(__m128i bytes) {
    __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    __m128i backslash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
    // Signed: bytes from 0x80 on are negative, so this one comparison finds them too.
    __m128i other = _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20));
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(other, _mm_or_si128(quote, backslash)));
}

enum { JSON_STRIDE = 16 };

// Which of the JSON_STRIDE bytes is the first special one; JSON_STRIDE when none is.
static inline unsigned json_first_special(const char *at) {
    unsigned mask = json_special_mask(_mm_loadu_si128((const __m128i *)at));
    return (unsigned)__builtin_ctz(mask | 1u << JSON_STRIDE);
}
#elif __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
enum { JSON_STRIDE = 8 };

// As above, eight bytes in one word. A byte may be marked by mistake only above one that is marked rightly, so the
// lowest mark is exact.
static inline unsigned json_first_special(const char *at) {
    const uint64_t ones = 0x0101010101010101u;
    const uint64_t tops = ones << 7;
    uint64_t word;
    memcpy(&word, at, sizeof(word));
    uint64_t quote = word ^ ones * '"';
    uint64_t backslash = word ^ ones * '\\';
    uint64_t marks =
        (((quote - ones) & ~quote) | ((backslash - ones) & ~backslash) | (word - ones * 0x20) | word) & tops;
    return marks == 0 ? JSON_STRIDE : (unsigned)__builtin_ctzll(marks) / 8;
}
#else
enum { JSON_STRIDE = 1 };

static inline unsigned json_first_special(const char *at) {
    unsigned char c = (unsigned char)*at;
    return !(c < 0x20 || c >= 0x80 || c == '"' || c == '\\');
}
#endif
