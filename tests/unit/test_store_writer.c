// The writer: shared commits, steps of their own, failures.
#include "store_fixture.h"

#include <signal.h>
#include <sys/resource.h>

enum { MANY = 100 };

// Holds the writer inside a transaction until it is told to go on, so that a test decides what is queued meanwhile.
typedef struct gate {
    sem_t entered, open;
    bool passed; // a second run goes through
} gate;

static bool gate_run(db *connection, const void *data) {
    (void)connection;
    gate *g = (gate *)data;
    if (g->passed)
        return true;
    sem_post(&g->entered);
    while (sem_wait(&g->open) != 0)
        ;
    g->passed = true;
    return true;
}

static void gate_enter(gate *g, store *s, test_write *w) {
    *g = (gate){.passed = false};
    sem_init(&g->entered, 0, 0);
    sem_init(&g->open, 0, 0);
    test_write_init(w, gate_run, g);
    assert_true(store_submit(s, &w->write));
    while (sem_wait(&g->entered) != 0)
        ;
}

static void gate_leave(gate *g, test_write *w) {
    sem_post(&g->open);
    assert_true(test_write_wait(w));
    sem_destroy(&g->entered);
    sem_destroy(&g->open);
}

static store *open_with(fixture *f, size_t queue_maximum, size_t group_maximum) {
    store_options options = {.url = f->path, .queue_maximum = queue_maximum, .group_commit_maximum = group_maximum};
    store *s = store_open(&options, f->message, sizeof f->message);
    assert_non_null(s);
    return s;
}

// Queues MANY writes while the writer is held; gives the number of commits that they took.
static uint64_t commits_of_many(store *s) {
    static test_write writes[MANY];
    static char names[MANY][16];
    store_statistics before = store_get_statistics(s);
    gate g;
    test_write first;
    gate_enter(&g, s, &first);
    for (int i = 0; i < MANY; i++) {
        snprintf(names[i], sizeof names[i], "team %d", i);
        test_write_init(&writes[i], insert_team, names[i]);
        assert_true(store_submit(s, &writes[i].write));
    }
    gate_leave(&g, &first);
    for (int i = 0; i < MANY; i++) {
        assert_true(test_write_wait(&writes[i]));
        assert_true(pthread_equal(writes[i].ran_on, first.ran_on)); // one thread writes
    }
    store_statistics after = store_get_statistics(s);
    assert_int_equal(after.writes - before.writes, MANY + 1);
    return after.commits - before.commits;
}

static void test_group_shares_a_commit(void **state) {
    store *s = open_with(*state, 1000, 512);
    uint64_t commits = commits_of_many(s);
    // Those that were queued go together; the held one goes with them, or before when it was held for too long.
    assert_in_range(commits, 1, 2);
    assert_int_equal(teams_in(s), MANY);
    store_close(s);
}

static void test_group_of_one_syncs_each(void **state) {
    store *s = open_with(*state, 1000, 1);
    assert_int_equal(commits_of_many(s), MANY + 1);
    store_close(s);
}

static void test_group_maximum(void **state) {
    store *s = open_with(*state, 1000, 30);
    assert_in_range(commits_of_many(s), 4, 5);
    assert_int_equal(teams_in(s), MANY);
    store_close(s);
}

static void test_queue_maximum(void **state) {
    store *s = open_with(*state, 3, 512);
    gate g;
    test_write first, queued[3], refused;
    gate_enter(&g, s, &first);
    for (int i = 0; i < 3; i++) {
        test_write_init(&queued[i], run_sql, "UPDATE teams SET updated_at = 1");
        assert_true(store_submit(s, &queued[i].write));
    }
    test_write_init(&refused, insert_team, "refused");
    assert_false(store_submit(s, &refused.write));
    gate_leave(&g, &first);
    for (int i = 0; i < 3; i++)
        assert_true(test_write_wait(&queued[i]));
    assert_true(fixture_write(s, insert_team, "later"));
    assert_int_equal(teams_in(s), 1);
    store_close(s);
}

static bool insert_and_refuse(db *connection, const void *name) {
    insert_team(connection, name);
    return false;
}

static bool insert_twice(db *connection, const void *name) {
    assert_true(insert_team(connection, "half"));
    return insert_team(connection, name);
}

// Keeps going although a statement failed: what it wrote must not be kept by halves.
static bool insert_and_stumble(db *connection, const void *name) {
    insert_team(connection, name);
    run_sql(connection, "INSERT INTO nowhere VALUES (1)");
    return true;
}

static void test_refusals_are_taken_back_alone(void **state) {
    store *s = open_with(*state, 1000, 512);
    gate g;
    test_write first, one, refused, clash, stumbling, two;
    gate_enter(&g, s, &first);
    test_write_init(&one, insert_team, "one");
    test_write_init(&refused, insert_and_refuse, "refused");
    test_write_init(&clash, insert_twice, "one");
    test_write_init(&stumbling, insert_and_stumble, "stumbling");
    test_write_init(&two, insert_team, "two");
    test_write *all[] = {&one, &refused, &clash, &stumbling, &two};
    for (size_t i = 0; i < 5; i++)
        assert_true(store_submit(s, &all[i]->write));
    gate_leave(&g, &first);
    assert_true(test_write_wait(&one));
    assert_true(test_write_wait(&refused)); // it took itself back, and that stands
    assert_true(test_write_wait(&clash));
    assert_false(test_write_wait(&stumbling));
    assert_true(test_write_wait(&two));
    db *reader = store_reader_open(s);
    assert_int_equal(count_teams(reader, "one"), 1);
    assert_int_equal(count_teams(reader, "two"), 1);
    assert_int_equal(db_run_int(db_prepare(reader, "SELECT count(*) FROM teams")), 2);
    store_reader_close(reader);
    store_close(s);
}

// Writes that count how often they run.
typedef struct counted {
    const char *name;
    bool refuse;
    int runs;
} counted;

static bool counted_run(db *connection, const void *data) {
    counted *c = (counted *)data;
    c->runs++;
    return insert_team(connection, c->name) && !c->refuse;
}

static bool refuse_at_once(db *connection, const void *data) {
    (void)connection;
    (void)data;
    return false;
}

// Queues the counted write between two others, and waits for all.
static void run_between(store *s, counted *before, bool (*function)(db *connection, const void *data), counted *middle,
                        counted *after) {
    gate g;
    test_write first, one, two, three;
    gate_enter(&g, s, &first);
    test_write_init(&one, counted_run, before);
    test_write_init(&two, function, middle);
    test_write_init(&three, counted_run, after);
    assert_true(store_submit(s, &one.write));
    assert_true(store_submit(s, &two.write));
    assert_true(store_submit(s, &three.write));
    gate_leave(&g, &first);
    assert_true(test_write_wait(&one));
    assert_true(test_write_wait(&two));
    assert_true(test_write_wait(&three));
}

static void test_group_runs_again_only_to_take_back(void **state) {
    store *s = open_with(*state, 1000, 512);
    counted a = {.name = "a"}, b = {.name = "b"}, c = {.name = "c"}, d = {.name = "d"}, e = {.name = "e"},
            f = {.name = "f"}, refused = {.name = "refused", .refuse = true}, again = {.name = "again", .refuse = true};
    run_between(s, &a, refuse_at_once, NULL, &b);
    assert_int_equal(a.runs + b.runs, 2); // nothing was changed, so nothing is taken back
    run_between(s, &c, counted_run, &refused, &d);
    assert_int_equal(refused.runs, 2);
    assert_int_equal(c.runs, 2); // it came before, in the same transaction
    assert_int_equal(d.runs, 1);
    run_between(s, &e, counted_run, &again, &f);
    assert_int_equal(again.runs, 1); // the writer is careful now
    assert_int_equal(e.runs + f.runs, 2);
    assert_int_equal(teams_in(s), 6);
    store_close(s);
}

static void test_refusal_needs_no_commit(void **state) {
    store *s = open_with(*state, 1000, 512);
    store_statistics before = store_get_statistics(s);
    assert_true(fixture_write(s, insert_and_refuse, "refused"));
    store_statistics after = store_get_statistics(s);
    assert_int_equal(after.writes - before.writes, 1);
    assert_int_equal(after.commits - before.commits, 0);
    assert_int_equal(teams_in(s), 0);
    store_close(s);
}

// --- failures --------------------------------------------------------------------------------------------------------

static int refuse_commit(void *data) {
    (void)data;
    return 1;
}

static bool insert_and_break_commit(db *connection, const void *name) {
    sqlite3_commit_hook(sqlite_of(connection)->handle, refuse_commit, NULL);
    return insert_team(connection, name);
}

static bool mend_commit(db *connection, const void *data) {
    (void)data;
    sqlite3_commit_hook(sqlite_of(connection)->handle, NULL, NULL);
    return false;
}

static void test_failing_commit_keeps_nothing(void **state) {
    store *s = open_with(*state, 1000, 512);
    gate g;
    test_write first, one, two, refused;
    gate_enter(&g, s, &first);
    test_write_init(&one, insert_team, "one");
    test_write_init(&two, insert_and_break_commit, "two");
    test_write_init(&refused, insert_and_refuse, "three");
    assert_true(store_submit(s, &one.write) && store_submit(s, &two.write) && store_submit(s, &refused.write));
    sem_post(&g.open);
    test_write_wait(&first); // with the others or alone before them
    test_write_wait(&one);
    assert_false(test_write_wait(&two));
    assert_false(test_write_wait(&refused)); // what it decided on was not kept
    assert_true(fixture_write(s, mend_commit, NULL));
    assert_true(fixture_write(s, insert_team, "after"));
    db *reader = store_reader_open(s);
    assert_int_equal(count_teams(reader, "one"), one.committed ? 1 : 0);
    assert_int_equal(count_teams(reader, "two"), 0);
    assert_int_equal(count_teams(reader, "after"), 1);
    store_reader_close(reader);
    store_close(s);
}

// SQLite gives up the whole transaction by itself when it is full in the middle of one statement.
static bool fill_up(db *connection, const void *data) {
    (void)data;
    int64_t pages = db_run_int(db_prepare(connection, "PRAGMA page_count"));
    char limit[64];
    snprintf(limit, sizeof limit, "PRAGMA max_page_count = %lld", (long long)pages + 1);
    assert_int_equal(sqlite3_exec(sqlite_of(connection)->handle, limit, NULL, NULL, NULL), SQLITE_OK);
    bool fine = insert_team(connection, "small");
    for (int i = 0; i < 100 && fine; i++)
        fine = run_sql(connection, "UPDATE teams SET metadata = metadata || hex(zeroblob(4000))");
    assert_false(fine);
    return false;
}

static bool empty_again(db *connection, const void *data) {
    (void)data;
    return sqlite3_exec(sqlite_of(connection)->handle, "PRAGMA max_page_count = 1000000", NULL, NULL, NULL) ==
           SQLITE_OK;
}

static void test_lost_transaction_spares_what_follows(void **state) {
    store *s = open_with(*state, 1000, 512);
    gate g;
    test_write first, before, full, mend, after;
    gate_enter(&g, s, &first);
    test_write_init(&before, insert_team, "before");
    test_write_init(&full, fill_up, NULL);
    test_write_init(&mend, empty_again, NULL);
    test_write_init(&after, insert_team, "after");
    test_write *all[] = {&before, &full, &mend, &after};
    for (size_t i = 0; i < 4; i++)
        assert_true(store_submit(s, &all[i]->write));
    sem_post(&g.open);
    test_write_wait(&first);
    test_write_wait(&before);
    test_write_wait(&full);
    assert_true(test_write_wait(&mend));
    assert_true(test_write_wait(&after));
    db *reader = store_reader_open(s);
    assert_int_equal(count_teams(reader, "before"), before.committed ? 1 : 0);
    assert_int_equal(count_teams(reader, "small"), 0);
    assert_int_equal(count_teams(reader, "after"), 1);
    store_reader_close(reader);
    store_close(s);
}

// A disk that takes no more: files may not grow.
static void test_full_disk(void **state) {
    store *s = open_with(*state, 1000, 512);
    assert_true(fixture_write(s, insert_team, "before"));
    struct rlimit old, small = {0};
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    small = old;
    small.rlim_cur = 4096;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    bool written = fixture_write(s, insert_team, "full");
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    signal(SIGXFSZ, handler);
    assert_false(written);
    assert_true(fixture_write(s, insert_team, "after"));
    assert_int_equal(teams_in(s), 2);
    store_close(s);
    s = fixture_open(*state);
    assert_int_equal(teams_in(s), 2);
    store_close(s);
}

static void test_close_runs_what_is_queued(void **state) {
    store *s = open_with(*state, 1000, 10);
    static test_write writes[MANY];
    static char names[MANY][16];
    for (int i = 0; i < MANY; i++) {
        snprintf(names[i], sizeof names[i], "team %d", i);
        test_write_init(&writes[i], insert_team, names[i]);
        assert_true(store_submit(s, &writes[i].write));
    }
    store_close(s);
    for (int i = 0; i < MANY; i++)
        assert_true(test_write_wait(&writes[i]));
    s = fixture_open(*state);
    assert_int_equal(teams_in(s), MANY);
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_folder(test_group_shares_a_commit),
        with_folder(test_group_of_one_syncs_each),
        with_folder(test_group_maximum),
        with_folder(test_queue_maximum),
        with_folder(test_refusals_are_taken_back_alone),
        with_folder(test_group_runs_again_only_to_take_back),
        with_folder(test_refusal_needs_no_commit),
        with_folder(test_failing_commit_keeps_nothing),
        with_folder(test_lost_transaction_spares_what_follows),
        with_folder(test_full_disk),
        with_folder(test_close_runs_what_is_queued),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
