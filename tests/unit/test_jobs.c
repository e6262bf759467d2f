// Jobs: leases, runs in pieces, and how they end. Time is moved by writing the rows.
#include "store_fixture.h"

#include "server/jobs.h"
#include "store/jobs.h"
#include <stdatomic.h>

#define DAY (INT64_C(24) * 3600 * 1000000)

static void execute(store *s, const char *sql) {
    assert_true(fixture_write(s, run_sql, sql));
}

// --- leases ----------------------------------------------------------------------------------------------------------

// What a server asks of the row, and what it was told.
typedef struct request {
    enum { ADD, TAKE, KEEP, END } what;
    uuid holder;
    int64_t run, answer;
    job_end end;
} request;

static bool request_run(db *d, const void *data) {
    request *r = (request *)data;
    switch (r->what) {
    case ADD:
        store_jobs_add(d, "job", DAY);
        break;
    case TAKE:
        r->answer = store_jobs_take(d, "job", &r->holder, DAY);
        break;
    case KEEP:
        r->answer = store_jobs_keep(d, "job", r->run, DAY);
        break;
    case END:
        r->answer = store_jobs_end(d, "job", r->run, &r->end);
        break;
    }
    return true;
}

static int64_t ask(store *s, request r) {
    r.answer = -1;
    assert_true(fixture_write(s, request_run, &r));
    return r.answer;
}

static void test_lease(void **state) {
    store *s = fixture_open(*state);
    uuid one = uuid_new(), other = uuid_new();
    ask(s, (request){.what = ADD});
    assert_int_equal(ask(s, (request){.what = TAKE, .holder = one}), 0); // not due
    execute(s, "UPDATE jobs SET next_at = 0");
    assert_int_equal(ask(s, (request){.what = TAKE, .holder = one}), 1);
    assert_int_equal(ask(s, (request){.what = TAKE, .holder = other}), 0); // the other's
    assert_int_equal(ask(s, (request){.what = KEEP, .run = 1}), 1);
    assert_int_equal(ask(s, (request){.what = KEEP, .run = 2}), 0);
    // Silent for too long: not its own any more, even while nobody has taken it over.
    execute(s, "UPDATE jobs SET lease_until = 1");
    assert_int_equal(ask(s, (request){.what = KEEP, .run = 1}), 0);
    assert_int_equal(ask(s, (request){.what = TAKE, .holder = other}), 2);
    assert_int_equal(ask(s, (request){.what = KEEP, .run = 1}), 0);
    assert_int_equal(ask(s, (request){.what = END, .run = 1, .end = {.handled = 7}}), 0);
    assert_int_equal(fixture_number(s, "SELECT last_run_at IS NULL AND lease_until IS NOT NULL FROM jobs"), 1);
    assert_int_equal(ask(s, (request){.what = KEEP, .run = 2}), 1);
    job_end end = {.handled = 3, .milliseconds = 1.25, .next_run = DAY};
    assert_int_equal(ask(s, (request){.what = END, .run = 2, .end = end}), 1);
    assert_int_equal(fixture_number(s, "SELECT lease_until IS NULL AND next_at > tessera_now(0) FROM jobs"), 1);
    assert_int_equal(ask(s, (request){.what = KEEP, .run = 2}), 0);
    store_close(s);
}

static void test_a_row_comes_no_later_than_the_period(void **state) {
    store *s = fixture_open(*state);
    ask(s, (request){.what = ADD});
    execute(s, "UPDATE jobs SET next_at = tessera_now(0) + 1000 * next_at");
    ask(s, (request){.what = ADD});
    assert_int_equal(fixture_number(s, "SELECT next_at <= tessera_now(24 * 3600 * 1000000) FROM jobs"), 1);
    execute(s, "UPDATE jobs SET next_at = 5");
    ask(s, (request){.what = ADD});
    assert_int_equal(fixture_number(s, "SELECT next_at FROM jobs"), 5);
    store_close(s);
}

static void test_list(void **state) {
    store *s = fixture_open(*state);
    execute(s, "INSERT INTO jobs (name, next_at) VALUES ('b', 5)");
    execute(s, "INSERT INTO jobs (name, next_at, lease_until, last_run_at, last_ms, last_outcome, last_handled) "
               "VALUES ('a', 6, tessera_now(1000000000), 7, 1.5, 'failed', 8)");
    arena *a = arena_new(0);
    db *reader = store_reader_open(s);
    store_reader_refresh(s, reader);
    record_list all = store_jobs_list(reader, a);
    const struct health_job *jobs = all.items;
    assert_int_equal(all.count, 2);
    assert_string_equal(jobs[0].name, "a");
    assert_true(jobs[0].running == 1 && jobs[0].last_run_at == 7 && jobs[0].duration_ms == 1.5);
    assert_string_equal(jobs[0].outcome, "failed");
    assert_true(jobs[0].handled == 8 && jobs[0].next_run_at == 6);
    assert_true(jobs[1].running == 0 && jobs[1].last_run_at == TIMESTAMP_NONE && jobs[1].outcome == NULL);
    store_reader_close(reader);
    arena_free(a);
    store_close(s);
}

// --- runs ------------------------------------------------------------------------------------------------------------

enum { SLOW_STEPS = 6 };

// What the steps of a test share: they have no data of their own.
static struct {
    sem_t ran;
    atomic_int steps, left;
    int64_t asked[SLOW_STEPS];
} told;

static void told_begin(int rows) {
    sem_init(&told.ran, 0, 0);
    atomic_store(&told.steps, 0);
    atomic_store(&told.left, rows);
}

static void await_step(void) {
    while (sem_wait(&told.ran) != 0)
        continue;
}

// Deals with what is left, and tells when nothing is.
static int64_t step_count_down(const struct job_context *context, db *d, const void *prepared, int64_t most) {
    (void)prepared;
    (void)context;
    (void)d;
    int left = atomic_load(&told.left), taken = left < most ? left : (int)most;
    atomic_fetch_add(&told.steps, 1);
    atomic_store(&told.left, left - taken);
    if (taken < most)
        sem_post(&told.ran);
    return taken;
}

static int64_t step_without_end(const struct job_context *context, db *d, const void *prepared, int64_t most) {
    (void)prepared;
    (void)context;
    (void)d;
    atomic_fetch_add(&told.steps, 1);
    sem_post(&told.ran);
    return most;
}

static int64_t step_failing(const struct job_context *context, db *d, const void *prepared, int64_t most) {
    (void)prepared;
    (void)context;
    db_run(db_prepare(d, "INSERT INTO teams (id, name, created_at) VALUES (x'00', 'bad', 0)"), NULL);
    sem_post(&told.ran);
    return most;
}

// Takes its time, five times, and notes how much it was asked for.
static int64_t step_slow(const struct job_context *context, db *d, const void *prepared, int64_t most) {
    (void)prepared;
    (void)context;
    (void)d;
    int step = atomic_fetch_add(&told.steps, 1);
    told.asked[step] = most;
    for (int64_t until = monotonic_now() + 60000; monotonic_now() < until;)
        continue;
    if (step == SLOW_STEPS - 1)
        sem_post(&told.ran);
    return step == SLOW_STEPS - 1 ? 0 : most;
}

// As if another server had taken the job over after this piece.
static int64_t step_overtaken(const struct job_context *context, db *d, const void *prepared, int64_t most) {
    (void)prepared;
    (void)context;
    atomic_fetch_add(&told.steps, 1);
    db_run(db_prepare(d, "UPDATE jobs SET run = run + 1"), NULL);
    sem_post(&told.ran);
    return most;
}

// A store in which the job is due.
static store *open_due(fixture *f) {
    store *s = fixture_open(f);
    execute(s, "INSERT INTO jobs (name, next_at) VALUES ('job', 0)");
    return s;
}

static void test_run(void **state) {
    store *s = open_due(*state);
    told_begin(305);
    job_plan plan = {"job", DAY, DAY, .step = step_count_down};
    jobs *j = jobs_start(s, &plan, 1);
    await_step();
    assert_null(jobs_stop(j));
    assert_int_equal(atomic_load(&told.steps), 4);
    assert_int_equal(
        fixture_number(s, "SELECT last_handled FROM jobs WHERE last_outcome = 'succeeded' AND last_ms >= 0"), 305);
    assert_int_equal(fixture_number(s, "SELECT run FROM jobs WHERE lease_until IS NULL AND next_at > tessera_now(0)"),
                     1);
    store_close(s);
}

// Three pieces of ten rows, each read before it is written.
static const void *prepare_three(const struct job_context *context, db *reader, int64_t most, arena *a) {
    (void)context;
    assert_true(most > 0);
    int64_t done = db_run_int(db_prepare(reader, "SELECT count(*) FROM teams"));
    int64_t *prepared = arena_alloc(a, sizeof *prepared);
    *prepared = done;
    if (done == 3)
        sem_post(&told.ran);
    return done < 3 ? prepared : NULL;
}

static int64_t step_prepared(const struct job_context *context, db *d, const void *prepared, int64_t most) {
    (void)context;
    atomic_fetch_add(&told.steps, 1);
    db_query *q = db_prepare(d, "INSERT INTO teams (id, name, created_at) VALUES (?1, ?2, 0)");
    uuid id = uuid_new();
    db_bind_uuid(q, 1, &id);
    db_bind_text(q, 2, &"abc"[*(const int64_t *)prepared]);
    db_run(q, NULL);
    return most;
}

static void test_pieces_are_prepared_until_nothing_is_left(void **state) {
    store *s = open_due(*state);
    told_begin(0);
    job_plan plan = {"job", DAY, DAY, .prepare = prepare_three, .step = step_prepared};
    jobs *j = jobs_start(s, &plan, 1);
    await_step();
    jobs_stop(j);
    assert_int_equal(atomic_load(&told.steps), 3);
    assert_int_equal(fixture_number(s, "SELECT count(*) FROM teams WHERE name IN ('abc', 'bc', 'c')"), 3);
    assert_int_equal(fixture_number(s, "SELECT last_handled FROM jobs WHERE last_outcome = 'succeeded'"), 300);
    assert_int_equal(fixture_number(s, "SELECT run FROM jobs WHERE lease_until IS NULL AND next_at > tessera_now(0)"),
                     1);
    store_close(s);
}

static void test_end_in_the_middle(void **state) {
    store *s = open_due(*state);
    told_begin(0);
    job_plan plan = {"job", DAY, DAY, .step = step_without_end};
    jobs *j = jobs_start(s, &plan, 1);
    await_step();
    jobs_stop(j);
    int64_t handled = fixture_number(s, "SELECT last_handled FROM jobs");
    assert_true(handled % 100 == 0 && handled <= INT64_C(100) * atomic_load(&told.steps));
    // Given back, and due: whoever comes next goes on.
    assert_int_equal(fixture_number(s, "SELECT lease_until IS NULL AND next_at <= tessera_now(0) FROM jobs"), 1);
    store_close(s);
}

static void test_work_without_end_leaves_others_their_turn(void **state) {
    store *s = open_due(*state);
    execute(s, "INSERT INTO jobs (name, next_at) VALUES ('next', 0)");
    told_begin(0);
    job_plan plans[] = {{"job", DAY, DAY, .step = step_without_end}, {"next", DAY, DAY, .step = step_count_down}};
    jobs *j = jobs_start(s, plans, 2);
    while (fixture_number(s, "SELECT count(*) FROM jobs WHERE name = 'next' AND last_outcome = 'succeeded'") == 0)
        await_step();
    jobs_stop(j);
    assert_true(fixture_number(s, "SELECT run FROM jobs WHERE name = 'job'") >= 1);
    store_close(s);
}

static void test_slow_pieces_get_smaller(void **state) {
    store *s = open_due(*state);
    told_begin(0);
    job_plan plan = {"job", DAY, DAY, .step = step_slow};
    jobs *j = jobs_start(s, &plan, 1);
    await_step();
    jobs_stop(j);
    const int64_t expected[SLOW_STEPS] = {100, 50, 25, 12, 10, 10};
    assert_memory_equal(told.asked, expected, sizeof expected);
    assert_int_equal(fixture_number(s, "SELECT last_handled FROM jobs WHERE last_outcome = 'succeeded'"), 197);
    store_close(s);
}

static void test_failure(void **state) {
    store *s = open_due(*state);
    told_begin(0);
    job_plan plan = {"job", DAY, DAY, .step = step_failing};
    jobs *j = jobs_start(s, &plan, 1);
    await_step();
    jobs_stop(j);
    assert_int_equal(fixture_number(s, "SELECT last_handled FROM jobs"), 0);
    assert_int_equal(fixture_number(s, "SELECT last_outcome = 'failed' AND next_at > tessera_now(0) FROM jobs"), 1);
    assert_int_equal(teams_in(s), 0);
    store_close(s);
}

static void test_taken_over(void **state) {
    store *s = open_due(*state);
    told_begin(0);
    job_plan plan = {"job", DAY, DAY, .step = step_overtaken};
    jobs *j = jobs_start(s, &plan, 1);
    await_step();
    jobs_stop(j);
    // It did no second piece, and left the row as the other has it.
    assert_int_equal(atomic_load(&told.steps), 1);
    assert_int_equal(fixture_number(s, "SELECT run FROM jobs WHERE lease_until IS NOT NULL AND last_outcome IS NULL"),
                     2);
    store_close(s);
}

static void test_rows_are_made_once(void **state) {
    store *s = fixture_open(*state);
    told_begin(1);
    job_plan plan = {"job", 1, DAY, .step = step_count_down};
    jobs *j = jobs_start(s, &plan, 1);
    await_step();
    jobs_stop(j);
    plan.period = DAY;
    store_statistics before = store_get_statistics(s);
    execute(s, "UPDATE jobs SET next_at = tessera_now(3600 * 1000000)");
    jobs_stop(jobs_start(s, &plan, 1));
    assert_int_equal(store_get_statistics(s).commits, before.commits + 1);
    assert_int_equal(fixture_number(s, "SELECT count(*) FROM jobs"), 1);
    // Lost, it is made anew, also by a server that runs.
    told_begin(1);
    plan.period = 1;
    j = jobs_start(s, &plan, 1);
    await_step();
    execute(s, "DELETE FROM jobs");
    while (fixture_number(s, "SELECT count(*) FROM jobs") == 0)
        await_step();
    jobs_stop(j);
    assert_int_equal(fixture_number(s, "SELECT count(*) FROM jobs"), 1);
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_folder(test_lease),
        with_folder(test_a_row_comes_no_later_than_the_period),
        with_folder(test_list),
        with_folder(test_run),
        with_folder(test_pieces_are_prepared_until_nothing_is_left),
        with_folder(test_end_in_the_middle),
        with_folder(test_work_without_end_leaves_others_their_turn),
        with_folder(test_slow_pieces_get_smaller),
        with_folder(test_failure),
        with_folder(test_taken_over),
        with_folder(test_rows_are_made_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
