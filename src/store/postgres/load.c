// Rows by COPY in binary form, inside the transaction that is under way.
#include "store/postgres/copy_form.h"
#include "store/postgres/postgres.h"
#include <stdlib.h>

enum { TYPES_MAXIMUM = 64 };

static const char types_sql[] =
    "SELECT attname AS name, CAST(atttypid AS bigint) AS type FROM pg_attribute WHERE attrelid = to_regclass(?1) AND "
    "attnum > 0 AND NOT attisdropped";

// The types of the table's columns. False when one is missing, or is of another kind.
static bool types_read(db *d, const move_table *table, Oid *types) {
    size_t found = 0;
    db_query *q = db_prepare(d, types_sql);
    db_bind_text(q, 1, table->name);
    while (db_step(q))
        for (size_t i = 0; i < table->width; i++)
            if (text_is(db_column_text(q, 0), table->columns[i].name)) {
                types[i] = (Oid)db_column_int(q, 1);
                found += copy_form_kind(types[i]) == table->columns[i].kind;
            }
    return db_end(q) == DB_OK && found == table->width;
}

static bool rows_write(buffer *out, const move_table *table, const Oid *types, const cell *rows, size_t count) {
    copy_form_header(out);
    for (size_t i = 0; i < count; i++)
        if (copy_form_write(out, types, rows + i * table->width, table->width) < table->width)
            return false;
    copy_form_trailer(out);
    return !out->failed;
}

static const char *copy_text(buffer *out, const move_table *table) {
    buffer_printf(out, "COPY %s (", table->name);
    for (size_t i = 0; i < table->width; i++)
        buffer_printf(out, "%s%s", i == 0 ? "" : ", ", table->columns[i].name);
    buffer_append_string(out, ") FROM STDIN (FORMAT binary)");
    buffer_append_byte(out, '\0');
    return out->data;
}

// The first error that the server tells, or its last result; NULL when the session has ended.
static PGresult *copy_run(PGconn *handle, const char *sql, text bytes) {
    PGresult *result = PQexec(handle, sql);
    if (PQresultStatus(result) != PGRES_COPY_IN)
        return result;
    PQclear(result);
    if (PQputCopyData(handle, bytes.data, (int)bytes.length) != 1 || PQputCopyEnd(handle, NULL) != 1)
        return NULL;
    result = PQgetResult(handle);
    for (PGresult *more; (more = PQgetResult(handle)) != NULL;)
        PQclear(more);
    return result;
}

// The statement before it has begun the transaction.
static db_status copy(pg_db *d, const char *sql, text bytes) {
    db_query q = {.connection = &d->base, .sql = sql};
    PGresult *result = d->link == NULL || d->loss != LOSS_NONE ? NULL : copy_run(d->link->handle, sql, bytes);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        pg_query_fail(&q, result);
    PQclear(result);
    return q.status;
}

db_status pg_load(db *d, const move_table *table, const cell *rows, size_t count) {
    Oid types[TYPES_MAXIMUM];
    buffer sql, bytes;
    buffer_init(&sql, SIZE_MAX);
    buffer_init(&bytes, SIZE_MAX);
    db_status status = DB_FAILED;
    if (table->width <= TYPES_MAXIMUM && types_read(d, table, types) && rows_write(&bytes, table, types, rows, count))
        status = copy(pg_of(d), copy_text(&sql, table), buffer_text(&bytes));
    buffer_done(&sql);
    buffer_done(&bytes);
    return status;
}
