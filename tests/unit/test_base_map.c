#include "unit.h"

#include "base/hash.h"
#include "base/map.h"

static void put_get_replace(void **state) {
    (void)state;
    arena *a = arena_new(0);
    map *m = map_new(a, 0);
    int one, two;
    assert_null(map_get(m, TEXT("key")));
    assert_null(map_put(m, TEXT("key"), &one));
    assert_ptr_equal(map_get(m, TEXT("key")), &one);
    assert_ptr_equal(map_put(m, TEXT("key"), &two), &one);
    assert_ptr_equal(map_get(m, TEXT("key")), &two);
    assert_null(map_get(m, TEXT("Key")));
    assert_null(map_get(m, TEXT("ke")));
    assert_int_equal(map_count(m), 1);
    arena_free(a);
}

static void the_empty_key_and_keys_with_nul(void **state) {
    (void)state;
    arena *a = arena_new(0);
    map *m = map_new(a, 1);
    int empty, with_nul;
    assert_null(map_put(m, TEXT_NONE, &empty));
    assert_ptr_equal(map_get(m, TEXT("")), &empty);
    assert_ptr_equal(map_get(m, TEXT_NONE), &empty);
    assert_null(map_put(m, TEXT("a\0b"), &with_nul));
    assert_null(map_get(m, TEXT("a\0c")));
    assert_null(map_get(m, TEXT("a")));
    assert_ptr_equal(map_get(m, TEXT("a\0b")), &with_nul);
    assert_int_equal(map_count(m), 2);
    arena_free(a);
}

static void many_keys(void **state) {
    (void)state;
    enum { MANY = 20000 };
    static int values[MANY];
    for (size_t expected = 0; expected <= MANY; expected += MANY) {
        arena *a = arena_new(0);
        map *m = map_new(a, expected);
        for (int i = 0; i < MANY; i++)
            assert_null(map_put(m, text_of(arena_printf(a, "key-%d", i)), &values[i]));
        assert_int_equal(map_count(m), MANY);
        for (int i = 0; i < MANY; i++) {
            char key[32];
            snprintf(key, sizeof(key), "key-%d", i);
            assert_ptr_equal(map_get(m, text_of(key)), &values[i]);
        }
        assert_null(map_get(m, TEXT("key-20000")));
        arena_free(a);
    }
}

// Each bit of the input and of the seed must change about half of the bits of the hash.
static void hash_spreads(void **state) {
    (void)state;
    unsigned char bytes[80];
    for (size_t i = 0; i < sizeof(bytes); i++)
        bytes[i] = (unsigned char)(i * 37);
    for (size_t length = 1; length <= sizeof(bytes); length++) {
        uint64_t plain = hash_bytes(bytes, length, 12345);
        assert_true(plain == hash_bytes(bytes, length, 12345));
        assert_true(plain != hash_bytes(bytes, length - 1, 12345));
        unsigned changed = 0;
        unsigned trials = 0;
        for (size_t bit = 0; bit < length * 8; bit++, trials++) {
            bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
            uint64_t other = hash_bytes(bytes, length, 12345);
            bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
            assert_true(other != plain);
            changed += (unsigned)__builtin_popcountll(other ^ plain);
        }
        for (int bit = 0; bit < 64; bit++, trials++) {
            uint64_t other = hash_bytes(bytes, length, 12345 ^ UINT64_C(1) << bit);
            assert_true(other != plain);
            changed += (unsigned)__builtin_popcountll(other ^ plain);
        }
        assert_in_range(changed / trials, 28, 36);
    }
}

static void the_process_seed_stays(void **state) {
    (void)state;
    assert_true(hash_process_seed() == hash_process_seed());
    assert_true(hash_bytes(NULL, 0, 1) != hash_bytes(NULL, 0, 2));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(put_get_replace),
        cmocka_unit_test(the_empty_key_and_keys_with_nul),
        cmocka_unit_test(many_keys),
        cmocka_unit_test(hash_spreads),
        cmocka_unit_test(the_process_seed_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
