// The prover on random pairs of small schemas: what it claims to be included is, and what it claims to be apart is, on
// every document that is tried.
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
    return instance_verdict(n, document, &steps) == wanted;
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
    work w = {0};
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

static void test_plain(void **state) {
    (void)state;
    run(false, 11);
}

static void test_composed(void **state) {
    (void)state;
    run(true, 12);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_plain), cmocka_unit_test(test_composed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
