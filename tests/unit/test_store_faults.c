// A disk that fails or has no room: what was refused is not there afterwards, whatever the file holds; what was answered is; and
// when the disk works again, so does the store. The faults are put below SQLite, into the methods of its own files.
#include "store_fixture.h"
#include <errno.h>
#include <sched.h>
#include <stdatomic.h>
#include <time.h>

enum { DEADLINE_SECONDS = 20 };

// What fails at present.
static struct {
    atomic_bool sync, truncate;      // of the log
    _Atomic(sqlite3_int64) room;     // bytes that the database and its log may have together; negative: any number
    _Atomic(sqlite3_int64) sizes[2]; // of the database, of its log
    const sqlite3_io_methods *real[2];
    sqlite3_io_methods methods[2];
    sqlite3_vfs *vfs;
} disk = {.room = -1};

static int fail_sync(sqlite3_file *file, int flags) {
    return atomic_load(&disk.sync) ? SQLITE_IOERR_FSYNC : disk.real[1]->xSync(file, flags);
}

static int fail_truncate(sqlite3_file *file, sqlite3_int64 size) {
    if (atomic_load(&disk.truncate))
        return SQLITE_IOERR_TRUNCATE;
    atomic_store(&disk.sizes[1], size);
    return disk.real[1]->xTruncate(file, size);
}

static int write_within(int which, sqlite3_file *file, const void *bytes, int amount, sqlite3_int64 offset) {
    sqlite3_int64 room = atomic_load(&disk.room), size = offset + amount, other = atomic_load(&disk.sizes[1 - which]);
    if (size > atomic_load(&disk.sizes[which])) {
        if (room >= 0 && size + other > room)
            return SQLITE_FULL;
        atomic_store(&disk.sizes[which], size);
    }
    return disk.real[which]->xWrite(file, bytes, amount, offset);
}

static int write_database(sqlite3_file *file, const void *bytes, int amount, sqlite3_int64 offset) {
    return write_within(0, file, bytes, amount, offset);
}

static int write_log(sqlite3_file *file, const void *bytes, int amount, sqlite3_int64 offset) {
    return write_within(1, file, bytes, amount, offset);
}

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *given) {
    (void)vfs;
    int code = disk.vfs->xOpen(disk.vfs, name, file, flags, given);
    bool database = (flags & SQLITE_OPEN_MAIN_DB) != 0 && (flags & SQLITE_OPEN_READWRITE) != 0;
    if (code != SQLITE_OK || (!database && (flags & SQLITE_OPEN_WAL) == 0))
        return code;
    int which = database ? 0 : 1;
    disk.real[which] = file->pMethods;
    disk.methods[which] = *file->pMethods;
    disk.methods[which].xWrite = database ? write_database : write_log;
    if (!database) {
        disk.methods[which].xSync = fail_sync;
        disk.methods[which].xTruncate = fail_truncate;
    }
    file->pMethods = &disk.methods[which];
    sqlite3_int64 size = 0;
    if (file->pMethods->xFileSize(file, &size) == SQLITE_OK)
        atomic_store(&disk.sizes[which], size);
    return code;
}

static void disk_install(void) {
    static sqlite3_vfs vfs;
    disk.vfs = sqlite3_vfs_find(NULL);
    vfs = *disk.vfs;
    vfs.zName = "faulty";
    vfs.pNext = NULL;
    vfs.xOpen = open_file;
    assert_int_equal(sqlite3_vfs_register(&vfs, 1), SQLITE_OK);
}

// --- what the tests share --------------------------------------------------------------------------------------------

static store_outcome outcome_of(store *s, const char *name) {
    test_write w;
    test_write_init(&w, insert_team, name);
    assert_true(store_submit(s, &w.write));
    test_write_wait(&w);
    return w.outcome;
}

// The teams that a process would find which opens the files as they are now, as after a kill.
static int64_t teams_in_a_copy(fixture *f) {
    char command[4 * PATH_MAX], copy[PATH_MAX];
    snprintf(copy, sizeof copy, "%.3000s/copy.db", f->folder);
    snprintf(command, sizeof command, "rm -f %.3000s*; cp %.3000s %.3000s && cp %.3000s-wal %.3000s-wal", copy, f->path,
             copy, f->path, copy);
    assert_int_equal(system(command), 0); // NOLINT(cert-env33-c): the test's own folder
    sqlite3 *handle = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_open_v2(copy, &handle, SQLITE_OPEN_READWRITE, disk.vfs->zName), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(handle, "SELECT count(*) FROM teams", -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t count = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    return count;
}

// Waits until the store says that it can be written, without writing.
static void await_health(store *s) {
    time_t deadline = time(NULL) + DEADLINE_SECONDS;
    while (store_get_statistics(s).trouble != NULL) {
        assert_true(time(NULL) < deadline);
        sched_yield();
    }
}

// A team with a long description; a function for test_write.
static bool insert_long(db *connection, const void *name) {
    db_query *q = db_prepare(connection, "INSERT INTO teams (id, name, description, metadata, created_at) "
                                         "VALUES (randomblob(16), ?1, hex(randomblob(10000)), '{}', 0)");
    db_bind_text(q, 1, name);
    return db_run(q, NULL) == DB_OK;
}

static int close_disk(void **state) {
    atomic_store(&disk.sync, false);
    atomic_store(&disk.truncate, false);
    atomic_store(&disk.room, -1);
    return fixture_teardown(state);
}

// --- tests -----------------------------------------------------------------------------------------------------------

// The frames of a commit whose sync failed are cut off, so that nobody finds them who opens the file next.
static void test_a_failed_sync_keeps_nothing(void **state) {
    store *s = fixture_open(*state);
    assert_int_equal(outcome_of(s, "before"), STORE_KEPT);
    for (int round = 0; round < 3; round++) {
        // All syncs fail, so that it is not certain that the disk forgot; the file shows nothing all the same.
        atomic_store(&disk.sync, true);
        assert_int_equal(outcome_of(s, "lost"), STORE_UNKNOWN);
        assert_string_equal(store_get_statistics(s).trouble, "the disk failed");
        assert_int_equal(teams_in_a_copy(*state), 1 + round);
        assert_int_equal(teams_in(s), 1 + round);
        atomic_store(&disk.sync, false);
        char name[16];
        snprintf(name, sizeof name, "after %d", round);
        assert_int_equal(outcome_of(s, name), STORE_KEPT);
        assert_null(store_get_statistics(s).trouble);
        assert_int_equal(teams_in_a_copy(*state), 2 + round);
    }
    store_close(s);
    s = fixture_open(*state);
    assert_int_equal(teams_in(s), 4);
    store_close(s);
}

// While the frames cannot be cut off, a restart may find them: then nobody is told that nothing was changed.
static void test_what_cannot_be_cut_off_is_unknown(void **state) {
    store *s = fixture_open(*state);
    assert_int_equal(outcome_of(s, "before"), STORE_KEPT);
    atomic_store(&disk.sync, true);
    atomic_store(&disk.truncate, true);
    assert_int_equal(outcome_of(s, "perhaps"), STORE_UNKNOWN);
    assert_int_equal(teams_in(s), 1);
    atomic_store(&disk.sync, false);
    atomic_store(&disk.truncate, false);
    await_health(s); // which it finds out by itself
    assert_int_equal(teams_in_a_copy(*state), 1);
    assert_int_equal(outcome_of(s, "after"), STORE_KEPT);
    assert_int_equal(teams_in(s), 2);
    store_close(s);
    s = fixture_open(*state);
    assert_int_equal(teams_in(s), 2);
    store_close(s);
}

static void test_writes_that_share_the_failed_commit(void **state) {
    store *s = fixture_open(*state);
    test_write writes[8];
    static const char *const names[] = {"a", "b", "c", "d", "e", "f", "g", "h"};
    atomic_store(&disk.sync, true);
    for (int i = 0; i < 8; i++) {
        test_write_init(&writes[i], insert_team, names[i]);
        assert_true(store_submit(s, &writes[i].write));
    }
    for (int i = 0; i < 8; i++)
        assert_false(test_write_wait(&writes[i]));
    atomic_store(&disk.sync, false);
    await_health(s);
    assert_int_equal(teams_in(s), 0);
    for (int i = 0; i < 8; i++)
        assert_true(fixture_write(s, insert_team, names[i]));
    assert_int_equal(teams_in(s), 8);
    store_close(s);
}

// A disk that does not tell how full it is, as one with quotas: once it takes nothing more, the log does not grow, and as soon as
// there is room for what it holds, writes go on.
static void test_a_full_disk_is_no_trap(void **state) {
    store *s = fixture_open(*state);
    int64_t kept = 0;
    for (sqlite3_int64 room = 2 << 20; room <= 14 << 20; room += 4 << 20) {
        int64_t before = kept;
        atomic_store(&disk.room, room);
        char name[32];
        for (int tries = 0; tries < 600; tries++) {
            snprintf(name, sizeof name, "team %lld %d", (long long)room, tries);
            if (!fixture_write(s, insert_long, name))
                break;
            kept++;
        }
        assert_true(kept > before);
        assert_string_equal(store_get_statistics(s).trouble, "no space is left on the disk");
        long long log = fixture_file_size(*state, "-wal");
        for (int tries = 0; tries < 5; tries++)
            assert_false(fixture_write(s, insert_long, "nowhere"));
        assert_true(fixture_file_size(*state, "-wal") <= log);
        assert_int_equal(teams_in(s), kept);
    }
    assert_int_equal(teams_in_a_copy(*state), kept);
    atomic_store(&disk.room, -1);
    await_health(s);
    assert_true(fixture_write(s, insert_long, "room again"));
    store_close(s);
    assert_int_equal(fixture_file_size(*state, "-wal"), -1);
    s = fixture_open(*state);
    assert_int_equal(teams_in(s), kept + 1);
    store_close(s);
}

int main(void) {
    disk_install();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_failed_sync_keeps_nothing, fixture_setup, close_disk),
        cmocka_unit_test_setup_teardown(test_what_cannot_be_cut_off_is_unknown, fixture_setup, close_disk),
        cmocka_unit_test_setup_teardown(test_writes_that_share_the_failed_commit, fixture_setup, close_disk),
        cmocka_unit_test_setup_teardown(test_a_full_disk_is_no_trap, fixture_setup, close_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
