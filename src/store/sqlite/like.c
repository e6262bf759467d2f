// A greedy match that goes back to the last run only, so that it takes part times subject steps at worst, never exponentially
// many. What follows a run is looked for by its first character, which passes most of a subject over quickly.
#include "store/sqlite/like.h"
#include <locale.h>
#include <pthread.h>
#include <stdint.h>
#include <wctype.h>

enum { ANY_RUN = -1, ANY_ONE = -2, NO_LITERAL = -3 };

// The character tables of Unicode, whatever the locale of the process. Set once.
static locale_t unicode;
static pthread_once_t unicode_once = PTHREAD_ONCE_INIT;

static void unicode_load(void) {
    unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

static int32_t fold(int32_t character) {
    if (character < 0x80)
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

// Reads what the pattern wants next: a character, or a wildcard. A backslash takes what follows as it is (one at the end is
// itself); in literal text everything is.
static int32_t next_wanted(const unsigned char **at, const unsigned char *end, bool literal) {
    int32_t character = next_character(at, end);
    if (literal)
        return character;
    if (character == '\\' && *at < end)
        return next_character(at, end);
    return character == '%' ? ANY_RUN : character == '_' ? ANY_ONE : character;
}

// What the pattern begins with, folded; NO_LITERAL when it begins with a wildcard or is at its end.
static int32_t leading_literal(const unsigned char *pattern, const unsigned char *pattern_end, bool literal) {
    if (pattern == pattern_end)
        return NO_LITERAL;
    int32_t first = next_wanted(&pattern, pattern_end, literal);
    return first < 0 ? NO_LITERAL : fold(first);
}

// Where the literal may begin: ASCII characters that differ from it are passed over, any other may fold to it.
static const unsigned char *skip_to(const unsigned char *p, const unsigned char *end, int32_t literal) {
    if (literal == NO_LITERAL)
        return p;
    while (p < end && *p < 0x80 && fold(*p) != literal)
        p++;
    return p;
}

static bool contains(text whole, text part, bool literal) {
    const unsigned char *pattern = (const unsigned char *)part.data, *const pattern_end = pattern + part.length;
    const unsigned char *subject = (const unsigned char *)whole.data, *const subject_end = subject + whole.length;
    // The part may begin anywhere: as after a run.
    const unsigned char *run_pattern = pattern;
    int32_t run_literal = leading_literal(pattern, pattern_end, literal);
    subject = skip_to(subject, subject_end, run_literal);
    const unsigned char *run_subject = subject;
    while (pattern < pattern_end) {
        const unsigned char *rest = pattern, *after = subject;
        int32_t wanted = next_wanted(&rest, pattern_end, literal);
        if (wanted == ANY_RUN) {
            run_pattern = pattern = rest;
            run_literal = leading_literal(rest, pattern_end, literal);
            run_subject = subject = skip_to(subject, subject_end, run_literal);
            continue;
        }
        if (subject < subject_end) {
            int32_t found = next_character(&after, subject_end);
            if (wanted == ANY_ONE || fold(found) == fold(wanted)) {
                pattern = rest;
                subject = after;
                continue;
            }
        }
        if (run_subject == subject_end)
            return false;
        next_character(&run_subject, subject_end);
        subject = run_subject = skip_to(run_subject, subject_end, run_literal);
        pattern = run_pattern;
    }
    return true;
}

bool like_contains(text whole, text part) {
    return contains(whole, part, false);
}

bool like_has(text whole, text part) {
    return contains(whole, part, true);
}
