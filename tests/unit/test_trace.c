// Which values of traceparent count, and what is told of them.
#include "server/trace.h"
#include "unit.h"

#define TRACE "4bf92f3577b34da6a3ce929d0e0e4736"
#define SPAN "00f067aa0ba902b7"

static void test_valid(void **state) {
    (void)state;
    static const struct {
        const char *given, *flags;
    } cases[] = {
        {"00-" TRACE "-" SPAN "-01", "01"},
        {"00-" TRACE "-" SPAN "-00", "00"},
        {"00-" TRACE "-" SPAN "-03", "03"},
        {"00-" TRACE "-" SPAN "-ff", "03"}, // bits that have no meaning yet are not passed on
        {"cc-" TRACE "-" SPAN "-01", "01"},
        {"cc-" TRACE "-" SPAN "-01-what-the-future-brings", "01"},
    };
    arena *a = arena_new(0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const trace *t = trace_begin(text_of(cases[i].given), a);
        assert_non_null(t);
        assert_string_equal(t->trace_id, TRACE);
        assert_int_equal(strlen(t->span_id), SPAN_ID_LENGTH);
        assert_string_not_equal(t->span_id, SPAN);
        assert_string_equal(t->parent, arena_printf(a, "00-%s-%s-%s", TRACE, t->span_id, cases[i].flags));
        // What is sent is valid itself, and no span is like another.
        const trace *next = trace_begin(text_of(t->parent), a);
        assert_non_null(next);
        assert_string_not_equal(next->span_id, t->span_id);
    }
    arena_free(a);
}

static void test_others(void **state) {
    (void)state;
    static const char *const wrong[] = {
        "",
        "00",
        "00-" TRACE "-" SPAN,
        "00-" TRACE "-" SPAN "-1",
        "00-" TRACE "-" SPAN "-0g",
        "00-" TRACE "-" SPAN "-01-more",
        "cc-" TRACE "-" SPAN "-01.more",
        "ff-" TRACE "-" SPAN "-01",
        "0-" TRACE "-" SPAN "-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" SPAN "-01",
        "00-00000000000000000000000000000000-" SPAN "-01",
        "00-" TRACE "-0000000000000000-01",
        "00_" TRACE "-" SPAN "-01",
        "00-" TRACE "_" SPAN "-01",
        "00-" TRACE "-" SPAN "_01",
        "00-4bf92f3577b34da6a3ce929d0e0e473-" SPAN "-011",
        " 00-" TRACE "-" SPAN "-01",
        "00-" TRACE "-" SPAN "-01 ",
    };
    arena *a = arena_new(0);
    assert_null(trace_begin(TEXT_NONE, a));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_null(trace_begin(text_of(wrong[i]), a));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_valid), cmocka_unit_test(test_others)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
