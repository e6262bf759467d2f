// The care for the write-ahead log: moving it into the database when it is long, when space is short and after a failure. Used by
// the thread that writes, except for log_keeper_trouble.
#pragma once
#include "store/sqlite/reserve.h"
#include "store/sqlite/sqlite.h"
#include <stdatomic.h>

typedef struct log_keeper {
    sqlite_db *connection;
    _Atomic(uint64_t) *commits; // raised so that readers renew their view
    disk_reserve reserve;
    _Atomic(const char *) trouble;
    int pages;         // in the log after the last commit
    int checkpoint_at; // pages at which the next checkpoint is due
    int wait_at;       // pages from which a checkpoint waits for readers
    int look_at;       // pages at which the space of the disk is looked at
    int64_t busy_left; // microseconds that may still be spent waiting for a lock
} log_keeper;

// Takes on the log of the connection. `reserve` may be 0.
void log_keeper_start(log_keeper *k, sqlite_db *connection, _Atomic(uint64_t) *commits, size_t reserve);
// What is left of an earlier process goes into the database, and the reserve is taken. Once, on the thread that writes.
void log_keeper_begin(log_keeper *k);
// Lets go of the connection and of the reserve, so that closing has room.
void log_keeper_stop(log_keeper *k);

// How long the next statements may wait for another program's lock.
void log_keeper_allow_waiting(log_keeper *k, int64_t microseconds);
// After a commit: moves the log into the database when it is time.
void log_keeper_tend(log_keeper *k);
// After a transaction failed, of which the connection remembers why (sqlite_db.fault). Gives the reason as log_keeper_trouble
// does, also where there is room again for others; NULL: it was not the disk.
const char *log_keeper_failed(log_keeper *k);
// Why nothing can be written, as the rest of a sentence; NULL: it can. From any thread.
const char *log_keeper_trouble(const log_keeper *k);
// Whether it can by now: tries again where there was trouble. Otherwise nothing should be written, since that would only lengthen
// the log.
bool log_keeper_ready(log_keeper *k);
