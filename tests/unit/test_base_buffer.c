#include "unit.h"

#include "base/buffer.h"
#include "base/memory.h"

static void appends_grow_up_to_the_maximum(void **state) {
    (void)state;
    buffer b;
    buffer_init(&b, 1000);
    assert_int_equal(buffer_text(&b).length, 0);
    assert_non_null(buffer_text(&b).data);
    for (int i = 0; i < 1000; i++)
        buffer_append_byte(&b, (char)('a' + i % 26));
    assert_false(b.failed);
    assert_int_equal(b.length, 1000);
    assert_int_equal(b.data[999], 'a' + 999 % 26);
    buffer_append_byte(&b, 'x');
    assert_true(b.failed);
    assert_int_equal(b.length, 1000);
    buffer_done(&b);
    buffer_done(&b);
    assert_false(b.failed);
    buffer_append_string(&b, "usable again");
    assert_true(text_is(buffer_text(&b), "usable again"));
    buffer_done(&b);
}

static void a_failure_is_sticky_and_changes_nothing(void **state) {
    (void)state;
    buffer b;
    buffer_init(&b, 10);
    buffer_append_text(&b, TEXT("12345"));
    buffer_append_text(&b, TEXT("678901"));
    assert_true(b.failed);
    buffer_append_text(&b, TEXT("6"));
    buffer_printf(&b, "%d", 6);
    assert_null(buffer_reserve(&b, 1));
    assert_true(text_is(buffer_text(&b), "12345"));
    size_t length = 99;
    assert_null(buffer_take(&b, &length));
    assert_int_equal(length, 99);
    buffer_clear(&b, 100);
    assert_false(b.failed);
    assert_int_equal(b.length, 0);
    assert_true(b.capacity > 0);
    buffer_append_text(&b, TEXT("1234567890"));
    assert_false(b.failed);
    volatile size_t absurd = SIZE_MAX; // or the compiler would refuse it
    buffer_append(&b, "x", absurd);
    assert_true(b.failed);
    buffer_clear(&b, 5);
    assert_int_equal(b.capacity, 0);
    buffer_done(&b);
}

static void formatted_text(void **state) {
    (void)state;
    buffer b;
    buffer_init(&b, 600);
    buffer_printf(&b, "%s=%d;", "a", 1);
    buffer_printf(&b, "%0300d", 7);
    assert_false(b.failed);
    assert_int_equal(b.length, 304);
    assert_int_equal(b.data[303], '7');
    buffer_printf(&b, "%0296d", 8); // exactly full
    assert_false(b.failed);
    assert_int_equal(b.length, 600);
    buffer_printf(&b, "%s", "");
    assert_false(b.failed);
    buffer_printf(&b, "x");
    assert_true(b.failed);
    assert_int_equal(b.length, 600);
    buffer_done(&b);
}

static void reserve_and_commit(void **state) {
    (void)state;
    buffer b;
    buffer_init(&b, 20);
    assert_non_null(buffer_reserve(&b, 0));
    char *room = buffer_reserve(&b, 20);
    assert_non_null(room);
    snprintf(room, 20, "0123456789");
    buffer_commit(&b, 10);
    assert_true(text_is(buffer_text(&b), "0123456789"));
    assert_null(buffer_reserve(&b, 11));
    assert_true(b.failed);
    buffer_clear(&b, 20);
    buffer_commit(&b, 1000); // more than was reserved
    assert_true(b.failed);
    assert_int_equal(b.length, 0);
    buffer_done(&b);
}

static void take_hands_the_bytes_over(void **state) {
    (void)state;
    buffer b;
    buffer_init(&b, 8);
    size_t length = 99;
    char *empty = buffer_take(&b, &length);
    assert_string_equal(empty, "");
    assert_int_equal(length, 0);
    free(empty);
    buffer_append_string(&b, "12345678"); // full: the NUL does not count
    char *bytes = buffer_take(&b, NULL);
    assert_string_equal(bytes, "12345678");
    free(bytes);
    assert_ptr_equal(b.data, NULL);
    buffer_append_string(&b, "more");
    assert_int_equal(b.length, 4);
    buffer_done(&b);
}

static void heap_memory(void **state) {
    (void)state;
    free(memory_alloc(0));
    char *zeroed = memory_zalloc(64);
    for (int i = 0; i < 64; i++)
        assert_int_equal(zeroed[i], 0);
    zeroed = memory_realloc(zeroed, 100000);
    assert_int_equal(zeroed[63], 0);
    free(zeroed);
    free(memory_realloc(NULL, 0));
    char *copy = memory_strdup("text");
    assert_string_equal(copy, "text");
    free(copy);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(appends_grow_up_to_the_maximum),
        cmocka_unit_test(a_failure_is_sticky_and_changes_nothing),
        cmocka_unit_test(formatted_text),
        cmocka_unit_test(reserve_and_commit),
        cmocka_unit_test(take_hands_the_bytes_over),
        cmocka_unit_test(heap_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
