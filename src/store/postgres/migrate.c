// Which steps a database has had is a table in it, and the row of step 0 is the lock: servers that start at the same time queue
// for it, and all but the first find nothing left to do. Steps and their rows are written in one transaction.
#include "base/buffer.h"
#include "base/log.h"
#include "store/migration.h"
#include "store/postgres/postgres.h"
#include <stdio.h>
#include <stdlib.h>

#define LOGGER "tessera.store"

static const char ledger[] =
    "CREATE TABLE IF NOT EXISTS tessera_schema (number integer PRIMARY KEY, name text NOT NULL, "
    "applied_at timestamptz NOT NULL DEFAULT now());"
    "INSERT INTO tessera_schema (number, name) VALUES (0, 'lock') ON CONFLICT DO NOTHING";

// Without the ledger it is an empty database, or somebody else's.
static const char inspection[] = "SELECT to_regclass('tessera_schema') IS NOT NULL, to_regclass('teams') IS NOT NULL";

enum { LEDGER_ATTEMPTS = 5 };

static bool migrate_refuse(pg_link *l, const PGresult *result, char *message, size_t message_size) {
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    char reason[400];
    link_message(state == NULL ? PQerrorMessage(l->handle) : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY),
                 reason, sizeof reason);
    if (state != NULL && strcmp(state, "42501") == 0)
        return refuse(message, message_size, "role %s may not do what the database %s needs: %s", PQuser(l->handle),
                      PQdb(l->handle), reason);
    return refuse(message, message_size, "cannot bring database %s up: %s", PQdb(l->handle), reason);
}

static bool run(pg_link *l, const char *sql, char *message, size_t message_size) {
    PGresult *result = PQexec(l->handle, sql);
    ExecStatusType status = PQresultStatus(result);
    bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY ||
                migrate_refuse(l, result, message, message_size);
    PQclear(result);
    return good;
}

// The first column of the only row as a number; -1 on failure.
static int number_of(pg_link *l, const char *sql, char *message, size_t message_size) {
    PGresult *result = PQexec(l->handle, sql);
    int number = -1;
    if (PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) == 1)
        number = (int)strtol(PQgetvalue(result, 0, 0), NULL, 10);
    else
        migrate_refuse(l, result, message, message_size);
    PQclear(result);
    return number;
}

// Two servers may both find no table and both make it: one of them is refused, and finds it when it tries again.
static bool ledger_make(pg_link *l, char *message, size_t message_size) {
    PGresult *result = PQexec(l->handle, inspection);
    bool known = PQresultStatus(result) == PGRES_TUPLES_OK;
    bool ours = known && *PQgetvalue(result, 0, 0) == 't', taken = known && *PQgetvalue(result, 0, 1) == 't';
    if (!known)
        migrate_refuse(l, result, message, message_size);
    PQclear(result);
    if (!known || ours)
        return known;
    if (taken)
        return refuse(message, message_size,
                      "%s is a database of another program: it has tables, but none of them tells "
                      "Tessera's schema",
                      PQdb(l->handle));
    for (int attempt = 1; attempt < LEDGER_ATTEMPTS; attempt++)
        if (run(l, ledger, message, message_size))
            return true;
    return run(l, ledger, message, message_size);
}

static bool step_apply(pg_link *l, const migration *step, char *message, size_t message_size) {
    char row[160];
    snprintf(row, sizeof row, "INSERT INTO tessera_schema (number, name) VALUES (%d, '%s')", step->number, step->name);
    return run(l, step->sql, message, message_size) && run(l, row, message, message_size);
}

// The number of the newest step that the database has had; -1 where it cannot be read or is newer than this program.
static int version_of(pg_link *l, char *message, size_t message_size) {
    int version = number_of(l, "SELECT max(number) FROM tessera_schema", message, message_size);
    if (version <= postgres_migration_count)
        return version;
    refuse(message, message_size,
           "database %s was made by a newer Tessera: its schema is number %d, this program knows up to %d",
           PQdb(l->handle), version, postgres_migration_count);
    return -1;
}

static bool steps_apply(pg_link *l, char *message, size_t message_size) {
    if (!run(l, "SELECT number FROM tessera_schema WHERE number = 0 FOR UPDATE", message, message_size))
        return false;
    int version = version_of(l, message, message_size);
    if (version < 0)
        return false;
    for (int i = version; i < postgres_migration_count; i++)
        if (!step_apply(l, &postgres_migrations[i], message, message_size))
            return false;
    if (version < postgres_migration_count)
        log_info(LOGGER, "database %s brought from schema %d to %d", PQdb(l->handle), version,
                 postgres_migration_count);
    return true;
}

// The names of all tables that the steps have ever made, with commas between; those that are gone are passed over.
static void tables_name(buffer *out) {
    static const char make[] = "CREATE TABLE ";
    for (int i = 0; i < postgres_migration_count; i++)
        for (const char *at = postgres_migrations[i].sql; (at = strstr(at, make)) != NULL;) {
            at += sizeof make - 1;
            buffer_printf(out, "%s%.*s", out->length == 0 ? "" : ",", (int)strcspn(at, " ("), at);
        }
}

// Rights are asked for once, instead of being missed by the first request that needs them. What is written once need not be
// changed, and archives are a command's.
static bool rights_check(pg_link *l, char *message, size_t message_size) {
    static const char checks[] =
        "SELECT count(*), min(name) FROM (SELECT name, to_regclass(name)::oid AS id FROM unnest(string_to_array($1, "
        "',')) AS name) AS t "
        "WHERE id IS NOT NULL AND NOT (has_table_privilege(id, 'SELECT') AND "
        "(name IN ('audit_archives', 'audit_archiving') OR has_table_privilege(id, 'INSERT')) AND "
        "(name IN ('audit_events', 'audit_seals', 'audit_archives', 'audit_archiving') OR "
        "(has_table_privilege(id, 'UPDATE') AND has_table_privilege(id, 'DELETE'))))";
    buffer names;
    buffer_init(&names, SIZE_MAX);
    tables_name(&names);
    buffer_append_byte(&names, '\0');
    const char *values[] = {names.data};
    PGresult *result = PQexecParams(l->handle, checks, 1, NULL, values, NULL, NULL, 0);
    bool known = PQresultStatus(result) == PGRES_TUPLES_OK, good = known && strcmp(PQgetvalue(result, 0, 0), "0") == 0;
    if (!known)
        migrate_refuse(l, result, message, message_size);
    else if (!good)
        refuse(message, message_size,
               "role %s may not read and write %s tables of database %s, %s among them: it needs SELECT, INSERT, "
               "UPDATE and DELETE",
               PQuser(l->handle), PQgetvalue(result, 0, 0), PQdb(l->handle), PQgetvalue(result, 0, 1));
    PQclear(result);
    buffer_done(&names);
    return good;
}

// Nothing is locked where nothing is to be done: the role of a server need not be the one that may change tables.
bool pg_migrate(pg_link *l, char *message, size_t message_size) {
    // Others may be at it for as long as it takes, and what they did meanwhile is to be seen, whatever isolation the role has by
    // default. The session may be a pooler's, and keeps nothing of that.
    static const char begin[] = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL statement_timeout = 0; "
                                "SET LOCAL lock_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0";
    if (!ledger_make(l, message, message_size))
        return false;
    int version = version_of(l, message, message_size);
    if (version < 0)
        return false;
    if (version < postgres_migration_count &&
        !(run(l, begin, message, message_size) && steps_apply(l, message, message_size) &&
          run(l, "COMMIT", message, message_size)))
        return false;
    return rights_check(l, message, message_size);
}

int pg_server_number(pg_link *l) {
    char message[512];
    return number_of(l, "SELECT (nextval('tessera_servers') % 1000000)::int", message, sizeof message);
}

bool pg_is_current(pg_link *l, char *message, size_t message_size) {
    int ours = number_of(l, "SELECT (to_regclass('tessera_schema') IS NOT NULL)::int", message, message_size);
    if (ours <= 0)
        return ours == 0 && refuse(message, message_size, "database %s holds nothing of Tessera's", PQdb(l->handle));
    int version = version_of(l, message, message_size);
    return version == postgres_migration_count ||
           (version >= 0 && refuse(message, message_size,
                                   "database %s is of an older Tessera (schema %d, this program's is %d): start "
                                   "tesserad on it once",
                                   PQdb(l->handle), version, postgres_migration_count));
}
