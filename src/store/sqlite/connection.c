#include "base/hash.h"
#include "base/log.h"
#include "base/memory.h"
#include "store/sqlite/like.h"
#include "store/sqlite/log_file.h"
#include "store/sqlite/sqlite.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define LOGGER "tessera.store"

// --- connections -----------------------------------------------------------------------------------------------------

bool db_refuse(char *message, size_t message_size, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, message_size, format, arguments);
    va_end(arguments);
    return false;
}

void db_describe(const char *path, sqlite3 *handle, int code, char *message, size_t message_size) {
    switch (code & 0xff) {
    case SQLITE_NOTADB:
        db_refuse(message, message_size, "%s is not a SQLite database", path);
        break;
    case SQLITE_CORRUPT:
        db_refuse(message, message_size, "database %s is damaged (%s); restore a backup", path, sqlite3_errmsg(handle));
        break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        db_refuse(message, message_size, "database %s is locked by another program", path);
        break;
    case SQLITE_READONLY:
        db_refuse(message, message_size, "database %s cannot be written", path);
        break;
    case SQLITE_FULL:
        db_refuse(message, message_size, "no space is left for database %s", path);
        break;
    default:
        db_refuse(message, message_size, "cannot open database %s: %s", path, sqlite3_errmsg(handle));
    }
}

// The writer alone checkpoints, after its replies went out (see writer.c). The log keeps its size once it has grown,
// because overwriting a file syncs faster than extending it; the limit only takes back what an unusual load left
// behind.
static const char writer_setup[] = "PRAGMA journal_mode = WAL;"
                                   "PRAGMA synchronous = FULL;"
                                   "PRAGMA foreign_keys = ON;"
                                   "PRAGMA wal_autocheckpoint = 0;"
                                   "PRAGMA journal_size_limit = 33554432;"
                                   "PRAGMA cache_size = -4096;"
                                   "PRAGMA temp_store = MEMORY;";
static const char reader_setup[] = "PRAGMA cache_size = -2048;"
                                   "PRAGMA temp_store = MEMORY;";

static int connection_open(db *connection, const char *path, db_role role) {
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE |
                (role == DB_READER ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
    int code = sqlite3_open_v2(path, &connection->handle, flags, role == DB_DURABLE_WRITER ? LOG_FILE_VFS : NULL);
    if (code != SQLITE_OK)
        return code;
    sqlite3_extended_result_codes(connection->handle, 1);
    sqlite3_busy_timeout(connection->handle, DB_BUSY_MILLISECONDS);
    sqlite3_db_config(connection->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(connection->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    code = like_register(connection->handle);
    if (code != SQLITE_OK)
        return code;
    return role != DB_READER ? SQLITE_OK : sqlite3_exec(connection->handle, reader_setup, NULL, NULL, NULL);
}

db *db_connect(const char *path, db_role role, char *message, size_t message_size) {
    db *connection = memory_zalloc(sizeof *connection);
    int code = connection_open(connection, path, role);
    if (code == SQLITE_OK)
        return connection;
    db_describe(path, connection->handle, code, message, message_size);
    return db_disconnect(connection);
}

bool db_setup_writer(db *connection, const char *path, bool durable, char *message, size_t message_size) {
    int code = sqlite3_exec(connection->handle, writer_setup, NULL, NULL, NULL);
    if (code == SQLITE_OK && !durable)
        code = sqlite3_exec(connection->handle, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
    if (code != SQLITE_OK)
        db_describe(path, connection->handle, code, message, message_size);
    return code == SQLITE_OK;
}

static void query_free(db_query *q) {
    sqlite3_finalize(q->statement);
    db_mapping_done(&q->columns);
    db_mapping_done(&q->parameters);
    free(q);
}

db *db_disconnect(db *connection) {
    if (connection == NULL)
        return NULL;
    for (size_t i = 0; i < DB_BUCKETS; i++) {
        for (db_query *q = connection->buckets[i], *next; q != NULL; q = next) {
            next = q->next;
            query_free(q);
        }
    }
    if (sqlite3_close(connection->handle) != SQLITE_OK)
        log_error(LOGGER, "a connection was closed while in use: %s", sqlite3_errmsg(connection->handle));
    free(connection);
    return NULL;
}

bool db_execute(db *connection, const char *sql) {
    return db_run(db_prepare(connection, sql), NULL) == DB_OK;
}

bool db_in_transaction(const db *connection) {
    return sqlite3_get_autocommit(connection->handle) == 0;
}

bool db_has_failed(const db *connection) {
    return connection->failed;
}

void db_clear_failure(db *connection) {
    connection->failed = false;
}

const char *db_constraint(const db *connection) {
    return connection->constraint;
}

db_status db_savepoint_begin(db *connection) {
    return db_run(db_prepare(connection, "SAVEPOINT step"), NULL);
}

db_status db_savepoint_release(db *connection) {
    return db_run(db_prepare(connection, "RELEASE step"), NULL);
}

db_status db_savepoint_rollback(db *connection) {
    db_status status = db_run(db_prepare(connection, "ROLLBACK TO step"), NULL);
    return status == DB_OK ? db_savepoint_release(connection) : status;
}

// --- the cache of statements -----------------------------------------------------------------------------------------

static size_t bucket_of(const char *sql) {
    return hash_bytes(&sql, sizeof sql, 0) % DB_BUCKETS;
}

// An idle statement of this text. The address finds it; the text is compared as well, so that an address that was used
// again for another text can never run the wrong statement.
static db_query *cache_find(const db *connection, const char *sql) {
    for (db_query *q = connection->buckets[bucket_of(sql)]; q != NULL; q = q->next)
        if (q->sql == sql && !q->busy && strcmp(sqlite3_sql(q->statement), sql) == 0)
            return q;
    return NULL;
}

static void cache_drop_oldest(db *connection) {
    db_query **oldest = NULL;
    for (size_t i = 0; i < DB_BUCKETS; i++)
        for (db_query **link = &connection->buckets[i]; *link != NULL; link = &(*link)->next)
            if (!(*link)->busy && (oldest == NULL || (*link)->last_use < (*oldest)->last_use))
                oldest = link;
    if (oldest == NULL)
        return;
    db_query *q = *oldest;
    *oldest = q->next;
    connection->cached--;
    query_free(q);
}

static void cache_add(db *connection, db_query *q) {
    if (connection->cached >= DB_STATEMENTS_MAXIMUM)
        cache_drop_oldest(connection);
    db_query **bucket = &connection->buckets[bucket_of(q->sql)];
    q->next = *bucket;
    *bucket = q;
    q->cached = true;
    connection->cached++;
}

static db_query *query_new(db *connection, const char *sql) {
    db_query *q = memory_zalloc(sizeof *q);
    q->connection = connection;
    q->sql = sql;
    int code = sqlite3_prepare_v3(connection->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &q->statement, NULL);
    if (code == SQLITE_OK && q->statement != NULL)
        cache_add(connection, q);
    else
        db_query_fail(q, code == SQLITE_OK ? SQLITE_MISUSE : code);
    return q;
}

db_query *db_prepare(db *connection, const char *sql) {
    db_query *q = cache_find(connection, sql);
    if (q == NULL)
        q = query_new(connection, sql);
    else
        q->status = DB_OK;
    q->busy = true;
    q->ended = false;
    q->last_use = ++connection->uses;
    return q;
}

db_status db_end(db_query *q) {
    db_status status = q->status;
    if (!q->cached) {
        query_free(q);
        return status;
    }
    sqlite3_reset(q->statement);
    sqlite3_clear_bindings(q->statement); // they borrow from callers
    q->busy = false;
    return status;
}

// --- failures --------------------------------------------------------------------------------------------------------

// "UNIQUE constraint failed: teams.name" gives the columns; "... index 'name'" the index.
static void constraint_keep(db *connection, const char *text) {
    const char *names = strstr(text, ": ");
    names = names == NULL ? text : names + 2;
    if (strncmp(names, "index '", 7) == 0)
        names += 7;
    snprintf(connection->constraint, sizeof connection->constraint, "%s", names);
    char *quote = strchr(connection->constraint, '\'');
    if (quote != NULL)
        *quote = '\0';
}

void db_query_fail(db_query *q, int code) {
    db *connection = q->connection;
    if (q->status != DB_OK)
        return;
    switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
        q->status = DB_UNIQUE;
        constraint_keep(connection, sqlite3_errmsg(connection->handle));
        return;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        q->status = DB_FOREIGN_KEY;
        return;
    }
    q->status = DB_FAILED;
    connection->failed = true;
    const char *reason = code == sqlite3_extended_errcode(connection->handle) ? sqlite3_errmsg(connection->handle)
                                                                              : sqlite3_errstr(code);
    log_error(LOGGER, "statement failed: %s (%d): %.200s", reason, code, q->sql);
}

// --- binding ---------------------------------------------------------------------------------------------------------

static void bound(db_query *q, int code) {
    if (code != SQLITE_OK)
        db_query_fail(q, code);
}

void db_bind_null(db_query *q, int parameter) {
    if (q->statement != NULL)
        bound(q, sqlite3_bind_null(q->statement, parameter));
}

void db_bind_int(db_query *q, int parameter, int64_t value) {
    if (q->statement != NULL)
        bound(q, sqlite3_bind_int64(q->statement, parameter, value));
}

void db_bind_number(db_query *q, int parameter, double value) {
    if (q->statement != NULL)
        bound(q, sqlite3_bind_double(q->statement, parameter, value));
}

void db_bind_text(db_query *q, int parameter, const char *string) {
    db_bind_slice(q, parameter, text_of(string));
}

void db_bind_slice(db_query *q, int parameter, text value) {
    if (q->statement != NULL)
        bound(q, sqlite3_bind_text64(q->statement, parameter, value.data, value.length, SQLITE_STATIC, SQLITE_UTF8));
}

void db_bind_blob(db_query *q, int parameter, text value) {
    if (q->statement != NULL)
        bound(q, sqlite3_bind_blob64(q->statement, parameter, value.data, value.length, SQLITE_STATIC));
}

void db_bind_uuid(db_query *q, int parameter, const uuid *id) {
    if (!id->set)
        db_bind_null(q, parameter);
    else if (parameter > 0 && parameter <= DB_IDS) // kept here, which spares SQLite an allocation
        db_bind_blob(q, parameter,
                     (text){memcpy(q->ids[parameter - 1], id->bytes, sizeof id->bytes), sizeof id->bytes});
    else if (q->statement != NULL)
        bound(q, sqlite3_bind_blob(q->statement, parameter, id->bytes, sizeof id->bytes, SQLITE_TRANSIENT));
}

int db_parameter(db_query *q, const char *name) {
    char full[64];
    int length = snprintf(full, sizeof full, ":%s", name);
    int parameter = 0;
    if (q->statement != NULL && length > 0 && (size_t)length < sizeof full)
        parameter = sqlite3_bind_parameter_index(q->statement, full);
    if (parameter == 0 && q->status == DB_OK) {
        log_error(LOGGER, "no parameter :%s", name);
        db_query_fail(q, SQLITE_RANGE);
    }
    return parameter;
}

// --- rows ------------------------------------------------------------------------------------------------------------

bool db_step(db_query *q) {
    if (q->ended || q->status != DB_OK)
        return false;
    int code = sqlite3_step(q->statement);
    if (code == SQLITE_ROW)
        return true;
    q->ended = true;
    if (code != SQLITE_DONE)
        db_query_fail(q, code);
    return false;
}

bool db_column_is_null(db_query *q, int column) {
    return sqlite3_column_type(q->statement, column) == SQLITE_NULL;
}

int64_t db_column_int(db_query *q, int column) {
    return sqlite3_column_int64(q->statement, column);
}

double db_column_number(db_query *q, int column) {
    return sqlite3_column_double(q->statement, column);
}

// The bytes of a text as they are stored; a number is turned into text. The value is asked, not the column, which would be
// looked up and locked anew at each call: SQLite allows that where a connection has one thread at a time.
text db_column_text(db_query *q, int column) {
    sqlite3_value *value = sqlite3_column_value(q->statement, column);
    const void *data = sqlite3_value_blob(value);
    if (data != NULL)
        return (text){data, (size_t)sqlite3_value_bytes(value)};
    // What is empty has no address either.
    return sqlite3_value_type(value) == SQLITE_NULL ? TEXT_NONE : TEXT("");
}

uuid db_column_uuid(db_query *q, int column) {
    uuid id = UUID_NONE;
    sqlite3_value *value = sqlite3_column_value(q->statement, column);
    const void *data = sqlite3_value_blob(value);
    if (data == NULL || sqlite3_value_bytes(value) != sizeof id.bytes)
        return id;
    memcpy(id.bytes, data, sizeof id.bytes);
    id.set = true;
    return id;
}

db_status db_run(db_query *q, int64_t *changed) {
    while (db_step(q))
        ;
    if (changed != NULL)
        *changed =
            q->status != DB_OK || sqlite3_stmt_readonly(q->statement) ? 0 : sqlite3_changes64(q->connection->handle);
    return db_end(q);
}

int64_t db_run_int(db_query *q) {
    int64_t value = db_step(q) ? db_column_int(q, 0) : 0;
    db_end(q);
    return value;
}

uuid db_run_uuid(db_query *q) {
    uuid id = db_step(q) ? db_column_uuid(q, 0) : UUID_NONE;
    db_end(q);
    return id;
}
