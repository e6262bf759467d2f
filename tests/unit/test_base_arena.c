#include "unit.h"

#include "base/arena.h"
#include <signal.h>
#include <stdalign.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define GUARDED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
#define GUARDED 1
#endif
#endif

static void allocations_are_aligned_and_apart(void **state) {
    (void)state;
    arena *a = arena_new(64);
    unsigned char *blocks[200];
    for (int i = 0; i < 200; i++) {
        if (i % 3 == 0)
            arena_bytes(a, 1)[0] = 'x'; // puts the next one off its alignment
        blocks[i] = arena_alloc(a, (size_t)i);
        assert_int_equal((uintptr_t)blocks[i] % alignof(max_align_t), 0);
        memset(blocks[i], i, (size_t)i);
    }
    for (int i = 0; i < 200; i++)
        for (int k = 0; k < i; k++)
            assert_int_equal(blocks[i][k], i);
    assert_null(arena_free(a));
    assert_null(arena_free(NULL));
}

static void zeroed_and_array(void **state) {
    (void)state;
    arena *a = arena_new(0);
    memset(arena_alloc(a, 3000), 0xFF, 3000);
    arena_reset(a, 1 << 20);
    const unsigned char *zeroed = arena_zalloc(a, 3000);
    for (int i = 0; i < 3000; i++)
        assert_int_equal(zeroed[i], 0);
    int64_t *numbers = arena_array(a, 1000, sizeof(*numbers));
    numbers[999] = 7;
    assert_int_equal(numbers[999], 7);
    assert_non_null(arena_array(a, 0, sizeof(*numbers)));
    struct pair {
        int64_t left, right;
    } *pair = arena_new_of(a, struct pair);
    assert_int_equal(pair->left + pair->right, 0);
    arena_free(a);
}

static void text_and_format(void **state) {
    (void)state;
    arena *a = arena_new(16);
    assert_string_equal(arena_strdup(a, "copy"), "copy");
    assert_string_equal(arena_text(a, (text){"slice of more", 5}), "slice");
    assert_string_equal(arena_text(a, TEXT_NONE), "");
    assert_string_equal(arena_printf(a, "%d-%s", 7, "x"), "7-x");
    for (int length = 250; length < 260; length++) { // around the size of the first attempt
        const char *printed = arena_printf(a, "%0*d", length, 5);
        assert_int_equal(strlen(printed), length);
        assert_int_equal(printed[length - 1], '5');
        assert_int_equal(printed[0], '0');
    }
    arena_free(a);
}

static void large_allocations_keep_the_current_chunk(void **state) {
    (void)state;
    arena *a = arena_new(1024);
    char *first = arena_bytes(a, 8);
    char *large = arena_bytes(a, 100000);
    char *second = arena_bytes(a, 8);
    memset(large, 'x', 100000);
    assert_true(second > first && second - first < 1024);
    assert_in_range(arena_size(a), 100000, 110000);
    arena_free(a);
}

static void reset_keeps_at_most_what_it_may(void **state) {
    (void)state;
    arena *a = arena_new(1024);
    assert_int_equal(arena_size(a), 0);
    for (int i = 0; i < 100; i++)
        arena_alloc(a, 1000);
    assert_true(arena_size(a) >= 100000);
    arena_reset(a, 5000);
    assert_in_range(arena_size(a), 1, 5000);
    size_t held = arena_size(a);
    memset(arena_alloc(a, 500), 1, 500);
    assert_int_equal(arena_size(a), held);
    arena_reset(a, 0);
    assert_int_equal(arena_size(a), 0);
    memset(arena_alloc(a, 500), 1, 500);
    arena_free(a);
}

static void the_same_use_again_needs_nothing_more(void **state) {
    (void)state;
    arena *a = arena_new(1024);
    for (int use = 0; use < 3; use++) {
        for (int i = 0; i < 100; i++)
            memset(arena_alloc(a, 1000), use, 1000);
        size_t held = arena_size(a);
        arena_reset(a, 1 << 20);
        assert_int_equal(arena_size(a), held);
        for (int i = 0; i < 100; i++)
            arena_alloc(a, 1000);
        assert_int_equal(arena_size(a), held);
        arena_reset(a, 1 << 20);
    }
    arena_free(a);
}

// Also where chunks are rounded up to large pages.
static void reset_keeps_no_more_of_large_chunks(void **state) {
    (void)state;
    enum { KEPT = 3 << 20, EACH = 100000 };
    for (int count = 1; count < 60; count++) {
        arena *a = arena_new(1024);
        for (int i = 0; i < count; i++)
            memset(arena_alloc(a, EACH), i, EACH);
        arena_reset(a, KEPT);
        assert_in_range(arena_size(a), 0, KEPT);
        memset(arena_alloc(a, EACH), 1, EACH);
        arena_free(a);
    }
}

static void what_is_reserved_is_one_piece(void **state) {
    (void)state;
    enum { PIECES = 100, PIECE = 50000 };
    arena *a = arena_new(0);
    arena_alloc(a, 100);
    arena_reserve(a, (size_t)2 * PIECES * PIECE);
    size_t held = arena_size(a);
    char *before = NULL;
    for (int i = 0; i < PIECES; i++) {
        char *piece = arena_bytes(a, PIECE);
        memset(piece, i, PIECE);
        assert_true(before == NULL || piece > before);
        before = piece;
    }
    assert_int_equal(arena_size(a), held);
    arena_reserve(a, 1000); // there already
    assert_int_equal(arena_size(a), held);
    arena_reset(a, 0);
    assert_int_equal(arena_size(a), 0);
    arena_free(a);
}

typedef struct trace {
    arena *a;
    char letters[8];
    int count;
} trace;

static void note_x(void *data) {
    trace *t = data;
    t->letters[t->count++] = 'x';
}

static void note_y_and_defer(void *data) {
    trace *t = data;
    t->letters[t->count++] = 'y';
    arena_defer(t->a, note_x, t);
}

static void note_z(void *data) {
    trace *t = data;
    t->letters[t->count++] = 'z';
}

static void deferred_functions_run_last_first(void **state) {
    (void)state;
    trace t = {.a = arena_new(0)};
    arena_defer(t.a, note_z, &t);
    arena_defer(t.a, note_y_and_defer, &t);
    arena_defer(t.a, note_z, &t);
    arena_reset(t.a, 100000);
    assert_string_equal(t.letters, "zyxz");
    arena_reset(t.a, 0);
    assert_int_equal(t.count, 4);
    arena_defer(t.a, note_x, &t);
    arena_free(t.a);
    assert_string_equal(t.letters, "zyxzx");
}

static void an_overflowing_product_ends_the_process(void **state) {
    (void)state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        fclose(stderr);
        arena *a = arena_new(0);
        volatile size_t count = SIZE_MAX / 4;
        arena_array(a, count, 8);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

static void unused_memory_is_guarded(void **state) {
    (void)state;
#ifdef GUARDED
    arena *a = arena_new(0);
    char *bytes = arena_bytes(a, 5);
    assert_false(__asan_address_is_poisoned(bytes + 4));
    assert_true(__asan_address_is_poisoned(bytes + 5));
    char *next = arena_bytes(a, 5);
    assert_true(next - bytes > 5);
    arena_reset(a, 1 << 20);
    assert_true(__asan_address_is_poisoned(bytes));
    arena_free(a);
#else
    print_message("skipped: only AddressSanitizer builds guard arenas\n");
    skip();
#endif
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(allocations_are_aligned_and_apart),
        cmocka_unit_test(zeroed_and_array),
        cmocka_unit_test(text_and_format),
        cmocka_unit_test(large_allocations_keep_the_current_chunk),
        cmocka_unit_test(reset_keeps_at_most_what_it_may),
        cmocka_unit_test(the_same_use_again_needs_nothing_more),
        cmocka_unit_test(reset_keeps_no_more_of_large_chunks),
        cmocka_unit_test(what_is_reserved_is_one_piece),
        cmocka_unit_test(deferred_functions_run_last_first),
        cmocka_unit_test(an_overflowing_product_ends_the_process),
        cmocka_unit_test(unused_memory_is_guarded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
