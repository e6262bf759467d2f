// Durable inserts through the writer, beside the same with a sync of its own for each, and beside a bare SQLite program
// that inserts the same rows in batches of the same average size. bench_store [FOLDER [SECONDS]]
#include "base/timestamp.h"
#include "base/uuid.h"
#include "store/store.h"
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { SUBMITTERS = 64, LOOPS = 2, ROUNDS = 5 };

#define INSERT_TEAM "INSERT INTO teams (id, name, created_at) VALUES (?1, 'bench', 0)"
#define INSERT_ASSET                                                                                                   \
    "INSERT INTO assets (id, fqn, owner_team_id, created_at, tags, metadata) VALUES (?1, ?2, ?3, ?4, "                 \
    "'[\"pii\",\"finance\"]', "                                                                                        \
    "'{\"tier\":\"gold\",\"source\":\"bench\"}')"
#define INSERT_EVENT                                                                                                   \
    "INSERT INTO audit_events (id, entity_type, entity_id, action, actor_id, occurred_at, payload) VALUES (?1, "       \
    "'asset', ?2, "                                                                                                    \
    "'asset.created', ?3, ?4, '{\"fqn\":\"warehouse.sales.table\",\"environment\":\"production\"}')"

static void fail(const char *what) {
    fprintf(stderr, "bench_store: %s\n", what);
    exit(1);
}

static double seconds_since(int64_t began) {
    return (double)(monotonic_now() - began) / 1e6;
}

// --- through the store -----------------------------------------------------------------------------------------------

typedef struct run {
    store *store;
    uuid team;
    int64_t until;
    _Atomic(uint64_t) rows;
    _Atomic(bool) failed;
} run;

typedef struct row_write {
    store_write write;
    struct row_write *next;
    struct loop *loop;
    uint64_t number;
    int64_t submitted;
    bool committed;
} row_write;

// A thread that submits again what was settled, woken once for all that came meanwhile.
typedef struct loop {
    run *run;
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    row_write *settled; // guarded
    size_t open;
    int64_t slowest; // microseconds from submission to settlement
    row_write rows[SUBMITTERS / LOOPS];
} loop;

static bool row_run(store_write *write, db *connection) {
    row_write *row = (row_write *)write;
    char name[64];
    snprintf(name, sizeof name, "warehouse.sales.table_%llu", (unsigned long long)row->number);
    uuid id = uuid_new(), event = uuid_new();
    db_query *q = db_prepare(connection, INSERT_ASSET);
    db_bind_uuid(q, 1, &id);
    db_bind_text(q, 2, name);
    db_bind_uuid(q, 3, &row->loop->run->team);
    db_bind_int(q, 4, timestamp_now());
    if (db_run(q, NULL) != DB_OK)
        return false;
    q = db_prepare(connection, INSERT_EVENT);
    db_bind_uuid(q, 1, &event);
    db_bind_uuid(q, 2, &id);
    db_bind_uuid(q, 3, &row->loop->run->team);
    db_bind_int(q, 4, timestamp_now());
    return db_run(q, NULL) == DB_OK;
}

static bool team_run(store_write *write, db *connection) {
    db_query *q = db_prepare(connection, INSERT_TEAM);
    db_bind_uuid(q, 1, &((row_write *)write)->loop->run->team);
    return db_run(q, NULL) == DB_OK;
}

static void row_done(store_write *write, store_outcome outcome) {
    row_write *row = (row_write *)write;
    row->committed = outcome == STORE_KEPT;
    pthread_mutex_lock(&row->loop->mutex);
    row->next = row->loop->settled;
    row->loop->settled = row;
    bool first = row->next == NULL;
    pthread_mutex_unlock(&row->loop->mutex);
    if (first)
        pthread_cond_signal(&row->loop->changed);
}

static void row_submit(row_write *row) {
    row->number = atomic_fetch_add(&row->loop->run->rows, 1);
    row->submitted = monotonic_now();
    if (!store_submit(row->loop->run->store, &row->write))
        fail("the queue is full");
    row->loop->open++;
}

static void rows_settle(loop *l) {
    pthread_mutex_lock(&l->mutex);
    while (l->settled == NULL)
        pthread_cond_wait(&l->changed, &l->mutex);
    row_write *row = l->settled;
    l->settled = NULL;
    pthread_mutex_unlock(&l->mutex);
    int64_t now = monotonic_now();
    for (row_write *next; row != NULL; row = next) {
        next = row->next;
        l->open--;
        if (!row->committed)
            atomic_store(&l->run->failed, true);
        if (now - row->submitted > l->slowest)
            l->slowest = now - row->submitted;
        if (now < l->run->until)
            row_submit(row);
    }
}

static void *loop_main(void *data) {
    loop *l = data;
    for (size_t i = 0; i < SUBMITTERS / LOOPS; i++)
        row_submit(&l->rows[i]);
    while (l->open > 0)
        rows_settle(l);
    return NULL;
}

static void loop_init(loop *l, run *all) {
    *l = (loop){.run = all};
    pthread_mutex_init(&l->mutex, NULL);
    pthread_cond_init(&l->changed, NULL);
    for (size_t i = 0; i < SUBMITTERS / LOOPS; i++)
        l->rows[i] = (row_write){.write = {.run = row_run, .done = row_done}, .loop = l};
}

static void loop_done(loop *l) {
    pthread_cond_destroy(&l->changed);
    pthread_mutex_destroy(&l->mutex);
}

static void team_make(run *all) {
    loop one;
    loop_init(&one, all);
    one.rows[0].write.run = team_run;
    row_submit(&one.rows[0]);
    rows_settle(&one);
    loop_done(&one);
    all->rows = 0;
}

// Rows per second; `*average` gets the writes per commit.
static double through_store(const char *path, size_t group_maximum, double seconds, double *average) {
    char message[512];
    store_options options = {.url = path, .queue_maximum = 1000, .group_commit_maximum = group_maximum};
    run all = {.store = store_open(&options, message, sizeof message), .team = uuid_new()};
    if (all.store == NULL)
        fail(message);
    team_make(&all);
    static loop loops[LOOPS];
    store_statistics before = store_get_statistics(all.store);
    int64_t began = monotonic_now(), slowest = 0;
    all.until = began + (int64_t)(seconds * 1e6);
    for (int i = 0; i < LOOPS; i++) {
        loop_init(&loops[i], &all);
        if (pthread_create(&loops[i].thread, NULL, loop_main, &loops[i]) != 0)
            fail("no thread");
    }
    for (int i = 0; i < LOOPS; i++) {
        pthread_join(loops[i].thread, NULL);
        slowest = loops[i].slowest > slowest ? loops[i].slowest : slowest;
        loop_done(&loops[i]);
    }
    double rate = (double)all.rows / seconds_since(began);
    store_statistics after = store_get_statistics(all.store);
    *average = (double)(after.writes - before.writes) / (double)(after.commits - before.commits);
    if (all.failed)
        fail("a write was not committed");
    store_close(all.store);
    printf("%-34s %9.0f rows/s   %6.1f rows per sync   slowest %.1f ms\n",
           group_maximum == 1 ? "store, every write syncs" : "store, group commit", rate, *average,
           (double)slowest / 1e3);
    return rate;
}

// --- bare SQLite -----------------------------------------------------------------------------------------------------

static void execute(sqlite3 *handle, const char *sql) {
    if (sqlite3_exec(handle, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail(sqlite3_errmsg(handle));
}

static sqlite3_stmt *prepare(sqlite3 *handle, const char *sql) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) != SQLITE_OK)
        fail(sqlite3_errmsg(handle));
    return statement;
}

static void bare_step(sqlite3_stmt *statement) {
    if (sqlite3_step(statement) != SQLITE_DONE)
        fail("a bare insert failed");
    sqlite3_reset(statement);
}

static void bare_row(sqlite3_stmt *asset, sqlite3_stmt *event, const uuid *team, uint64_t number) {
    char name[64];
    snprintf(name, sizeof name, "warehouse.sales.table_%llu", (unsigned long long)number);
    uuid id = uuid_new(), other = uuid_new();
    sqlite3_bind_blob(asset, 1, id.bytes, 16, SQLITE_STATIC);
    sqlite3_bind_text(asset, 2, name, -1, SQLITE_STATIC);
    sqlite3_bind_blob(asset, 3, team->bytes, 16, SQLITE_STATIC);
    sqlite3_bind_int64(asset, 4, timestamp_now());
    bare_step(asset);
    sqlite3_bind_blob(event, 1, other.bytes, 16, SQLITE_STATIC);
    sqlite3_bind_blob(event, 2, id.bytes, 16, SQLITE_STATIC);
    sqlite3_bind_blob(event, 3, team->bytes, 16, SQLITE_STATIC);
    sqlite3_bind_int64(event, 4, timestamp_now());
    bare_step(event);
}

// Inserts into a database whose tables exist. Rows per second.
static double bare(const char *path, double batch, double seconds) {
    sqlite3 *handle;
    if (sqlite3_open(path, &handle) != SQLITE_OK)
        fail("cannot open the bare database");
    execute(handle, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
    uuid team = uuid_new();
    sqlite3_stmt *first = prepare(handle, INSERT_TEAM), *asset = prepare(handle, INSERT_ASSET),
                 *event = prepare(handle, INSERT_EVENT);
    sqlite3_bind_blob(first, 1, team.bytes, 16, SQLITE_STATIC);
    bare_step(first);
    int64_t began = monotonic_now(), until = began + (int64_t)(seconds * 1e6);
    uint64_t rows = 0;
    double due = 0;
    while (monotonic_now() < until) {
        execute(handle, "BEGIN IMMEDIATE");
        for (due += batch; (double)rows < due; rows++)
            bare_row(asset, event, &team, rows);
        execute(handle, "COMMIT");
    }
    double rate = (double)rows / seconds_since(began);
    sqlite3_finalize(first);
    sqlite3_finalize(asset);
    sqlite3_finalize(event);
    sqlite3_close(handle);
    printf("%-34s %9.0f rows/s   %6.1f rows per sync\n", "bare SQLite, one thread", rate, batch);
    return rate;
}

// --- the disk --------------------------------------------------------------------------------------------------------

// fdatasync calls per second after overwriting one page.
static double disk(const char *path, double seconds) {
    char page[4096] = {1};
    int descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0 || pwrite(descriptor, page, sizeof page, 0) != sizeof page || fsync(descriptor) != 0)
        fail("cannot write the file that measures the disk");
    int64_t began = monotonic_now(), until = began + (int64_t)(seconds * 1e6);
    uint64_t syncs = 0;
    for (; monotonic_now() < until; syncs++)
        if (pwrite(descriptor, page, sizeof page, 0) != sizeof page || fdatasync(descriptor) != 0)
            fail("cannot sync");
    double rate = (double)syncs / seconds_since(began);
    close(descriptor);
    unlink(path);
    printf("%-34s %9.0f per second\n", "disk, fdatasync of one page", rate);
    return rate;
}

static void files_remove(const char *path) {
    const char *const endings[] = {"", "-wal", "-shm", "-lock"};
    char name[4200];
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        unlink(name);
    }
}

// Only the tables: opened and closed.
static void tables_make(const char *path) {
    char message[512];
    store_options options = {.url = path, .queue_maximum = 1, .group_commit_maximum = 1};
    store *s = store_open(&options, message, sizeof message);
    if (s == NULL)
        fail(message);
    store_close(s);
}

static int by_size(const void *a, const void *b) {
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

int main(int count, char **arguments) {
    const char *folder = count > 1 ? arguments[1] : ".";
    double seconds = count > 2 ? strtod(arguments[2], NULL) : 5;
    if (!(seconds > 0 && seconds <= 60))
        fail("SECONDS is between 0 and 60");
    char path[4096];
    snprintf(path, sizeof path, "%.4000s/bench_store.db", folder);
    files_remove(path);
    double ratios[ROUNDS], average = 0, single_average = 0, grouped = 0, single = 0;
    double syncs = disk(path, seconds / ROUNDS);
    for (int i = 0; i < ROUNDS; i++) { // in turns, because disks have moods
        double rate = through_store(path, 512, seconds / ROUNDS, &average);
        files_remove(path);
        tables_make(path);
        ratios[i] = rate / bare(path, average, seconds / ROUNDS);
        grouped += rate / ROUNDS;
        files_remove(path);
        single += through_store(path, 1, seconds / ROUNDS, &single_average) / ROUNDS;
        files_remove(path);
    }
    qsort(ratios, ROUNDS, sizeof *ratios, by_size);
    printf("group commit / bare SQLite         %9.2f   (median; %.2f to %.2f)\n", ratios[ROUNDS / 2], ratios[0],
           ratios[ROUNDS - 1]);
    printf("group commit / every write syncs   %9.2f\n", grouped / single);
    printf("group commit rows / disk syncs     %9.2f\n", grouped / syncs);
    return 0;
}
