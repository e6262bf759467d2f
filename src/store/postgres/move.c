// A PostgreSQL database as one side of a copy: one transaction, COPY in binary form in both directions. As a target it is locked
// against whoever would write, and indexes and foreign keys, where the role owns them, are taken away and made again
// in the same transaction when all rows are there: a crash leaves what was there before.
#include "store/move.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "store/postgres/copy_form.h"
#include "store/postgres/postgres.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE_BYTES = 128 << 10 };

typedef struct postgres_side {
    move_side base; // first
    arena *arena;
    char url[URL_MAXIMUM];
    pg_link *link;
    const Oid *types; // of the columns of the table that is read or filled
    buffer out;
    const char **makes; // statements that make what was taken away
    size_t make_count;
    pool *pool;     // of `reading`
    pg_db *reading; // NULL: nobody asked for a connection
} postgres_side;

static postgres_side *own(move_side *s) {
    return (postgres_side *)s;
}

// --- statements ------------------------------------------------------------------------------------------------------

static bool refuse_last(const postgres_side *s, const PGresult *result) {
    char reason[400];
    const char *text = PQresultErrorMessage(result);
    link_message(*text == '\0' ? PQerrorMessage(s->link->handle) : text, reason, sizeof reason);
    return refuse(s->base.message, s->base.message_size, "database %s: %s", PQdb(s->link->handle), reason);
}

// The result, or NULL after a refusal. `parameter` is bound to $1; NULL: it has none.
static PGresult *ask(const postgres_side *s, const char *sql, const char *parameter) {
    PGresult *result = PQexecParams(s->link->handle, sql, parameter != NULL, NULL, &parameter, NULL, NULL, 0);
    ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_COPY_IN || status == PGRES_COPY_OUT)
        return result;
    refuse_last(s, result);
    PQclear(result);
    return NULL;
}

static bool run(const postgres_side *s, const char *sql) {
    PGresult *result = ask(s, sql, NULL);
    PQclear(result);
    return result != NULL;
}

// The first column of the only row; -1 after a refusal.
static int64_t number_of(const postgres_side *s, const char *sql, const char *parameter) {
    PGresult *result = ask(s, sql, parameter);
    int64_t number = result == NULL || PQntuples(result) == 0 ? -1 : strtoll(PQgetvalue(result, 0, 0), NULL, 10);
    PQclear(result);
    return number;
}

// --- the catalogue ---------------------------------------------------------------------------------------------------

static const char columns_sql[] =
    "SELECT attname, atttypid FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped "
    "ORDER BY attname COLLATE \"C\"";

// Fills s->types with those of the table's columns.
static bool check(move_side *base, const move_table *table) {
    postgres_side *s = own(base);
    PGresult *result = ask(s, columns_sql, table->name);
    if (result == NULL)
        return false;
    Oid *types = arena_array(s->arena, table->width + 1, sizeof *types);
    bool same = (size_t)PQntuples(result) == table->width;
    for (size_t i = 0; same && i < table->width; i++) {
        types[i] = (Oid)strtoul(PQgetvalue(result, (int)i, 1), NULL, 10);
        same = strcmp(PQgetvalue(result, (int)i, 0), table->columns[i].name) == 0 &&
               copy_form_kind(types[i]) == table->columns[i].kind;
    }
    PQclear(result);
    s->types = types;
    return same ||
           refuse(base->message, base->message_size, "table %s of database %s has other columns than this program's",
                  table->name, PQdb(s->link->handle));
}

static int64_t count(move_side *base, const move_table *table) {
    char sql[160];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", table->name);
    return number_of(own(base), sql, NULL);
}

// "COPY before columns after (FORMAT binary)".
static bool copy_start(postgres_side *s, const move_table *table, const char *before, const char *after) {
    buffer sql;
    buffer_init(&sql, SIZE_MAX);
    buffer_printf(&sql, "COPY %s", before);
    for (size_t i = 0; i < table->width; i++)
        buffer_printf(&sql, "%s%s", i == 0 ? "" : ", ", table->columns[i].name);
    buffer_printf(&sql, "%s (FORMAT binary)", after);
    buffer_append_byte(&sql, '\0');
    bool started = check(&s->base, table) && run(s, sql.data);
    buffer_done(&sql);
    return started;
}

// --- reading ---------------------------------------------------------------------------------------------------------

// What ends a COPY, and whatever the server still has to say.
static bool copy_finish(const postgres_side *s) {
    PGresult *result;
    bool good = true;
    while ((result = PQgetResult(s->link->handle)) != NULL) {
        if (PQresultStatus(result) != PGRES_COMMAND_OK && good)
            good = refuse_last(s, result);
        PQclear(result);
        if (PQstatus(s->link->handle) != CONNECTION_OK)
            break;
    }
    return good;
}

// A message of the server's holds a row, the first one the header before it, the last one the trailer.
static bool message_read(const postgres_side *s, const move_table *table, text message, bool first, cell *row,
                         move_take *take, void *data) {
    if (first && !copy_form_skip_header(&message))
        return refuse(s->base.message, s->base.message_size, "table %s came in a form that is not known", table->name);
    if (message.length == 0 || copy_form_is_trailer(message))
        return true;
    if (!copy_form_read(message, s->types, row, table->width))
        return refuse(s->base.message, s->base.message_size,
                      "table %s has a row with a value that cannot be copied (an infinite time?)", table->name);
    return take(row, data);
}

static bool rows_read(move_side *base, const move_table *table, move_take *take, void *data) {
    postgres_side *s = own(base);
    PGconn *handle = s->link->handle;
    char after[160];
    snprintf(after, sizeof after, " FROM %s%s) TO STDOUT", table->name, table->by_id ? " ORDER BY id" : "");
    if (!copy_start(s, table, "(SELECT ", after))
        return false;
    cell *row = memory_zalloc((table->width + 1) * sizeof *row);
    char *bytes = NULL;
    int length;
    bool good = true;
    for (bool first = true; good && (length = PQgetCopyData(handle, &bytes, 0)) > 0; first = false) {
        good = message_read(s, table, (text){bytes, (size_t)length}, first, row, take, data);
        PQfreemem(bytes);
    }
    free(row);
    return good && copy_finish(s); // after a refusal the session is closed as it is
}

// --- writing ---------------------------------------------------------------------------------------------------------

static bool out_send(postgres_side *s) {
    bool sent = PQputCopyData(s->link->handle, s->out.data, (int)s->out.length) == 1;
    buffer_clear(&s->out, SIZE_MAX);
    return sent || refuse_last(s, NULL);
}

static bool table_begin(move_side *base, const move_table *table) {
    postgres_side *s = own(base);
    char before[160];
    snprintf(before, sizeof before, "%s (", table->name);
    if (!copy_start(s, table, before, ") FROM STDIN"))
        return false;
    copy_form_header(&s->out);
    return true;
}

static bool table_add(move_side *base, const move_table *table, const cell *row) {
    postgres_side *s = own(base);
    size_t wrong = copy_form_write(&s->out, s->types, row, table->width);
    if (wrong < table->width)
        return refuse(base->message, base->message_size, "column %s of table %s holds what PostgreSQL cannot",
                      table->columns[wrong].name, table->name);
    return s->out.length < PIECE_BYTES || out_send(s);
}

static bool table_end(move_side *base, const move_table *table) {
    (void)table;
    postgres_side *s = own(base);
    copy_form_trailer(&s->out);
    if (!out_send(s))
        return false;
    if (PQputCopyEnd(s->link->handle, NULL) != 1)
        return refuse_last(s, NULL);
    return copy_finish(s);
}

// --- what is left out while rows come --------------------------------------------------------------------------------

// Each row takes away what its second column makes again: in the order in which that is to be done.
static const char extras_sql[] =
    "SELECT format('DROP INDEX %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid) FROM pg_index i "
    "WHERE i.indrelid = to_regclass($1) AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid "
    "AND c.contype IN ('p', 'u', 'x')) "
    "UNION ALL SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname), "
    "format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) "
    "FROM pg_constraint c WHERE c.conrelid = to_regclass($1) AND c.contype = 'f'";

static const char owner_sql[] =
    "SELECT CASE WHEN pg_has_role(relowner, 'USAGE') THEN 1 ELSE 0 END FROM pg_class WHERE oid = to_regclass($1)";

static bool extras_drop(postgres_side *s, PGresult *extras) {
    size_t more = (size_t)PQntuples(extras);
    const char **makes = arena_array(s->arena, s->make_count + more + 1, sizeof *makes);
    if (s->make_count > 0)
        memcpy(makes, s->makes, s->make_count * sizeof *makes);
    s->makes = makes;
    for (int i = 0; i < (int)more; i++) {
        s->makes[s->make_count++] = arena_strdup(s->arena, PQgetvalue(extras, i, 1));
        if (!run(s, PQgetvalue(extras, i, 0)))
            return false;
    }
    return true;
}

// From the children to the parents, whose indexes foreign keys rest on.
static bool fill_begin(move_side *base, const move_tables *tables) {
    postgres_side *s = own(base);
    for (size_t i = tables->count; i-- > 0;) {
        int64_t owned = number_of(s, owner_sql, tables->items[i].name);
        if (owned < 0)
            return false;
        if (owned == 0)
            continue; // they are kept up instead, which takes longer
        PGresult *extras = ask(s, extras_sql, tables->items[i].name);
        bool dropped = extras != NULL && extras_drop(s, extras);
        PQclear(extras);
        if (!dropped)
            return false;
    }
    return true;
}

static bool fill_end(move_side *base, const move_tables *tables) {
    postgres_side *s = own(base);
    for (size_t i = 0; i < s->make_count; i++)
        if (!run(s, s->makes[i]))
            return false;
    char sql[160];
    for (size_t i = 0; i < tables->count; i++) {
        snprintf(sql, sizeof sql, "ANALYZE %s", tables->items[i].name);
        if (!run(s, sql))
            return false;
    }
    return true;
}

static bool keep(move_side *base) {
    return run(own(base), "COMMIT");
}

// --- opening ---------------------------------------------------------------------------------------------------------

static void side_close(move_side *base) {
    postgres_side *s = own(base);
    if (s->reading != NULL)
        db_close(&s->reading->base);
    s->pool = pool_free(s->pool);
    s->link = link_close(s->link); // which takes back what was not committed
    buffer_done(&s->out);
    free(s);
}

static postgres_side *side_open(const char *url, bool reads, arena *a, char *message, size_t message_size) {
    postgres_side *s = memory_zalloc(sizeof *s);
    s->base = (move_side){&move_postgres, message, message_size};
    s->arena = a;
    buffer_init(&s->out, SIZE_MAX);
    pool_options options = {.url = s->url, .reads = reads};
    if (pg_url(url, s->url, message, message_size))
        s->link = link_open(&options, message, message_size);
    if (s->link != NULL)
        return s;
    side_close(&s->base);
    return NULL;
}

static move_side *open_source(const char *url, arena *a, char *message, size_t message_size) {
    postgres_side *s = side_open(url, true, a, message, message_size);
    if (s == NULL)
        return NULL;
    if (run(s, "SET statement_timeout = 0") && run(s, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") &&
        pg_is_current(s->link, message, message_size))
        return &s->base;
    side_close(&s->base);
    return NULL;
}

// In a session of its own, since the two speak with the server in different ways.
static db *connection_of(move_side *base) {
    postgres_side *s = own(base);
    pool_options options = {.url = s->url, .size = 1, .wait = INT64_C(5000000), .prepare = true, .reads = true};
    s->pool = pool_new(&options);
    s->reading = pg_db_new(s->pool);
    s->reading->reads = true;
    pg_begin(s->reading, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    return &s->reading->base;
}

// Rows in any of the tables that are there already; -1 after a refusal.
static bool is_empty(postgres_side *s, const move_tables *tables) {
    for (size_t i = 0; i < tables->count; i++) {
        int64_t there = number_of(s, "SELECT (to_regclass($1) IS NOT NULL)::int", tables->items[i].name);
        int64_t rows = there > 0 ? count(&s->base, &tables->items[i]) : there;
        if (rows > 0)
            return refuse(s->base.message, s->base.message_size,
                          "the target is not empty: table %s has %" PRId64 " rows", tables->items[i].name, rows);
        if (rows < 0)
            return false;
    }
    return true;
}

static const char servers_sql[] = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
                                  "application_name = 'tesserad' AND pid <> pg_backend_pid()";

static bool servers_check(postgres_side *s) {
    int64_t servers = number_of(s, servers_sql, NULL);
    return servers == 0 || (servers > 0 && refuse(s->base.message, s->base.message_size,
                                                  "database %s is in use by a tesserad (%" PRId64 " connections)",
                                                  PQdb(s->link->handle), servers));
}

// Nobody writes to them, or begins to, before the end.
static bool tables_lock(postgres_side *s, const move_tables *tables) {
    char sql[160];
    for (size_t i = 0; i < tables->count; i++) {
        snprintf(sql, sizeof sql, "LOCK TABLE %s IN ACCESS EXCLUSIVE MODE", tables->items[i].name);
        if (!run(s, sql))
            return false;
    }
    return true;
}

// What has rows is not even brought up.
static move_side *open_target(const char *url, const move_tables *tables, arena *a, char *message,
                              size_t message_size) {
    postgres_side *s = side_open(url, false, a, message, message_size);
    if (s == NULL)
        return NULL;
    if (is_empty(s, tables) && servers_check(s) && pg_migrate(s->link, message, message_size) &&
        run(s, "SET lock_timeout = '5s'") && run(s, "BEGIN ISOLATION LEVEL READ COMMITTED") && tables_lock(s, tables) &&
        run(s, "SET LOCAL lock_timeout = 0") && run(s, "SET LOCAL maintenance_work_mem = '256MB'"))
        return &s->base;
    side_close(&s->base);
    return NULL;
}

const move_engine move_postgres = {
    .open_source = open_source,
    .open_target = open_target,
    .check = check,
    .count = count,
    .read = rows_read,
    .connection = connection_of,
    .fill_begin = fill_begin,
    .fill_end = fill_end,
    .table_begin = table_begin,
    .table_add = table_add,
    .table_end = table_end,
    .keep = keep,
    .close = side_close,
};
