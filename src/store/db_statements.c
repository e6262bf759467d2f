// Statements, as far as every database has them: prepared once per connection and found again by the address of their text,
// which is a string literal almost everywhere; a use of one, from db_prepare to db_end; savepoints. What touches the
// database itself is the engine's.
#include "base/hash.h"
#include "base/log.h"
#include "base/memory.h"
#include "store/db_engine.h"
#include <stdio.h>
#include <stdlib.h>

#define LOGGER "tessera.store"

// --- the cache -------------------------------------------------------------------------------------------------------

static size_t bucket_of(const char *sql) {
    return hash_bytes(&sql, sizeof sql, 0) % DB_BUCKETS;
}

// An idle statement of this text. The address finds it; the text is compared as well, so that an address that was used
// again for another text can never run the wrong statement.
static db_query *cache_find(const db *d, const char *sql) {
    for (db_query *q = d->buckets[bucket_of(sql)]; q != NULL; q = q->next)
        if (q->sql == sql && !q->busy && strcmp(q->prepared, sql) == 0)
            return q;
    return NULL;
}

void db_mapping_done(db_mapping *mapping) {
    free(mapping->pairs);
    free(mapping->blank);
    free(mapping->texts);
    *mapping = (db_mapping){0};
}

static void query_free(db_query *q) {
    q->connection->engine->query_done(q);
    db_mapping_done(&q->columns);
    db_mapping_done(&q->parameters);
    free(q);
}

static void cache_drop_oldest(db *d) {
    db_query **oldest = NULL;
    for (size_t i = 0; i < DB_BUCKETS; i++)
        for (db_query **link = &d->buckets[i]; *link != NULL; link = &(*link)->next)
            if (!(*link)->busy && (oldest == NULL || (*link)->last_use < (*oldest)->last_use))
                oldest = link;
    if (oldest == NULL)
        return;
    db_query *q = *oldest;
    *oldest = q->next;
    d->cached--;
    query_free(q);
}

static void cache_add(db *d, db_query *q) {
    if (d->cached >= DB_STATEMENTS_MAXIMUM)
        cache_drop_oldest(d);
    db_query **bucket = &d->buckets[bucket_of(q->sql)];
    q->next = *bucket;
    *bucket = q;
    q->cached = true;
    d->cached++;
}

static db_query *query_new(db *d, const char *sql) {
    db_query *q = memory_zalloc(d->engine->query_size);
    q->connection = d;
    q->sql = sql;
    if (d->engine->query_prepare(q))
        cache_add(d, q);
    return q;
}

db *db_close(db *d) {
    if (d == NULL)
        return NULL;
    for (size_t i = 0; i < DB_BUCKETS; i++) {
        for (db_query *q = d->buckets[i], *next; q != NULL; q = next) {
            next = q->next;
            query_free(q);
        }
    }
    d->engine->close(d);
    return NULL;
}

// --- a use of a statement --------------------------------------------------------------------------------------------

db_query *db_prepare(db *d, const char *sql) {
    db_query *q = cache_find(d, sql);
    if (q == NULL)
        q = query_new(d, sql);
    else
        q->status = DB_OK;
    q->busy = true;
    q->ended = false;
    q->last_use = ++d->uses;
    return q;
}

bool db_step(db_query *q) {
    if (q->ended || q->status != DB_OK)
        return false;
    if (q->connection->engine->step(q))
        return true;
    q->ended = true; // another step would start over
    return false;
}

db_status db_end(db_query *q) {
    db_status status = q->status;
    if (!q->cached) {
        query_free(q);
        return status;
    }
    q->connection->engine->query_reset(q);
    q->busy = false;
    return status;
}

db_status db_run(db_query *q, int64_t *changed) {
    while (db_step(q))
        ;
    if (changed != NULL)
        *changed = q->status == DB_OK ? q->connection->engine->changed(q) : 0;
    return db_end(q);
}

db_status db_queue(db_query *q) {
    const db_engine *engine = q->connection->engine;
    if (engine->queue == NULL)
        return db_run(q, NULL);
    if (q->status == DB_OK)
        engine->queue(q);
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

record_uuids db_run_uuids(db_query *q, size_t maximum, arena *a) {
    record_uuids ids = {arena_array(a, 1, sizeof *ids.items), 0};
    size_t room = 1;
    while (ids.count < maximum && db_step(q)) {
        if (ids.count == room) {
            uuid *larger = arena_array(a, room * 2, sizeof *larger);
            memcpy(larger, ids.items, room * sizeof *larger);
            ids.items = larger;
            room *= 2;
        }
        ids.items[ids.count++] = db_column_uuid(q, 0);
    }
    db_end(q);
    return ids;
}

bool db_execute(db *d, const char *sql) {
    return db_run(db_prepare(d, sql), NULL) == DB_OK;
}

// --- failures --------------------------------------------------------------------------------------------------------

void db_query_fail(db_query *q, const char *reason) {
    if (q->status != DB_OK)
        return;
    q->status = DB_FAILED;
    q->connection->failed = true;
    log_error(LOGGER, "statement failed: %s: %.200s", reason, q->sql);
}

void db_query_refuse(db_query *q, db_status status, text constraint) {
    if (q->status != DB_OK)
        return;
    q->status = status;
    snprintf(q->connection->constraint, sizeof q->connection->constraint, "%.*s", (int)constraint.length,
             constraint.data == NULL ? "" : constraint.data);
}

bool db_has_failed(const db *d) {
    return d->failed;
}

void db_clear_failure(db *d) {
    d->failed = d->passing = d->recurring = d->locked = d->cut = false;
    d->text_bytes = 0;
}

void db_mark(db *d, unsigned marks) {
    d->marks |= marks;
}

bool db_failure_passes(const db *d) {
    return d->passing;
}

bool db_failure_recurs(const db *d) {
    return d->recurring;
}

bool db_is_locked(const db *d) {
    return d->locked;
}

bool db_was_cut(const db *d) {
    return d->cut;
}

void db_limit_text(db *d, size_t bytes) {
    d->text_limit = bytes;
}

void db_act_for(db *d, const db_actor *actor) {
    d->actor = actor != NULL ? *actor : (db_actor){.is_agent = false};
}

const db_actor *db_acts_for(const db *d) {
    return &d->actor;
}

bool db_is_heavy(const db *d) {
    return d->text_limit > 0 && d->text_bytes > d->text_limit;
}

const char *db_constraint(const db *d) {
    return d->constraint;
}

// --- locks and savepoints --------------------------------------------------------------------------------------------

bool db_writers_meet(const db *d) {
    return d->engine->writers_meet;
}

unsigned db_part(const db *d) {
    return d->engine->part == NULL ? 0 : d->engine->part(d);
}

uint64_t db_losses(const db *d) {
    return d->engine->losses == NULL ? 0 : d->engine->losses(d);
}

void db_expect_one(db *d) {
    d->expects_one = true;
}

bool db_view_has_ended(const db *d) {
    return d->view_has_ended;
}

void db_lock(db *d, const char *sql, const uuid *id) {
    if (!db_writers_meet(d))
        return;
    if (d->lock_sql != NULL && strcmp(d->lock_sql, sql) == 0 && uuid_equal(&d->lock_id, id))
        return;
    db_query *q = db_prepare(d, sql);
    db_bind_uuid(q, 1, id);
    db_queue(q);
    d->lock_sql = sql;
    d->lock_id = *id;
}

db_status db_savepoint_begin(db *d) {
    return db_queue(db_prepare(d, "SAVEPOINT step"));
}

db_status db_savepoint_release(db *d) {
    return db_queue(db_prepare(d, "RELEASE SAVEPOINT step"));
}

// What was locked since the savepoint is so no longer.
db_status db_savepoint_rollback(db *d) {
    d->lock_sql = NULL;
    db_status status = db_queue(db_prepare(d, "ROLLBACK TO SAVEPOINT step"));
    return status == DB_OK ? db_savepoint_release(d) : status;
}

db_status db_attempt(db_query *q) {
    db *d = q->connection;
    if (!d->engine->failure_spoils_transaction)
        return db_run(q, NULL);
    if (db_savepoint_begin(d) != DB_OK) {
        db_end(q);
        return DB_FAILED;
    }
    db_status status = db_run(q, NULL);
    db_status ended = status == DB_OK ? db_savepoint_release(d) : db_savepoint_rollback(d);
    return ended == DB_OK ? status : ended;
}

// --- binding ---------------------------------------------------------------------------------------------------------
// A query that has failed takes no more: its parameters may not even be known.

void db_bind_null(db_query *q, int parameter, db_form form) {
    if (q->status == DB_OK)
        q->connection->engine->bind_null(q, parameter, form);
}

void db_bind_int(db_query *q, int parameter, int64_t value) {
    if (q->status == DB_OK)
        q->connection->engine->bind_int(q, parameter, value);
}

void db_bind_number(db_query *q, int parameter, double value) {
    if (q->status == DB_OK)
        q->connection->engine->bind_number(q, parameter, value);
}

void db_bind_bool(db_query *q, int parameter, bool value) {
    if (q->status == DB_OK)
        q->connection->engine->bind_bool(q, parameter, value);
}

void db_bind_time(db_query *q, int parameter, int64_t micros) {
    if (micros == TIMESTAMP_NONE)
        db_bind_null(q, parameter, DB_FORM_TIME);
    else if (q->status == DB_OK)
        q->connection->engine->bind_time(q, parameter, micros);
}

void db_bind_text(db_query *q, int parameter, const char *string) {
    db_bind_slice(q, parameter, text_of(string));
}

void db_bind_slice(db_query *q, int parameter, text value) {
    if (q->status == DB_OK)
        q->connection->engine->bind_text(q, parameter, value);
}

void db_bind_json(db_query *q, int parameter, text value) {
    if (q->status == DB_OK)
        q->connection->engine->bind_json(q, parameter, value);
}

void db_bind_blob(db_query *q, int parameter, text value) {
    if (q->status == DB_OK)
        q->connection->engine->bind_blob(q, parameter, value);
}

void db_bind_uuid(db_query *q, int parameter, const uuid *id) {
    if (!id->set)
        db_bind_null(q, parameter, DB_FORM_UUID);
    else if (q->status == DB_OK)
        q->connection->engine->bind_uuid(q, parameter, id);
}

int db_parameter(db_query *q, const char *name) {
    const db_engine *engine = q->connection->engine;
    int count = q->prepared == NULL ? 0 : engine->parameter_count(q);
    for (int parameter = 1; parameter <= count; parameter++) {
        const char *known = engine->parameter_name(q, parameter);
        if (known != NULL && strcmp(known, name) == 0)
            return parameter;
    }
    char reason[80];
    snprintf(reason, sizeof reason, "it has no parameter :%s", name);
    db_query_fail(q, reason);
    return 0;
}

// --- the current row -------------------------------------------------------------------------------------------------

bool db_column_is_null(db_query *q, int column) {
    return q->connection->engine->column_is_null(q, column);
}

int64_t db_column_int(db_query *q, int column) {
    return q->connection->engine->column_int(q, column);
}

int64_t db_column_time(db_query *q, int column) {
    return db_column_is_null(q, column) ? TIMESTAMP_NONE : q->connection->engine->column_time(q, column);
}

double db_column_number(db_query *q, int column) {
    return q->connection->engine->column_number(q, column);
}

text db_column_text(db_query *q, int column) {
    return q->connection->engine->column_text(q, column);
}

uuid db_column_uuid(db_query *q, int column) {
    return q->connection->engine->column_uuid(q, column);
}
