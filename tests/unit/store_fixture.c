#include "store_fixture.h"
#include "base/uuid.h"
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

int fixture_setup(void **state) {
    log_setup(LOG_CRITICAL, false);
    fixture *f = calloc(1, sizeof *f);
    const char *base = getenv("TMPDIR");
    snprintf(f->folder, sizeof f->folder, "%s/tessera-test-XXXXXX", base == NULL ? "/tmp" : base);
    if (mkdtemp(f->folder) == NULL)
        return -1;
    // By its real path, which messages show.
    char real[PATH_MAX];
    if (realpath(f->folder, real) == NULL)
        return -1;
    snprintf(f->folder, sizeof f->folder, "%s", real);
    snprintf(f->path, sizeof f->path, "%.*s/test.db", PATH_MAX - 16, f->folder);
    *state = f;
    return 0;
}

static void folder_remove(const char *folder) {
    DIR *all = opendir(folder);
    if (all == NULL)
        return;
    for (struct dirent *entry = readdir(all); entry != NULL; entry = readdir(all))
        unlinkat(dirfd(all), entry->d_name, 0);
    closedir(all);
    rmdir(folder);
}

int fixture_teardown(void **state) {
    fixture *f = *state;
    folder_remove(f->folder);
    free(f);
    return 0;
}

store *fixture_try_open(fixture *f, const char *url) {
    store_options options = {.url = url, .queue_maximum = 100000, .group_commit_maximum = 512};
    f->message[0] = '\0';
    return store_open(&options, f->message, sizeof f->message);
}

store *fixture_open(fixture *f) {
    store *s = fixture_try_open(f, f->path);
    if (s == NULL)
        fail_msg("%s", f->message);
    return s;
}

void fixture_expect_refusal(fixture *f, const char *url, const char *part) {
    store *s = fixture_try_open(f, url);
    if (s != NULL) {
        store_close(s);
        fail_msg("%s was opened; expected: %s", url, part);
    }
    if (strstr(f->message, part) == NULL)
        fail_msg("message \"%s\" does not hold \"%s\"", f->message, part);
}

sqlite_db *fixture_connect(fixture *f) {
    sqlite_db *connection = sqlite_connect(f->path, SQLITE_WRITER, f->message, sizeof f->message);
    if (connection == NULL || !sqlite_setup_writer(connection, f->path, false, f->message, sizeof f->message))
        fail_msg("%s", f->message);
    return connection;
}

static bool write_run(store_write *write, db *connection) {
    test_write *w = (test_write *)write;
    w->ran_on = pthread_self();
    return w->function(connection, w->data);
}

static void write_done(store_write *write, store_outcome outcome) {
    test_write *w = (test_write *)write;
    w->outcome = outcome;
    w->committed = outcome == STORE_KEPT;
    sem_post(&w->ended);
}

void test_write_init(test_write *w, bool (*function)(db *connection, const void *data), const void *data) {
    *w = (test_write){.write = {.run = write_run, .done = write_done}, .function = function, .data = data};
    sem_init(&w->ended, 0, 0);
}

bool test_write_wait(test_write *w) {
    while (sem_wait(&w->ended) != 0)
        ;
    sem_destroy(&w->ended);
    return w->committed;
}

bool fixture_write(store *s, bool (*function)(db *connection, const void *data), const void *data) {
    test_write w;
    test_write_init(&w, function, data);
    assert_true(store_submit(s, &w.write));
    return test_write_wait(&w);
}

bool insert_team(db *connection, const void *name) {
    uuid id = uuid_new();
    db_query *q = db_prepare(connection, "INSERT INTO teams (id, name, created_at) VALUES (?1, ?2, 0)");
    db_bind_uuid(q, 1, &id);
    db_bind_text(q, 2, name);
    return db_run(q, NULL) == DB_OK;
}

bool run_sql(db *connection, const void *sql) {
    return db_run(db_prepare(connection, sql), NULL) == DB_OK;
}

int64_t count_teams(db *connection, const char *name) {
    db_query *q = db_prepare(connection, "SELECT count(*) FROM teams WHERE name = ?1");
    db_bind_text(q, 1, name);
    return db_run_int(q);
}

int64_t fixture_number(store *s, const char *sql) {
    db *reader = store_reader_open(s);
    store_reader_refresh(s, reader);
    int64_t value = db_run_int(db_prepare(reader, sql));
    store_reader_close(reader);
    return value;
}

int64_t teams_in(store *s) {
    return fixture_number(s, "SELECT count(*) FROM teams");
}

long long fixture_file_size(const fixture *f, const char *ending) {
    char path[PATH_MAX + 32];
    struct stat status;
    snprintf(path, sizeof path, "%s%s", f->path, ending);
    return stat(path, &status) == 0 ? (long long)status.st_size : -1;
}
