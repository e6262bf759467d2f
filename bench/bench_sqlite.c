// What SQLite alone reaches with the rows of POST /api/v1/assets, and what the disk reaches at all.
//   bench_sqlite insert FILE BATCH SECONDS   asset and audit rows into a database that tesserad has made, BATCH assets
//                                            in each durable transaction; prints "rows RATE" (assets per second)
//   bench_sqlite sync FILE SECONDS           overwrites one page and syncs; prints "syncs RATE"
#include "base/timestamp.h"
#include "base/uuid.h"
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// The columns and values that a request of post_assets.lua leaves behind.
#define INSERT_ASSET                                                                                                   \
    "INSERT INTO assets (id, fqn, description, owner_team_id, environment, resource_type, guarantee_mode, "            \
    "semver_mode, created_at, tags, metadata) VALUES (?1, ?2, 'Orders of the web shop, one row each', ?3, "            \
    "'production', 'model', 'notify', 'auto', ?4, '[\"pii\",\"finance\"]', "                                           \
    "'{\"tier\":\"gold\",\"source\":\"bench\"}')"
#define INSERT_EVENT                                                                                                   \
    "INSERT INTO audit_events (id, entity_type, entity_id, action, actor_id, actor_type, payload, occurred_at) "       \
    "VALUES (?1, 'asset', ?2, 'asset.created', ?3, 'human', "                                                          \
    "'{\"fqn\":\"' || ?5 || '\",\"environment\":\"production\"}', ?4)"

static void fail(const char *what) {
    fprintf(stderr, "bench_sqlite: %s\n", what);
    exit(1);
}

static double seconds_since(int64_t began) {
    return (double)(monotonic_now() - began) / 1e6;
}

typedef struct target {
    sqlite3 *handle;
    sqlite3_stmt *begin, *commit, *asset, *event;
    unsigned char team[16];
} target;

static sqlite3_stmt *prepare(sqlite3 *handle, const char *sql) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v3(handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
        fail(sqlite3_errmsg(handle));
    return statement;
}

static void step(target *t, sqlite3_stmt *statement) {
    if (sqlite3_step(statement) != SQLITE_DONE)
        fail(sqlite3_errmsg(t->handle));
    sqlite3_reset(statement);
}

static void target_open(target *t, const char *file) {
    if (sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) != SQLITE_OK ||
        sqlite3_open_v2(file, &t->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        fail("the database cannot be opened");
    const char *setup = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";
    if (sqlite3_exec(t->handle, setup, NULL, NULL, NULL) != SQLITE_OK)
        fail(sqlite3_errmsg(t->handle));
    sqlite3_stmt *team = prepare(t->handle, "SELECT id FROM teams LIMIT 1");
    if (sqlite3_step(team) != SQLITE_ROW || sqlite3_column_bytes(team, 0) != sizeof t->team)
        fail("the database has no team");
    memcpy(t->team, sqlite3_column_blob(team, 0), sizeof t->team);
    sqlite3_finalize(team);
    t->begin = prepare(t->handle, "BEGIN IMMEDIATE");
    t->commit = prepare(t->handle, "COMMIT");
    t->asset = prepare(t->handle, INSERT_ASSET);
    t->event = prepare(t->handle, INSERT_EVENT);
}

static void target_close(target *t) {
    sqlite3_finalize(t->begin);
    sqlite3_finalize(t->commit);
    sqlite3_finalize(t->asset);
    sqlite3_finalize(t->event);
    sqlite3_close(t->handle);
}

static void insert_row(target *t, uint64_t number) {
    char name[64];
    snprintf(name, sizeof name, "warehouse.sales.table_%09llu", (unsigned long long)number);
    uuid asset = uuid_new(), event = uuid_new();
    sqlite3_bind_blob(t->asset, 1, asset.bytes, 16, SQLITE_STATIC);
    sqlite3_bind_text(t->asset, 2, name, -1, SQLITE_STATIC);
    sqlite3_bind_blob(t->asset, 3, t->team, 16, SQLITE_STATIC);
    sqlite3_bind_int64(t->asset, 4, timestamp_now());
    step(t, t->asset);
    sqlite3_bind_blob(t->event, 1, event.bytes, 16, SQLITE_STATIC);
    sqlite3_bind_blob(t->event, 2, asset.bytes, 16, SQLITE_STATIC);
    sqlite3_bind_blob(t->event, 3, t->team, 16, SQLITE_STATIC);
    sqlite3_bind_int64(t->event, 4, timestamp_now());
    sqlite3_bind_text(t->event, 5, name, -1, SQLITE_STATIC);
    step(t, t->event);
}

// Batches differ by one row at most, so that their mean is BATCH.
static double insert_rows(const char *file, double batch, double seconds) {
    target t;
    target_open(&t, file);
    uint64_t rows = 0;
    double due = 0;
    int64_t began = monotonic_now();
    while (seconds_since(began) < seconds) {
        step(&t, t.begin);
        for (due += batch; (double)rows < due; rows++)
            insert_row(&t, rows);
        step(&t, t.commit);
    }
    double rate = (double)rows / seconds_since(began);
    target_close(&t);
    return rate;
}

static double sync_page(const char *file, double seconds) {
    char page[4096] = {1};
    int descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0 || pwrite(descriptor, page, sizeof page, 0) != sizeof page || fsync(descriptor) != 0)
        fail("the file cannot be written");
    uint64_t syncs = 0;
    int64_t began = monotonic_now();
    for (; seconds_since(began) < seconds; syncs++)
        if (pwrite(descriptor, page, sizeof page, 0) != sizeof page || fdatasync(descriptor) != 0)
            fail("the file cannot be synced");
    double rate = (double)syncs / seconds_since(began);
    close(descriptor);
    unlink(file);
    return rate;
}

static double number_between(const char *argument, double least, double most) {
    char *end;
    double value = strtod(argument, &end);
    if (*end != '\0' || !(value >= least && value <= most))
        fail("a number is malformed or out of its range");
    return value;
}

int main(int count, char **arguments) {
    if (count == 5 && strcmp(arguments[1], "insert") == 0) {
        double batch = number_between(arguments[3], 1, 100000);
        printf("rows %.1f\n", insert_rows(arguments[2], batch, number_between(arguments[4], 0, 60)));
    } else if (count == 4 && strcmp(arguments[1], "sync") == 0) {
        printf("syncs %.1f\n", sync_page(arguments[2], number_between(arguments[3], 0, 60)));
    } else {
        fail("usage: bench_sqlite insert FILE BATCH SECONDS | bench_sqlite sync FILE SECONDS");
    }
    return 0;
}
