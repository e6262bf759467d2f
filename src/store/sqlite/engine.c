// A store in SQLite: one file, one connection that writes (writer.c), and for each thread one that reads.
//
// Opening goes from what harms nobody to what changes the file: the lock, a look at whose file it is, the check, the missing
// migrations, the writer. A reader keeps one view (a read transaction) over many pieces of work and renews it only when a
// counter says that something was committed: beginning a view costs more than most reads.
#include "base/log.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "store/sqlite/backup.h"
#include "store/sqlite/check.h"
#include "store/sqlite/location.h"
#include "store/sqlite/lock.h"
#include "store/sqlite/log_file.h"
#include "store/sqlite/migrate.h"
#include "store/sqlite/restore.h"
#include "store/sqlite/writer.h"
#include "store/store_engine.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#define LOGGER "tessera.store"

enum {
    // How long the check may delay the first reply; up to this size of the file it always ends first.
    CHECK_WAIT_MICROSECONDS = 5000,
    CHECK_FIRST_BYTES = 4 << 20,
    // A file larger than this that was closed in order is not checked without being asked.
    CHECK_ALWAYS_BYTES = 256 << 20,
    STEP_BYTES = 128 << 10,
};

// Rows in no order change pages all over the indexes, which would else be read again and again.
#define LOADING_CACHE "PRAGMA cache_size = -262144"

typedef struct sqlite_store {
    store base; // first
    location where;
    file_lock lock;
    sqlite_db *connection; // the writer's
    writer *writer;
    check_watch *watch;
    _Atomic(uint64_t) commits; // moves when readers must renew their view
    _Atomic(bool) damaged;     // found after the start (see check.h), by another thread
} sqlite_store;

static sqlite_store *own(store *s) {
    return (sqlite_store *)s;
}

// --- opening ---------------------------------------------------------------------------------------------------------

// Must come before the first use of SQLite. Counting every allocation would cost a lock that all connections share. A
// write's step keeps a copy of each page that it changes, in one block of the size given here; beyond it in a temporary
// file.
static void sqlite_prepare(void) {
    if (sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) != SQLITE_OK ||
        sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, STEP_BYTES) != SQLITE_OK)
        log_debug(LOGGER, "SQLite was in use already");
    sqlite3_initialize();
    if (log_file_register() != SQLITE_OK)
        log_error(LOGGER, "SQLite refused the log's VFS");
}

// The check runs on a thread of its own; opening waits for its verdict a moment only, so that a large file does not
// delay the first reply. Damage found later is logged, and the probe tells of it. What an unclean end left in the log is
// recovered by SQLite itself when the file is first read.
static bool file_check(sqlite_store *s, const store_options *options, off_t size, bool unclean, char *message,
                       size_t message_size) {
    if (options->check_fully)
        return check_run(s->connection->handle, s->where.path, CHECK_FULL, message, message_size);
    if (size > CHECK_ALWAYS_BYTES && !unclean)
        return true;
    if (unclean)
        log_warning(LOGGER, "database %s was not closed in order; checking it", s->where.path);
    s->watch = check_watch_start(s->where.path, &s->damaged, message, message_size);
    if (s->watch == NULL)
        return false;
    int64_t patience = size <= CHECK_FIRST_BYTES ? -1 : CHECK_WAIT_MICROSECONDS;
    bool good = check_watch_wait(s->watch, patience, message, message_size);
    if (check_watch_has_ended(s->watch))
        s->watch = check_watch_stop(s->watch);
    return good;
}

static bool bring_up(sqlite_store *s, const store_options *options, char *message, size_t message_size) {
    const char *path = s->where.path;
    bool unclean = false, durable = !s->where.memory;
    off_t size = 0;
    int version = 0;
    if (!file_lock_take(&s->lock, path, &unclean, message, message_size) ||
        !restore_finish(path, NULL, 0, message, message_size) ||
        !location_make_file(&s->where, &size, message, message_size))
        return false;
    s->connection = sqlite_connect(path, durable ? SQLITE_DURABLE_WRITER : SQLITE_WRITER, message, message_size);
    if (s->connection == NULL)
        return false;
    sqlite3 *handle = s->connection->handle;
    const migrate_steps steps = migrate_own_steps();
    if (!migrate_inspect(handle, path, steps.count, &version, message, message_size) ||
        !sqlite_setup_writer(s->connection, path, durable, message, message_size) ||
        !file_check(s, options, size, unclean, message, message_size) ||
        !migrate_apply(handle, path, &steps, version, message, message_size))
        return false;
    if (options->loads)
        sqlite3_exec(handle, LOADING_CACHE, NULL, NULL, NULL); // a smaller one does as well, but slower
    store_options of_file = *options;
    if (s->where.memory)
        of_file.reserve_bytes = 0;
    s->writer = writer_start(&s->base, &s->connection->base, &of_file, &s->commits);
    return s->writer != NULL || refuse(message, message_size, "cannot start the thread that writes to the database");
}

static store *engine_close(store *base) {
    sqlite_store *s = own(base);
    s->watch = check_watch_stop(s->watch);
    s->writer = writer_stop(s->writer);
    s->connection = sqlite_disconnect(s->connection); // the last connection moves the log into the database
    file_lock_release(&s->lock);
    location_remove_folder(&s->where);
    free(s);
    return NULL;
}

static store *engine_open(const store_options *options, char *message, size_t message_size) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, sqlite_prepare);
    sqlite_store *s = memory_zalloc(sizeof *s);
    s->base.engine = &store_sqlite;
    s->lock.descriptor = -1;
    if (location_resolve(options->url, &s->where, message, message_size) &&
        (!s->where.memory || location_make_folder(&s->where, message, message_size)) &&
        bring_up(s, options, message, message_size))
        return &s->base;
    return engine_close(&s->base);
}

// --- readers ---------------------------------------------------------------------------------------------------------

static db *reader_open(store *base) {
    char message[512];
    sqlite_db *reader = sqlite_connect(own(base)->where.path, SQLITE_READER, message, sizeof message);
    if (reader != NULL)
        return &reader->base;
    log_error(LOGGER, "%s", message);
    return NULL;
}

static void reader_rest(store *base, db *d) {
    (void)base;
    sqlite_db *reader = sqlite_of(d);
    if (reader->viewing && sqlite_in_transaction(reader))
        db_execute(d, "COMMIT");
    reader->viewing = false;
}

static uint64_t reader_refresh(store *base, db *d) {
    sqlite_db *reader = sqlite_of(d);
    // Read before the view begins: what is committed in between is then seen early, never late.
    uint64_t commits = atomic_load_explicit(&own(base)->commits, memory_order_acquire);
    if (reader->viewing && reader->seen == commits)
        return reader->view;
    reader->seen = commits;
    // The view begins with the first statement; where none ran, there is nothing to renew.
    if (reader->viewing && sqlite3_txn_state(reader->handle, NULL) == SQLITE_TXN_NONE && sqlite_in_transaction(reader))
        return reader->view;
    reader_rest(base, d);
    reader->viewing = db_execute(d, "BEGIN");
    return ++reader->view;
}

static int64_t probe(store *base, db *reader) {
    if (atomic_load_explicit(&own(base)->damaged, memory_order_relaxed))
        return -1;
    int64_t began = monotonic_now();
    db_query *q = db_prepare(reader, "SELECT 1 FROM teams LIMIT 1");
    db_step(q);
    return db_end(q) == DB_OK ? monotonic_now() - began : -1;
}

// --- writing ---------------------------------------------------------------------------------------------------------

static bool submit(store *base, store_write *write) {
    return writer_submit(own(base)->writer, write);
}

static store_statistics statistics(const store *base) {
    return writer_statistics(((const sqlite_store *)base)->writer);
}

const store_engine store_sqlite = {
    .open = engine_open,
    .close = engine_close,
    .reader_open = reader_open,
    .reader_refresh = reader_refresh,
    .reader_rest = reader_rest,
    .submit = submit,
    .statistics = statistics,
    .probe = probe,
    .backup = backup_make,
    .restore = restore_make,
};
