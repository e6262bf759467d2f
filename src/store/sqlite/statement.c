// Statements of SQLite: the engine behind db.h. The shared half of a statement is the first member of its own struct, so
// each function here turns the one into the other, which costs nothing.
#include "base/log.h"
#include "store/sqlite/sqlite.h"
#include <stdio.h>
#include <stdlib.h>

#define LOGGER "tessera.store"

enum { IDS = 8 }; // parameters of a statement for which an id has its place

typedef struct sqlite_query {
    db_query base; // first
    sqlite3_stmt *statement;
    unsigned char ids[IDS][16]; // bound to the first parameters
} sqlite_query;

static sqlite_query *own(db_query *q) {
    return (sqlite_query *)q;
}

static sqlite3_stmt *statement_of(const db_query *q) {
    return ((const sqlite_query *)q)->statement;
}

static sqlite3 *handle_of(const db_query *q) {
    return sqlite_of(q->connection)->handle;
}

// --- failures --------------------------------------------------------------------------------------------------------

// "UNIQUE constraint failed: teams.name" gives the columns; "... index 'name'" the index.
static text constraint_of(const char *message) {
    const char *names = strstr(message, ": ");
    names = names == NULL ? message : names + 2;
    if (strncmp(names, "index '", 7) == 0)
        names += 7;
    return (text){names, strcspn(names, "'")};
}

static void query_fail(db_query *q, int code) {
    sqlite3 *handle = handle_of(q);
    char reason[256];
    switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
        db_query_refuse(q, DB_UNIQUE, constraint_of(sqlite3_errmsg(handle)));
        return;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        db_query_refuse(q, DB_FOREIGN_KEY, TEXT_NONE);
        return;
    }
    if ((code & 0xff) == SQLITE_BUSY)
        q->connection->locked = q->connection->passing = true;
    sqlite_note_fault(sqlite_of(q->connection), code);
    bool latest = code == sqlite3_extended_errcode(handle);
    snprintf(reason, sizeof reason, "%s (%d)", latest ? sqlite3_errmsg(handle) : sqlite3_errstr(code), code);
    db_query_fail(q, reason);
}

// --- the life of a statement -----------------------------------------------------------------------------------------

static bool query_prepare(db_query *q) {
    sqlite3_stmt **statement = &own(q)->statement;
    int code = sqlite3_prepare_v3(handle_of(q), q->sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL);
    if (code == SQLITE_OK && *statement != NULL) {
        q->prepared = sqlite3_sql(*statement);
        return true;
    }
    query_fail(q, code == SQLITE_OK ? SQLITE_MISUSE : code);
    return false;
}

static void query_reset(db_query *q) {
    sqlite3_reset(statement_of(q));
    sqlite3_clear_bindings(statement_of(q)); // they borrow from callers
}

static void query_done(db_query *q) {
    sqlite3_finalize(statement_of(q));
}

static bool step(db_query *q) {
    int code = sqlite3_step(statement_of(q));
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        query_fail(q, code);
    return code == SQLITE_ROW;
}

static int64_t changed(const db_query *q) {
    return sqlite3_stmt_readonly(statement_of(q)) ? 0 : sqlite3_changes64(handle_of(q));
}

// --- parameters ------------------------------------------------------------------------------------------------------

static int parameter_count(const db_query *q) {
    return sqlite3_bind_parameter_count(statement_of(q));
}

static const char *parameter_name(const db_query *q, int parameter) {
    const char *name = sqlite3_bind_parameter_name(statement_of(q), parameter);
    return name == NULL || name[0] != ':' ? NULL : name + 1;
}

static void bound(db_query *q, int code) {
    if (code != SQLITE_OK)
        query_fail(q, code);
}

static void bind_null(db_query *q, int parameter, db_form form) {
    (void)form;
    bound(q, sqlite3_bind_null(statement_of(q), parameter));
}

static void bind_int(db_query *q, int parameter, int64_t value) {
    bound(q, sqlite3_bind_int64(statement_of(q), parameter, value));
}

static void bind_number(db_query *q, int parameter, double value) {
    bound(q, sqlite3_bind_double(statement_of(q), parameter, value));
}

static void bind_bool(db_query *q, int parameter, bool value) {
    bound(q, sqlite3_bind_int(statement_of(q), parameter, value));
}

static void bind_text(db_query *q, int parameter, text value) {
    sqlite3_stmt *statement = statement_of(q);
    bound(q, sqlite3_bind_text64(statement, parameter, value.data, value.length, SQLITE_STATIC, SQLITE_UTF8));
}

static void bind_blob(db_query *q, int parameter, text value) {
    bound(q, sqlite3_bind_blob64(statement_of(q), parameter, value.data, value.length, SQLITE_STATIC));
}

static void bind_uuid(db_query *q, int parameter, const uuid *id) {
    bool placed = parameter > 0 && parameter <= IDS; // kept here, which spares SQLite an allocation
    const void *bytes = placed ? memcpy(own(q)->ids[parameter - 1], id->bytes, sizeof id->bytes) : id->bytes;
    sqlite3_destructor_type life = placed ? SQLITE_STATIC : SQLITE_TRANSIENT;
    bound(q, sqlite3_bind_blob(statement_of(q), parameter, bytes, sizeof id->bytes, life));
}

// --- columns ---------------------------------------------------------------------------------------------------------
// The value is asked, not the column, which would be looked up and locked anew at each call: SQLite allows that where a
// connection has one thread at a time.

static int column_count(const db_query *q) {
    return sqlite3_column_count(statement_of(q));
}

static const char *column_name(const db_query *q, int column) {
    return sqlite3_column_name(statement_of(q), column);
}

static sqlite3_value *column_value(const db_query *q, int column) {
    return sqlite3_column_value(statement_of(q), column);
}

static bool column_is_null(db_query *q, int column) {
    return sqlite3_value_type(column_value(q, column)) == SQLITE_NULL;
}

static int64_t column_int(db_query *q, int column) {
    return sqlite3_value_int64(column_value(q, column));
}

static double column_number(db_query *q, int column) {
    return sqlite3_value_double(column_value(q, column));
}

// The bytes of a text as they are stored; a number is turned into text.
static text value_text(sqlite3_value *value) {
    const void *data = sqlite3_value_blob(value);
    if (data != NULL)
        return (text){data, (size_t)sqlite3_value_bytes(value)};
    // What is empty has no address either.
    return sqlite3_value_type(value) == SQLITE_NULL ? TEXT_NONE : TEXT("");
}

static text column_text(db_query *q, int column) {
    return value_text(column_value(q, column));
}

// Anything but 16 bytes is no id.
static void value_uuid(sqlite3_value *value, uuid *out) {
    const void *data = sqlite3_value_blob(value);
    if (data == NULL || sqlite3_value_bytes(value) != sizeof out->bytes)
        return;
    memcpy(out->bytes, data, sizeof out->bytes);
    out->set = true;
}

static uuid column_uuid(db_query *q, int column) {
    uuid id = UUID_NONE;
    value_uuid(column_value(q, column), &id);
    return id;
}

static void value_read(sqlite3_value *value, db_form form, void *slot) {
    if (form == DB_FORM_UUID)
        value_uuid(value, slot);
    else if (sqlite3_value_type(value) == SQLITE_NULL)
        return;
    else if (form == DB_FORM_INTEGER || form == DB_FORM_TIME)
        *(int64_t *)slot = sqlite3_value_int64(value);
    else if (form == DB_FORM_NUMBER)
        *(double *)slot = sqlite3_value_double(value);
    else
        *(int8_t *)slot = (int8_t)(sqlite3_value_int64(value) != 0);
}

static void row_read(db_query *q, db_mapping *mapping, void *record) {
    sqlite3_stmt *statement = statement_of(q);
    for (int i = 0; i < mapping->count; i++) {
        const struct db_mapping_pair *pair = &mapping->pairs[i];
        sqlite3_value *value = sqlite3_column_value(statement, pair->number);
        if (db_form_is_text(pair->form))
            mapping->texts[i] = value_text(value);
        else
            value_read(value, pair->form, (char *)record + pair->field->offset);
    }
}

static void connection_close(db *d) {
    sqlite_db *connection = sqlite_of(d);
    if (sqlite3_close(connection->handle) != SQLITE_OK)
        log_error(LOGGER, "a connection was closed while in use: %s", sqlite3_errmsg(connection->handle));
    free(connection);
}

// --- the engine ------------------------------------------------------------------------------------------------------

const db_engine sqlite_statements = {
    .query_size = sizeof(sqlite_query),
    .query_prepare = query_prepare,
    .query_reset = query_reset,
    .query_done = query_done,
    .parameter_count = parameter_count,
    .parameter_name = parameter_name,
    .bind_null = bind_null,
    .bind_int = bind_int,
    .bind_number = bind_number,
    .bind_bool = bind_bool,
    .bind_time = bind_int,
    .bind_text = bind_text,
    .bind_json = bind_text,
    .bind_blob = bind_blob,
    .bind_uuid = bind_uuid,
    .step = step,
    .changed = changed,
    .column_count = column_count,
    .column_name = column_name,
    .column_is_null = column_is_null,
    .column_int = column_int,
    .column_time = column_int,
    .column_number = column_number,
    .column_text = column_text,
    .column_uuid = column_uuid,
    .row_read = row_read,
    .close = connection_close,
};
