// Password hashes: their form, and that they tell passwords apart.
#include "domain/passwords.h"
#include "unit.h"
#include <argon2.h>

static void test_hashes(void **state) {
    (void)state;
    arena *a = arena_new(0);
    const char *first = password_hash(a, TEXT("correct horse")), *second = password_hash(a, TEXT("correct horse"));
    assert_non_null(first);
    assert_non_null(second);
    assert_ptr_equal(strstr(first, "$argon2id$v=19$m=65536,t=3,p=4$"), first);
    assert_string_not_equal(first, second); // another salt
    assert_int_equal(argon2id_verify(first, "correct horse", 13), ARGON2_OK);
    assert_int_equal(argon2id_verify(second, "correct horse", 13), ARGON2_OK);
    assert_int_equal(argon2id_verify(first, "correct horsf", 13), ARGON2_VERIFY_MISMATCH);
    arena_free(a);
}

static void test_comparing(void **state) {
    (void)state;
    arena *a = arena_new(0);
    const char *hash = password_hash(a, TEXT("correct horse"));
    assert_true(password_fits(hash, TEXT("correct horse")));
    assert_false(password_fits(hash, TEXT("correct horsf")));
    assert_false(password_fits(hash, TEXT("correct hors")));
    assert_false(password_fits(hash, TEXT("")));
    assert_false(password_fits(NULL, TEXT("correct horse")));
    assert_true(password_is_current(hash));
    arena_free(a);
}

// What other programs made, and what would cost too much.
static void test_other_hashes(void **state) {
    (void)state;
    char weak[128];
    assert_int_equal(argon2id_hash_encoded(1, 1024, 1, "secret", 6, "0123456789abcdef", 16, 32, weak, sizeof weak),
                     ARGON2_OK);
    assert_true(password_fits(weak, TEXT("secret")));
    assert_false(password_fits(weak, TEXT("Secret")));
    assert_false(password_is_current(weak));
    static const char *const none[] = {
        "",
        "secret",
        "$argon2id$v=19$m=65536,t=3,p=4$",
        "$argon2id$v=19$m=4194304,t=3,p=4$c2FsdHNhbHQ$aGFzaGhhc2g",
        "$argon2id$v=19$m=65536,t=100000,p=4$c2FsdHNhbHQ$aGFzaGhhc2g",
        "$argon2id$v=19$m=99999999999,t=3,p=4$c2FsdHNhbHQ$aGFzaGhhc2g",
        "$argon2i$v=19$m=1024,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2g",
        "$2b$12$abcdefghijklmnopqrstuv",
    };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(password_fits(none[i], TEXT("secret")));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_hashes), cmocka_unit_test(test_comparing),
                                       cmocka_unit_test(test_other_hashes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
