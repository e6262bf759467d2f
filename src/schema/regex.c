// Patterns run in PCRE2 under limits of steps, depth and memory: what passes them has no answer.
#include "schema/regex.h"
#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/memory.h"
#include <pcre2.h>
#include <stdlib.h>

// A pattern that backtracks more than this is taken for hostile.
enum { PATTERN_MAX = 2000, MATCH_STEPS_MAX = 100000, MATCH_DEPTH_MAX = 1000, HEAP_KIB_MAX = 1024 };

struct regex {
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *limits;
};

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
