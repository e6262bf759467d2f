#include "store/check.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define LOGGER "tessera.store"

// Runs a pragma that answers "ok" or its first complaint.
static bool complaint_free(sqlite3 *handle, const char *path, const char *sql, char *message, size_t message_size) {
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(handle, sql, -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    bool good = false;
    if (code != SQLITE_ROW) {
        db_describe(path, handle, code, message, message_size);
    } else {
        const char *answer = (const char *)sqlite3_column_text(statement, 0);
        good = answer != NULL && strcmp(answer, "ok") == 0;
        if (!good)
            db_refuse(message, message_size, "database %s is damaged (%s); restore a backup", path,
                      answer == NULL ? "?" : answer);
    }
    sqlite3_finalize(statement);
    return good;
}

bool check_run(sqlite3 *handle, const char *path, check_depth depth, char *message, size_t message_size) {
    if (depth == CHECK_QUICK)
        return complaint_free(handle, path, "PRAGMA quick_check(1)", message, message_size);
    return complaint_free(handle, path, "PRAGMA integrity_check(1)", message, message_size) &&
           complaint_free(handle, path,
                          "SELECT coalesce((SELECT 'a row of ' || \"table\" || ' refers to a missing row of ' || parent"
                          " FROM pragma_foreign_key_check LIMIT 1), 'ok')",
                          message, message_size);
}

struct check_watch {
    pthread_t thread;
    char *path;
    db *connection;
    _Atomic(bool) *damaged;
    _Atomic(bool) stopping;
};

// One table at a time, so that no read transaction keeps the write-ahead log for as long as the whole file takes.
static void tables_check(check_watch *watch) {
    sqlite3 *handle = watch->connection->handle;
    char *names[64];
    int count = 0;
    sqlite3_stmt *tables = NULL;
    if (sqlite3_prepare_v2(handle,
                           "SELECT format('PRAGMA quick_check(%Q)', name) FROM sqlite_schema WHERE type = 'table'", -1,
                           &tables, NULL) == SQLITE_OK)
        while (count < 64 && sqlite3_step(tables) == SQLITE_ROW)
            names[count++] = memory_strdup((const char *)sqlite3_column_text(tables, 0));
    sqlite3_finalize(tables);
    bool good = true;
    for (int i = 0; i < count; i++) {
        char message[512];
        if (good && !atomic_load(&watch->stopping)) {
            good = complaint_free(handle, watch->path, names[i], message, sizeof message);
            if (!good && !atomic_load(&watch->stopping)) {
                atomic_store(watch->damaged, true);
                log_critical(LOGGER, "%s", message);
            }
        }
        free(names[i]);
    }
}

static void *watch_main(void *data) {
    check_watch *watch = data;
    pthread_setname_np(pthread_self(), "store-check");
    int64_t began = monotonic_now();
    tables_check(watch);
    if (!atomic_load(&watch->stopping) && !atomic_load(watch->damaged))
        log_info(LOGGER, "database %s was checked in %.1f s", watch->path, (double)(monotonic_now() - began) / 1e6);
    return NULL;
}

check_watch *check_watch_start(const char *path, _Atomic(bool) *damaged) {
    char message[512];
    db *connection = db_connect(path, DB_READER, message, sizeof message);
    if (connection == NULL) {
        log_error(LOGGER, "%s", message);
        return NULL;
    }
    check_watch *watch = memory_zalloc(sizeof *watch);
    watch->path = memory_strdup(path);
    watch->connection = connection;
    watch->damaged = damaged;
    if (pthread_create(&watch->thread, NULL, watch_main, watch) == 0)
        return watch;
    log_error(LOGGER, "cannot start the thread that checks the database");
    db_disconnect(connection);
    free(watch->path);
    free(watch);
    return NULL;
}

check_watch *check_watch_stop(check_watch *watch) {
    if (watch == NULL)
        return NULL;
    atomic_store(&watch->stopping, true);
    struct timespec limit;
    do { // an interrupt between two statements is forgotten, so it is repeated
        sqlite3_interrupt(watch->connection->handle);
        clock_gettime(CLOCK_REALTIME, &limit);
        limit.tv_nsec += 5000000;
        limit.tv_sec += limit.tv_nsec / 1000000000;
        limit.tv_nsec %= 1000000000;
    } while (pthread_timedjoin_np(watch->thread, NULL, &limit) != 0);
    db_disconnect(watch->connection);
    free(watch->path);
    free(watch);
    return NULL;
}
