// The heap of timers, against a plain list.
#include "sdk/timer.h"
#include "unit.h"

enum { TIMERS = 64, STEPS = 20000 };

static int64_t soonest(const timer *timers) {
    int64_t least = INT64_MAX;
    for (size_t i = 0; i < TIMERS; i++)
        if (timers[i].index != 0 && timers[i].at < least)
            least = timers[i].at;
    return least;
}

static void test_heap(void **state) {
    timer timers[TIMERS] = {0};
    timer_heap heap = {0};
    uint32_t random = 12345;
    (void)state;
    for (size_t step = 0; step < STEPS; step++) {
        random = random * 1664525 + 1013904223;
        timer *t = &timers[random >> 8 & (TIMERS - 1)];
        if ((random >> 24 & 3) == 0)
            timer_clear(&heap, t);
        else
            timer_set(&heap, t, random >> 16 & 255);
        timer *first = timer_first(&heap);
        assert_true((first == NULL ? INT64_MAX : first->at) == soonest(timers));
    }
    int64_t last = 0;
    for (timer *t = timer_first(&heap); t != NULL; t = timer_first(&heap)) {
        assert_true(t->at >= last);
        last = t->at;
        timer_clear(&heap, t);
    }
    assert_int_equal(soonest(timers), INT64_MAX);
    timer_heap_done(&heap);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_heap)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
