#include "store/sqlite/like.h"
#include <locale.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <wctype.h>

enum { ANY_RUN = '%', ANY_ONE = '_', NO_ESCAPE = -1, NO_LITERAL = -1, PATTERN_MAXIMUM = 50000 };

// The character tables of Unicode, whatever the locale of the process. Set once.
static locale_t unicode;
static pthread_once_t unicode_once = PTHREAD_ONCE_INIT;

static void unicode_load(void) {
    unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

static int32_t fold(int32_t character) {
    if (character < 0x80)
        return character >= 'A' && character <= 'Z' ? character + 32 : character;
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

// What the pattern begins with, folded; NO_LITERAL when it begins with a wildcard, an escape or nothing.
static int32_t leading_literal(const unsigned char *pattern, const unsigned char *pattern_end, int32_t escape) {
    if (pattern == pattern_end)
        return NO_LITERAL;
    int32_t first = next_character(&pattern, pattern_end);
    return first == ANY_RUN || first == ANY_ONE || first == escape ? NO_LITERAL : fold(first);
}

// Where the literal may begin: ASCII characters that differ from it are passed over, any other may fold to it.
static const unsigned char *skip_to(const unsigned char *p, const unsigned char *end, int32_t literal) {
    if (literal == NO_LITERAL)
        return p;
    while (p < end && *p < 0x80 && fold(*p) != literal)
        p++;
    return p;
}

// Greedy matching that goes back to the last run only: at worst pattern times text, never exponential.
static bool like_matches(const unsigned char *pattern, const unsigned char *pattern_end, const unsigned char *subject,
                         const unsigned char *subject_end, int32_t escape) {
    const unsigned char *run_pattern = NULL, *run_subject = NULL;
    int32_t run_literal = NO_LITERAL;
    for (;;) {
        if (pattern < pattern_end) {
            const unsigned char *rest = pattern;
            int32_t wanted = next_character(&rest, pattern_end);
            bool literal = wanted == escape && rest < pattern_end;
            if (literal)
                wanted = next_character(&rest, pattern_end);
            if (!literal && wanted == ANY_RUN) {
                if (rest == pattern_end)
                    return true;
                run_pattern = pattern = rest;
                run_literal = leading_literal(rest, pattern_end, escape);
                run_subject = subject = skip_to(subject, subject_end, run_literal);
                continue;
            }
            if (subject < subject_end) {
                const unsigned char *after = subject;
                int32_t found = next_character(&after, subject_end);
                if ((!literal && wanted == ANY_ONE) || fold(found) == fold(wanted)) {
                    pattern = rest;
                    subject = after;
                    continue;
                }
            }
        } else if (subject == subject_end) {
            return true;
        }
        if (run_pattern == NULL || run_subject >= subject_end)
            return false;
        next_character(&run_subject, subject_end);
        run_subject = skip_to(run_subject, subject_end, run_literal);
        pattern = run_pattern;
        subject = run_subject;
    }
}

// like(pattern, subject [, escape]): the arguments of `subject LIKE pattern ESCAPE escape`.
static void like_function(sqlite3_context *context, int count, sqlite3_value **values) {
    int32_t escape = NO_ESCAPE;
    if (count == 3) {
        const unsigned char *text = sqlite3_value_text(values[2]);
        const unsigned char *end = text == NULL ? NULL : text + sqlite3_value_bytes(values[2]);
        if (text == NULL)
            return;
        if (text == end) {
            sqlite3_result_error(context, "ESCAPE expression must be a single character", -1);
            return;
        }
        escape = next_character(&text, end);
        if (text != end) {
            sqlite3_result_error(context, "ESCAPE expression must be a single character", -1);
            return;
        }
    }
    const unsigned char *pattern = sqlite3_value_text(values[0]);
    const unsigned char *subject = sqlite3_value_text(values[1]);
    if (pattern == NULL || subject == NULL)
        return; // null
    int pattern_length = sqlite3_value_bytes(values[0]);
    if (pattern_length > PATTERN_MAXIMUM) {
        sqlite3_result_error(context, "LIKE pattern is too long", -1);
        return;
    }
    bool matches =
        like_matches(pattern, pattern + pattern_length, subject, subject + sqlite3_value_bytes(values[1]), escape);
    sqlite3_result_int(context, matches);
}

int like_register(sqlite3 *handle) {
    pthread_once(&unicode_once, unicode_load);
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    int code = sqlite3_create_function(handle, "like", 2, flags, NULL, like_function, NULL, NULL);
    return code != SQLITE_OK ? code
                             : sqlite3_create_function(handle, "like", 3, flags, NULL, like_function, NULL, NULL);
}
