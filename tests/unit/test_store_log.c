// The gathered write-ahead log: whatever a writer does, others read exactly what it committed.
#include "store/sqlite/log_file.h"
#include "store_fixture.h"
#include <sqlite3.h>
#include <sys/stat.h>

enum { ROUNDS = 120, BIG = 3 << 20 };

static sqlite3 *connect_with(const char *path, const char *vfs, const char *setup) {
    sqlite3 *handle = NULL;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_PRIVATECACHE;
    assert_int_equal(sqlite3_open_v2(path, &handle, flags, vfs), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, setup, NULL, NULL, NULL), SQLITE_OK);
    return handle;
}

static void execute(sqlite3 *handle, const char *sql) {
    if (sqlite3_exec(handle, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(handle));
}

static long long number(sqlite3 *handle, const char *sql) {
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_prepare_v2(handle, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    long long value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return value;
}

static void expect_intact(sqlite3 *handle) {
    assert_int_equal(number(handle, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"), 1);
}

static void open_both(fixture *f, sqlite3 **writer, sqlite3 **reader) {
    log_file_register();
    // A cache of few pages: a transaction spills into the log before its end, and reads back what it spilled.
    *writer = connect_with(f->path, LOG_FILE_VFS,
                           "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;"
                           "PRAGMA cache_size = 10; CREATE TABLE t (k INTEGER PRIMARY KEY, v BLOB);"
                           "CREATE INDEX i ON t (v);");
    *reader = connect_with(f->path, NULL, "PRAGMA query_only = 1");
}

static void close_both(sqlite3 *writer, sqlite3 *reader) {
    expect_intact(reader);
    assert_int_equal(sqlite3_close(reader), SQLITE_OK);
    expect_intact(writer);
    assert_int_equal(sqlite3_close(writer), SQLITE_OK);
}

static long long log_size(const fixture *f) {
    char path[PATH_MAX];
    struct stat status;
    snprintf(path, sizeof path, "%.4000s-wal", f->path);
    return stat(path, &status) == 0 ? (long long)status.st_size : -1;
}

// What a round of writes looks like; every combination comes up.
static void write_round(sqlite3 *writer, int round) {
    char sql[256];
    execute(writer, "BEGIN IMMEDIATE");
    snprintf(sql, sizeof sql,
             "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < %d) "
             "INSERT INTO t (v) SELECT randomblob(200) FROM n",
             1 + round % 7 * 20);
    execute(writer, sql);
    if (round % 3 == 0) { // pages that are written again further back in the log
        execute(writer, "SAVEPOINT step");
        execute(writer, "UPDATE t SET v = randomblob(900) WHERE k % 5 = 0");
        execute(writer, round % 2 == 0 ? "ROLLBACK TO step" : "RELEASE step");
    }
    if (round % 5 == 0)
        execute(writer, "DELETE FROM t WHERE k % 4 = 1");
    execute(writer, round % 4 == 3 ? "ROLLBACK" : "COMMIT");
}

static void test_others_read_what_was_committed(void **state) {
    sqlite3 *writer, *reader;
    open_both(*state, &writer, &reader);
    for (int round = 0; round < ROUNDS; round++) {
        long long before = number(reader, "SELECT count(*) FROM t");
        write_round(writer, round);
        assert_int_equal(number(reader, "SELECT count(*) FROM t"), number(writer, "SELECT count(*) FROM t"));
        assert_int_equal(number(reader, "SELECT total(length(v)) FROM t"),
                         number(writer, "SELECT total(length(v)) FROM t"));
        if (round % 4 == 3)
            assert_int_equal(number(reader, "SELECT count(*) FROM t"), before);
        if (round % 20 == 19) {
            assert_int_equal(sqlite3_wal_checkpoint_v2(writer, NULL, SQLITE_CHECKPOINT_RESTART, NULL, NULL), SQLITE_OK);
            expect_intact(reader);
        }
    }
    close_both(writer, reader);
}

// One transaction that is much larger than what is gathered at most.
static void test_more_than_is_gathered(void **state) {
    sqlite3 *writer, *reader;
    char sql[128];
    open_both(*state, &writer, &reader);
    snprintf(sql, sizeof sql, "INSERT INTO t (k, v) VALUES (1, randomblob(%d))", BIG);
    execute(writer, sql);
    assert_int_equal(number(reader, "SELECT length(v) FROM t"), BIG);
    assert_true(log_size(*state) > BIG);
    close_both(writer, reader);
}

// A commit is in the file when COMMIT returns: a copy of the files as they stand holds it.
static void test_a_copy_of_the_files_holds_each_commit(void **state) {
    fixture *f = *state;
    sqlite3 *writer, *reader;
    open_both(f, &writer, &reader);
    for (int i = 1; i <= 8; i++) {
        char command[5 * PATH_MAX + 64], copy[PATH_MAX];
        execute(writer, "INSERT INTO t (v) VALUES (randomblob(3000))");
        snprintf(copy, sizeof copy, "%.4000s.copy", f->path);
        snprintf(command, sizeof command, "rm -f %.4000s*; cp %.4000s %.4000s && cp %.4000s-wal %.4000s-wal", copy,
                 f->path, copy, f->path, copy);
        // NOLINTNEXTLINE(cert-env33-c): the test writes the command itself
        assert_int_equal(system(command), 0);
        sqlite3 *other = connect_with(copy, NULL, "PRAGMA cache_size = 10");
        assert_int_equal(number(other, "SELECT count(*) FROM t"), i);
        expect_intact(other);
        sqlite3_close(other);
    }
    close_both(writer, reader);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_others_read_what_was_committed, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_more_than_is_gathered, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_a_copy_of_the_files_holds_each_commit, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
