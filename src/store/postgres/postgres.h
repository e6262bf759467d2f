// What the files of this folder share about PostgreSQL connections. Nobody outside includes it.
//
// A link is a session with the server, and belongs to the pool. A pg_db is what db.h calls a connection: it has a link only while
// somebody reads or writes, so that a thread that rests keeps no session. Statements are numbered for the whole store: a link
// remembers which of them it has prepared.
#pragma once
#include "store/db_engine.h"
#include "store/refuse.h"
#include "store/store.h"
#include <libpq-fe.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    STATEMENTS_MAXIMUM = 1024, // numbered ones; more are sent as text at each use
    STATEMENT_NAME_BYTES = 18,
    URL_MAXIMUM = 4096,
    BATCH_MAXIMUM = 128, // statements that are sent before the first of them is heard of
};

// --- links and their pool --------------------------------------------------------------------------------------------

typedef struct pg_link {
    PGconn *handle;
    struct pg_link *next;                           // in the pool
    int64_t opened_at, rested_at;                   // monotonic microseconds
    unsigned number;                                // the lowest that no other link of the pool had when it was opened
    bool draining;                                  // the reply to what ended the last transaction is still to be read
    bool broken;                                    // not to be used again
    unsigned char prepared[STATEMENTS_MAXIMUM / 8]; // a bit for each statement
} pg_link;

typedef struct pool_options {
    const char *url;    // as libpq reads it
    unsigned minimum;   // sessions kept, however long they rest
    unsigned size;      // sessions kept when they rest
    unsigned overflow;  // further ones while all are in use
    int64_t wait;       // microseconds to wait for one
    int64_t idle;       // microseconds after which one that rests is closed
    int64_t life;       // microseconds after which one is closed
    int statement_time; // milliseconds; 0: no limit
    int lock_time;
    int server;   // how many were started before; below 0: not known
    bool prepare; // keep statements and settings in the session: not behind a pooler that lends it for one transaction
    bool reads;   // will only read, so that a standby does
} pool_options;

typedef struct pool pool;

// Never NULL; opens nothing. The options' URL must outlive it.
pool *pool_new(const pool_options *options);
// All links must have been given back. Accepts NULL; returns NULL.
pool *pool_free(pool *p);
const pool_options *pool_get_options(const pool *p);
// A link that was alive a moment ago. Waits while all are in use. NULL when none can be had: the reason was logged, once for each
// time that the database is away.
pg_link *pool_take(pool *p);
void pool_give(pool *p, pg_link *l);
// The name to prepare a statement under: that of its text, so that where several servers come to share a session, which they are
// not meant to, one cannot run what another one prepared for something else.
void pg_statement_name(const char *text, char out[STATEMENT_NAME_BYTES]);
// Tells, once, that sessions do not keep what is prepared in them.
void pool_note_lent(pool *p);
store_pool_statistics pool_statistics(pool *p);
uint64_t pool_losses(const pool *p); // links that broke
// The number of a statement's text: the same for all links, from 0; -1 where it gets none.
int pool_number_statement(pool *p, const char *sql);

// The URL as libpq reads it: "postgresql+driver://..." names a driver of another language. False: `message` says why.
bool pg_url(const char *url, char out[URL_MAXIMUM], char *message, size_t message_size);

// Opens a session and prepares it for use. NULL on failure; `message` says why, in one line.
pg_link *link_open(const pool_options *options, char *message, size_t message_size);
// Accepts NULL; returns NULL.
pg_link *link_close(pg_link *l);
// Reads what is still to come; false when the session has ended.
bool link_drain(pg_link *l);
// A message of libpq or of the server as one line.
void link_message(const char *from, char *message, size_t message_size);
// What limits a statement's time, to be said in each transaction where the session cannot keep it; "" otherwise.
void link_limits(const pool_options *options, bool local, char *out, size_t size);

// --- connections -----------------------------------------------------------------------------------------------------

// Why a transaction cannot go on, though nothing is wrong with what it asked.
typedef enum pg_loss {
    LOSS_NONE,
    LOSS_RACE,   // another transaction came in between: to be run again
    LOSS_SLOW,   // a time limit was reached, or the server has no room left
    LOSS_DENIED, // the role lacks a right
    LOSS_AWAY,   // the session, or the server, is gone
} pg_loss;

// What was sent and is still to be heard of.
typedef struct pg_sent {
    const char *sql; // the statement, for people
    int prepares;    // the number of the statement that this prepares; -1: it runs one
} pg_sent;

// What begins or ends the transactions of a connection: always the same text.
typedef struct pg_control {
    char name[STATEMENT_NAME_BYTES]; // under which links have it prepared; "": it has not been used
    int number;
} pg_control;

typedef struct pg_db {
    db base; // first
    pool *pool;
    pg_link *link; // NULL: at rest, or there was none to be had
    struct pg_db *next;
    bool reads;        // its transactions change nothing
    const char *begin; // what begins the transaction, sent together with its first statement; NULL: it has begun
    pg_loss loss;      // of the present transaction
    const char *fault; // why every write would fail, where the present transaction has found that; NULL: not known
    uint64_t view;     // of a reader
    pg_sent sent[BATCH_MAXIMUM];
    pg_control begins, ends;
    int sent_count;
    int sent_last, sent_asked; // of the statement that was added last: where it begins, and where its result comes
} pg_db;

static inline pg_db *pg_of(db *d) {
    return (pg_db *)d;
}

pg_db *pg_db_new(pool *p);
// Takes a link and begins a transaction with the first statement. False when there is no link.
bool pg_begin(pg_db *d, const char *begin);
// Takes the transaction back and gives the link away. Waits for the server only where something is still to be heard of.
void pg_end(pg_db *d);

typedef enum pg_commit_result {
    COMMIT_DONE,
    COMMIT_LOST,    // nothing was kept, see loss
    COMMIT_REFUSED, // nothing was kept
    COMMIT_UNKNOWN, // the session ended before the server said how it went
} pg_commit_result;
// Goes out together with what was sent before and is still to be heard of: an error of that is told here.
pg_commit_result pg_commit(pg_db *d);
// What a SQLSTATE says of the transaction (PostgreSQL's appendix A).
pg_loss pg_loss_of(const char *state);
// Why every write would fail, as the rest of a sentence, where the error says that; NULL: it does not.
const char *pg_fault_of(const char *state);

// A statement as it is sent.
typedef struct pg_statement {
    const char *sql;  // as it was given, for people: must live as long as the connection
    const char *text; // with $1, $2, …
    const char *name; // under which links have it prepared
    int number;       // among the store's statements; -1: none, it is sent as text
    int count;        // of parameters
    const Oid *types;
    const char *const *values;
    const int *lengths, *formats;
} pg_statement;

// Whose the result is that a batch gave.
typedef struct batch_place {
    const char *sql;
    bool is_last; // of the statement that was added last
} batch_place;

// Whether a statement may be added before others are heard of.
bool batch_has_room(const pg_db *d);
// Adds a statement, and before it what begins the transaction and what prepares the statement, where that is still to be done.
// The connection has a link. False when the session has ended.
bool batch_add(pg_db *d, const pg_statement *s);
// Adds what ends the transaction of one that reads, behind the statement that was added last, whose result stays the one asked
// for.
bool batch_end_view(pg_db *d);
// Adds COMMIT, of which the result is asked for.
bool batch_add_commit(pg_db *d);
// Waits for all that was added. The result of the last statement, or of the first that failed, for the caller to clear. NULL when
// the session ended before.
PGresult *batch_receive(pg_db *d, batch_place *of);
bool pg_is_error(const PGresult *result);

// Gives the query what the server says: a refusal, a failure, or a loss of the transaction. NULL: the session has ended.
void pg_query_fail(db_query *q, const PGresult *result);
// As store_load (load.c).
db_status pg_load(db *d, const struct move_table *table, const struct cell *rows, size_t count);
// What a connection does behind db.h (statement.c).
extern const db_engine postgres_statements;

// --- the schema ------------------------------------------------------------------------------------------------------

// Brings the database of the link to the newest schema, once, however many servers start at the same time. Refuses a newer one.
bool pg_migrate(pg_link *l, char *message, size_t message_size);
// How many servers were started on the database before, or a little more; below 0 where that is not known.
int pg_server_number(pg_link *l);
// Whether the database is at the newest schema; nothing is changed. False: `message` says what it is at.
bool pg_is_current(pg_link *l, char *message, size_t message_size);
