// Statements of PostgreSQL: the engine behind db.h. Values go both ways in binary form, which needs no quoting and no parsing.
//
// A statement is prepared when it first runs, because only then the types of its parameters are known: how each was bound says
// what it is. The whole result comes at once and is then given row by row.
#include "base/log.h"
#include "base/memory.h"
#include "store/postgres/parameters.h"
#include "store/postgres/postgres.h"
#include "store/postgres/wire.h"
#include <stdio.h>
#include <stdlib.h>

#define LOGGER "tessera.store"

typedef struct pg_query {
    db_query base;  // first
    char *numbered; // the text with $1, $2, …
    char name[16];  // under which links have it prepared
    int number;     // among the store's statements; -1: none
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
        d->loss = loss;
        log_debug(LOGGER, "a transaction was lost: %s", reason);
    }
    if (loss == LOSS_AWAY && d->link != NULL)
        d->link->broken = true;
    q->status = DB_FAILED;
    q->connection->failed = true;
    q->connection->passing = true;
}

void pg_query_fail(db_query *q, const PGresult *result) {
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    char reason[400];
    link_message(PQresultErrorMessage(result), reason, sizeof reason);
    pg_loss loss = state == NULL ? LOSS_AWAY : pg_loss_of(state);
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
    snprintf(q->name, sizeof q->name, "s%d", q->number);
    size_t count = (size_t)q->count + 1;
    q->types = memory_zalloc(count * sizeof *q->types);
    q->values = memory_zalloc(count * sizeof *q->values);
    q->lengths = memory_zalloc(count * sizeof *q->lengths);
    q->formats = memory_zalloc(count * sizeof *q->formats);
    q->rooms = memory_zalloc(count * sizeof *q->rooms);
    for (int i = 0; i < q->count; i++)
        q->formats[i] = WIRE_BINARY;
    base->prepared = memory_strdup(base->sql);
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
    free((char *)base->prepared);
}

// --- running ---------------------------------------------------------------------------------------------------------

static bool is_prepared(const pg_link *l, int number) {
    return (l->prepared[number / 8] >> number % 8 & 1) != 0;
}

static bool is_error(const PGresult *result) {
    ExecStatusType status = PQresultStatus(result);
    return status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK;
}

// Sends what begins the transaction: statements divided by semicolons. Gives their number, -1 on failure.
static int begin_send(PGconn *handle, const char *begin) {
    char part[160];
    int sent = 0;
    for (const char *at = begin == NULL ? "" : begin; *at != '\0'; sent++) {
        size_t length = strcspn(at, ";");
        snprintf(part, sizeof part, "%.*s", (int)length, at);
        if (PQsendQueryParams(handle, part, 0, NULL, NULL, NULL, NULL, WIRE_BINARY) != 1)
            return -1;
        at += length + (at[length] == ';');
    }
    return sent;
}

// Everything goes out in one piece, whether it begins the transaction, prepares the statement or only runs it. Gives how many
// good results come before the statement's own, -1 on failure.
static int query_send(pg_query *q, pg_db *d, bool prepares) {
    PGconn *handle = d->link->handle;
    int before = PQenterPipelineMode(handle) == 1 ? begin_send(handle, d->begin) : -1;
    if (before < 0)
        return -1;
    bool sent;
    if (q->number < 0) {
        sent = PQsendQueryParams(handle, q->numbered, q->count, q->types, q->values, q->lengths, q->formats,
                                 WIRE_BINARY) == 1;
    } else {
        sent = !prepares || PQsendPrepare(handle, q->name, q->numbered, q->count, q->types) == 1;
        sent =
            sent && PQsendQueryPrepared(handle, q->name, q->count, q->values, q->lengths, q->formats, WIRE_BINARY) == 1;
    }
    return sent && PQpipelineSync(handle) == 1 ? before + prepares : -1;
}

// The last result of what was sent, or the first that is an error, and how many came before it. NULL when the session has ended.
// Results are divided by a NULL each. Where two come in a row there is nothing more, and no end of it either: so libpq tells of a
// session that ended with a notice, when what was sent could not be written any more.
static PGresult *query_receive(PGconn *handle, int *good) {
    PGresult *kept = NULL;
    bool divided = false;
    *good = -1;
    for (;;) {
        PGresult *result = PQgetResult(handle);
        if (result == NULL) {
            if (divided || PQstatus(handle) != CONNECTION_OK)
                return kept;
            divided = true;
            continue;
        }
        divided = false;
        if (PQresultStatus(result) == PGRES_PIPELINE_SYNC) {
            PQclear(result);
            return kept;
        }
        if (kept != NULL && is_error(kept)) {
            PQclear(result);
            continue;
        }
        PQclear(kept);
        kept = result;
        ++*good;
    }
}

static void query_run(db_query *base) {
    pg_query *q = own(base);
    pg_db *d = pg_of(base->connection);
    if (d->link == NULL || d->loss != LOSS_NONE) {
        query_lose(base, d->loss == LOSS_NONE ? LOSS_AWAY : d->loss, "there is no connection");
        return;
    }
    PGconn *handle = d->link->handle;
    bool prepares = q->number >= 0 && !is_prepared(d->link, q->number);
    int good = 0, before = query_send(q, d, prepares);
    q->result = before < 0 ? NULL : query_receive(handle, &good);
    if (q->result == NULL || PQexitPipelineMode(handle) != 1) {
        char reason[400];
        link_message(PQerrorMessage(handle), reason, sizeof reason);
        query_lose(base, LOSS_AWAY, reason);
        return;
    }
    d->begin = NULL;
    if (!is_error(q->result) && good < before) {
        query_lose(base, LOSS_AWAY, "the session ended before the statement's own result");
        return;
    }
    if (prepares && good >= before)
        d->link->prepared[q->number / 8] |= (unsigned char)(1U << q->number % 8);
    if (is_error(q->result))
        pg_query_fail(base, q->result);
}

static bool step(db_query *base) {
    pg_query *q = own(base);
    if (q->result == NULL) {
        q->row = -1;
        query_run(base);
    }
    return base->status == DB_OK && ++q->row < PQntuples(q->result);
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
    .close = connection_close,
};
