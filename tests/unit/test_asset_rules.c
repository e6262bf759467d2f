// Who may change an asset.
#include "domain/assets.h"
#include "unit.h"

static void test_writers(void **state) {
    (void)state;
    uuid owner = uuid_new(), other = uuid_new(), none = UUID_NONE;
    assert_true(asset_may_write(&owner, false, &owner));
    assert_false(asset_may_write(&other, false, &owner));
    assert_false(asset_may_write(&none, false, &owner));
    assert_false(asset_may_write(&none, false, &none)); // two unknown teams are not the same team
    assert_true(asset_may_write(&other, true, &owner));
    assert_true(asset_may_write(&none, true, &owner));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_writers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
