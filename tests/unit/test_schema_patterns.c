// Automata of patterns, and programs that are run, against PCRE2, which shares nothing with them: random patterns, and strings of
// the letters that they hold.
#include "schema_unit.h"

#include "base/utf8.h"
#include "schema/decide/automaton.h"
#include "schema/decide/language.h"
#include "schema/regex.h"
#include "schema/regex_backtrack.h"
#include "schema_random.h"

enum { ROUNDS = 4000, SUBJECTS = 24, PATTERN_BYTES = 200 };

typedef struct writer {
    uint64_t seed;
    size_t length;
    char bytes[PATTERN_BYTES];
} writer;

static size_t chance(writer *w, size_t count) {
    w->seed = random_mix(w->seed, 1);
    return (size_t)(w->seed >> 33) % count;
}

static void write(writer *w, const char *part) {
    size_t length = strlen(part);
    if (w->length + length < PATTERN_BYTES) {
        memcpy(w->bytes + w->length, part, length);
        w->length += length;
    }
}

static void write_choices(writer *w, unsigned depth);

static void write_part(writer *w, unsigned depth) {
    static const char *const parts[] = {"a",      "b",     "1",       ".",   "[ab]",   "[^a]", "[a-c1]", "\\d",
                                        "\\D",    "\\w",   "\\W",     "\\s", "\\S",    "-",    "é",      "\\.",
                                        "[\\d-]", "\\x61", "\\u00e9", "[^]", "[\\w.]", "\\n",  "𝄞",      "[^\\w𝄞]"};
    static const char *const anchors[] = {"^", "$"};
    static const char *const quantifiers[] = {"*", "+", "?", "{2}", "{1,2}", "{0,1}", "{2,}", "*?", "+?", "{0}"};
    if (chance(w, 8) == 0) {
        write(w, anchors[chance(w, 2)]);
        return;
    }
    if (depth < 3 && chance(w, 4) == 0) {
        write(w, chance(w, 2) == 0 ? "(" : "(?:");
        write_choices(w, depth + 1);
        write(w, ")");
    } else {
        write(w, parts[chance(w, sizeof parts / sizeof parts[0])]);
    }
    if (chance(w, 3) == 0)
        write(w, quantifiers[chance(w, sizeof quantifiers / sizeof quantifiers[0])]);
}

static void write_choices(writer *w, unsigned depth) {
    for (size_t more = chance(w, 3) == 0 ? 2 : 1; more > 0; more--) {
        for (size_t parts = chance(w, 4); parts > 0; parts--)
            write_part(w, depth);
        if (more > 1)
            write(w, "|");
    }
}

static const char *random_subject(arena *a, writer *w) {
    static const char *const letters[] = {"a", "b", "c", "1", "-", ".", "é", "\n", " ", "_", "\u2028", "𝄞", "\u3000"};
    const char *made = "";
    for (size_t count = chance(w, chance(w, 8) == 0 ? 40 : 6); count > 0; count--)
        made = arena_printf(a, "%s%s", made, letters[chance(w, sizeof letters / sizeof letters[0])]);
    return made;
}

static bool occurs(decider *d, automaton *m, text subject) {
    spot *at = m->begin;
    for (size_t i = 0; i < subject.length && at != NULL;) {
        size_t length = utf8_sequence(subject.data + i, subject.length - i);
        at = automaton_step(d, m, at, automaton_class(m, utf8_decode(subject.data + i, length)));
        i += length;
    }
    assert_non_null(at);
    return at != NULL && at->ends;
}

static answer by_backtracking(text pattern, text subject) {
    backtracker *b = backtracker_new(pattern);
    answer found = b == NULL ? ANSWER_UNKNOWN : backtracker_occurs(b, subject);
    backtracker_free(b);
    return found;
}

static answer by_program(text pattern, text subject) {
    size_t steps = SCHEMA_STEPS_MAX;
    regex *r = regex_new(pattern);
    answer found = regex_occurs(r, subject, &steps);
    regex_free(r);
    return found;
}

// What a wording asks for holds of every word that is found for it.
typedef struct held {
    const wording *w;
    size_t words;
} held;

static outcome hold_word(void *to, text word) {
    held *h = to;
    h->words++;
    for (size_t i = 0; i < h->w->count; i++) {
        answer found = by_backtracking(h->w->items[i].pattern, word);
        if (found != ANSWER_UNKNOWN && (found == ANSWER_YES) == h->w->items[i].negative)
            fail_msg("'%.*s' was found for pattern %zu, '%.*s'", (int)word.length, word.data, i,
                     (int)h->w->items[i].pattern.length, h->w->items[i].pattern.data);
    }
    int64_t length = (int64_t)text_code_points(word);
    assert_true(length >= h->w->least && (h->w->most < 0 || length <= h->w->most));
    return OUTCOME_UNSURE;
}

static void test_automata_say_what_pcre2_says(void **state) {
    (void)state;
    size_t regular = 0, hits = 0, compared = 0, empty = 0, words = 0;
    for (uint64_t round = 0; round < ROUNDS; round++) {
        arena *a = arena_new(0);
        work w = {.most = SCHEMA_VISITS_MAX};
        decider d = {.work = &w, .a = work_memory(&w), .steps = 20000};
        writer one = {.seed = random_mix(5, round)}, other = {.seed = random_mix(6, round)};
        write_choices(&one, 0);
        write_choices(&other, 0);
        const text first = {one.bytes, one.length}, second = {other.bytes, other.length};
        wording asked = {.least = (int64_t)(round % 3), .most = round % 4 == 0 ? 4 : -1};
        wording_add(&asked, first, false);
        wording_add(&asked, second, round % 2 == 0);
        held h = {&asked, 0};
        outcome none = language_is_empty(&d, &asked);
        language_find(&d, &asked, hold_word, &h);
        assert_false(none == OUTCOME_EMPTY && h.words > 0);
        words += h.words;
        empty += none == OUTCOME_EMPTY;
        automaton *m = automaton_of(&d, first);
        regular += m->pattern != NULL;
        for (size_t i = 0; m->pattern != NULL && i < SUBJECTS; i++) {
            const text subject = text_of(random_subject(a, &one));
            answer expected = by_backtracking(first, subject), also = by_backtracking(second, subject);
            if (by_program(first, subject) != (occurs(&d, m, subject) ? ANSWER_YES : ANSWER_NO))
                fail_msg("round %llu: pattern '%.*s', subject '%s' by its program", (unsigned long long)round,
                         (int)first.length, first.data, subject.data);
            if (expected == ANSWER_UNKNOWN)
                continue;
            compared++;
            hits += expected == ANSWER_YES;
            if (occurs(&d, m, subject) != (expected == ANSWER_YES))
                fail_msg("round %llu: pattern '%.*s', subject '%s'", (unsigned long long)round, (int)first.length,
                         first.data, subject.data);
            int64_t length = (int64_t)text_code_points(subject);
            bool fits = length >= asked.least && (asked.most < 0 || length <= asked.most);
            assert_false(none == OUTCOME_EMPTY && fits && expected == ANSWER_YES &&
                         also == (asked.items[1].negative ? ANSWER_NO : ANSWER_YES));
        }
        work_done(&w);
        arena_free(a);
    }
    print_message("%zu of %d regular, %zu subjects, %zu with the pattern; %zu wordings without a word, %zu words\n",
                  regular, ROUNDS, compared, hits, empty, words);
    assert_true(regular > ROUNDS * 9 / 10 && compared > regular * SUBJECTS / 2 && hits > compared / 10 &&
                empty > ROUNDS / 20);
}

static bool is_regular(const char *source) {
    arena *a = arena_new(0);
    bool regular = pattern_of(a, text_of(source)) != NULL;
    arena_free(a);
    return regular;
}

static void test_what_is_not_regular_or_disputed_is_left_alone(void **state) {
    (void)state;
    static const char *const left[] = {"(a)\\1",
                                       "(?=a)",
                                       "(?<!a)b",
                                       "\\bword",
                                       "\\p{L}",
                                       "(?i)a",
                                       "a++",
                                       "a{,2}",
                                       "{",
                                       "(",
                                       ")",
                                       "[a",
                                       "*a",
                                       "a{3,2}",
                                       "^*",
                                       "\\ud83d",
                                       "[\\d-x]",
                                       "a{2001}",
                                       "((((a{9}){9}){9}){9})",
                                       "\\A",
                                       "[]",
                                       "\\"};
    static const char *const taken[] = {"", "a", "^$", "(|a)*", "[^\\s\\d]", "\\/", "^\\d{4}-\\d{2}$", "a{0}", "[^]"};
    for (size_t i = 0; i < sizeof left / sizeof left[0]; i++)
        if (is_regular(left[i]))
            fail_msg("'%s' was read as regular", left[i]);
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
        if (!is_regular(taken[i]))
            fail_msg("'%s' was not read", taken[i]);
}

// Automata of exponential size, and patterns that take in nothing together only after many characters.
static void test_large_automata_end(void **state) {
    (void)state;
    static const char *const pairs[][2] = {{"^[ab]*a[ab]{60}$", "^[ab]*b[ab]{60}$"},
                                           {"^(a{7}){1,}$", "^(a{11}){1,}b$"},
                                           {"^[a-z]{1,999}$", "^[a-y]{1,998}$"},
                                           {"(a|b|ab)*c(a|b|ab)*d", "^((a|b|ab)*e)*$"}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        work w = {.most = SCHEMA_VISITS_MAX};
        decider d = {.work = &w, .a = work_memory(&w), .steps = SCHEMA_DECISIONS_MAX};
        for (int negative = 0; negative < 2; negative++) {
            wording asked = {.most = -1};
            wording_add(&asked, text_of(pairs[i][0]), false);
            wording_add(&asked, text_of(pairs[i][1]), negative == 1);
            language_is_empty(&d, &asked);
        }
        assert_false(w.exhausted);
        work_done(&w);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_automata_say_what_pcre2_says),
                                       cmocka_unit_test(test_what_is_not_regular_or_disputed_is_left_alone),
                                       cmocka_unit_test(test_large_automata_end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
