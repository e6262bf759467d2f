// The cache of compiled schemas: what it keeps, what it drops, and that held schemas outlive both.
#include "schema_unit.h"

#include "schema/cache.h"
#include <pthread.h>

#define DEPTH JSON_DEPTH_DEFAULT

// Puts a schema, with ' for ".
static cached_schema *put(schema_cache *cache, const char *key, const char *source, unsigned depth) {
    arena *a = arena_new(0);
    cached_schema *held = schema_cache_put(cache, text_of(key), text_of(quoted(a, source)), depth);
    arena_free(a);
    return held;
}

static void test_get_and_put(void **state) {
    (void)state;
    schema_cache *cache = schema_cache_new(1 << 20, schema_budget_default);
    assert_null(schema_cache_get(cache, TEXT("a")));
    cached_schema *one = put(cache, "a", "{'type':'string'}", DEPTH);
    assert_non_null(one);
    cached_schema *again = schema_cache_get(cache, TEXT("a"));
    assert_ptr_equal(one, again);
    // A second put under the key finds the first.
    cached_schema *same = put(cache, "a", "{'type':'string'}", DEPTH);
    assert_ptr_equal(same, one);
    assert_null(put(cache, "b", "{", DEPTH));
    assert_null(put(cache, "b", "{'items':{'items':{}}}", 2));
    assert_null(schema_cache_get(cache, TEXT("b")));
    cached_schema_release(again);
    cached_schema_release(same);
    schema_cache_free(cache);
    // The cache is gone, the schema is not.
    arena *a = arena_new(0);
    assert_int_equal(schema_diff(a, cached_schema_of(one), compile(a, "{'type':'null'}")).count, 1);
    arena_free(a);
    assert_null(cached_schema_release(one));
    assert_null(cached_schema_release(NULL));
    assert_null(schema_cache_free(NULL));
}

static void put_string(schema_cache *cache, const char *key) {
    cached_schema_release(put(cache, key, "{'type':'string'}", DEPTH));
}

static bool has(schema_cache *cache, const char *key) {
    cached_schema *held = schema_cache_get(cache, text_of(key));
    cached_schema_release(held);
    return held != NULL;
}

static void test_least_recently_used(void **state) {
    (void)state;
    schema_cache *probe = schema_cache_new(1 << 20, schema_budget_default);
    put_string(probe, "a");
    size_t size = schema_cache_size(probe);
    schema_cache_free(probe);
    schema_cache *cache = schema_cache_new(3 * size, schema_budget_default);
    put_string(cache, "a");
    put_string(cache, "b");
    put_string(cache, "c");
    assert_int_equal(schema_cache_size(cache), 3 * size);
    assert_true(has(cache, "a")); // so b is the oldest now
    put_string(cache, "d");
    assert_int_equal(schema_cache_size(cache), 3 * size);
    assert_false(has(cache, "b"));
    assert_true(has(cache, "a") && has(cache, "c") && has(cache, "d"));
    schema_cache_free(cache);
    cache = schema_cache_new(10, schema_budget_default); // too small for anything
    cached_schema *held = put(cache, "a", "{}", DEPTH);
    assert_non_null(held);
    assert_int_equal(schema_cache_size(cache), 0);
    assert_false(has(cache, "a"));
    cached_schema_release(held);
    schema_cache_free(cache);
}

enum { THREADS = 4, TURNS = 2000, KEYS = 16 };

static void *use(void *shared) {
    schema_cache *cache = shared;
    for (unsigned i = 0; i < TURNS; i++) {
        char key[16], document[64];
        snprintf(key, sizeof(key), "key %u", i % KEYS);
        snprintf(document, sizeof(document), "{'maxLength':%u}", i % KEYS);
        cached_schema *held = schema_cache_get(cache, text_of(key));
        held = held != NULL ? held : put(cache, key, document, DEPTH);
        json_value wanted;
        arena *a = arena_new(0);
        wanted = json_make_integer(a, i % KEYS);
        bool right = json_equal(json_get(schema_document(cached_schema_of(held)), "maxLength"), &wanted);
        arena_free(a);
        cached_schema_release(held);
        if (!right)
            return shared; // another schema under this key
    }
    return NULL;
}

static void test_threads(void **state) {
    (void)state;
    schema_cache *cache = schema_cache_new(64 << 10, schema_budget_default); // some must go
    pthread_t threads[THREADS];
    for (unsigned i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, use, cache), 0);
    for (unsigned i = 0; i < THREADS; i++) {
        void *complaint = NULL;
        pthread_join(threads[i], &complaint);
        assert_null(complaint);
    }
    assert_true(schema_cache_size(cache) <= 64 << 10);
    schema_cache_free(cache);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_get_and_put), cmocka_unit_test(test_least_recently_used),
                                       cmocka_unit_test(test_threads)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
