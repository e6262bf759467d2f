// Patterns run in PCRE2 under limits of steps, depth and memory: what passes them has no answer. Nor has what PCRE2 sees otherwise
// than ECMA-262, whose patterns JSON Schema asks for: a dot before ends of lines other than LF, `\s` and `\S` before blanks beyond
// ASCII.
#include "schema/regex.h"
#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/memory.h"
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

// A pattern that backtracks more than this is taken for hostile.
enum { PATTERN_MAX = 2000, MATCH_STEPS_MAX = 100000, MATCH_DEPTH_MAX = 1000, HEAP_KIB_MAX = 1024 };

struct regex {
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *limits;
    bool dots, blanks; // it holds a dot; `\s` or `\S`
};

static void find_disputed(regex *r, text pattern) {
    for (size_t i = 0; i < pattern.length; i++) {
        r->dots = r->dots || pattern.data[i] == '.';
        if (pattern.data[i] == '\\' && ++i < pattern.length)
            r->blanks = r->blanks || pattern.data[i] == 's' || pattern.data[i] == 'S';
    }
}

static bool holds(text subject, const char *part) {
    return memmem(subject.data, subject.length, part, strlen(part)) != NULL;
}

static bool is_disputed(const regex *r, text subject) {
    static const char *const ends[] = {"\r", "\u2028", "\u2029"};
    static const char *const blanks[] = {"\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004",
                                         "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200a", "\u2028",
                                         "\u2029", "\u202f", "\u205f", "\u3000", "\ufeff"};
    bool disputed = false;
    for (size_t i = 0; r->dots && !disputed && i < sizeof ends / sizeof *ends; i++)
        disputed = holds(subject, ends[i]);
    for (size_t i = 0; r->blanks && !disputed && i < sizeof blanks / sizeof *blanks; i++)
        disputed = holds(subject, blanks[i]);
    return disputed;
}

regex *regex_new(text pattern) {
    if (pattern.length > PATTERN_MAX)
        return NULL;
    const uint32_t options = PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_ALT_BSUX | PCRE2_MATCH_UNSET_BACKREF |
                             PCRE2_ALLOW_EMPTY_CLASS | PCRE2_NEVER_BACKSLASH_C;
    int error;
    PCRE2_SIZE where;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern.data, pattern.length, options, &error, &where, NULL);
    if (code == NULL)
        return NULL;
    regex *r = memory_alloc(sizeof(*r));
    *r = (regex){.code = code, .data = pcre2_match_data_create(1, NULL), .limits = pcre2_match_context_create(NULL)};
    find_disputed(r, pattern);
    if (r->data == NULL || r->limits == NULL)
        return regex_free(r);
    pcre2_set_match_limit(r->limits, MATCH_STEPS_MAX);
    pcre2_set_depth_limit(r->limits, MATCH_DEPTH_MAX);
    pcre2_set_heap_limit(r->limits, HEAP_KIB_MAX);
    return r;
}

regex *regex_free(regex *r) {
    if (r != NULL) {
        pcre2_match_data_free(r->data);
        pcre2_match_context_free(r->limits);
        pcre2_code_free(r->code);
        free(r);
    }
    return NULL;
}

answer regex_occurs(const regex *r, text subject) {
    if ((r->dots || r->blanks) && is_disputed(r, subject))
        return ANSWER_UNKNOWN;
    int result = pcre2_match(r->code, (PCRE2_SPTR)subject.data, subject.length, 0, 0, r->data, r->limits);
    if (result == PCRE2_ERROR_NOMATCH)
        return ANSWER_NO;
    return result >= 0 ? ANSWER_YES : ANSWER_UNKNOWN;
}

answer regex_occurs_once(text pattern, text subject) {
    regex *r = regex_new(pattern);
    answer result = r == NULL ? ANSWER_UNKNOWN : regex_occurs(r, subject);
    regex_free(r);
    return result;
}
