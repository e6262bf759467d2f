// The worker pool: its bound, its order, its end.
#include "unit.h"

#include "net/worker.h"
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>

enum { TASKS = 1000 };

typedef struct step {
    worker_task task;
    sem_t *begun; // NULL or posted when the task runs
    sem_t *gate;  // NULL or waited for
    atomic_int *count;
    int order; // its place among those that ran
    void *thread_data;
} step;

typedef struct threads_seen {
    atomic_uint started, ended;
    int data[8];
} threads_seen;

static void step_run(worker_task *task, void *thread_data) {
    step *s = (step *)task;
    if (s->begun != NULL)
        sem_post(s->begun);
    while (s->gate != NULL && sem_wait(s->gate) != 0)
        continue;
    s->thread_data = thread_data;
    s->order = atomic_fetch_add(s->count, 1);
}

static void *thread_start(unsigned index, void *data) {
    threads_seen *seen = data;
    atomic_fetch_add(&seen->started, 1);
    return &seen->data[index];
}

static void thread_end(void *thread_data, void *data) {
    threads_seen *seen = data;
    *(int *)thread_data += 1;
    atomic_fetch_add(&seen->ended, 1);
}

static void test_full_queue_refuses(void **state) {
    (void)state;
    sem_t begun, gate;
    sem_init(&begun, 0, 0);
    sem_init(&gate, 0, 0);
    atomic_int count = 0;
    step steps[6];
    for (int i = 0; i < 6; i++)
        steps[i] = (step){.task.run = step_run, .begun = &begun, .gate = &gate, .count = &count};
    worker_pool *pool = worker_pool_new(&(worker_options){.threads = 1, .lanes = {{.queue_maximum = 3}}});
    assert_true(worker_pool_submit(pool, 0, &steps[0].task));
    while (sem_wait(&begun) != 0) // it has left the queue
        continue;
    for (int i = 1; i <= 3; i++)
        assert_true(worker_pool_submit(pool, 0, &steps[i].task));
    assert_false(worker_pool_submit(pool, 0, &steps[4].task));
    sem_post(&gate);
    while (sem_wait(&begun) != 0) // the next one has left it
        continue;
    assert_true(worker_pool_submit(pool, 0, &steps[5].task));
    assert_false(worker_pool_submit(pool, 0, &steps[4].task));
    for (int i = 0; i < 4; i++)
        sem_post(&gate);
    assert_null(worker_pool_free(pool));
    assert_int_equal(atomic_load(&count), 5);
    sem_destroy(&begun);
    sem_destroy(&gate);
}

static void test_end_runs_what_is_queued_in_order(void **state) {
    (void)state;
    sem_t gate;
    sem_init(&gate, 0, 0);
    atomic_int count = 0;
    threads_seen seen = {0};
    step *steps = calloc(TASKS, sizeof(*steps));
    worker_pool *pool = worker_pool_new(&(worker_options){.threads = 1,
                                                          .lanes = {{.queue_maximum = TASKS}},
                                                          .thread_start = thread_start,
                                                          .thread_end = thread_end,
                                                          .data = &seen});
    for (int i = 0; i < TASKS; i++) {
        steps[i] = (step){.task.run = step_run, .gate = i == 0 ? &gate : NULL, .count = &count};
        assert_true(worker_pool_submit(pool, 0, &steps[i].task));
    }
    sem_post(&gate);
    worker_pool_free(pool);
    assert_int_equal(atomic_load(&count), TASKS);
    for (int i = 0; i < TASKS; i++) {
        assert_int_equal(steps[i].order, i);
        assert_ptr_equal(steps[i].thread_data, &seen.data[0]);
    }
    assert_int_equal(atomic_load(&seen.started), 1);
    assert_int_equal(atomic_load(&seen.ended), 1);
    assert_int_equal(seen.data[0], 1);
    free(steps);
    sem_destroy(&gate);
}

// Each of the threads is needed for all of the tasks to begin.
static void test_threads_run_side_by_side(void **state) {
    (void)state;
    sem_t begun, gate;
    sem_init(&begun, 0, 0);
    sem_init(&gate, 0, 0);
    atomic_int count = 0;
    threads_seen seen = {0};
    step steps[4];
    worker_pool *pool = worker_pool_new(&(worker_options){.threads = 4,
                                                          .lanes = {{.queue_maximum = 4}},
                                                          .thread_start = thread_start,
                                                          .thread_end = thread_end,
                                                          .data = &seen});
    for (int i = 0; i < 4; i++) {
        steps[i] = (step){.task.run = step_run, .begun = &begun, .gate = &gate, .count = &count};
        assert_true(worker_pool_submit(pool, 0, &steps[i].task));
    }
    for (int i = 0; i < 4; i++)
        while (sem_wait(&begun) != 0)
            continue;
    assert_int_equal(atomic_load(&count), 0);
    for (int i = 0; i < 4; i++)
        sem_post(&gate);
    worker_pool_free(pool);
    assert_int_equal(atomic_load(&count), 4);
    assert_int_equal(atomic_load(&seen.ended), 4);
    sem_destroy(&begun);
    sem_destroy(&gate);
}

// Tasks of the other lanes fill all but one of the threads, whatever waits; the first lane still runs.
static void test_lanes_leave_a_thread_to_the_first(void **state) {
    (void)state;
    sem_t begun, gate, first;
    sem_init(&begun, 0, 0);
    sem_init(&gate, 0, 0);
    sem_init(&first, 0, 0);
    atomic_int count = 0;
    step slow[12], quick = {.task.run = step_run, .begun = &first, .count = &count};
    worker_pool *pool = worker_pool_new(
        &(worker_options){.threads = 3, .lanes = {{0, 10}, {0, 4}, {.threads = 1, .queue_maximum = 4}}});
    unsigned taken = 0;
    for (int i = 0; i < 12; i++) {
        slow[i] = (step){.task.run = step_run, .begun = &begun, .gate = &gate, .count = &count};
        taken += worker_pool_submit(pool, i % 2 == 0 ? 1 : 2, &slow[i].task);
        if (i < 2) // one of each kind is under way
            while (sem_wait(&begun) != 0)
                continue;
    }
    assert_int_equal(taken, 10); // one that runs and four that wait, of each kind
    assert_true(worker_pool_submit(pool, 0, &quick.task));
    while (sem_wait(&first) != 0)
        continue;
    worker_lane_state comparisons = worker_pool_look(pool, 1), hashes = worker_pool_look(pool, 2);
    assert_int_equal(comparisons.threads, 2);
    assert_int_equal(comparisons.running + hashes.running, 2);
    assert_int_equal(hashes.running, 1);
    assert_int_equal(comparisons.waiting, 4);
    assert_int_equal(hashes.waiting, 4);
    assert_int_equal(comparisons.refused + hashes.refused, 2);
    for (int i = 0; i < 12; i++)
        sem_post(&gate);
    worker_pool_free(pool);
    assert_int_equal(atomic_load(&count), 11);
    sem_destroy(&begun);
    sem_destroy(&gate);
    sem_destroy(&first);
}

// Lanes with work take turns, so that a long queue in one delays a task of another by one task only.
static void test_lanes_take_turns(void **state) {
    (void)state;
    sem_t begun, gate;
    sem_init(&begun, 0, 0);
    sem_init(&gate, 0, 0);
    atomic_int count = 0;
    step steps[20], late = {.task.run = step_run, .count = &count};
    worker_pool *pool = worker_pool_new(&(worker_options){.threads = 1, .lanes = {{0, 40}, {0, 40}}});
    for (int i = 0; i < 20; i++) {
        bool holds = i == 0;
        steps[i] =
            (step){.task.run = step_run, .begun = holds ? &begun : NULL, .gate = holds ? &gate : NULL, .count = &count};
        assert_true(worker_pool_submit(pool, 0, &steps[i].task));
    }
    while (sem_wait(&begun) != 0)
        continue;
    assert_true(worker_pool_submit(pool, 1, &late.task));
    sem_post(&gate);
    worker_pool_free(pool);
    assert_int_equal(late.order, 1);
    assert_int_equal(atomic_load(&count), 21);
    sem_destroy(&begun);
    sem_destroy(&gate);
}

static void test_free_of_nothing(void **state) {
    (void)state;
    assert_null(worker_pool_free(NULL));
    assert_null(worker_pool_free(worker_pool_new(&(worker_options){.threads = 3, .lanes = {{.queue_maximum = 1}}})));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_full_queue_refuses),       cmocka_unit_test(test_end_runs_what_is_queued_in_order),
        cmocka_unit_test(test_threads_run_side_by_side), cmocka_unit_test(test_lanes_leave_a_thread_to_the_first),
        cmocka_unit_test(test_lanes_take_turns),         cmocka_unit_test(test_free_of_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
