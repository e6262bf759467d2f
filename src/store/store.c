#include "store/store.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "store/location.h"
#include "store/sqlite/check.h"
#include "store/sqlite/lock.h"
#include "store/sqlite/log_file.h"
#include "store/sqlite/migrate.h"
#include "store/sqlite/writer.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define LOGGER "tessera.store"

enum {
    // How long the check may delay the first reply; up to this size of the file it always ends first.
    CHECK_WAIT_MICROSECONDS = 5000,
    CHECK_FIRST_BYTES = 4 << 20,
    // A file larger than this that was closed in order is not checked without being asked.
    CHECK_ALWAYS_BYTES = 256 << 20,
    STEP_BYTES = 128 << 10,
    MEMORY_FOLDER_BYTES = 256 << 20, // least room in /dev/shm for a database that lives as long as the process
};

struct store {
    location where;
    char *folder; // of a database that goes with the process; NULL otherwise
    file_lock lock;
    db *connection; // the writer's
    writer *writer;
    check_watch *watch;
    _Atomic(uint64_t) commits; // moves when readers must renew their view
    _Atomic(bool) damaged;
};

// --- files -----------------------------------------------------------------------------------------------------------

// A private folder: "memory" databases are files that nobody else finds and that go at the end, because several
// connections see one another's commits only through a file.
static bool memory_place(store *s, char *message, size_t message_size) {
    struct statvfs room;
    const char *base = "/dev/shm";
    if (statvfs(base, &room) != 0 || (uint64_t)room.f_bavail * room.f_frsize < MEMORY_FOLDER_BYTES ||
        access(base, W_OK) != 0)
        base = getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp";
    char folder[PATH_MAX];
    int length = snprintf(folder, sizeof folder, "%s/tessera-XXXXXX", base);
    if (length < 0 || length > 1000 || mkdtemp(folder) == NULL)
        return db_refuse(message, message_size, "cannot make a folder in %s: %s", base, strerror(errno));
    s->folder = memory_strdup(folder);
    snprintf(s->where.path, sizeof s->where.path, "%.1024s/tessera.db", folder);
    return true;
}

static void memory_remove(store *s) {
    if (s->folder == NULL)
        return;
    const char *const endings[] = {"", "-wal", "-shm", "-journal", "-lock"};
    char path[PATH_MAX + 16];
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(path, sizeof path, "%s%s", s->where.path, endings[i]);
        unlink(path);
    }
    rmdir(s->folder);
    free(s->folder);
}

// Makes the file where it is missing, readable for its owner only (it holds password hashes), and tells why it cannot
// be used. Called under the lock: closing a file that SQLite has open in this process would undo SQLite's own locks.
static bool file_ready(const char *path, off_t *size, char *message, size_t message_size) {
    int descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600);
    if (descriptor < 0)
        return db_refuse(message, message_size, "cannot open database %s: %s", path, strerror(errno));
    struct stat status;
    bool regular = fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
    close(descriptor);
    if (!regular)
        return db_refuse(message, message_size, "cannot open database %s: it is not a regular file", path);
    *size = status.st_size;
    return true;
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
// delay the first reply. Damage found later is logged, and store_probe tells of it. What an unclean end left in the log
// is recovered by SQLite itself when the file is first read.
static bool store_check(store *s, const store_options *options, off_t size, bool unclean, char *message,
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

static bool store_bring_up(store *s, const store_options *options, char *message, size_t message_size) {
    const char *path = s->where.path;
    bool unclean = false;
    off_t size = 0;
    int version = 0;
    if (!file_lock_take(&s->lock, path, &unclean, message, message_size) ||
        !file_ready(path, &size, message, message_size))
        return false;
    s->connection = db_connect(path, s->folder == NULL ? DB_DURABLE_WRITER : DB_WRITER, message, message_size);
    if (s->connection == NULL)
        return false;
    sqlite3 *handle = s->connection->handle;
    if (!migrate_inspect(handle, path, migration_count, &version, message, message_size) ||
        !db_setup_writer(s->connection, path, s->folder == NULL, message, message_size) ||
        !store_check(s, options, size, unclean, message, message_size) ||
        !migrate_apply(handle, path, migrations, migration_count, version, message, message_size))
        return false;
    s->writer = writer_start(s->connection, options->queue_maximum, options->group_commit_maximum, &s->commits);
    if (s->writer == NULL)
        return db_refuse(message, message_size, "cannot start the thread that writes to the database");
    return true;
}

store *store_open(const store_options *options, char *message, size_t message_size) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, sqlite_prepare);
    store *s = memory_zalloc(sizeof *s);
    s->lock.descriptor = -1;
    if (location_resolve(options->url, &s->where, message, message_size) &&
        (!s->where.memory || memory_place(s, message, message_size)) &&
        store_bring_up(s, options, message, message_size))
        return s;
    return store_close(s);
}

store *store_close(store *s) {
    if (s == NULL)
        return NULL;
    s->watch = check_watch_stop(s->watch);
    s->writer = writer_stop(s->writer);
    s->connection = db_disconnect(s->connection); // the last connection moves the log into the database
    file_lock_release(&s->lock);
    memory_remove(s);
    free(s);
    return NULL;
}

// --- readers ---------------------------------------------------------------------------------------------------------

db *store_reader_open(store *s) {
    char message[512];
    db *reader = db_connect(s->where.path, DB_READER, message, sizeof message);
    if (reader == NULL)
        log_error(LOGGER, "%s", message);
    else
        reader->damaged = &s->damaged;
    return reader;
}

void store_reader_close(db *reader) {
    db_disconnect(reader);
}

void store_reader_rest(store *s, db *reader) {
    (void)s;
    if (reader->viewing && db_in_transaction(reader))
        db_execute(reader, "COMMIT");
    reader->viewing = false;
}

void store_reader_refresh(store *s, db *reader) {
    // Read before the view begins: what is committed in between is then seen early, never late.
    uint64_t commits = atomic_load_explicit(&s->commits, memory_order_acquire);
    if (reader->viewing && reader->seen == commits)
        return;
    reader->seen = commits;
    // The view begins with the first statement; where none ran, there is nothing to renew.
    if (reader->viewing && sqlite3_txn_state(reader->handle, NULL) == SQLITE_TXN_NONE && db_in_transaction(reader))
        return;
    store_reader_rest(s, reader);
    reader->viewing = db_execute(reader, "BEGIN");
}

int64_t store_probe(db *reader) {
    if (reader->damaged != NULL && atomic_load_explicit(reader->damaged, memory_order_relaxed))
        return -1;
    int64_t began = monotonic_now();
    db_query *q = db_prepare(reader, "SELECT 1 FROM teams LIMIT 1");
    db_step(q);
    return db_end(q) == DB_OK ? monotonic_now() - began : -1;
}

// --- writing ---------------------------------------------------------------------------------------------------------

bool store_submit(store *s, store_write *write) {
    return writer_submit(s->writer, write);
}

store_statistics store_get_statistics(const store *s) {
    return writer_statistics(s->writer);
}
