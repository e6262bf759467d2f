// The database as the rest of the program sees it: connections, prepared statements, rows. Which database it is only an
// engine knows (db_engine.h), so the text of a statement is the same for every one. SQL is always bound, never pasted.
#pragma once
#include "base/arena.h"
#include "base/record.h"
#include <stdbool.h>
#include <stdint.h>

// One connection, used by one thread at a time.
typedef struct db db;
// One use of a prepared statement, from db_query to db_end. Statements are prepared once per connection and cached.
typedef struct db_query db_query;

struct audit_event_row;

// On whose behalf a connection writes.
typedef struct db_actor {
    bool is_agent;
    uuid key_id, user_id;          // none: no key, nobody known
    const char *subject;           // whom a token or a certificate names; NULL: it was neither
    struct audit_event_row *first; // keeps the first event that is recorded, which is then not written; NULL: all are
    const char *traceparent;       // of the trace that it acts in, as the header of that name; NULL: of none
    uint32_t *tallies;             // where what is done is counted, by a tally of the domain's; NULL: nowhere
} db_actor;

typedef enum db_status {
    DB_OK,
    DB_UNIQUE,      // a unique rule was violated; db_constraint names it
    DB_FOREIGN_KEY, // a referenced row does not exist
    DB_FAILED,      // anything else: logged, answered as 500
} db_status;

// Starts a statement. `sql` must be a string literal or otherwise live as long as the connection: the cache is keyed by
// it. Parameters are named (:name) or numbered (?1). Never NULL: a statement that cannot be prepared is logged and
// fails on use.
db_query *db_prepare(db *connection, const char *sql);

// Binding; `parameter` counts from 1. Each says what the parameter is, which some databases have types for: a parameter is bound
// by the same function at every use. What is text or bytes must outlive the query.
void db_bind_int(db_query *q, int parameter, int64_t value);
void db_bind_number(db_query *q, int parameter, double value);
void db_bind_bool(db_query *q, int parameter, bool value);
void db_bind_time(db_query *q, int parameter, int64_t micros);     // TIMESTAMP_NONE binds null
void db_bind_text(db_query *q, int parameter, const char *string); // NULL binds null
void db_bind_slice(db_query *q, int parameter, text value);        // text; no data binds null
void db_bind_json(db_query *q, int parameter, text value);         // no data binds null
void db_bind_blob(db_query *q, int parameter, text value);         // bytes; no data binds null
void db_bind_uuid(db_query *q, int parameter, const uuid *id);     // not set binds null
// Binds every named parameter (:name) from the record's field of that name; JSON values and lists as compact text, made
// in `a`; enumerations as their wire text. A parameter without a field is left as it was. Nested records bind as JSON
// text.
void db_bind_record(db_query *q, const record_type *type, const void *record, arena *a);
// The number of the parameter :name (given without the colon); an unknown name is a programming error (logged, fails
// the query) and gives 0, which the binding functions refuse.
int db_parameter(db_query *q, const char *name);

// The next row; false at the end and on failure (see db_end).
bool db_step(db_query *q);
// Columns of the current row, from 0. Texts (and the bytes of blobs) are borrowed until the next step; NULL for null.
bool db_column_is_null(db_query *q, int column);
int64_t db_column_int(db_query *q, int column);  // 0 or 1 of a boolean
int64_t db_column_time(db_query *q, int column); // TIMESTAMP_NONE for null
double db_column_number(db_query *q, int column);
text db_column_text(db_query *q, int column);
uuid db_column_uuid(db_query *q, int column);
// Fills the record's fields whose names equal column names; the others are set to none. The mapping is worked out once
// per statement and type. Texts are copied into `a`; JSON columns become raw text; lists, enums and nested records are
// decoded.
void db_read_record(db_query *q, const record_type *type, void *record, arena *a);

// Ends the use of the statement and tells how it went. Must be called exactly once for every db_prepare.
db_status db_end(db_query *q);
// After DB_UNIQUE: "table.column" names as the database gives them, or the index's name.
const char *db_constraint(const db *connection);

// Conveniences.
// Steps to the end and ends: for statements without rows. `*changed` (may be NULL) gets the number of rows changed.
db_status db_run(db_query *q, int64_t *changed);
// As db_run, for a statement that nothing can refuse and whose effect nobody asks for. A database that is another process is sent
// it together with the next statement that is waited for, or with the commit, and a failure shows there: what was bound need not
// live until then.
db_status db_queue(db_query *q);
// As db_run, for a statement that a rule may refuse (DB_UNIQUE, DB_FOREIGN_KEY), where further statements of the same transaction
// answer the refusal: some databases would take none after it. Runs in a step of its own there; costs nothing where not.
db_status db_attempt(db_query *q);
// The first column of the first row as an integer, 0 when there is none. Ends the query.
int64_t db_run_int(db_query *q);
// The same as an id, none when there is none.
uuid db_run_uuid(db_query *q);
// The same of all rows, at most `maximum`. The items are never NULL.
record_uuids db_run_uuids(db_query *q, size_t maximum, arena *a);
// Reads the first row into the record and ends. False when there was none.
bool db_run_record(db_query *q, const record_type *type, void *record, arena *a);
// Reads all rows, at most `maximum`, side by side into the arena, and ends. The list's items are never NULL.
record_list db_run_records(db_query *q, const record_type *type, size_t maximum, arena *a);
// True when any statement failed (DB_FAILED) on this connection since the last db_clear_failure: the request is a 500.
bool db_has_failed(const db *connection);
// Forgets failures, and what db_was_cut and db_is_heavy tell.
void db_clear_failure(db *connection);
// Of a failure: nothing was wrong with the statement, and asking again later may do. The database was away or took too long.
bool db_failure_passes(const db *connection);
// Of a failure that passes: another program held the lock on the database, for longer than is waited for it.
bool db_is_locked(const db *connection);
// Of a failure that passes: what was asked would fail again at once. It took too long, or the role may not.
bool db_failure_recurs(const db *connection);
// True when records were left out, or lists and objects in them, since they passed the limit of the arena that they were read
// into.
bool db_was_cut(const db *connection);
// For a thread that must not be held up: records beyond these many bytes of text are read without their lists and objects, and
// db_is_heavy tells so. What was answered is then worthless, and asked again where there is time. 0: no limit.
void db_limit_text(db *connection, size_t bytes);
bool db_is_heavy(const db *connection);

// Tells that the next statement is most likely all that a reader asks of its view. A database that is another process is then
// sent the end of the view together with it, and what is asked after it is of another view: db_view_has_ended. Without effect
// where the view has begun, and in a transaction that writes.
void db_expect_one(db *connection);
// Whether the last statement was the only one of its view.
bool db_view_has_ended(const db *connection);

// Whether several transactions may write at once, so that what one decides on has to be locked.
bool db_writers_meet(const db *connection);
// Runs a statement that locks the rows that it selects by the one id ("... FOR UPDATE") until the transaction ends, where
// db_writers_meet. Where one writes at a time nothing is run.
void db_lock(db *connection, const char *sql, const uuid *id);

// Says who acts from now on, for what is recorded of it. NULL: the server itself.
void db_act_for(db *connection, const db_actor *actor);
const db_actor *db_acts_for(const db *connection);

// Marks the transaction: whoever listens to the store is told of its marks, which are bits, once it is committed (store_listen).
void db_mark(db *connection, unsigned marks);

// A number that differs, as far as it can, between connections that write at the same time: for rows that would else make them
// wait for one another. 0 where one writes at a time.
unsigned db_part(const db *connection);

// How many connections to the database were lost so far. After another one it may be that of a standby which took over without
// the last transactions, so what was known of it before is worth nothing. 0 where there is nothing to lose.
uint64_t db_losses(const db *connection);

// A nested step that can be taken back alone (SAVEPOINT). Calls nest.
db_status db_savepoint_begin(db *connection);
db_status db_savepoint_release(db *connection);
db_status db_savepoint_rollback(db *connection);
