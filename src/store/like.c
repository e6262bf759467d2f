// All places of the part at which a match may stand are followed at once, each as a bit: bit i says that the first i characters
// of the part fit what was read last. A character of the subject moves the bits that it fits one place on; a bit behind a `%`
// stays. Nothing is ever read twice, so that no part can make it slow. Where no match has begun, the subject is passed over up
// to the first character of the part.
#include "store/like.h"
#include "base/memory.h"
#include "base/utf8.h"
#include <locale.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <wctype.h>

enum { ANY_RUN = -1, ANY_ONE = -2, ASCII = 128, WORD = 64, FEW_WORDS = 16 };

// Masks are `words` words each: bit i is that of the character i of the part, and `count` that of its end.
struct like_pattern {
    size_t count, words;
    bool passed[256];    // bytes with which no match begins; none where it begins with a wildcard, or is empty
    uint64_t *loops;     // that have a `%` before them; the first always, since a match may begin anywhere
    uint64_t *ones;      // that are `_`
    uint64_t *ascii;     // of each ASCII character, where it fits
    int32_t *characters; // the others, and where each of them fits
    uint64_t *masks;
    size_t others;
};

// --- characters ------------------------------------------------------------------------------------------------------

// The character tables of Unicode, whatever the locale of the process. Set once.
static locale_t unicode;
static pthread_once_t unicode_once = PTHREAD_ONCE_INIT;

static void unicode_load(void) {
    unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

static int32_t fold(int32_t character) {
    if (character < ASCII)
        return character >= 'A' && character <= 'Z' ? character + 32 : character;
    pthread_once(&unicode_once, unicode_load);
    return unicode == (locale_t)0 ? character : (int32_t)towlower_l((wint_t)character, unicode);
}

// Reads one code point. Stored text is well-formed; a stray byte counts as itself, so that every byte is consumed.
static int32_t next_character(const unsigned char **at, const unsigned char *end) {
    const unsigned char *p = *at;
    int32_t first = *p++;
    int extra = first < 0xC2 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : first < 0xF5 ? 3 : 0;
    if (extra > end - p)
        extra = 0;
    int32_t character = extra == 0 ? first : first & (0x3F >> extra);
    for (int i = 0; i < extra; i++)
        character = character << 6 | (*p++ & 0x3F);
    *at = p;
    return character;
}

// Reads what the part wants next: a folded character, or a wildcard. A backslash takes what follows as it is (one at the end is
// itself); in literal text everything is.
static int32_t next_wanted(const unsigned char **at, const unsigned char *end, bool literal) {
    int32_t character = next_character(at, end);
    if (literal)
        return fold(character);
    if (character == '\\' && *at < end)
        return fold(next_character(at, end));
    return character == '%' ? ANY_RUN : character == '_' ? ANY_ONE : fold(character);
}

// --- patterns --------------------------------------------------------------------------------------------------------

static void mask_set(uint64_t *mask, size_t bit) {
    mask[bit / WORD] |= (uint64_t)1 << bit % WORD;
}

// Where the character fits, `_` included.
static uint64_t *mask_of(const like_pattern *p, int32_t character) {
    if (character < ASCII)
        return p->ascii + (size_t)character * p->words;
    for (size_t i = 0; i < p->others; i++)
        if (p->characters[i] == character)
            return p->masks + i * p->words;
    return p->ones;
}

static void pattern_put(like_pattern *p, int32_t wanted, size_t bit) {
    if (wanted == ANY_ONE) {
        mask_set(p->ones, bit);
        return;
    }
    uint64_t *mask = mask_of(p, wanted);
    if (mask == p->ones) {
        mask = p->masks + p->others * p->words;
        p->characters[p->others++] = wanted;
    }
    mask_set(mask, bit);
}

// Any byte beyond ASCII may begin what folds to the character.
static void passed_set(like_pattern *p, int32_t lead) {
    for (int32_t byte = 0; byte < ASCII; byte++)
        p->passed[byte] = fold(byte) != lead;
}

like_pattern *like_pattern_new(text part, bool literal) {
    const unsigned char *at = (const unsigned char *)part.data, *const end = at + part.length;
    size_t characters = 0, foreign = 0;
    for (const unsigned char *p = at; p < end;) {
        int32_t wanted = next_wanted(&p, end, literal);
        characters += wanted != ANY_RUN;
        foreign += wanted >= ASCII;
    }
    like_pattern *p = memory_zalloc(sizeof *p);
    p->count = characters;
    p->words = characters / WORD + 1;
    p->loops = memory_zalloc((2 + ASCII + foreign) * p->words * sizeof *p->loops);
    p->ones = p->loops + p->words;
    p->ascii = p->ones + p->words;
    p->masks = p->ascii + ASCII * p->words;
    p->characters = memory_alloc(foreign * sizeof *p->characters);
    mask_set(p->loops, 0);
    bool first = true;
    for (size_t bit = 0; at < end; first = false) {
        int32_t wanted = next_wanted(&at, end, literal);
        if (first && wanted >= 0)
            passed_set(p, wanted);
        if (wanted == ANY_RUN)
            mask_set(p->loops, bit);
        else
            pattern_put(p, wanted, bit++);
    }
    for (size_t i = 0; i < (ASCII + p->others) * p->words; i++)
        p->ascii[i] |= p->ones[i % p->words];
    return p;
}

void like_pattern_free(like_pattern *p) {
    if (p == NULL)
        return;
    free(p->loops);
    free(p->characters);
    free(p);
}

// --- matching --------------------------------------------------------------------------------------------------------

// Where a match may begin.
static const unsigned char *skip(const like_pattern *p, const unsigned char *at, const unsigned char *end) {
    while (at < end && p->passed[*at])
        at++;
    return at;
}

// Of a part of less than 64 characters.
static bool matches_short(const like_pattern *p, const unsigned char *at, const unsigned char *end) {
    uint64_t state = 1, wanted = (uint64_t)1 << p->count, loops = *p->loops;
    while ((state & wanted) == 0) {
        if (state == 1)
            at = skip(p, at, end);
        if (at == end)
            return false;
        state = (state & *mask_of(p, fold(next_character(&at, end)))) << 1 | (state & loops);
    }
    return true;
}

static bool matches_long(const like_pattern *p, const unsigned char *at, const unsigned char *end, uint64_t *state) {
    size_t last = p->words - 1;
    uint64_t wanted = (uint64_t)1 << p->count % WORD;
    state[0] = 1;
    while ((state[last] & wanted) == 0) {
        if (at == end)
            return false;
        const uint64_t *mask = mask_of(p, fold(next_character(&at, end)));
        uint64_t carried = 0;
        for (size_t i = 0; i <= last; i++) {
            uint64_t moved = state[i] & mask[i];
            state[i] = moved << 1 | carried | (state[i] & p->loops[i]);
            carried = moved >> (WORD - 1);
        }
    }
    return true;
}

bool like_matches(const like_pattern *p, text subject) {
    const unsigned char *at = (const unsigned char *)subject.data, *end = at + subject.length;
    if (p->count > subject.length)
        return false;
    if (p->words == 1)
        return matches_short(p, at, end);
    uint64_t few[FEW_WORDS] = {0}, *state = p->words <= FEW_WORDS ? few : memory_zalloc(p->words * sizeof *state);
    bool found = matches_long(p, at, end, state);
    if (state != few)
        free(state);
    return found;
}

static bool matches_once(text subject, text part, bool literal) {
    like_pattern *pattern = like_pattern_new(part, literal);
    bool found = like_matches(pattern, subject);
    like_pattern_free(pattern);
    return found;
}

size_t like_fold(text subject, char *out) {
    const unsigned char *at = (const unsigned char *)subject.data, *end = at + subject.length;
    size_t length = 0;
    while (at < end)
        length += utf8_encode((uint32_t)fold(next_character(&at, end)), out + length);
    return length;
}

bool like_contains(text subject, text part) {
    return matches_once(subject, part, false);
}

bool like_has(text subject, text part) {
    return matches_once(subject, part, true);
}
