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

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_hashes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
