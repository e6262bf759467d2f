// The order of names: the same as by their bytes one by one, whatever they begin with, however many are alike.
#include "schema_unit.h"

#include "schema/set.h"

static uint64_t state = 42;

static unsigned pick(unsigned below) {
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(state >> 33) % below;
}

static void check_order(const text *names, size_t count) {
    uint32_t *order = malloc((count + 1) * sizeof *order);
    bool *seen = calloc(count + 1, sizeof *seen);
    names_order(names, order, count);
    for (size_t i = 0; i < count; i++) {
        assert_true(order[i] < count && !seen[order[i]]);
        seen[order[i]] = true;
        if (i == 0)
            continue;
        int before = text_order(names[order[i - 1]], names[order[i]]);
        assert_true(before < 0 || (before == 0 && order[i - 1] < order[i]));
    }
    free(seen);
    free(order);
}

// Names of a few letters, zeros among them, behind one of some beginnings.
static void test_random_names(void **unused) {
    (void)unused;
    static const char letters[] = {'a', 'b', '\0', '\xff', 'z'};
    static const char *const beginnings[] = {"", "column_", "column_name_", "column_name_of_some_length_"};
    for (unsigned round = 0; round < 400; round++) {
        arena *a = arena_new(0);
        size_t count = pick(round % 10 == 0 ? 700 : 40);
        text *names = arena_array(a, count + 1, sizeof *names);
        const char *one = beginnings[pick(4)], *other = pick(3) == 0 ? beginnings[pick(4)] : one;
        for (size_t i = 0; i < count; i++) {
            const char *beginning = pick(8) == 0 ? other : one;
            size_t length = strlen(beginning), more = pick(20);
            char *bytes = arena_bytes(a, length + more + 1);
            for (size_t j = 0; j < length; j++)
                bytes[j] = beginning[j];
            for (size_t j = 0; j < more; j++)
                bytes[length + j] = letters[pick(round % 2 == 0 ? 5 : 2)];
            names[i] = (text){bytes, length + more};
        }
        check_order(names, count);
        arena_free(a);
    }
}

// Each the beginning of the next, told apart by nothing but their lengths.
static void test_zeros(void **unused) {
    (void)unused;
    static const char zeros[200] = {'a'};
    text names[200];
    for (size_t i = 0; i < 200; i++)
        names[i] = (text){zeros, (i * 77) % 200};
    check_order(names, 200);
}

static void test_equal_names_stay(void **unused) {
    (void)unused;
    text names[100];
    for (size_t i = 0; i < 100; i++)
        names[i] = i % 2 == 0 ? TEXT("second_of_the_names") : TEXT("first_of_the_names");
    check_order(names, 100);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_names),
        cmocka_unit_test(test_zeros),
        cmocka_unit_test(test_equal_names_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
