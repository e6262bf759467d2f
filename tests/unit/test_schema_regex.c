// Patterns against long texts, from several threads, and under limits. test_schema_patterns.c holds the answers against PCRE2's.
#include "schema_unit.h"

#include "schema/regex_shelf.h"
#include <pthread.h>

enum { LONG = 200000, PLENTY = 10000000 };

// `count` times the part, and what follows.
static text long_text(arena *a, const char *part, size_t count, const char *end) {
    size_t length = strlen(part), more = strlen(end);
    char *bytes = arena_bytes(a, count * length + more + 1);
    for (size_t i = 0; i < count; i++)
        memcpy(bytes + i * length, part, length);
    memcpy(bytes + count * length, end, more);
    bytes[count * length + more] = '\0';
    return (text){bytes, count * length + more};
}

static answer steps_of(const char *pattern, text subject, size_t *steps) {
    size_t left = PLENTY;
    regex *r = regex_new(text_of(pattern));
    assert_non_null(r);
    answer found = regex_occurs(r, subject, &left);
    *steps = PLENTY - left;
    regex_free(r);
    return found;
}

typedef struct bomb {
    const char *pattern, *part, *end;
    answer found;
} bomb;

// What backtracks for ever takes twice as many steps in a text that is twice as long.
static void test_bombs_are_linear(void **state) {
    (void)state;
    static const bomb bombs[] = {
        {"(a+)+$", "a", "b", ANSWER_NO},
        {"^(a+)+$", "a", "", ANSWER_YES},
        {"^(a|a)*b$", "a", "", ANSWER_NO},
        {"^(a|aa)+$", "a", "!", ANSWER_NO},
        {"(.*)*x", "é", "", ANSWER_NO},
        {"(.*.*)*=", "a", "\n", ANSWER_NO},
        {"^([a-z0-9]+)*\\.([a-z0-9]+)*$", "z9", "_", ANSWER_NO},
        {"^((((a*)*)*)*)*$", "a", "b", ANSWER_NO},
        {"(\\w+\\s?)*$", "ab ", "-", ANSWER_YES}, // the empty text at the end
        {"^(\\w+\\s?)*$", "ab ", "-", ANSWER_NO},
        {"^(?:a?){20}a{20}$", "a", "", ANSWER_NO},
        {"[ab]*a[ab]{12}c", "ab", "", ANSWER_NO},
        {"(𝄞|.𝄞)*$", "𝄞", "", ANSWER_YES},
        {"needle", "hay𝄞", "", ANSWER_NO},
        {"needle", "hay𝄞", "needle", ANSWER_YES},
        {"(needle|stack)$", "né", "stack", ANSWER_YES},
        {"é$", "ne", "é", ANSWER_YES},
        {"n$|q", "hay𝄞", "n", ANSWER_YES},
    };
    arena *a = arena_new(0);
    for (size_t i = 0; i < sizeof bombs / sizeof bombs[0]; i++) {
        size_t half, whole;
        const bomb *b = &bombs[i];
        assert_int_equal(steps_of(b->pattern, long_text(a, b->part, LONG / 2, b->end), &half), b->found);
        answer found = steps_of(b->pattern, long_text(a, b->part, LONG, b->end), &whole);
        if (found != b->found || whole > 2 * half + REGEX_COST)
            fail_msg("'%s': answer %d, %zu steps and %zu", b->pattern, (int)found, half, whole);
    }
    arena_free(a);
}

static const char *verdict_on(arena *a, const char *schema, text string) {
    static const char *const names[] = {
        [SCHEMA_REJECTS] = "rejects", [SCHEMA_ACCEPTS] = "accepts", [SCHEMA_UNKNOWN] = "unknown"};
    const json_value value = json_make_string(string);
    return names[schema_accepts(compile(a, schema), &value)];
}

static void test_validation_of_long_texts(void **state) {
    (void)state;
    arena *a = arena_new(0);
    assert_string_equal(verdict_on(a, "{'pattern':'^(a+)+$'}", long_text(a, "a", 1000000, "")), "accepts");
    assert_string_equal(verdict_on(a, "{'pattern':'^(a+)+$'}", long_text(a, "a", 1000000, "!")), "rejects");
    // Two thousand places in a program, all of them live: no end within the limit.
    assert_string_equal(verdict_on(a, "{'pattern':'[ab]*a[ab]{900}c'}", long_text(a, "ab", 1000000, "")), "unknown");
    // Not regular, so tried by backtracking up to its limit.
    assert_string_equal(verdict_on(a, "{'pattern':'^(a+)+\\\\1$'}", long_text(a, "a", 5000, "b")), "unknown");
    assert_string_equal(verdict_on(a, "{'pattern':'^(a|b)\\\\1$'}", TEXT("bb")), "accepts");
    assert_string_equal(verdict_on(a, "{'pattern':'^(a|b)\\\\1$'}", TEXT("ab")), "rejects");
    arena_free(a);
}

// Where PCRE2 differs from ECMA-262 a program has the answer.
// What is first got to behind many characters is got to all the same, whatever their number is near.
static void test_long_ways_to_the_end(void **state) {
    (void)state;
    enum { LENGTH = 1 << 16, NEAR = 4 };
    arena *a = arena_new(0);
    char *letters = arena_alloc(a, LENGTH + NEAR);
    for (size_t length = LENGTH - NEAR; length < LENGTH + NEAR; length++) {
        memset(letters, 'a', length);
        letters[length - 1] = '1';
        size_t steps = SIZE_MAX;
        regex *r = regex_new(TEXT("^[a-z]+1$"));
        assert_int_equal(regex_occurs(r, (text){letters, length}, &steps), ANSWER_YES);
        letters[length - 1] = 'a';
        assert_int_equal(regex_occurs(r, (text){letters, length}, &steps), ANSWER_NO);
        regex_free(r);
    }
    arena_free(a);
}

static void test_characters_that_dialects_dispute(void **state) {
    (void)state;
    arena *a = arena_new(0);
    assert_string_equal(verdict_on(a, "{'pattern':'^a.b$'}", TEXT("a\rb")), "rejects");
    assert_string_equal(verdict_on(a, "{'pattern':'^a.b$'}", TEXT("a\u2028b")), "rejects");
    assert_string_equal(verdict_on(a, "{'pattern':'^a.b$'}", TEXT("a𝄞b")), "accepts");
    assert_string_equal(verdict_on(a, "{'pattern':'^\\\\s$'}", TEXT("\u00a0")), "accepts");
    assert_string_equal(verdict_on(a, "{'pattern':'^\\\\S$'}", TEXT("\ufeff")), "rejects");
    assert_string_equal(verdict_on(a, "{'pattern':'^$'}", TEXT("\n")), "rejects");
    assert_string_equal(verdict_on(a, "{'pattern':'a$'}", TEXT("a\n")), "rejects");
    assert_string_equal(verdict_on(a, "{'pattern':''}", TEXT("")), "accepts");
    arena_free(a);
}

static void test_steps_that_do_not_last(void **state) {
    (void)state;
    arena *a = arena_new(0);
    regex *r = regex_new(TEXT("^(a|b)*c"));
    const text subject = long_text(a, "ab", 10000, "c");
    size_t steps = PLENTY, few = REGEX_COST - 1, some = REGEX_COST + 100;
    assert_int_equal(regex_occurs(r, subject, &steps), ANSWER_YES);
    assert_int_equal(regex_occurs(r, subject, &few), ANSWER_UNKNOWN);
    assert_int_equal(few, REGEX_COST - 1);
    assert_int_equal(regex_occurs(r, subject, &some), ANSWER_UNKNOWN);
    assert_int_equal(some, 0);
    size_t exact = PLENTY - steps + 1;
    assert_int_equal(regex_occurs(r, subject, &exact), ANSWER_YES);
    regex_free(r);
    arena_free(a);
}

// More patterns than there is room for, among them one that takes all of it: the answers and the steps are the same.
static void test_a_shelf_that_is_full(void **state) {
    (void)state;
    arena *a = arena_new(0);
    regex_shelf *large = regex_shelf_new(a, 100), *small = regex_shelf_new(a, 1), *least = regex_shelf_new(a, 0);
    assert_true(regex_shelf_room(least) < regex_shelf_room(small) && regex_shelf_room(small) < regex_shelf_room(large));
    assert_true(regex_shelf_room(regex_shelf_new(a, SIZE_MAX)) <= 2 << 20);
    for (int round = 0; round < 3; round++)
        for (int i = 0; i < 200; i++) {
            const text pattern = i == 50 ? TEXT("^(((a{9}){9}){9}|\\w+)$")
                                         : text_of(arena_printf(a, i % 9 == 0 ? "^(x)%d\\1" : "^x%d$", i));
            const text subject = text_of(arena_printf(a, i % 9 == 0 && i % 2 == 0 ? "x%dx" : "x%d", i));
            size_t steps[] = {PLENTY, PLENTY, PLENTY};
            answer found = regex_shelf_occurs(large, pattern, subject, &steps[0]);
            assert_int_equal(found, i % 9 != 0 || i % 2 == 0 ? ANSWER_YES : ANSWER_NO);
            assert_int_equal(regex_shelf_occurs(small, pattern, subject, &steps[1]), found);
            assert_int_equal(regex_shelf_occurs(least, pattern, subject, &steps[2]), found);
            assert_true(steps[0] == steps[1] && steps[0] == steps[2]);
        }
    size_t steps = PLENTY;
    assert_int_equal(regex_shelf_occurs(large, TEXT("("), TEXT("a"), &steps), ANSWER_UNKNOWN);
    assert_int_equal(steps, PLENTY - REGEX_COST);
    arena_free(a);
}

typedef struct validation {
    const compiled_schema *schema;
    const json_value *right, *wrong;
    size_t failures;
} validation;

static void *validate(void *data) {
    validation *v = data;
    for (int i = 0; i < 300; i++) {
        v->failures += schema_accepts(v->schema, v->right) != SCHEMA_ACCEPTS;
        v->failures += schema_accepts(v->schema, v->wrong) != SCHEMA_REJECTS;
    }
    return NULL;
}

// Threads that make the patterns of one schema ready at the same time.
static void test_a_schema_that_threads_share(void **state) {
    (void)state;
    enum { THREADS = 6 };
    arena *a = arena_new(0);
    const compiled_schema *s = compile(
        a,
        "{'properties':{'a':{'pattern':'^(x+)+$'},'b':{'pattern':'^(y)\\\\1$'},'c':{'items':{'pattern':'^\\\\d{3}$'}}},"
        "'patternProperties':{'^n':{'type':'null'},'_(at|on)$':{'pattern':'^[0-9]+$'}},'additionalProperties':false}");
    const json_value *right =
        parse(a, quoted(a, "{'a':'xxxx','b':'yy','c':['123','456','789'],'none':null,'made_at':'12','made_on':'3'}"));
    const json_value *wrong =
        parse(a, quoted(a, "{'a':'xxxx','b':'yy','c':['123','456','789'],'made_at':'12','made_on':'z'}"));
    pthread_t threads[THREADS];
    validation all[THREADS];
    for (size_t i = 0; i < THREADS; i++) {
        all[i] = (validation){.schema = s, .right = right, .wrong = wrong};
        assert_int_equal(pthread_create(&threads[i], NULL, validate, &all[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(all[i].failures, 0);
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bombs_are_linear),           cmocka_unit_test(test_validation_of_long_texts),
        cmocka_unit_test(test_long_ways_to_the_end),       cmocka_unit_test(test_characters_that_dialects_dispute),
        cmocka_unit_test(test_steps_that_do_not_last),     cmocka_unit_test(test_a_shelf_that_is_full),
        cmocka_unit_test(test_a_schema_that_threads_share)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
