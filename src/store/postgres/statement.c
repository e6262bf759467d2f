// Statements of PostgreSQL: the engine behind db.h; what of them goes together to the server is batch.c's affair. Values go both
// ways in binary form, which needs no quoting and no parsing.
//
// A statement is prepared when it first runs, because only then the types of its parameters are known: how each was bound says
// what it is. The whole result comes at once and is then given row by row.
#include "base/log.h"
#include "base/memory.h"
#include "base/schedule_point.h"
#include "store/postgres/parameters.h"
#include "store/postgres/postgres.h"
#include "store/postgres/wire.h"
#include <stdio.h>
#include <stdlib.h>

#define LOGGER "tessera.store"

typedef struct pg_query {
    db_query base;                   // first
    char *text;                      // base.prepared
    char *numbered;                  // the same with $1, $2, …
    char name[STATEMENT_NAME_BYTES]; // under which links have it prepared
    int number;                      // among the store's statements; -1: none
    char **names;
    int count; // of parameters
    Oid *types;
    const char **values;
    int *lengths, *formats;
    wire_room *rooms; // where values lie that are not the caller's
    PGresult *result; // while rows are given
    int row;
} pg_query;

static pg_query *own(db_query *q) {
    return (pg_query *)q;
}

static const pg_query *own_const(const db_query *q) {
    return (const pg_query *)q;
}

// --- failures --------------------------------------------------------------------------------------------------------

// The statement did nothing wrong: what is to become of the transaction decides whoever runs it.
static void query_lose(db_query *q, pg_loss loss, const char *reason) {
    pg_db *d = pg_of(q->connection);
    if (d->loss == LOSS_NONE) {
        char line[400];
        link_message(reason, line, sizeof line);
        d->loss = loss;
        log_line(loss == LOSS_DENIED ? LOG_ERROR : LOG_DEBUG, LOGGER, "a transaction was lost: %s", line);
    }
    if (loss == LOSS_AWAY && d->link != NULL)
        d->link->broken = true;
    q->status = DB_FAILED;
    q->connection->failed = true;
    q->connection->passing = true;
    q->connection->recurring = loss == LOSS_SLOW || loss == LOSS_DENIED;
}

void pg_query_fail(db_query *q, const PGresult *result) {
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    char reason[400];
    link_message(PQresultErrorMessage(result), reason, sizeof reason);
    pg_loss loss = state == NULL ? LOSS_AWAY : pg_loss_of(state);
    if (state != NULL && (strcmp(state, "26000") == 0 || strcmp(state, "42P05") == 0))
        pool_note_lent(pg_of(q->connection)->pool);
    if (state != NULL && pg_fault_of(state) != NULL)
        pg_of(q->connection)->fault = pg_fault_of(state);
    if (loss != LOSS_NONE)
        query_lose(q, loss, reason);
    else if (strcmp(state, "23505") == 0)
        db_query_refuse(q, DB_UNIQUE, text_of(PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME)));
    else if (strcmp(state, "23503") == 0)
        db_query_refuse(q, DB_FOREIGN_KEY, text_of(PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME)));
    else if (strcmp(state, "25P02") == 0 &&
             !q->connection->failed) // a rule refused an earlier one that was sure to be taken
        query_lose(q, LOSS_RACE, reason);
    else
        db_query_fail(q, reason);
}

// --- the life of a statement -----------------------------------------------------------------------------------------

static bool is_worth_preparing(const char *sql) {
    static const char *const words[] = {"SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(sql, words[i], strlen(words[i])) == 0)
            return true;
    return false;
}

static bool query_prepare(db_query *base) {
    pg_query *q = own(base);
    pool *p = pg_of(base->connection)->pool;
    q->numbered = parameters_number(base->sql, &q->names, &q->count);
    bool keep = pool_get_options(p)->prepare && is_worth_preparing(q->numbered);
    q->number = keep ? pool_number_statement(p, q->numbered) : -1;
    pg_statement_name(q->numbered, q->name);
    size_t count = (size_t)q->count + 1;
    q->types = memory_zalloc(count * sizeof *q->types);
    q->values = memory_zalloc(count * sizeof *q->values);
    q->lengths = memory_zalloc(count * sizeof *q->lengths);
    q->formats = memory_zalloc(count * sizeof *q->formats);
    q->rooms = memory_zalloc(count * sizeof *q->rooms);
    for (int i = 0; i < q->count; i++)
        q->formats[i] = WIRE_BINARY;
    base->prepared = q->text = memory_strdup(base->sql);
    return true;
}

static void result_clear(pg_query *q) {
    PQclear(q->result);
    q->result = NULL;
}

static void query_reset(db_query *base) {
    pg_query *q = own(base);
    result_clear(q);
    memset(q->values, 0, (size_t)q->count * sizeof *q->values);
}

static void query_done(db_query *base) {
    pg_query *q = own(base);
    result_clear(q);
    for (int i = 0; i < q->count; i++)
        free(q->names[i]);
    free(q->names);
    free(q->numbered);
    free(q->types);
    free(q->values);
    free(q->lengths);
    free(q->formats);
    free(q->rooms);
    free(q->text);
}

// --- running ---------------------------------------------------------------------------------------------------------

// What failed is the query itself, or one before it whose failure nobody has heard of. Such a one was sure to be taken, so that a
// rule that refused it was broken by another transaction meanwhile.
static void batch_fail(db_query *base, const PGresult *result, batch_place of) {
    if (of.is_last) {
        pg_query_fail(base, result);
        return;
    }
    db_query before = {.connection = base->connection, .sql = of.sql};
    pg_query_fail(&before, result);
    if (before.status != DB_FAILED)
        query_lose(base, LOSS_RACE, PQresultErrorMessage(result));
    base->status = DB_FAILED;
}

// The result of what was added last. NULL, or an error: the query has failed.
static PGresult *query_receive(db_query *base) {
    pg_db *d = pg_of(base->connection);
    batch_place of;
    PGresult *result = batch_receive(d, &of);
    if (result == NULL)
        query_lose(base, LOSS_AWAY, PQerrorMessage(d->link->handle));
    else if (pg_is_error(result))
        batch_fail(base, result, of);
    return result;
}

// A reader's statement that is to be the only one of its view takes the end of the transaction along.
static bool add(pg_db *d, const pg_statement *s) {
    const char *begin = d->begin;
    bool alone = d->base.expects_one && d->reads && begin != NULL;
    d->base.expects_one = false;
    d->base.view_has_ended = alone;
    if (!batch_add(d, s))
        return false;
    if (alone)
        d->begin = begin; // of what comes after it
    return !alone || batch_end_view(d);
}

// False: the query has failed.
static bool query_send(db_query *base) {
    const pg_query *q = own(base);
    pg_db *d = pg_of(base->connection);
    pg_statement s = {base->sql, q->numbered, q->name,    q->number, q->count,
                      q->types,  q->values,   q->lengths, q->formats};
    if (d->link == NULL || d->loss != LOSS_NONE) {
        query_lose(base, d->loss == LOSS_NONE ? LOSS_AWAY : d->loss, "there is no connection");
        return false;
    }
    if (HAS_SCHEDULE_POINTS)
        schedule_point("statement", PQbackendPID(d->link->handle), base->sql);
    if (!batch_has_room(d))
        PQclear(query_receive(base));
    if (base->status == DB_OK && !add(d, &s))
        query_lose(base, LOSS_AWAY, PQerrorMessage(d->link->handle));
    return base->status == DB_OK;
}

static bool step(db_query *base) {
    pg_query *q = own(base);
    if (q->result == NULL) {
        q->row = -1;
        if (query_send(base))
            q->result = query_receive(base);
    }
    return base->status == DB_OK && ++q->row < PQntuples(q->result);
}

static void queue(db_query *base) {
    query_send(base);
}

static int64_t changed(const db_query *base) {
    PGresult *result = own_const(base)->result;
    if (result == NULL || strncmp(PQcmdStatus(result), "SELECT", 6) == 0)
        return 0;
    return strtoll(PQcmdTuples(result), NULL, 10);
}

// --- parameters ------------------------------------------------------------------------------------------------------

static int parameter_count(const db_query *q) {
    return own_const(q)->count;
}

static const char *parameter_name(const db_query *q, int parameter) {
    return own_const(q)->names[parameter - 1];
}

// The place of a parameter, or NULL, which fails the query, where it has none of that number.
static wire_room *room_for(db_query *base, int parameter, Oid type) {
    pg_query *q = own(base);
    if (parameter < 1 || parameter > q->count) {
        db_query_fail(base, "it has no parameter of that number");
        return NULL;
    }
    q->types[parameter - 1] = type;
    q->values[parameter - 1] = q->rooms[parameter - 1].bytes;
    return &q->rooms[parameter - 1];
}

static void bind_integer(db_query *q, int parameter, Oid type, uint64_t value) {
    wire_room *room = room_for(q, parameter, type);
    if (room == NULL)
        return;
    wire_write(room, value);
    own(q)->lengths[parameter - 1] = sizeof value;
}

static void bind_bytes(db_query *q, int parameter, Oid type, text value) {
    if (room_for(q, parameter, type) == NULL)
        return;
    own(q)->values[parameter - 1] = value.data;
    own(q)->lengths[parameter - 1] = (int)value.length;
}

static void bind_null(db_query *q, int parameter, db_form form) {
    static const Oid types[] = {
        [DB_FORM_TEXT] = WIRE_TEXT,      [DB_FORM_JSON] = WIRE_TEXT, [DB_FORM_UUID] = WIRE_UUID,
        [DB_FORM_INTEGER] = WIRE_INT8,   [DB_FORM_TIME] = WIRE_TIME, [DB_FORM_NUMBER] = WIRE_FLOAT8,
        [DB_FORM_BOOLEAN] = WIRE_BOOLEAN};
    bind_bytes(q, parameter, types[form], TEXT_NONE);
}

static void bind_int(db_query *q, int parameter, int64_t value) {
    bind_integer(q, parameter, WIRE_INT8, (uint64_t)value);
}

static void bind_number(db_query *q, int parameter, double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    bind_integer(q, parameter, WIRE_FLOAT8, bits);
}

static void bind_bool(db_query *q, int parameter, bool value) {
    bind_bytes(q, parameter, WIRE_BOOLEAN, value ? TEXT("\1") : TEXT("\0"));
}

static void bind_time(db_query *q, int parameter, int64_t micros) {
    bind_integer(q, parameter, WIRE_TIME, (uint64_t)(micros - WIRE_EPOCH));
}

static void bind_text(db_query *q, int parameter, text value) {
    bind_bytes(q, parameter, WIRE_TEXT, value);
}

static void bind_blob(db_query *q, int parameter, text value) {
    bind_bytes(q, parameter, WIRE_BYTES, value);
}

static void bind_uuid(db_query *q, int parameter, const uuid *id) {
    wire_room *room = room_for(q, parameter, WIRE_UUID);
    if (room == NULL)
        return;
    memcpy(room->bytes, id->bytes, sizeof id->bytes);
    own(q)->lengths[parameter - 1] = sizeof id->bytes;
}

// --- columns ---------------------------------------------------------------------------------------------------------

static int column_count(const db_query *q) {
    return PQnfields(own_const(q)->result);
}

static const char *column_name(const db_query *q, int column) {
    return PQfname(own_const(q)->result, column);
}

static bool column_is_null(db_query *q, int column) {
    return PQgetisnull(own(q)->result, own(q)->row, column) == 1;
}

static text column_text(db_query *base, int column) {
    pg_query *q = own(base);
    if (column_is_null(base, column))
        return TEXT_NONE;
    return (text){PQgetvalue(q->result, q->row, column), (size_t)PQgetlength(q->result, q->row, column)};
}

static int64_t column_int(db_query *q, int column) {
    return wire_integer(column_text(q, column));
}

static int64_t column_time(db_query *q, int column) {
    text value = column_text(q, column);
    return value.data == NULL ? 0 : wire_integer(value) + WIRE_EPOCH;
}

static double column_number(db_query *q, int column) {
    return wire_number(column_text(q, column));
}

static uuid column_uuid(db_query *q, int column) {
    uuid id = UUID_NONE;
    text value = column_text(q, column);
    if (value.data != NULL && value.length == sizeof id.bytes) {
        memcpy(id.bytes, value.data, sizeof id.bytes);
        id.set = true;
    }
    return id;
}

static void value_read(db_query *q, int column, db_form form, void *slot) {
    if (form == DB_FORM_UUID)
        *(uuid *)slot = column_uuid(q, column);
    else if (form == DB_FORM_TIME)
        *(int64_t *)slot = column_time(q, column);
    else if (form == DB_FORM_INTEGER)
        *(int64_t *)slot = column_int(q, column);
    else if (form == DB_FORM_NUMBER)
        *(double *)slot = column_number(q, column);
    else
        *(int8_t *)slot = (int8_t)(column_int(q, column) != 0);
}

static void row_read(db_query *q, db_mapping *mapping, void *record) {
    for (int i = 0; i < mapping->count; i++) {
        const struct db_mapping_pair *pair = &mapping->pairs[i];
        if (db_form_is_text(pair->form))
            mapping->texts[i] = column_text(q, pair->number);
        else if (!column_is_null(q, pair->number))
            value_read(q, pair->number, pair->form, (char *)record + pair->field->offset);
    }
}

// --- connections -----------------------------------------------------------------------------------------------------

pg_db *pg_db_new(pool *p) {
    pg_db *d = memory_zalloc(sizeof *d);
    d->base.engine = &postgres_statements;
    d->pool = p;
    return d;
}

static unsigned part(const db *d) {
    const pg_link *l = ((const pg_db *)d)->link;
    return l == NULL ? 0 : l->number;
}

static uint64_t losses(const db *d) {
    return pool_losses(((const pg_db *)d)->pool);
}

static void connection_close(db *d) {
    pg_end(pg_of(d));
    free(d);
}

// --- the engine ------------------------------------------------------------------------------------------------------

const db_engine postgres_statements = {
    .query_size = sizeof(pg_query),
    .failure_spoils_transaction = true,
    .writers_meet = true,
    .query_prepare = query_prepare,
    .query_reset = query_reset,
    .query_done = query_done,
    .parameter_count = parameter_count,
    .parameter_name = parameter_name,
    .bind_null = bind_null,
    .bind_int = bind_int,
    .bind_number = bind_number,
    .bind_bool = bind_bool,
    .bind_time = bind_time,
    .bind_text = bind_text,
    .bind_json = bind_text,
    .bind_blob = bind_blob,
    .bind_uuid = bind_uuid,
    .step = step,
    .queue = queue,
    .changed = changed,
    .column_count = column_count,
    .column_name = column_name,
    .column_is_null = column_is_null,
    .column_int = column_int,
    .column_time = column_time,
    .column_number = column_number,
    .column_text = column_text,
    .column_uuid = column_uuid,
    .row_read = row_read,
    .load = pg_load,
    .part = part,
    .losses = losses,
    .close = connection_close,
};
