// Statements: the cache, binding, rows, statuses, savepoints.
#include "store_fixture.h"

#include "base/uuid.h"

static db *connection_of(fixture *f, store **s) {
    *s = fixture_open(f);
    // A connection of the test's own that may write, beside the idle writer.
    return &fixture_connect(f)->base;
}

static void finish(store *s, db *connection) {
    db_close(connection);
    store_close(s);
}

static void test_cache_reuses_statements(void **state) {
    store *s;
    db *d = connection_of(*state, &s);
    const char *sql = "SELECT ?1";
    unsigned before = d->cached;
    db_query *first = db_prepare(d, sql);
    db_bind_int(first, 1, 7);
    assert_int_equal(db_run_int(first), 7);
    db_query *second = db_prepare(d, sql);
    assert_ptr_equal(first, second);
    assert_int_equal(db_run_int(second), 0); // bindings do not stay
    assert_int_equal(d->cached, before + 1);
    finish(s, d);
}

static void test_cache_gives_a_busy_statement_twice(void **state) {
    store *s;
    db *d = connection_of(*state, &s);
    const char *sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT i FROM n";
    int seen = 0;
    db_query *outer = db_prepare(d, sql);
    while (db_step(outer)) {
        db_query *inner = db_prepare(d, sql);
        assert_ptr_not_equal(outer, inner);
        while (db_step(inner))
            seen += (int)(db_column_int(outer, 0) * db_column_int(inner, 0));
        assert_int_equal(db_end(inner), DB_OK);
    }
    assert_int_equal(db_end(outer), DB_OK);
    assert_int_equal(seen, 36);
    finish(s, d);
}

static void test_cache_does_not_trust_addresses(void **state) {
    store *s;
    db *d = connection_of(*state, &s);
    char sql[32] = "SELECT 1";
    assert_int_equal(db_run_int(db_prepare(d, sql)), 1);
    memcpy(sql, "SELECT 2", sizeof "SELECT 2");
    assert_int_equal(db_run_int(db_prepare(d, sql)), 2);
    finish(s, d);
}

static void test_cache_is_bounded(void **state) {
    store *s;
    db *d = connection_of(*state, &s);
    enum { COUNT = DB_STATEMENTS_MAXIMUM + 50 };
    static char sql[COUNT][32];
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < COUNT; i++) {
            snprintf(sql[i], sizeof sql[i], "SELECT %d", i);
            assert_int_equal(db_run_int(db_prepare(d, sql[i])), i);
        }
        assert_int_equal(d->cached, DB_STATEMENTS_MAXIMUM);
    }
    finish(s, d);
}

static void test_bad_statement_fails_on_use(void **state) {
    store *s;
    db *d = connection_of(*state, &s);
    db_query *q = db_prepare(d, "SELECT nothing FROM nowhere");
    assert_non_null(q);
    db_bind_int(q, 1, 1);
    db_bind_text(q, 2, "x");
    assert_int_equal(db_parameter(q, "x"), 0);
    assert_false(db_step(q));
    assert_int_equal(db_end(q), DB_FAILED);
    assert_true(db_has_failed(d));
    db_clear_failure(d);
    assert_false(db_has_failed(d));
    assert_int_equal(db_run_int(db_prepare(d, "SELECT 5")), 5);
    assert_false(db_has_failed(d));
    finish(s, d);
}

static void test_parameters(void **state) {
    store *s;
    db *d = connection_of(*state, &s);
    db_query *q = db_prepare(d, "SELECT :a || :b, :a IS NULL");
    db_bind_text(q, db_parameter(q, "a"), "left");
    db_bind_slice(q, db_parameter(q, "b"), (text){"right and more", 5});
    assert_true(db_step(q));
    assert_true(text_is(db_column_text(q, 0), "leftright"));
    assert_false(db_step(q));
    assert_false(db_step(q)); // does not start over
    assert_int_equal(db_end(q), DB_OK);

    q = db_prepare(d, "SELECT :a");
    db_bind_int(q, db_parameter(q, "b"), 1);
    assert_false(db_step(q));
    assert_int_equal(db_end(q), DB_FAILED);
    finish(s, d);
}

static void test_columns(void **state) {
    store *s;
    db *d = connection_of(*state, &s);
    uuid id = uuid_new();
    db_query *q = db_prepare(d, "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11");
    db_bind_uuid(q, 1, &id);
    db_bind_int(q, 2, INT64_MAX);
    db_bind_number(q, 3, 0.1);
    db_bind_text(q, 4, "");
    db_bind_text(q, 5, NULL);
    db_bind_blob(q, 6, (text){"\0\xff", 2});
    db_bind_uuid(q, 7, &UUID_NONE);
    db_bind_bool(q, 8, true);
    db_bind_time(q, 9, -1);
    db_bind_time(q, 10, TIMESTAMP_NONE);
    db_bind_json(q, 11, TEXT("[1]"));
    assert_true(db_step(q));
    uuid read = db_column_uuid(q, 0);
    assert_true(uuid_equal(&read, &id));
    assert_true(db_column_int(q, 1) == INT64_MAX);
    assert_true(db_column_number(q, 2) == 0.1);
    assert_true(db_column_text(q, 3).data != NULL && db_column_text(q, 3).length == 0);
    assert_true(db_column_is_null(q, 4));
    assert_null(db_column_text(q, 4).data);
    assert_true(text_equal(db_column_text(q, 5), (text){"\0\xff", 2}));
    assert_false(db_column_uuid(q, 6).set);
    assert_false(db_column_uuid(q, 5).set); // a blob of another length is no id
    assert_int_equal(db_column_int(q, 7), 1);
    assert_int_equal(db_column_time(q, 8), -1);
    assert_true(db_column_is_null(q, 9));
    assert_true(text_is(db_column_text(q, 10), "[1]"));
    assert_int_equal(db_end(q), DB_OK);
    finish(s, d);
}

static void test_unique_and_foreign_key(void **state) {
    store *s;
    db *d = connection_of(*state, &s);
    assert_true(insert_team(d, "one"));
    db_query *q = db_prepare(d, "INSERT INTO teams (id, name, created_at) VALUES (?1, 'one', 0)");
    uuid id = uuid_new();
    db_bind_uuid(q, 1, &id);
    assert_int_equal(db_run(q, NULL), DB_UNIQUE);
    assert_string_equal(db_constraint(d), "teams.name");
    assert_false(db_has_failed(d)); // an answer, not a failure

    q = db_prepare(d, "INSERT INTO teams (id, name, created_at) SELECT id, 'two', 0 FROM teams");
    assert_int_equal(db_run(q, NULL), DB_UNIQUE);
    assert_string_equal(db_constraint(d), "teams.id");

    q = db_prepare(d, "INSERT INTO assets (id, fqn, owner_team_id, created_at) VALUES (?1, 'a.b', ?1, 0)");
    db_bind_uuid(q, 1, &id);
    assert_int_equal(db_run(q, NULL), DB_FOREIGN_KEY);
    assert_false(db_has_failed(d));

    q = db_prepare(d, "INSERT INTO teams (id, name, created_at) VALUES (x'01', 'two', 0)");
    assert_int_equal(db_run(q, NULL), DB_FAILED); // a check
    assert_true(db_has_failed(d));
    finish(s, d);
}

// Deleted and deactivated rows do not block a name.
static void test_unique_counts_live_rows(void **state) {
    store *s;
    db *d = connection_of(*state, &s);
    assert_true(insert_team(d, "one"));
    assert_true(db_execute(d, "UPDATE teams SET deleted_at = 1"));
    assert_true(insert_team(d, "one"));
    db_query *q = db_prepare(d, "UPDATE teams SET deleted_at = NULL");
    assert_int_equal(db_run(q, NULL), DB_UNIQUE);
    assert_string_equal(db_constraint(d), "teams.name");
    finish(s, d);
}

static void test_changed_rows(void **state) {
    store *s;
    db *d = connection_of(*state, &s);
    assert_true(insert_team(d, "one") && insert_team(d, "two"));
    int64_t changed = -1;
    assert_int_equal(db_run(db_prepare(d, "UPDATE teams SET updated_at = 1"), &changed), DB_OK);
    assert_int_equal(changed, 2);
    assert_int_equal(db_run(db_prepare(d, "SELECT * FROM teams"), &changed), DB_OK);
    assert_int_equal(changed, 0);
    assert_int_equal(db_run(db_prepare(d, "UPDATE teams SET updated_at = 1 WHERE name = 'x'"), &changed), DB_OK);
    assert_int_equal(changed, 0);
    finish(s, d);
}

static void test_savepoints_nest(void **state) {
    store *s;
    db *d = connection_of(*state, &s);
    assert_true(db_execute(d, "BEGIN"));
    assert_int_equal(db_savepoint_begin(d), DB_OK);
    assert_true(insert_team(d, "outer"));
    assert_int_equal(db_savepoint_begin(d), DB_OK);
    assert_true(insert_team(d, "inner"));
    assert_int_equal(db_savepoint_rollback(d), DB_OK);
    assert_int_equal(db_savepoint_begin(d), DB_OK);
    assert_true(insert_team(d, "second"));
    assert_int_equal(db_savepoint_release(d), DB_OK);
    assert_int_equal(db_savepoint_release(d), DB_OK);
    assert_true(db_execute(d, "COMMIT"));
    assert_int_equal(count_teams(d, "outer"), 1);
    assert_int_equal(count_teams(d, "inner"), 0);
    assert_int_equal(count_teams(d, "second"), 1);
    finish(s, d);
}

// A statement that is refused in a step of its own leaves the transaction as it was before, and no step open. SQLite needs no
// step; told that it does, it shows what such a database is asked.
static void test_attempt(void **state) {
    store *s;
    db *d = connection_of(*state, &s);
    db_engine engine = *d->engine;
    for (int spoils = 0; spoils < 2; spoils++) {
        char name[16];
        snprintf(name, sizeof name, "team %d", spoils);
        engine.failure_spoils_transaction = spoils == 1;
        d->engine = &engine;
        assert_true(db_execute(d, "BEGIN"));
        for (int i = 0; i < 2; i++) {
            uuid id = uuid_new();
            db_query *q = db_prepare(d, "INSERT INTO teams (id, name, created_at) VALUES (?1, ?2, 0)");
            db_bind_uuid(q, 1, &id);
            db_bind_text(q, 2, name);
            assert_int_equal(db_attempt(q), i == 0 ? DB_OK : DB_UNIQUE);
            assert_int_equal(count_teams(d, name), 1);
            assert_int_equal(db_savepoint_release(d), DB_FAILED); // there is none
        }
        assert_true(db_execute(d, "COMMIT"));
        assert_int_equal(count_teams(d, name), 1);
    }
    finish(s, d);
}

// The rows are locked by a statement where several transactions may write; where one writes, it is not even prepared.
static void test_lock(void **state) {
    store *s;
    db *d = connection_of(*state, &s);
    db_engine engine = *d->engine;
    uuid id = uuid_new();
    d->engine = &engine;
    db_lock(d, "SELECT no such statement", &id);
    assert_false(db_has_failed(d));
    engine.writers_meet = true;
    unsigned before = d->cached;
    db_lock(d, "SELECT id FROM teams WHERE id = ?1", &id);
    assert_int_equal(d->cached, before + 1);
    assert_false(db_has_failed(d));
    finish(s, d);
}

static void test_readers_cannot_write(void **state) {
    store *s = fixture_open(*state);
    db *reader = store_reader_open(s);
    assert_false(insert_team(reader, "one"));
    assert_true(db_has_failed(reader));
    store_reader_close(reader);
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_folder(test_cache_reuses_statements),
        with_folder(test_cache_gives_a_busy_statement_twice),
        with_folder(test_cache_does_not_trust_addresses),
        with_folder(test_cache_is_bounded),
        with_folder(test_bad_statement_fails_on_use),
        with_folder(test_parameters),
        with_folder(test_columns),
        with_folder(test_unique_and_foreign_key),
        with_folder(test_unique_counts_live_rows),
        with_folder(test_changed_rows),
        with_folder(test_savepoints_nest),
        with_folder(test_attempt),
        with_folder(test_lock),
        with_folder(test_readers_cannot_write),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
