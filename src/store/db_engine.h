// What stands behind db.h: the half of a connection and of a statement that every database shares, and the functions by
// which an engine provides the other half. For engines and for the db_*.c files; nobody else includes it.
//
// An engine's own struct begins with the shared one (struct db, struct db_query), so that one address serves both. The
// shared half never asks which engine it has: what differs is a function or a flag here.
#pragma once
#include "store/db.h"

enum {
    DB_STATEMENTS_MAXIMUM = 256, // kept per connection; the one not used for longest goes first
    DB_BUCKETS = 128,
};

// What a value is, and how it lies in its record.
typedef enum db_form {
    DB_FORM_TEXT,    // decoded from text: a string, an enumeration
    DB_FORM_JSON,    // decoded from text: what is stored as JSON
    DB_FORM_UUID,    // uuid
    DB_FORM_INTEGER, // int64_t
    DB_FORM_TIME,    // int64_t, microseconds
    DB_FORM_NUMBER,  // double
    DB_FORM_BOOLEAN, // int8_t
} db_form;

// Whether the database gives it as text.
static inline bool db_form_is_text(db_form form) {
    return form <= DB_FORM_JSON;
}

// How columns or parameters of a statement go with the fields of a record type.
typedef struct db_mapping {
    const record_type *type;
    int width; // columns or parameters of the statement when the mapping was made
    int count;
    struct db_mapping_pair {
        int number; // column from 0, parameter from 1
        db_form form;
        const record_field *field;
    } * pairs;
    // Columns only.
    void *blank; // a record with none in every field
    text *texts; // room for what row_read finds in the pairs that are text or JSON, at the pair's place
} db_mapping;

struct move_table;
struct cell;

typedef struct db_engine {
    size_t query_size; // of the engine's statement, which begins with struct db_query
    // A statement that fails ends its transaction: nothing but a rollback (to a savepoint before it) may follow.
    bool failure_spoils_transaction;
    // Several transactions may write at once, so that what one decides on has to be locked.
    bool writers_meet;

    // Prepares q->sql and sets q->prepared. False: the query was failed (db_query_fail).
    bool (*query_prepare)(db_query *q);
    // Makes it ready for its next use; what was bound is let go of.
    void (*query_reset)(db_query *q);
    // Releases what the engine's half holds, prepared or not.
    void (*query_done)(db_query *q);

    int (*parameter_count)(const db_query *q);
    // The name of a parameter, from 1, without the colon; NULL where it has none.
    const char *(*parameter_name)(const db_query *q, int parameter);
    // As their namesakes in db.h. A null tells what it would be; an id and a time are set.
    void (*bind_null)(db_query *q, int parameter, db_form form);
    void (*bind_int)(db_query *q, int parameter, int64_t value);
    void (*bind_number)(db_query *q, int parameter, double value);
    void (*bind_bool)(db_query *q, int parameter, bool value);
    void (*bind_time)(db_query *q, int parameter, int64_t micros);
    void (*bind_text)(db_query *q, int parameter, text value);
    void (*bind_json)(db_query *q, int parameter, text value);
    void (*bind_blob)(db_query *q, int parameter, text value);
    void (*bind_uuid)(db_query *q, int parameter, const uuid *id);

    // The next row. False at the end, and after a failure, which it gives to the query.
    bool (*step)(db_query *q);
    // Sends a statement that nobody asks for the result of, without waiting for it: a failure is given to the next statement that
    // is waited for, or to the commit. NULL: it is run to its end.
    void (*queue)(db_query *q);
    // Rows that the statement, run to its end, has changed; 0 for one that only reads.
    int64_t (*changed)(const db_query *q);

    int (*column_count)(const db_query *q);
    const char *(*column_name)(const db_query *q, int column);
    bool (*column_is_null)(db_query *q, int column);
    int64_t (*column_int)(db_query *q, int column);
    int64_t (*column_time)(db_query *q, int column);
    double (*column_number)(db_query *q, int column);
    text (*column_text)(db_query *q, int column);
    uuid (*column_uuid)(db_query *q, int column);
    // All that a record takes from the current row, in one call, because it runs for every value read: fields that the
    // record holds as they are go into it (null: the field is left alone), the others into mapping->texts, borrowed until
    // the next step (null: no data).
    void (*row_read)(db_query *q, db_mapping *mapping, void *record);

    // As store_load, where there is a better way than a statement for each row; NULL: there is none.
    db_status (*load)(db *d, const struct move_table *table, const struct cell *rows, size_t count);

    // As db_part; NULL: always 0.
    unsigned (*part)(const db *d);
    // As db_losses; NULL: always 0.
    uint64_t (*losses)(const db *d);

    // Closes the connection, of which no statement is left, and frees it.
    void (*close)(db *d);
} db_engine;

// The shared half of a connection.
struct db {
    const db_engine *engine;
    db_query *buckets[DB_BUCKETS]; // statements by the address of their text
    unsigned cached;
    uint64_t uses;
    bool failed;
    bool passing;         // the failure was the database's own: it is away, or too slow
    bool recurring;       // and would be again, if it were asked at once
    bool locked;          // another program had the lock on it
    bool cut;             // records were left out or left incomplete: db_was_cut
    size_t text_limit;    // bytes of text that records may hold together; 0: any number
    size_t text_bytes;    // read since the last db_clear_failure
    bool expects_one;     // db_expect_one, of the next statement
    bool view_has_ended;  // db_view_has_ended
    char constraint[256]; // the last one that was violated
    // The statement that took the last lock of the present transaction, and what it locked: not to be taken twice in a row. NULL:
    // none.
    const char *lock_sql;
    uuid lock_id;
    db_actor actor;
    unsigned marks; // of the transaction: db_mark
};

// The shared half of a statement.
struct db_query {
    db *connection;
    const char *sql;
    const char *prepared; // the engine's copy of the text; NULL when it could not be prepared
    db_query *next;       // in its bucket
    uint64_t last_use;
    bool cached;
    bool busy;  // between db_prepare and db_end
    bool ended; // no more rows
    db_status status;
    db_mapping columns, parameters;
};

// Marks the query as failed, which fails the request, and logs why. The first failure of a use counts.
void db_query_fail(db_query *q, const char *reason);
// Marks the query as refused by a rule (DB_UNIQUE, DB_FOREIGN_KEY): an answer, not a failure. `constraint` may have no data.
void db_query_refuse(db_query *q, db_status status, text constraint);

// Executes a statement that gives no rows and takes no parameters, as db_prepare finds it. False on failure (logged).
bool db_execute(db *d, const char *sql);
// Closes a connection with all its statements. Accepts NULL; returns NULL.
db *db_close(db *d);

// What a field that is stored as JSON holds, as compact text, in `a` where it is not text already. TEXT_NONE: null, or too large.
text db_json_of(const record_field *field, const void *slot, arena *a);
// Binds null, which stands for a value of that form.
void db_bind_null(db_query *q, int parameter, db_form form);
// Releases what a mapping holds.
void db_mapping_done(db_mapping *mapping);
