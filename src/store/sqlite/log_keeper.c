// Pages that were committed stand in the log until a checkpoint moves them into the database. That needs room in the database for
// what is new, so a disk that fills up could be a trap: what somebody frees goes into the log, which only grows. Therefore a
// reserve of the disk is kept for the checkpoint; the log is moved early and cut while space is short; and after a failure
// nothing more is written until the log is empty, there is room again, and a write that changes nothing has been committed.
#include "store/sqlite/log_keeper.h"
#include "base/log.h"
#include "base/timestamp.h"
#include <errno.h>
#include <stdio.h>
#include <time.h>

#define LOGGER "tessera.store"

enum {
    // Checkpoints move pages from the log into the database, after the replies of a commit went out.
    CHECKPOINT_PAGES = 4000,
    // When readers kept the log from being reused for this long, the writer waits for them a moment; in vain, it tries again
    // at twice the size, since one long read must not slow every write.
    CHECKPOINT_WAIT_PAGES = 2 * CHECKPOINT_PAGES,
    CHECKPOINT_WAIT_MICROSECONDS = 100000,
    BUSY_PAUSE_NANOSECONDS = 500000,
    LOOK_PAGES = 128, // between two looks at the space of the disk
    PAGE_BYTES = 4096,
    RESUME_BYTES = 1 << 20, // of the disk, the reserve included, from which writes go on
};

// --- waiting ---------------------------------------------------------------------------------------------------------

static int log_grew(void *data, sqlite3 *handle, const char *name, int pages) {
    (void)handle;
    (void)name;
    log_keeper *k = data;
    if (pages < k->pages) { // it was started over
        k->checkpoint_at = CHECKPOINT_PAGES;
        k->wait_at = CHECKPOINT_WAIT_PAGES;
        k->look_at = 0;
    }
    k->pages = pages;
    return SQLITE_OK;
}

// SQLite asks whether to wait for a lock. Readers renew their view when the counter moves, which frees the log for
// reuse.
static int busy_wait(void *data, int times) {
    (void)times;
    log_keeper *k = data;
    if (k->busy_left <= 0)
        return 0;
    int64_t began = monotonic_now();
    atomic_fetch_add_explicit(k->commits, 1, memory_order_release);
    nanosleep(&(struct timespec){.tv_nsec = BUSY_PAUSE_NANOSECONDS}, NULL);
    k->busy_left -= monotonic_now() - began; // only the waiting counts, not the work of a checkpoint
    return 1;
}

void log_keeper_allow_waiting(log_keeper *k, int64_t microseconds) {
    k->busy_left = microseconds;
}

// --- trouble ---------------------------------------------------------------------------------------------------------

const char *log_keeper_trouble(const log_keeper *k) {
    return atomic_load_explicit(&k->trouble, memory_order_acquire);
}

static const char *reason_of(const sqlite_db *connection) {
    int error = connection->fault_errno;
    if ((connection->fault & 0xff) == SQLITE_FULL || error == ENOSPC || error == EDQUOT || error == EFBIG)
        return "no space is left on the disk";
    if ((connection->fault & 0xff) == SQLITE_READONLY || error == EROFS)
        return "the disk cannot be written";
    return "the disk failed";
}

static const char *trouble_begin(log_keeper *k) {
    const char *reason = reason_of(k->connection);
    if (log_keeper_trouble(k) != reason)
        log_error(LOGGER, "nothing can be written for now: %s (SQLite code %d, error %d)", reason, k->connection->fault,
                  k->connection->fault_errno);
    atomic_store_explicit(&k->trouble, reason, memory_order_release);
    return reason;
}

// --- checkpoints -----------------------------------------------------------------------------------------------------

// An SQLite code; SQLITE_BUSY when readers kept a part of the log.
static int checkpoint(log_keeper *k, int mode) {
    sqlite3 *handle = k->connection->handle;
    k->busy_left = CHECKPOINT_WAIT_MICROSECONDS;
    int code = sqlite3_wal_checkpoint_v2(handle, NULL, mode, NULL, NULL);
    if (code == SQLITE_OK && mode == SQLITE_CHECKPOINT_TRUNCATE)
        log_grew(k, handle, NULL, 0);
    if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY) {
        if (log_keeper_trouble(k) == NULL) // which was told otherwise
            log_error(LOGGER, "checkpoint failed: %s", sqlite3_errmsg(handle));
        sqlite_note_fault(k->connection, code);
    }
    atomic_fetch_add_explicit(k->commits, 1, memory_order_release); // renewed views read the database, not the log
    return code;
}

// The same, and when the disk has no room for it with that of the reserve. False when that did not help.
static bool checkpoint_or_reserve(log_keeper *k, int mode, bool *busy) {
    int code = checkpoint(k, mode);
    if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY && k->reserve.held > 0) {
        disk_reserve_release(&k->reserve);
        code = checkpoint(k, SQLITE_CHECKPOINT_TRUNCATE);
    }
    *busy = (code & 0xff) == SQLITE_BUSY;
    return code == SQLITE_OK || *busy;
}

// Whether the disk has so little left that the log must not grow. All of it may be new to the database, so it has to fit into
// what is left; what comes at once, before the next look, has to fit into the reserve.
static bool space_is_short(log_keeper *k) {
    if (k->pages < k->look_at)
        return false;
    bool small = k->reserve.held < k->reserve.wanted;
    k->look_at = k->pages + (small ? (int)(k->reserve.held / PAGE_BYTES / 4) + 1 : LOOK_PAGES);
    size_t left = disk_reserve_free(&k->reserve), wanted = k->reserve.wanted;
    if (small && left >= 2 * wanted) {
        disk_reserve_release(&k->reserve); // there is room for all of it again
        disk_reserve_take(&k->reserve);
        return false;
    }
    return small || left < (wanted > RESUME_BYTES ? wanted : RESUME_BYTES) || left < (size_t)k->pages * PAGE_BYTES;
}

void log_keeper_tend(log_keeper *k) {
    bool is_short = space_is_short(k), busy = false;
    if (k->pages < k->checkpoint_at && !is_short)
        return;
    bool wait = k->pages >= k->wait_at;
    int mode = is_short ? SQLITE_CHECKPOINT_TRUNCATE : wait ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE;
    int pages = k->pages;
    k->connection->fault = SQLITE_OK;
    bool fine = checkpoint_or_reserve(k, mode, &busy);
    if (!fine ||
        k->connection->fault != SQLITE_OK) { // also when only the reserve helped: then that is to be taken anew
        log_keeper_failed(k);
        return;
    }
    if (wait && busy)
        k->wait_at = 2 * pages;
    // Not at every commit, should readers still hold the log: each try syncs.
    if (k->pages == pages)
        k->checkpoint_at = pages + CHECKPOINT_PAGES;
}

// --- after a failure -------------------------------------------------------------------------------------------------

// Commits a write that changes nothing.
static bool try_write(log_keeper *k) {
    sqlite3 *handle = k->connection->handle;
    sqlite3_stmt *statement = NULL;
    char sql[96];
    int version = 0;
    if (sqlite3_prepare_v2(handle, "PRAGMA user_version", -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        version = sqlite3_column_int(statement, 0);
    int code = sqlite3_finalize(statement);
    snprintf(sql, sizeof sql, "BEGIN IMMEDIATE; PRAGMA user_version = %d; COMMIT", version);
    if (code == SQLITE_OK && version > 0)
        code = sqlite3_exec(handle, sql, NULL, NULL, NULL);
    if (code != SQLITE_OK)
        sqlite_note_fault(k->connection, code);
    if (sqlite_in_transaction(k->connection))
        sqlite3_exec(handle, "ROLLBACK", NULL, NULL, NULL);
    return code == SQLITE_OK;
}

const char *log_keeper_failed(log_keeper *k) {
    if (k->connection->fault == SQLITE_OK)
        return NULL; // it failed for another reason than the disk
    const char *reason = trouble_begin(k);
    log_keeper_ready(k);
    return reason;
}

static bool recover(log_keeper *k) {
    bool busy = false;
    if (!checkpoint_or_reserve(k, SQLITE_CHECKPOINT_TRUNCATE, &busy))
        return false;
    disk_reserve_release(&k->reserve); // whose size was right when there was more left
    if (disk_reserve_free(&k->reserve) < RESUME_BYTES)
        return false;
    disk_reserve_take(&k->reserve);
    return try_write(k);
}

bool log_keeper_ready(log_keeper *k) {
    if (log_keeper_trouble(k) == NULL)
        return true;
    k->connection->fault = k->connection->fault_errno = 0;
    if (!recover(k)) {
        if (k->connection->fault != SQLITE_OK)
            trouble_begin(k);
        return false;
    }
    log_info(LOGGER, "writes go on");
    atomic_store_explicit(&k->trouble, NULL, memory_order_release);
    return true;
}

// --- life ------------------------------------------------------------------------------------------------------------

void log_keeper_start(log_keeper *k, sqlite_db *connection, _Atomic(uint64_t) *commits, size_t reserve) {
    *k = (log_keeper){.connection = connection,
                      .commits = commits,
                      .checkpoint_at = CHECKPOINT_PAGES,
                      .wait_at = CHECKPOINT_WAIT_PAGES,
                      .look_at = LOOK_PAGES};
    disk_reserve_init(&k->reserve, sqlite3_db_filename(connection->handle, "main"), reserve);
    sqlite3_wal_hook(connection->handle, log_grew, k);
    sqlite3_busy_handler(connection->handle, busy_wait, k);
}

void log_keeper_begin(log_keeper *k) {
    int pages = 0;
    k->busy_left = CHECKPOINT_WAIT_MICROSECONDS;
    int code = sqlite3_wal_checkpoint_v2(k->connection->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, &pages, NULL);
    if (code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY) {
        k->pages = pages > 0 ? pages : 0;
        disk_reserve_take(&k->reserve);
        return;
    }
    sqlite_note_fault(k->connection, code);
    log_keeper_failed(k);
}

void log_keeper_stop(log_keeper *k) {
    disk_reserve_release(&k->reserve);
    sqlite3_wal_hook(k->connection->handle, NULL, NULL);
    sqlite3_busy_timeout(k->connection->handle, BUSY_MILLISECONDS);
}
