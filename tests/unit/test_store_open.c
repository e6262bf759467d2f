// Opening: names, locks, versions, damage, and what people are told.
#include "store_fixture.h"

#include "store/sqlite/check.h"
#include "store/sqlite/location.h"
#include "store/sqlite/migrate.h"
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void file_write(const char *path, long offset, const void *bytes, size_t length) {
    int descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(descriptor >= 0);
    assert_int_equal(pwrite(descriptor, bytes, length, offset), length);
    close(descriptor);
}

static void execute(const char *path, const char *sql) {
    sqlite3 *handle;
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    if (sqlite3_exec(handle, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s", sqlite3_errmsg(handle));
    sqlite3_close(handle);
}

static void open_and_close(fixture *f, const char *url) {
    store *s = fixture_try_open(f, url);
    if (s == NULL)
        fail_msg("%s", f->message);
    assert_true(fixture_write(s, run_sql, "UPDATE teams SET updated_at = 1"));
    store_close(s);
}

// --- names -----------------------------------------------------------------------------------------------------------

static void test_location(void **state) {
    fixture *f = *state;
    assert_int_equal(chdir(f->folder), 0);
    char expected[PATH_MAX * 2], url[PATH_MAX * 3];
    snprintf(expected, sizeof expected, "%s/a.db", f->folder);
    const char *relative[] = {"a.db", "./a.db", "sqlite:///a.db", "sqlite+aiosqlite:///./a.db",
                              "sqlite:///a.db?timeout=5"};
    location where;
    for (int round = 0; round < 2; round++) { // missing, then there
        for (size_t i = 0; i < sizeof relative / sizeof *relative; i++) {
            assert_true(location_resolve(relative[i], &where, f->message, sizeof f->message));
            assert_string_equal(where.path, expected);
            assert_false(where.memory);
        }
        snprintf(url, sizeof url, "sqlite:///%s", expected);
        assert_true(location_resolve(url, &where, f->message, sizeof f->message));
        assert_string_equal(where.path, expected);
        file_write(expected, 0, "", 0);
    }
    assert_int_equal(symlink("a.db", "link.db"), 0);
    assert_true(location_resolve("link.db", &where, f->message, sizeof f->message));
    assert_string_equal(where.path, expected);
    const char *memory[] = {":memory:", "sqlite:///:memory:", "sqlite+x:///:memory:", "sqlite://"};
    for (size_t i = 0; i < sizeof memory / sizeof *memory; i++) {
        assert_true(location_resolve(memory[i], &where, f->message, sizeof f->message));
        assert_true(where.memory);
    }
    assert_int_equal(chdir("/"), 0);
}

static void test_refused_names(void **state) {
    fixture *f = *state;
    fixture_expect_refusal(f, "", "empty");
    fixture_expect_refusal(f, "mysql+asyncmy://u:p@localhost/x", "\"mysql\" are not supported");
    fixture_expect_refusal(f, "sqlite://host/x", "no host");
    char path[PATH_MAX * 2];
    snprintf(path, sizeof path, "%s/missing/a.db", f->folder);
    fixture_expect_refusal(f, path, "missing: No such file or directory");
    fixture_expect_refusal(f, f->folder, "Is a directory");
    snprintf(path, sizeof path, "%s/", f->folder);
    fixture_expect_refusal(f, path, "Is a directory");
    snprintf(path, sizeof path, "%s/dangling.db", f->folder);
    assert_int_equal(symlink("nowhere", path), 0);
    fixture_expect_refusal(f, path, "symbolic link to a file that does not exist");
    char *longest = malloc(PATH_MAX + 10);
    memset(longest, 'x', PATH_MAX + 9);
    longest[PATH_MAX + 9] = '\0';
    fixture_expect_refusal(f, longest, "too long");
    free(longest);
}

static void test_new_file_is_private(void **state) {
    fixture *f = *state;
    mode_t before = umask(0);
    open_and_close(f, f->path);
    umask(before);
    struct stat status;
    assert_int_equal(stat(f->path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(fixture_file_size(f, "-lock"), -1);
    assert_int_equal(fixture_file_size(f, "-wal"), -1);
}

static void test_forbidden_file(void **state) {
    fixture *f = *state;
    open_and_close(f, f->path);
    bool root = geteuid() == 0;
    assert_int_equal(chmod(f->folder, 0777), 0);
    assert_int_equal(chmod(f->path, root ? 0600 : 0000), 0);
    if (root)
        assert_int_equal(seteuid(65534), 0);
    fixture_expect_refusal(f, f->path, "Permission denied");
    if (root)
        assert_int_equal(seteuid(0), 0);
    assert_int_equal(fixture_file_size(f, "-lock"), -1);
}

static void test_forbidden_folder(void **state) {
    fixture *f = *state;
    bool root = geteuid() == 0;
    assert_int_equal(chmod(f->folder, 0555), 0);
    if (root)
        assert_int_equal(seteuid(65534), 0);
    fixture_expect_refusal(f, f->path, "test.db-lock: Permission denied");
    if (root)
        assert_int_equal(seteuid(0), 0);
    assert_int_equal(chmod(f->folder, 0755), 0);
}

// --- the lock --------------------------------------------------------------------------------------------------------

static void test_second_opener_is_told(void **state) {
    fixture *f = *state;
    store *s = fixture_open(f);
    char expected[64];
    snprintf(expected, sizeof expected, "test.db is in use by process %ld", (long)getpid());
    fixture_expect_refusal(f, f->path, expected);
    char link[PATH_MAX * 2];
    snprintf(link, sizeof link, "%s/link.db", f->folder);
    assert_int_equal(symlink(f->path, link), 0);
    fixture_expect_refusal(f, link, expected);
    // The refused opener did not disturb the first.
    assert_true(fixture_write(s, insert_team, "one"));
    store_close(s);
    open_and_close(f, f->path);
}

static void test_second_process_is_told(void **state) {
    fixture *f = *state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        char byte = '1';
        if (fixture_try_open(f, f->path) == NULL || write(ends[1], &byte, 1) != 1)
            _exit(1);
        for (;;)
            pause();
    }
    char byte;
    assert_int_equal(read(ends[0], &byte, 1), 1);
    char expected[64];
    snprintf(expected, sizeof expected, "is in use by process %ld", (long)child);
    fixture_expect_refusal(f, f->path, expected);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    close(ends[0]);
    close(ends[1]);
    assert_true(fixture_file_size(f, "-lock") > 0); // the lock went with the process, its file did not
    open_and_close(f, f->path);
    assert_int_equal(fixture_file_size(f, "-lock"), -1);
}

// --- versions --------------------------------------------------------------------------------------------------------

static int schema_number(const char *path) {
    sqlite3 *handle;
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(handle, "PRAGMA user_version", -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int number = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    return number;
}

static void test_newer_schema_is_refused(void **state) {
    fixture *f = *state;
    char back[64];
    open_and_close(f, f->path);
    snprintf(back, sizeof back, "PRAGMA user_version = %d", schema_number(f->path));
    execute(f->path, "PRAGMA user_version = 9999");
    fixture_expect_refusal(f, f->path, "newer Tessera: its schema is number 9999");
    execute(f->path, back);
    open_and_close(f, f->path);
}

static void test_foreign_database_is_left_alone(void **state) {
    fixture *f = *state;
    execute(f->path, "CREATE TABLE other (x)");
    fixture_expect_refusal(f, f->path, "database of another program");
    sqlite3 *handle;
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_open(f->path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(handle, "PRAGMA journal_mode", -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(statement, 0), "delete");
    sqlite3_finalize(statement);
    sqlite3_close(handle);
}

static const migration steps[] = {
    {1, "first",
     "CREATE TABLE parent (id INTEGER PRIMARY KEY); CREATE TABLE child (parent REFERENCES parent (id));"
     "INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1);"},
    // A rebuild, which enforced references would forbid.
    {2, "second",
     "CREATE TABLE rebuilt (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO rebuilt SELECT id, 'x' FROM parent;"
     "DROP TABLE parent; ALTER TABLE rebuilt RENAME TO parent;"},
    {3, "third", "DELETE FROM parent"}, // leaves a child without
};
static const migration broken[] = {
    {1, "first", "CREATE TABLE one (x)"},
    {2, "second", "CREATE TABLE two (x); CREATE TABLE one (x)"},
};

static int version_of(db *d) {
    return (int)db_run_int(db_prepare(d, "PRAGMA user_version"));
}

static sqlite_db *fresh(fixture *f) {
    file_write(f->path, 0, "", 0);
    sqlite_db *d = sqlite_connect(f->path, SQLITE_WRITER, f->message, sizeof f->message);
    assert_non_null(d);
    return d;
}

static void test_migrations(void **state) {
    fixture *f = *state;
    sqlite_db *d = fresh(f);
    int version = -1;
    assert_true(migrate_inspect(d->handle, f->path, 3, &version, f->message, sizeof f->message));
    assert_int_equal(version, 0);
    assert_true(migrate_apply(d->handle, f->path, &(migrate_steps){steps, 1, NULL}, 0, f->message, sizeof f->message));
    assert_true(migrate_apply(d->handle, f->path, &(migrate_steps){steps, 2, NULL}, 1, f->message, sizeof f->message));
    assert_int_equal(version_of(&d->base), 2);
    assert_int_equal(db_run_int(db_prepare(&d->base, "SELECT count(name) FROM parent")), 1);
    assert_int_equal(db_run_int(db_prepare(&d->base, "PRAGMA foreign_keys")), 1);
    assert_false(migrate_apply(d->handle, f->path, &(migrate_steps){steps, 3, NULL}, 2, f->message, sizeof f->message));
    assert_non_null(strstr(f->message, "from schema 2 to 3: a row would refer to a missing row"));
    assert_int_equal(version_of(&d->base), 2);
    assert_int_equal(db_run_int(db_prepare(&d->base, "SELECT count(*) FROM parent")), 1);
    assert_true(migrate_inspect(d->handle, f->path, 3, &version, f->message, sizeof f->message));
    assert_int_equal(version, 2);
    assert_false(migrate_inspect(d->handle, f->path, 1, &version, f->message, sizeof f->message));
    sqlite_disconnect(d);
}

static void test_failed_migration_changes_nothing(void **state) {
    fixture *f = *state;
    sqlite_db *d = fresh(f);
    assert_false(
        migrate_apply(d->handle, f->path, &(migrate_steps){broken, 2, NULL}, 0, f->message, sizeof f->message));
    assert_non_null(strstr(f->message, "from schema 0 to 2: table one already exists"));
    assert_int_equal(version_of(&d->base), 0);
    assert_int_equal(db_run_int(db_prepare(&d->base, "SELECT count(*) FROM sqlite_schema")), 0);
    assert_int_equal(db_run_int(db_prepare(&d->base, "PRAGMA application_id")), 0);
    sqlite_disconnect(d);
}

#define SCHEMA(of) "SELECT type, name, tbl_name, sql FROM " of ".sqlite_schema"
#define DIFFERENCE(one, other) "SELECT count(*) FROM (" SCHEMA(one) " EXCEPT " SCHEMA(other) ")"

static int number(sqlite3 *handle, const char *sql) {
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(handle, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int value = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return value;
}

// A new database has what the steps make one after the other, no more and no less.
static void test_schema_is_that_of_the_steps(void **state) {
    fixture *f = *state;
    migrate_steps own = migrate_own_steps(), one_by_one = {own.items, own.count, NULL};
    char attach[PATH_MAX + 64];
    sqlite_db *d = fresh(f);
    assert_true(migrate_apply(d->handle, f->path, &one_by_one, 0, f->message, sizeof f->message));
    assert_int_equal(version_of(&d->base), own.count);
    snprintf(attach, sizeof attach, "ATTACH '%s' AS stepped", f->path);
    sqlite_disconnect(d);
    sqlite3 *made;
    assert_int_equal(sqlite3_open(":memory:", &made), SQLITE_OK);
    assert_true(migrate_apply(made, "made", &own, 0, f->message, sizeof f->message));
    assert_int_equal(sqlite3_exec(made, attach, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(number(made, "PRAGMA main.user_version"), own.count);
    assert_int_equal(number(made, "PRAGMA main.application_id"), APPLICATION_ID);
    assert_true(number(made, "SELECT count(*) FROM main.sqlite_schema") > own.count);
    assert_int_equal(number(made, DIFFERENCE("main", "stepped")), 0);
    assert_int_equal(number(made, DIFFERENCE("stepped", "main")), 0);
    sqlite3_close(made);
}

// --- damage ----------------------------------------------------------------------------------------------------------

static bool insert_many(db *connection, const void *data) {
    (void)data;
    return run_sql(connection, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
                               "INSERT INTO teams (id, name, created_at, metadata) "
                               "SELECT randomblob(16), 'team ' || i, i, hex(zeroblob(200)) FROM n");
}

static void make_large(fixture *f) {
    store *s = fixture_open(f);
    assert_true(fixture_write(s, insert_many, NULL));
    store_close(s);
    assert_true(fixture_file_size(f, "") > 500000);
}

static void test_not_a_database(void **state) {
    fixture *f = *state;
    char junk[8192];
    memset(junk, 'x', sizeof junk);
    file_write(f->path, 0, junk, sizeof junk);
    fixture_expect_refusal(f, f->path, "test.db is not a SQLite database");
    assert_int_equal(fixture_file_size(f, ""), sizeof junk);
    assert_int_equal(fixture_file_size(f, "-lock"), -1);
}

static void test_damaged_page_is_found(void **state) {
    fixture *f = *state;
    make_large(f);
    char junk[4096];
    memset(junk, 0xA5, sizeof junk);
    file_write(f->path, fixture_file_size(f, "") / 4096 / 2 * 4096, junk, sizeof junk);
    fixture_expect_refusal(f, f->path, "is damaged (");
    fixture_expect_refusal(f, f->path, "restore a backup");
}

static void test_damaged_schema_is_found(void **state) {
    fixture *f = *state;
    make_large(f);
    char junk[4096 - 100]; // the first page but for the header of the file
    memset(junk, 0xA5, sizeof junk);
    file_write(f->path, 100, junk, sizeof junk);
    fixture_expect_refusal(f, f->path, "is damaged (");
}

static void test_cut_file_is_found(void **state) {
    fixture *f = *state;
    make_large(f);
    assert_int_equal(truncate(f->path, fixture_file_size(f, "") / 2), 0);
    fixture_expect_refusal(f, f->path, "is damaged (");
}

static void test_watch_finds_damage(void **state) {
    fixture *f = *state;
    make_large(f);
    _Atomic(bool) damaged = false;
    check_watch *watch = check_watch_start(f->path, &damaged, f->message, sizeof f->message);
    assert_non_null(watch);
    assert_true(check_watch_wait(watch, -1, f->message, sizeof f->message));
    assert_false(atomic_load(&damaged));
    check_watch_stop(watch);

    char junk[4096];
    memset(junk, 0xA5, sizeof junk);
    file_write(f->path, fixture_file_size(f, "") / 4096 / 2 * 4096, junk, sizeof junk);
    watch = check_watch_start(f->path, &damaged, f->message, sizeof f->message);
    assert_non_null(watch);
    assert_false(check_watch_wait(watch, -1, f->message, sizeof f->message));
    assert_non_null(strstr(f->message, "is damaged"));
    assert_true(atomic_load(&damaged));
    check_watch_stop(watch);
    // Stopped at once, whatever it was doing.
    for (int i = 0; i < 20; i++) {
        watch = check_watch_start(f->path, &damaged, f->message, sizeof f->message);
        assert_non_null(watch);
        check_watch_stop(watch);
    }
}

static void test_full_check_looks_at_references(void **state) {
    fixture *f = *state;
    open_and_close(f, f->path);
    execute(f->path, "PRAGMA foreign_keys = OFF; INSERT INTO assets (id, fqn, owner_team_id, created_at) VALUES "
                     "(zeroblob(16), 'a.b', zeroblob(16), 0)");
    open_and_close(f, f->path);
    store_options options = {.url = f->path, .queue_maximum = 1, .group_commit_maximum = 1, .check_fully = true};
    assert_null(store_open(&options, f->message, sizeof f->message));
    assert_non_null(strstr(f->message, "a row of assets refers to a missing row of teams"));
}

// --- memory ----------------------------------------------------------------------------------------------------------

static void test_memory(void **state) {
    fixture *f = *state;
    store *one = fixture_try_open(f, ":memory:"), *two = fixture_try_open(f, "sqlite:///:memory:");
    assert_non_null(one);
    assert_non_null(two);
    assert_true(fixture_write(one, insert_team, "one"));
    db *first = store_reader_open(one), *second = store_reader_open(one), *other = store_reader_open(two);
    store_reader_refresh(one, first);
    assert_int_equal(count_teams(first, "one"), 1);
    assert_int_equal(count_teams(second, "one"), 1);
    assert_int_equal(count_teams(other, "one"), 0);
    assert_true(fixture_write(one, insert_team, "two")); // in spite of the open view
    store_reader_refresh(one, first);
    assert_int_equal(count_teams(first, "two"), 1);
    char folder[PATH_MAX];
    snprintf(folder, sizeof folder, "%s", sqlite3_db_filename(sqlite_of(first)->handle, "main"));
    *strrchr(folder, '/') = '\0';
    struct stat status;
    assert_int_equal(stat(folder, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
    store_reader_close(first);
    store_reader_close(second);
    store_reader_close(other);
    store_close(one);
    store_close(two);
    assert_int_not_equal(stat(folder, &status), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_folder(test_location),
        with_folder(test_refused_names),
        with_folder(test_new_file_is_private),
        with_folder(test_forbidden_file),
        with_folder(test_forbidden_folder),
        with_folder(test_second_opener_is_told),
        with_folder(test_second_process_is_told),
        with_folder(test_newer_schema_is_refused),
        with_folder(test_foreign_database_is_left_alone),
        with_folder(test_migrations),
        with_folder(test_failed_migration_changes_nothing),
        with_folder(test_schema_is_that_of_the_steps),
        with_folder(test_not_a_database),
        with_folder(test_damaged_page_is_found),
        with_folder(test_damaged_schema_is_found),
        with_folder(test_cut_file_is_found),
        with_folder(test_watch_finds_damage),
        with_folder(test_full_check_looks_at_references),
        with_folder(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
