// An open database: its readers, its writes, its life. Which database it is says the URL; nobody who uses a store knows. With
// SQLite every write of the process goes through one writer thread, which lets the writes that are queued share one commit.
#pragma once
#include "base/histogram.h"
#include "store/db.h"
#include <stdbool.h>
#include <stddef.h>

typedef struct store store;

// The sessions with a database server. SQLite has none.
typedef struct store_pool_options {
    unsigned minimum;           // sessions kept, however long they rest
    unsigned size;              // sessions kept when they rest; at least 1
    unsigned overflow;          // further ones while all of those are in use
    int64_t wait_seconds;       // for one when all are in use
    int64_t idle_seconds;       // after which one that rests is closed
    int64_t life_seconds;       // after which one is closed in any case
    int statement_milliseconds; // longest time of a statement; 0: no limit
    int lock_milliseconds;      // longest wait for a lock; 0: no limit
    bool prepare;               // false where a pooler lends sessions for one transaction each
} store_pool_options;

typedef struct store_options {
    const char *url; // a file name, sqlite:///FILE, sqlite:///:memory:, postgresql://... (a "+driver" part is ignored)
    size_t queue_maximum;        // writes that wait; at least 1
    size_t group_commit_maximum; // most writes in one transaction; 1: every write has its own sync
    size_t reserve_bytes;        // of the disk, kept for the time when nothing else is left of it; 0: none
    bool loads;                  // rows come by the hundred thousand: a file's writer keeps 256 MiB of it in memory
    bool check_fully;            // look through the whole file, indexes and references included, before it opens
    store_pool_options pool;
} store_options;

// Whether store_open could make something of the URL; nothing is opened. False: `message` says why, without repeating the URL.
bool store_url_check(const char *url, char *message, size_t message_size);
// Opens (creating it when missing), locks it against other processes, checks its integrity, applies missing migrations and
// starts the writer. NULL on failure: `message` says what and why, for people (file missing, not a database, newer than this
// program, in use by process N, damaged).
// The check looks at the form of every page and row. It delays the opening by a few milliseconds at most: in a large file it goes
// on beside the work, and what it then finds is logged and told by store_probe. A file above 256 MiB that was closed in order
// is not checked without being asked.
store *store_open(const store_options *options, char *message, size_t message_size);
// Runs the queued writes, stops the writer, checkpoints, closes. Accepts NULL; returns NULL. Readers must be closed
// before.
store *store_close(store *s);

// The database, for people: without what its URL keeps secret.
const char *store_name(const store *s);
// Whether a statement waits for another machine: then none may run in a thread that others wait for, and store_submit runs the
// write in the thread that calls it.
bool store_blocks(const store *s);

// A connection for reading, for one thread. NULL when it cannot be opened (logged).
db *store_reader_open(store *s);
void store_reader_close(db *reader);
// Before each piece of work on a reader: its view of the data includes every write that was answered before this call.
// Cheap when nothing was committed since. Gives the number of the view: as long as it is the same, so is all that is read.
uint64_t store_reader_refresh(store *s, db *reader);
// Lets go of the reader's view (so that the log can be checkpointed). Call when the thread has nothing more to read for now.
void store_reader_rest(store *s, db *reader);

// What became of a write. A write that took itself back is STORE_KEPT when its transaction ended well: its verdict stands.
typedef enum store_outcome {
    STORE_LOST,   // nothing of it was kept
    STORE_LOCKED, // likewise, since another program held the lock on the database
    STORE_KEPT,   // the commit was synced
    // The disk failed at the commit: nothing of it is seen now, but after a restart it may be there. Or the connection to the
    // database was lost during the commit.
    STORE_UNKNOWN,
} store_outcome;

// One write. Embed it in a larger struct.
typedef struct store_write {
    struct store_write *next;
    // `run` finds what an earlier run of this write left in the database, so that it may run after an unknown end.
    bool finds_out;
    bool returns; // whoever waits for it is likely to write again as soon as it ends
    // Set before `done` of a write that was not kept: what of the disk or the database was in its way, as the rest of a sentence
    // for people; NULL: nothing that is known. Others may be written meanwhile: a write may just be too large for what is left.
    const char *reason;
    // On the writer thread, inside a transaction. True keeps what was written, false takes it back. May be called a
    // second time, after all that the first call wrote was taken back: it then starts from the beginning.
    bool (*run)(struct store_write *write, db *connection);
    // On the writer thread, once, after the commit was synced, or after the transaction failed. Lost is also what `run` wanted to
    // keep although a statement of it failed (db_has_failed), and a write whose transaction could not begin, whose `run` was
    // then never called.
    void (*done)(struct store_write *write, store_outcome outcome);
} store_write;
// Queues the write, from any thread (`done` included; see store_blocks). False when the queue is full or the store is closing;
// then nothing is called.
bool store_submit(store *s, store_write *write);

// Whether so many write at once that each write of others costs them time: whoever can wait with a write, and do more with the
// next one, should. From any thread.
bool store_is_crowded(const store *s);

// Who is told when a transaction was committed that has marks (db_mark): once, and of no other. A write that took itself back may
// have left its marks behind.
typedef struct store_listener {
    // In the thread that committed, where others wait: it must be quick. Everybody sees by then what was committed.
    void (*told)(void *data, unsigned marks);
    void *data;
} store_listener;
// From here on; the listener must outlive the store.
void store_listen(store *s, const store_listener *listener);

// The sessions with a database server at the moment.
typedef struct store_pool_statistics {
    unsigned size, maximum; // as store_pool_options: size, and size with overflow. 0: there is no pool
    unsigned open, resting;
    unsigned waiting; // threads that wait for one
} store_pool_statistics;

typedef struct store_statistics {
    uint64_t writes;  // run
    uint64_t commits; // transactions that held them
    size_t waiting;   // writes in the queue
    size_t busy;      // writes in the transaction under way
    uint64_t refused; // writes for which the queue was full
    // Why nothing can be written at present, as the rest of a sentence for people; NULL: it can, as far as is known. SQLite's
    // writer tries again and again, whether somebody writes or not; elsewhere what was found is told for a while.
    const char *trouble;
    store_pool_statistics pool;
} store_statistics;
store_statistics store_get_statistics(const store *s);

// How writes went since the start, for any thread to read (base/histogram.h).
typedef struct store_measures {
    histogram group_writes;     // writes that a transaction held
    histogram transaction_time; // microseconds from its beginning to its end
    histogram commit_time;      // microseconds of its commit alone
    shared_count failed;        // transactions that were not kept although they should have been
} store_measures;
extern const histogram_scale store_group_scale, store_time_scale;
const store_measures *store_get_measures(const store *s);

// Runs a trivial query on a reader and gives its time in microseconds; negative when the database does not answer.
int64_t store_probe(store *s, db *reader);

// Told of the pages of a backup or a restore: done and in all.
typedef void store_progress(int done, int total, void *data);

// Copies a consistent state of the database at `url` into `file` (which must not exist), while a server may be running
// on it. False on failure, `message` says why; no half-written file stays. `progress` may be NULL.
bool store_backup(const char *url, const char *file, store_progress *progress, void *data, char *message,
                  size_t message_size);

// Puts the backup `file` in the place of the database at `url`, which no process may have open. The backup is looked through as a
// whole before anything changes, and is left as it is. The former database, where there is one, is kept: `kept` gets the name, ""
// otherwise. False on failure, `message` says why; the database is then what it was, or the next store_open completes the
// restore. `progress` may be NULL.
bool store_restore(const char *url, const char *file, store_progress *progress, void *data, char *kept,
                   size_t kept_size, char *message, size_t message_size);

// Runs `read` on a connection that shows the database at `url` as it is at one moment, while servers may be using it. False when
// it could not be opened, `message` then says why, or when `read` said so.
bool store_view(const char *url, bool (*read)(db *view, void *data), void *data, char *message, size_t message_size);

// One table of a copy, the same on both sides: a sum over hashes of its rows, in two halves.
typedef struct store_copy_table {
    const char *name;
    int64_t rows;
    uint64_t hash_high, hash_low;
} store_copy_table;

// Who is told of a copy.
typedef struct store_copy_watch {
    // Now and then: rows done of all, each of which is written once and read again once. May be NULL.
    void (*progress)(const char *table, int64_t done, int64_t total, void *data);
    // Of each table, when all is kept.
    void (*copied)(const store_copy_table *table, void *data);
    void *data;
} store_copy_watch;

// Copies the database at `from`, which a server may be using, as it is at one moment, into the one at `to`, which must be empty
// or not be there, and which no server may be using. Either may be in SQLite or in PostgreSQL. False on failure, `message` says
// why; the target is then empty. So it is, or whole, wherever the process is killed.
bool store_copy(const char *from, const char *to, const store_copy_watch *watch, char *message, size_t message_size);
