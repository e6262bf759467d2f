// Secrets that are kept: what opens them, and that nothing else does.
#include "unit.h"

#include "domain/secret_box.h"

#define FIRST "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
#define FIRST_IN_BASE64 "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
#define SECOND "-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_8"

static secret_box *box_of(const char *first, const char *second, bool for_development) {
    const char *keys[] = {first, second}, *fault = NULL;
    secret_box *box = secret_box_new(keys, (size_t)(first != NULL) + (second != NULL), for_development, &fault);
    assert_non_null(box);
    return box;
}

static void expect(const secret_box *box, secret_place place, text sealed, secret_opening wanted, const char *secret) {
    arena *a = arena_new(0);
    text out;
    assert_int_equal(secret_box_open(box, place, sealed, &out, a), wanted);
    if (secret == NULL)
        assert_null(out.data);
    else
        assert_true(text_is(out, secret));
    arena_free(a);
}

static void test_keys(void **state) {
    (void)state;
    static const char *const wrong[] = {
        "",
        "secret",
        FIRST "0",
        "g" FIRST,
        FIRST_IN_BASE64 "=",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const char *fault = NULL;
        assert_null(secret_box_new(&wrong[i], 1, false, &fault));
        assert_non_null(fault);
    }
    secret_box *none = box_of(NULL, NULL, false), *open = box_of(NULL, NULL, true), *both = box_of(FIRST, NULL, true);
    assert_false(secret_box_can_seal(none));
    assert_true(secret_box_can_seal(open) && secret_box_is_open(open));
    assert_true(secret_box_can_seal(both) && !secret_box_is_open(both));
    secret_box_free(none);
    secret_box_free(open);
    secret_box_free(both);
}

static void test_places(void **state) {
    (void)state;
    arena *a = arena_new(0);
    uuid row = uuid_new(), other = uuid_new();
    secret_place place = {"a.secret", &row};
    secret_box *box = box_of(FIRST, NULL, false), *same = box_of(FIRST_IN_BASE64, NULL, false);
    text sealed = secret_box_seal(box, place, TEXT("whsec_x"), a),
         again = secret_box_seal(box, place, TEXT("whsec_x"), a);
    assert_non_null(sealed.data);
    assert_false(text_equal(sealed, again));
    assert_null(memmem(sealed.data, sealed.length, "whsec", 5));
    expect(box, place, sealed, SECRET_OPENED, "whsec_x");
    expect(same, place, again, SECRET_OPENED, "whsec_x");
    expect(box, (secret_place){"a.secret", &other}, sealed, SECRET_DAMAGED, NULL);
    expect(box, (secret_place){"b.secret", &row}, sealed, SECRET_DAMAGED, NULL);
    for (size_t i = 0; i < sealed.length; i++) {
        char *changed = arena_text(a, sealed);
        changed[i] ^= 1;
        expect(box, place, (text){changed, sealed.length}, i >= 1 && i <= 8 ? SECRET_UNKNOWN_KEY : SECRET_DAMAGED,
               NULL);
        expect(box, place, (text){sealed.data, i}, SECRET_DAMAGED, NULL);
    }
    secret_box_free(box);
    secret_box_free(same);
    arena_free(a);
}

static void test_rotation(void **state) {
    (void)state;
    arena *a = arena_new(0);
    uuid row = uuid_new();
    secret_place place = {"a.secret", &row};
    secret_box *before = box_of(FIRST, NULL, false), *during = box_of(SECOND, FIRST, false),
               *after = box_of(SECOND, NULL, false), *none = box_of(NULL, NULL, false),
               *open = box_of(NULL, NULL, true), *closed = box_of(FIRST, NULL, true);
    text old = secret_box_seal(before, place, TEXT("one"), a), new = secret_box_seal(during, place, TEXT("two"), a);
    expect(during, place, old, SECRET_OPENED, "one");
    expect(during, place, new, SECRET_OPENED, "two");
    expect(after, place, new, SECRET_OPENED, "two");
    expect(after, place, old, SECRET_UNKNOWN_KEY, NULL);
    char head[SECRET_HEAD_BYTES];
    assert_int_equal(secret_box_key_of(during, old), 1);
    assert_int_equal(secret_box_key_of(during, new), 0);
    assert_int_equal(secret_box_key_of(before, new), -1);
    assert_int_equal(secret_box_key_count(during), 2);
    secret_box_head(during, 1, head);
    assert_memory_equal(head, old.data, sizeof head);
    assert_null(secret_box_seal(none, place, TEXT("x"), a).data);
    text known = secret_box_seal(open, place, TEXT("three"), a);
    expect(closed, place, known, SECRET_OPENED, "three");
    expect(before, place, known, SECRET_UNKNOWN_KEY, NULL);
    secret_box *all[] = {before, during, after, none, open, closed};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        secret_box_free(all[i]);
    arena_free(a);
}

static void test_sizes(void **state) {
    (void)state;
    arena *a = arena_new(0);
    uuid row = uuid_new();
    secret_place place = {"a.secret", &row};
    secret_box *box = box_of(FIRST, NULL, false);
    char *longest = arena_bytes(a, SECRET_MAXIMUM + 2);
    memset(longest, 'x', SECRET_MAXIMUM + 1);
    longest[SECRET_MAXIMUM + 1] = '\0';
    assert_null(secret_box_seal(box, place, text_of(longest), a).data);
    assert_null(secret_box_seal(box, place, TEXT(""), a).data);
    longest[SECRET_MAXIMUM] = '\0';
    expect(box, place, secret_box_seal(box, place, text_of(longest), a), SECRET_OPENED, longest);
    secret_box_free(box);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_keys), cmocka_unit_test(test_places),
                                       cmocka_unit_test(test_rotation), cmocka_unit_test(test_sizes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
