// The prover and the decision on random pairs of small schemas: what they claim to be included is, and what is claimed to be
// apart is, on every document that is tried; a witness is what it should be; and what must be so whatever the schemas are is
// found.
#include "cases.h"
#include "schema_random.h"

#include "schema/decide/decide.h"
#include "schema/instance.h"

enum { ROUNDS = 5000 };

typedef struct tally {
    size_t within, apart, hits;
} tally;

static bool accepts(const node *n, const json_value *document, schema_verdict wanted) {
    size_t steps = SCHEMA_STEPS_MAX;
    return instance_verdict(n, document, NULL, &steps) == wanted;
}

static void check_pair(arena *a, const json_value *documents, uint64_t seed, bool composed, tally *t) {
    random_schema r = {.seed = random_mix(seed, 1), .composed = composed, .inner = true};
    const char *first = random_text(a, r);
    r.mutated = random_mix(seed, 2);
    r.rarity = 4 + (unsigned)(seed % 30);
    const char *second = random_text(a, r);
    const char *source = arena_printf(a, "{'prefixItems':[%s,%s]}", first, second);
    const compiled_schema *s = compile(a, source);
    const node_list *both = node_compiled(s->root, KEYWORD_PREFIX_ITEMS);
    const node *x = node_of(both->items[0]), *y = node_of(both->items[1]);
    work w = {.most = SCHEMA_VISITS_MAX};
    bool within = decide_within(&w, x, y), apart = decide_apart(&w, x, y);
    t->within += within && !decide_equal(&w, x, y);
    t->apart += apart;
    for (size_t i = 0; (within || apart) && i < documents->count; i++) {
        const json_value *document = &documents->elements[i];
        bool accepted = accepts(x, document, SCHEMA_ACCEPTS);
        t->hits += accepted;
        if (accepted &&
            ((within && accepts(y, document, SCHEMA_REJECTS)) || (apart && accepts(y, document, SCHEMA_ACCEPTS)))) {
            fprintf(stderr, "seed %llu: %s\nclaimed %s, but %s\n", (unsigned long long)seed, source,
                    within ? "included" : "apart", json_print(a, document, NULL));
            fail_msg("see above");
        }
    }
    work_done(&w);
}

static void run(bool composed, uint64_t base) {
    arena *kept = arena_new(0);
    const json_value *documents =
        json_get(cases_find(kept, "documents/small.json", "small documents of every type"), "documents");
    const char *wanted = getenv("TESSERA_LAW_ROUNDS"); // longer runs by hand
    long long rounds = ROUNDS;
    if (wanted != NULL)
        text_to_int64(text_of(wanted), &rounds);
    tally t = {0};
    for (long long i = 0; i < rounds; i++) {
        arena *a = arena_new(0);
        check_pair(a, documents, random_mix(base, (uint64_t)i), composed, &t);
        arena_free(a);
    }
    print_message("%zu included, %zu apart, %zu documents accepted\n", t.within, t.apart, t.hits);
    assert_true(t.within > (size_t)rounds / 100 && t.apart > (size_t)rounds / 100 && t.hits > (size_t)rounds / 10);
    arena_free(kept);
}

// --- decisions -------------------------------------------------------------------------------------------------------

typedef struct share {
    size_t yes, no, unknown, hits;
} share;

static const node *part(const compiled_schema *s, size_t index) {
    return node_of(((const node_list *)node_compiled(s->root, KEYWORD_PREFIX_ITEMS))->items[index]);
}

// Two schemas of chance as texts.
static const char *two_texts(arena *a, uint64_t seed, bool composed, const char **second) {
    random_schema r = {.seed = random_mix(seed, 1), .composed = composed, .inner = true};
    const char *first = random_text(a, r);
    r.mutated = random_mix(seed, 2);
    r.rarity = 4 + (unsigned)(seed % 30);
    *second = random_text(a, r);
    return first;
}

static void check_decision(arena *a, const json_value *documents, uint64_t seed, bool composed, share *t) {
    const char *second, *first = two_texts(a, seed, composed, &second);
    const char *source = arena_printf(a, "{'prefixItems':[%s,%s]}", first, second);
    const compiled_schema *s = compile(a, source);
    const node *x = part(s, 0), *y = part(s, 1);
    work w = {.most = SCHEMA_VISITS_MAX};
    decision found = decide_inclusion(&w, SCHEMA_DECISIONS_MAX, x, y, false),
             counted = decide_inclusion(&w, SCHEMA_DECISIONS_MAX, x, y, true);
    t->yes += found.answer == ANSWER_YES;
    t->no += found.answer == ANSWER_NO;
    t->unknown += found.answer == ANSWER_UNKNOWN;
    if (found.answer == ANSWER_NO &&
        !(accepts(x, found.witness, SCHEMA_ACCEPTS) && accepts(y, found.witness, SCHEMA_REJECTS)))
        fail_msg("seed %llu: %s: %s is no witness", (unsigned long long)seed, source,
                 json_print(a, found.witness, NULL));
    if (found.answer == ANSWER_YES && counted.answer == ANSWER_NO)
        fail_msg("seed %llu: %s: all documents are included, but not those that count", (unsigned long long)seed,
                 source);
    for (size_t i = 0; found.answer == ANSWER_YES && i < documents->count; i++) {
        const json_value *document = &documents->elements[i];
        bool accepted = accepts(x, document, SCHEMA_ACCEPTS);
        t->hits += accepted;
        if (accepted && accepts(y, document, SCHEMA_REJECTS))
            fail_msg("seed %llu: %s: decided to be included, but for %s", (unsigned long long)seed, source,
                     json_print(a, document, NULL));
    }
    work_done(&w);
}

// What holds for all schemas.
static void check_laws(arena *a, uint64_t seed, bool composed, share *t) {
    static const char *const laws[] = {
        "{'prefixItems':[%1$s,%1$s]}",                  // a schema within itself
        "{'prefixItems':[%1$s,{'anyOf':[%1$s,%2$s]}]}", // within itself or another
        "{'prefixItems':[{'allOf':[%1$s,%2$s]},%1$s]}", // with another one within it
        "{'prefixItems':[%1$s,{'not':{'not':%1$s}}]}",  // denied twice
        "{'prefixItems':[{'not':{'not':%1$s}},%1$s]}",
        "{'prefixItems':[{'allOf':[%1$s,{'not':%1$s}]},%2$s]}", // and its denial: nothing
        "{'prefixItems':[%2$s,{'anyOf':[%1$s,{'not':%1$s}]}]}", // or its denial: all
        "{'prefixItems':[%1$s,{'anyOf':[{'allOf':[%1$s,%2$s]},{'allOf':[%1$s,{'not':%2$s}]}]}]}", // by cases
        "{'prefixItems':[%1$s,{'if':%2$s,'then':%1$s,'else':%1$s}]}",
    };
    const char *second, *first = two_texts(a, seed, composed, &second);
    for (size_t i = 0; i < sizeof laws / sizeof laws[0]; i++) {
        char *source = NULL;
        assert_true(asprintf(&source, laws[i], first, second) > 0);
        const compiled_schema *s = compile(a, arena_printf(a, "%s", source));
        work w = {.most = SCHEMA_VISITS_MAX};
        decision found = decide_inclusion(&w, SCHEMA_DECISIONS_MAX, part(s, 0), part(s, 1), false);
        t->yes += found.answer == ANSWER_YES;
        t->unknown += found.answer == ANSWER_UNKNOWN;
        if (found.answer == ANSWER_NO)
            fail_msg("seed %llu: %s: denied by %s", (unsigned long long)seed, source,
                     json_print(a, found.witness, NULL));
        work_done(&w);
        free(source);
    }
}

// At least so many of a thousand must be decided.
static void check_share(const char *what, const share *t, size_t floor) {
    size_t all = t->yes + t->no + t->unknown;
    print_message("%s: %zu included, %zu not, %zu undecided; %zu documents accepted\n", what, t->yes, t->no, t->unknown,
                  t->hits);
    assert_true((all - t->unknown) * 1000 >= all * floor);
}

static void test_decisions(void **state) {
    (void)state;
    enum { DECISIONS = 3000, LAWS = 600, DECIDED = 985, LAWS_DECIDED = 1000 }; // some references lead nowhere
    arena *kept = arena_new(0);
    const json_value *documents =
        json_get(cases_find(kept, "documents/small.json", "small documents of every type"), "documents");
    for (int composed = 0; composed < 2; composed++) {
        share decided = {0}, laws = {0};
        for (uint64_t i = 0; i < DECISIONS; i++) {
            arena *a = arena_new(0);
            check_decision(a, documents, random_mix(21 + (uint64_t)composed, i), composed == 1, &decided);
            if (i < LAWS)
                check_laws(a, random_mix(31 + (uint64_t)composed, i), composed == 1, &laws);
            arena_free(a);
        }
        check_share("decisions", &decided, DECIDED);
        check_share("laws", &laws, LAWS_DECIDED);
        assert_true(decided.hits > DECISIONS && decided.no > DECISIONS / 10);
    }
    arena_free(kept);
}

static void test_plain(void **state) {
    (void)state;
    run(false, 11);
}

static void test_composed(void **state) {
    (void)state;
    run(true, 12);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_plain), cmocka_unit_test(test_composed),
                                       cmocka_unit_test(test_decisions)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
