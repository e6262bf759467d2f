// Patterns run in PCRE2 under limits of steps, depth and memory: what passes them has no answer. Nor has what PCRE2 sees
// otherwise than ECMA-262, whose patterns JSON Schema asks for: what regex_is_common refuses, a dot before ends of lines other
// than LF, `\s` and `\S` before blanks beyond ASCII.
#include "schema/regex_backtrack.h"
#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/memory.h"
#include "schema/regex_dialect.h"
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

// A pattern that backtracks more than this is taken for hostile.
enum { MATCH_STEPS_MAX = 100000, MATCH_DEPTH_MAX = 1000, HEAP_KIB_MAX = 1024 };

struct backtracker {
    pcre2_code *code;
    pcre2_match_context *limits;
    bool dots, blanks; // it holds a dot; `\s` or `\S`
};

static void find_disputed(backtracker *b, text pattern) {
    for (size_t i = 0; i < pattern.length; i++) {
        b->dots = b->dots || pattern.data[i] == '.';
        if (pattern.data[i] == '\\' && ++i < pattern.length)
            b->blanks = b->blanks || pattern.data[i] == 's' || pattern.data[i] == 'S';
    }
}

static bool holds(text subject, const char *part) {
    return memmem(subject.data, subject.length, part, strlen(part)) != NULL;
}

static bool is_disputed(const backtracker *b, text subject) {
    static const char *const ends[] = {"\r", "\u2028", "\u2029"};
    static const char *const blanks[] = {"\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004",
                                         "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200a", "\u2028",
                                         "\u2029", "\u202f", "\u205f", "\u3000", "\ufeff"};
    bool disputed = false;
    for (size_t i = 0; b->dots && !disputed && i < sizeof ends / sizeof *ends; i++)
        disputed = holds(subject, ends[i]);
    for (size_t i = 0; b->blanks && !disputed && i < sizeof blanks / sizeof *blanks; i++)
        disputed = holds(subject, blanks[i]);
    return disputed;
}

backtracker *backtracker_new(text pattern) {
    if (!regex_is_common(pattern))
        return NULL;
    const uint32_t options = PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_ALT_BSUX | PCRE2_MATCH_UNSET_BACKREF |
                             PCRE2_ALLOW_EMPTY_CLASS | PCRE2_NEVER_BACKSLASH_C;
    int error;
    PCRE2_SIZE where;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern.data, pattern.length, options, &error, &where, NULL);
    if (code == NULL)
        return NULL;
    backtracker *b = memory_alloc(sizeof(*b));
    *b = (backtracker){.code = code, .limits = pcre2_match_context_create(NULL)};
    find_disputed(b, pattern);
    if (b->limits == NULL)
        return backtracker_free(b);
    pcre2_set_match_limit(b->limits, MATCH_STEPS_MAX);
    pcre2_set_depth_limit(b->limits, MATCH_DEPTH_MAX);
    pcre2_set_heap_limit(b->limits, HEAP_KIB_MAX);
    return b;
}

backtracker *backtracker_free(backtracker *b) {
    if (b != NULL) {
        pcre2_match_context_free(b->limits);
        pcre2_code_free(b->code);
        free(b);
    }
    return NULL;
}

size_t backtracker_size(const backtracker *b) {
    size_t size = 0;
    pcre2_pattern_info(b->code, PCRE2_INFO_SIZE, &size);
    return sizeof *b + size;
}

answer backtracker_occurs(const backtracker *b, text subject) {
    if ((b->dots || b->blanks) && is_disputed(b, subject))
        return ANSWER_UNKNOWN;
    pcre2_match_data *data = pcre2_match_data_create(1, NULL); // the rest is shared by threads
    if (data == NULL)
        return ANSWER_UNKNOWN;
    int result = pcre2_match(b->code, (PCRE2_SPTR)subject.data, subject.length, 0, 0, data, b->limits);
    pcre2_match_data_free(data);
    if (result == PCRE2_ERROR_NOMATCH)
        return ANSWER_NO;
    return result >= 0 ? ANSWER_YES : ANSWER_UNKNOWN;
}
