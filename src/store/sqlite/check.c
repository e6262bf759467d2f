// Going through a large file takes seconds, so a thread does it on a connection of its own; who opens the database
// waits for the verdict as long as that is worth it, and the rest is done beside the work, at low priority.
#include "store/sqlite/check.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define LOGGER "tessera.store"

enum { LOW_PRIORITY = 10 };

// SQLite begins its complaints with a line that names the database, which is always "main".
static void damage_tell(const char *path, const char *complaint, char *message, size_t message_size) {
    const char *line = complaint[0] == '*' ? strchr(complaint, '\n') : NULL;
    line = line == NULL ? complaint : line + 1;
    refuse(message, message_size, "database %s is damaged (%.*s); restore a backup", path, (int)strcspn(line, "\n"),
           line);
}

// Runs a pragma that answers "ok" or its first complaint.
static bool complaint_free(sqlite3 *handle, const char *path, const char *sql, char *message, size_t message_size) {
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(handle, sql, -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    bool good = false;
    if (code != SQLITE_ROW) {
        sqlite_refuse(path, handle, code, message, message_size);
    } else {
        const char *answer = (const char *)sqlite3_column_text(statement, 0);
        good = answer != NULL && strcmp(answer, "ok") == 0;
        if (!good)
            damage_tell(path, answer == NULL ? "no memory" : answer, message, message_size);
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
    sqlite_db *connection;
    _Atomic(bool) *damaged;
    _Atomic(bool) stopping;
    pthread_mutex_t mutex; // guards what follows
    pthread_cond_t changed;
    pid_t thread_id; // as the system numbers threads; 0 before it runs
    bool ended, good;
    bool alone; // nobody waits any more: the verdict goes to the log
    char message[512];
};

// Requests come first from now on. On Linux a nice value belongs to the thread.
static void priority_lower(const check_watch *watch) {
    if (watch->thread_id != 0)
        setpriority(PRIO_PROCESS, (id_t)watch->thread_id, LOW_PRIORITY);
}

static void *watch_main(void *data) {
    check_watch *watch = data;
    pthread_setname_np(pthread_self(), "store-check");
    pthread_mutex_lock(&watch->mutex);
    watch->thread_id = gettid();
    if (watch->alone)
        priority_lower(watch);
    pthread_mutex_unlock(&watch->mutex);
    int64_t began = monotonic_now();
    char message[sizeof watch->message];
    bool good = check_run(watch->connection->handle, watch->path, CHECK_QUICK, message, sizeof message);
    double seconds = (double)(monotonic_now() - began) / 1e6;
    bool stopped = atomic_load(&watch->stopping); // then the verdict is of the interruption
    if (!stopped)
        atomic_store(watch->damaged, !good);
    pthread_mutex_lock(&watch->mutex);
    watch->ended = true;
    watch->good = good;
    if (!good)
        snprintf(watch->message, sizeof watch->message, "%s", message);
    bool alone = watch->alone;
    pthread_mutex_unlock(&watch->mutex);
    pthread_cond_signal(&watch->changed);
    if (alone && !stopped && !good)
        log_critical(LOGGER, "%s", message);
    else if (!stopped && good)
        log_debug(LOGGER, "database %s was checked in %.3f s", watch->path, seconds);
    return NULL;
}

static check_watch *watch_free(check_watch *watch) {
    pthread_cond_destroy(&watch->changed);
    pthread_mutex_destroy(&watch->mutex);
    sqlite_disconnect(watch->connection);
    free(watch->path);
    free(watch);
    return NULL;
}

static void watch_init(check_watch *watch) {
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&watch->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    pthread_mutex_init(&watch->mutex, NULL);
}

check_watch *check_watch_start(const char *path, _Atomic(bool) *damaged, char *message, size_t message_size) {
    sqlite_db *connection = sqlite_connect(path, SQLITE_READER, message, message_size);
    if (connection == NULL)
        return NULL;
    check_watch *watch = memory_zalloc(sizeof *watch);
    watch_init(watch);
    watch->path = memory_strdup(path);
    watch->connection = connection;
    watch->damaged = damaged;
    if (pthread_create(&watch->thread, NULL, watch_main, watch) == 0)
        return watch;
    refuse(message, message_size, "cannot start the thread that checks the database");
    return watch_free(watch);
}

static struct timespec moment_in(int64_t microseconds) {
    struct timespec moment;
    clock_gettime(CLOCK_MONOTONIC, &moment);
    int64_t nanoseconds = moment.tv_nsec + microseconds % 1000000 * 1000;
    moment.tv_sec += microseconds / 1000000 + nanoseconds / 1000000000;
    moment.tv_nsec = nanoseconds % 1000000000;
    return moment;
}

bool check_watch_wait(check_watch *watch, int64_t microseconds, char *message, size_t message_size) {
    struct timespec limit = moment_in(microseconds < 0 ? 0 : microseconds);
    int waited = 0;
    pthread_mutex_lock(&watch->mutex);
    while (!watch->ended && waited == 0)
        waited = microseconds < 0 ? pthread_cond_wait(&watch->changed, &watch->mutex)
                                  : pthread_cond_timedwait(&watch->changed, &watch->mutex, &limit);
    bool good = !watch->ended || watch->good;
    watch->alone = !watch->ended;
    if (watch->alone)
        priority_lower(watch);
    if (!good)
        snprintf(message, message_size, "%s", watch->message);
    pthread_mutex_unlock(&watch->mutex);
    return good;
}

bool check_watch_has_ended(check_watch *watch) {
    pthread_mutex_lock(&watch->mutex);
    bool ended = watch->ended;
    pthread_mutex_unlock(&watch->mutex);
    return ended;
}

check_watch *check_watch_stop(check_watch *watch) {
    if (watch == NULL)
        return NULL;
    atomic_store(&watch->stopping, true);
    bool ended = false;
    while (!ended) { // an interrupt that comes before the statement is forgotten, so it is repeated
        sqlite3_interrupt(watch->connection->handle);
        struct timespec limit = moment_in(5000);
        int waited = 0;
        pthread_mutex_lock(&watch->mutex);
        while (!watch->ended && waited == 0)
            waited = pthread_cond_timedwait(&watch->changed, &watch->mutex, &limit);
        ended = watch->ended;
        pthread_mutex_unlock(&watch->mutex);
    }
    pthread_join(watch->thread, NULL);
    return watch_free(watch);
}
