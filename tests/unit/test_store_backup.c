// Backups of a database at work, and what a killed process leaves.
#include "store_fixture.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static int64_t number_in(const char *path, const char *sql) {
    sqlite3 *handle;
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s", sqlite3_errmsg(handle));
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    return number;
}

static int files_in(const char *folder) {
    int count = 0;
    DIR *all = opendir(folder);
    assert_non_null(all);
    for (struct dirent *entry = readdir(all); entry != NULL; entry = readdir(all))
        count += entry->d_name[0] != '.';
    closedir(all);
    return count;
}

static const char *copy_path(fixture *f, int number) {
    static char path[PATH_MAX * 2];
    snprintf(path, sizeof path, "%s/copy-%d.db", f->folder, number);
    return path;
}

// --- backups ---------------------------------------------------------------------------------------------------------

// Two rows that a consistent copy shows both or not at all.
static bool insert_pair(db *connection, const void *data) {
    char name[64];
    for (int half = 0; half < 2; half++) {
        snprintf(name, sizeof name, "pair %d half %d", *(const int *)data, half);
        if (!insert_team(connection, name))
            return false;
    }
    return run_sql(connection, "UPDATE teams SET metadata = hex(zeroblob(1000)) WHERE metadata = '{}'");
}

typedef struct pairs {
    store *store;
    _Atomic(int) written;
    _Atomic(bool) stop;
    bool failed;
} pairs;

static void *pairs_main(void *data) {
    pairs *p = data;
    for (int i = 0; !atomic_load(&p->stop); i++) {
        if (!fixture_write(p->store, insert_pair, &i))
            p->failed = true;
        atomic_store(&p->written, i + 1);
    }
    return NULL;
}

static void note_progress(int done, int total, void *data) {
    int *last = data;
    assert_true(done >= *last && done <= total);
    *last = done;
}

static void test_backup_during_writes(void **state) {
    fixture *f = *state;
    pairs p = {.store = fixture_open(f)};
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, pairs_main, &p), 0);
    for (int i = 0; i < 5; i++) {
        int before, progress = 0;
        do // each copy holds something new
            before = atomic_load(&p.written);
        while (before < 20 * i);
        if (!store_backup(f->path, copy_path(f, i), note_progress, &progress, f->message, sizeof f->message))
            fail_msg("%s", f->message);
        assert_true(progress > 0);
        int64_t rows = number_in(copy_path(f, i), "SELECT count(*) FROM teams");
        assert_int_equal(rows % 2, 0);
        assert_true(rows / 2 >= before);
        assert_true(rows / 2 <= atomic_load(&p.written) + 1);
    }
    atomic_store(&p.stop, true);
    pthread_join(thread, NULL);
    assert_false(p.failed);
    store_close(p.store);
    assert_int_equal(files_in(f->folder), 6); // the database and its copies, nothing beside
    // A copy is a database like any other.
    snprintf(f->path, sizeof f->path, "%.*s", (int)sizeof f->path - 1, copy_path(f, 4));
    store *s = fixture_open(f);
    assert_true(fixture_write(s, insert_team, "after"));
    store_close(s);
}

static void test_backup_without_a_server(void **state) {
    fixture *f = *state;
    store *s = fixture_open(f);
    assert_true(fixture_write(s, insert_team, "one"));
    store_close(s);
    assert_true(store_backup(f->path, copy_path(f, 0), NULL, NULL, f->message, sizeof f->message));
    assert_int_equal(number_in(copy_path(f, 0), "SELECT count(*) FROM teams"), 1);
    struct stat status;
    assert_int_equal(stat(copy_path(f, 0), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(files_in(f->folder), 2);
}

static void expect_no_backup(fixture *f, const char *url, const char *file, const char *part) {
    int before = files_in(f->folder);
    assert_false(store_backup(url, file, NULL, NULL, f->message, sizeof f->message));
    if (strstr(f->message, part) == NULL)
        fail_msg("message \"%s\" does not hold \"%s\"", f->message, part);
    assert_int_equal(files_in(f->folder), before);
}

static void test_refused_backups(void **state) {
    fixture *f = *state;
    expect_no_backup(f, f->path, copy_path(f, 0), "there is no database");
    expect_no_backup(f, ":memory:", copy_path(f, 0), "in memory");
    store_close(fixture_open(f));
    expect_no_backup(f, f->path, f->path, "exists already");
    char path[PATH_MAX * 2];
    snprintf(path, sizeof path, "%s/missing/copy.db", f->folder);
    expect_no_backup(f, f->path, path, "No such file or directory");
    snprintf(path, sizeof path, "%s/empty.db", f->folder);
    int descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(descriptor >= 0);
    close(descriptor);
    expect_no_backup(f, path, copy_path(f, 0), "is empty");
    descriptor = open(path, O_WRONLY | O_CLOEXEC);
    assert_int_equal(write(descriptor, "something else altogether", 25), 25);
    close(descriptor);
    expect_no_backup(f, path, copy_path(f, 0), "is not a SQLite database");
}

static void test_backup_of_damage_is_refused(void **state) {
    fixture *f = *state;
    store *s = fixture_open(f);
    for (int i = 0; i < 50; i++)
        assert_true(fixture_write(s, insert_pair, &i));
    store_close(s);
    char junk[4096];
    memset(junk, 0xA5, sizeof junk);
    int descriptor = open(f->path, O_WRONLY | O_CLOEXEC);
    assert_int_equal(pwrite(descriptor, junk, sizeof junk, fixture_file_size(f, "") / 4096 / 2 * 4096), sizeof junk);
    close(descriptor);
    expect_no_backup(f, f->path, copy_path(f, 0), "is damaged");
}

// --- durability ------------------------------------------------------------------------------------------------------

typedef struct doomed {
    store_write write;
    int number;
    int acknowledgments; // the pipe
    store *store;
} doomed;

static bool doomed_run(store_write *write, db *connection) {
    char name[32];
    snprintf(name, sizeof name, "write %d", ((doomed *)write)->number);
    return insert_team(connection, name);
}

// Tells the parent, then writes on. On the writer thread.
static void doomed_done(store_write *settled, store_outcome outcome) {
    doomed *d = (doomed *)settled;
    if (outcome != STORE_KEPT || write(d->acknowledgments, &d->number, sizeof d->number) != sizeof d->number)
        _exit(2);
    d->number += 8;
    if (!store_submit(d->store, settled))
        _exit(3);
}

static void doomed_main(fixture *f, int acknowledgments) {
    store *s = fixture_try_open(f, f->path);
    if (s == NULL)
        _exit(1);
    static doomed writes[8];
    for (int i = 0; i < 8; i++) {
        writes[i] = (doomed){.write = {.run = doomed_run, .done = doomed_done},
                             .number = i,
                             .acknowledgments = acknowledgments,
                             .store = s};
        store_submit(s, &writes[i].write);
    }
    for (;;)
        pause();
}

// Every write that was acknowledged before the kill is there afterwards.
static void test_kill_loses_nothing(void **state) {
    fixture *f = *state;
    static bool acknowledged[1 << 20];
    for (int round = 0; round < 4; round++) {
        memset(acknowledged, 0, sizeof acknowledged);
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            close(ends[0]);
            doomed_main(f, ends[1]);
        }
        close(ends[1]);
        int number, heard = 0, enough = 200 + 131 * round;
        while (read(ends[0], &number, sizeof number) ==
               sizeof number) { // what was in the pipe at the kill counts as well
            assert_in_range(number, 0, sizeof acknowledged - 1);
            acknowledged[number] = true;
            heard++;
            if (heard == enough)
                kill(child, SIGKILL);
        }
        close(ends[0]);
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
        assert_true(heard >= enough);
        store *s = fixture_open(f);
        db *reader = store_reader_open(s);
        for (size_t i = 0; i < sizeof acknowledged; i++) {
            if (!acknowledged[i])
                continue;
            char name[32];
            snprintf(name, sizeof name, "write %zu", i);
            if (count_teams(reader, name) != 1)
                fail_msg("write %zu of round %d was acknowledged and is lost", i, round);
        }
        // Beside those, at most what was on its way.
        assert_in_range(db_run_int(db_prepare(reader, "SELECT count(*) FROM teams")), heard, heard + 16);
        store_reader_close(reader);
        assert_true(fixture_write(s, run_sql, "DELETE FROM teams"));
        store_close(s);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_folder(test_backup_during_writes), with_folder(test_backup_without_a_server),
        with_folder(test_refused_backups),      with_folder(test_backup_of_damage_is_refused),
        with_folder(test_kill_loses_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
