// Batches: what goes to the server in one piece and is answered in one. A statement whose result nobody asks for waits in libpq's
// buffer for the next one that somebody does, or for the commit. The server runs them in their order, and after one that fails
// none of the rest: a failure is never missed, only heard of later.
#include "store/postgres/postgres.h"
#include "store/postgres/wire.h"
#include <stdio.h>

// What one statement may add: what begins the transaction, what prepares it, itself, what ends the transaction.
enum { ROOM_FOR_ONE = 12 };

static bool is_prepared(const pg_link *l, int number) {
    return (l->prepared[number / 8] >> number % 8 & 1) != 0;
}

static void set_prepared(pg_link *l, int number, bool prepared) {
    unsigned char bit = (unsigned char)(1U << number % 8);
    l->prepared[number / 8] =
        (unsigned char)(prepared ? l->prepared[number / 8] | bit : l->prepared[number / 8] & ~bit);
}

static bool note(pg_db *d, bool sent, const char *sql, int prepares) {
    if (sent)
        d->sent[d->sent_count++] = (pg_sent){sql, prepares};
    return sent;
}

// It counts as prepared once that is on its way, so that its next use within the batch does not prepare it again.
static bool prepare_add(pg_db *d, const pg_statement *s) {
    if (s->number < 0 || is_prepared(d->link, s->number))
        return true;
    bool sent = PQsendPrepare(d->link->handle, s->name, s->text, s->count, s->types) == 1;
    set_prepared(d->link, s->number, sent);
    return note(d, sent, s->sql, s->number);
}

static bool execute(PGconn *handle, const pg_statement *s) {
    if (s->number < 0)
        return PQsendQueryParams(handle, s->text, s->count, s->types, s->values, s->lengths, s->formats, WIRE_BINARY) ==
               1;
    return PQsendQueryPrepared(handle, s->name, s->count, s->values, s->lengths, s->formats, WIRE_BINARY) == 1;
}

static bool statement_add(pg_db *d, const pg_statement *s) {
    return prepare_add(d, s) && note(d, execute(d->link->handle, s), s->sql, -1);
}

// What begins and ends transactions, prepared where statements may be: parsing it costs the server as much as running it.
static bool control_add(pg_db *d, pg_control *control, const char *shown, const char *text) {
    pg_statement s = {.sql = shown, .text = text, .name = control->name, .number = -1};
    if (pool_get_options(d->pool)->prepare) {
        if (control->name[0] == '\0') {
            control->number = pool_number_statement(d->pool, text);
            pg_statement_name(text, control->name);
        }
        s.number = control->number;
    }
    return statement_add(d, &s);
}

// Statements divided by semicolons; there is one where the session keeps its settings.
static bool begin_add(pg_db *d) {
    char part[160];
    for (const char *at = d->begin == NULL ? "" : d->begin; *at != '\0';) {
        size_t length = strcspn(at, ";");
        snprintf(part, sizeof part, "%.*s", (int)length, at);
        if (!control_add(d, &d->begins, "BEGIN", part))
            return false;
        at += length + (at[length] == ';');
    }
    d->begin = NULL;
    return true;
}

bool batch_has_room(const pg_db *d) {
    return d->sent_count + ROOM_FOR_ONE <= BATCH_MAXIMUM;
}

bool batch_add(pg_db *d, const pg_statement *s) {
    if (PQenterPipelineMode(d->link->handle) != 1 || !begin_add(d))
        return false;
    d->sent_last = d->sent_count;
    bool added = statement_add(d, s);
    d->sent_asked = d->sent_count - 1;
    return added;
}

bool batch_end_view(pg_db *d) {
    return control_add(d, &d->ends, "COMMIT", "COMMIT");
}

bool batch_add_commit(pg_db *d) {
    if (PQenterPipelineMode(d->link->handle) != 1)
        return false;
    d->sent_last = d->sent_count;
    bool added = batch_end_view(d);
    d->sent_asked = d->sent_count - 1;
    return added;
}

bool pg_is_error(const PGresult *result) {
    ExecStatusType status = PQresultStatus(result);
    return status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK;
}

// The result that is asked for, or the first that is an error, and its place. NULL when the session has ended. Results are
// divided by a NULL each. Where two come in a row there is nothing more, and no end of it either: so libpq tells of a session
// that ended with a notice, when what was sent could not be written any more.
static PGresult *results_read(pg_db *d, int *place) {
    PGconn *handle = d->link->handle;
    PGresult *kept = NULL;
    bool divided = false;
    for (int at = 0;;) {
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
        if (at < d->sent_count && d->sent[at].prepares >= 0 && pg_is_error(result))
            set_prepared(d->link, d->sent[at].prepares, false);
        if ((kept == NULL || !pg_is_error(kept)) && (at <= d->sent_asked || pg_is_error(result))) {
            PQclear(kept);
            kept = result;
            *place = at;
        } else {
            PQclear(result);
        }
        at++;
    }
}

PGresult *batch_receive(pg_db *d, batch_place *of) {
    PGconn *handle = d->link->handle;
    int place = 0;
    PGresult *result = PQpipelineSync(handle) == 1 ? results_read(d, &place) : NULL;
    bool whole = result != NULL && (pg_is_error(result) || place == d->sent_asked) && place < d->sent_count;
    if (whole && PQexitPipelineMode(handle) == 1) {
        *of = (batch_place){d->sent[place].sql, place >= d->sent_last};
    } else {
        PQclear(result);
        result = NULL;
    }
    d->sent_count = 0;
    return result;
}
