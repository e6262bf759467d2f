// A database file as one side of a copy. As a target it is made under another name, without a log and without syncs, since nobody
// knows it yet; indexes are made when all rows are there, which is several times as fast as keeping them up. It is then looked
// through, synced, and given the name of the database, whose lock is held meanwhile.
#include "store/move.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "store/sqlite/catalogue.h"
#include "store/sqlite/copy.h"
#include "store/sqlite/location.h"
#include "store/sqlite/lock.h"
#include "store/sqlite/migrate.h"
#include "store/sqlite/restore.h"
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct sqlite_side {
    move_side base; // first
    arena *arena;
    location where;
    sqlite_db *connection;
    sqlite3_stmt *adding; // of the table that is filled
    // Of a target.
    file_lock lock;
    char partial[RESTORE_NAME_MAXIMUM]; // "" of a source
    const char **indexes;               // statements that make those that were left out
    size_t index_count;
} sqlite_side;

static sqlite_side *own(move_side *s) {
    return (sqlite_side *)s;
}

static sqlite3 *handle_of(const sqlite_side *s) {
    return s->connection->handle;
}

static const char *file_of(const sqlite_side *s) {
    return s->partial[0] != '\0' ? s->partial : s->where.path;
}

static bool refuse_code(const sqlite_side *s, int code) {
    return sqlite_refuse(file_of(s), handle_of(s), code, s->base.message, s->base.message_size);
}

static bool run(const sqlite_side *s, const char *sql) {
    int code = sqlite3_exec(handle_of(s), sql, NULL, NULL, NULL);
    return code == SQLITE_OK || refuse_code(s, code);
}

// --- reading ---------------------------------------------------------------------------------------------------------

static bool check(move_side *base, const move_table *table) {
    sqlite_side *s = own(base);
    move_table found = {.name = table->name};
    if (!catalogue_table(handle_of(s), &found, s->arena))
        return refuse_code(s, sqlite3_errcode(handle_of(s)));
    bool same = found.width == table->width;
    for (size_t i = 0; same && i < table->width; i++)
        same = strcmp(found.columns[i].name, table->columns[i].name) == 0 &&
               found.columns[i].kind == table->columns[i].kind;
    return same || refuse(base->message, base->message_size, "table %s of %s has other columns than this program's",
                          table->name, s->where.path);
}

// "before(a, b, c) after", or the names alone.
static void names_write(buffer *out, const move_table *table, const char *each) {
    for (size_t i = 0; i < table->width; i++) {
        buffer_append_string(out, i == 0 ? "" : ", ");
        buffer_append_string(out, each != NULL ? each : table->columns[i].name);
    }
}

static sqlite3_stmt *statement_make(const sqlite_side *s, buffer *sql) {
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(handle_of(s), sql->data, (int)sql->length, &statement, NULL);
    buffer_done(sql);
    if (code != SQLITE_OK)
        refuse_code(s, code);
    return statement;
}

static int64_t count(move_side *base, const move_table *table) {
    buffer sql;
    buffer_init(&sql, SIZE_MAX);
    buffer_printf(&sql, "SELECT count(*) FROM %s", table->name);
    sqlite3_stmt *statement = statement_make(own(base), &sql);
    int64_t rows = -1;
    if (statement != NULL && sqlite3_step(statement) == SQLITE_ROW)
        rows = sqlite3_column_int64(statement, 0);
    else if (statement != NULL)
        refuse_code(own(base), sqlite3_errcode(handle_of(own(base))));
    sqlite3_finalize(statement);
    return rows;
}

static cell cell_read(sqlite3_stmt *statement, int column) {
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        return (cell){.kind = CELL_INTEGER, .integer = sqlite3_column_int64(statement, column)};
    case SQLITE_FLOAT:
        return (cell){.kind = CELL_REAL, .real = sqlite3_column_double(statement, column)};
    case SQLITE_NULL:
        return (cell){.kind = CELL_NULL};
    default:
        break;
    }
    cell read = {.kind = sqlite3_column_type(statement, column) == SQLITE_TEXT ? CELL_TEXT : CELL_BYTES};
    const char *bytes = sqlite3_column_blob(statement, column);
    read.bytes = (text){bytes == NULL ? "" : bytes, (size_t)sqlite3_column_bytes(statement, column)};
    return read;
}

static bool rows_read(move_side *base, const move_table *table, move_take *take, void *data) {
    sqlite_side *s = own(base);
    buffer sql;
    buffer_init(&sql, SIZE_MAX);
    buffer_append_string(&sql, "SELECT ");
    names_write(&sql, table, NULL);
    buffer_printf(&sql, " FROM %s%s", table->name, table->by_id ? " ORDER BY id" : "");
    sqlite3_stmt *statement = statement_make(s, &sql);
    if (statement == NULL)
        return false;
    cell *row = memory_zalloc((table->width + 1) * sizeof *row);
    bool good = true;
    int code;
    while (good && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        for (size_t i = 0; i < table->width; i++)
            row[i] = cell_read(statement, (int)i);
        good = take(row, data);
    }
    if (good && code != SQLITE_DONE)
        good = refuse_code(s, code);
    sqlite3_finalize(statement);
    free(row);
    return good;
}

static db *connection_of(move_side *base) {
    return &own(base)->connection->base;
}

// --- writing ---------------------------------------------------------------------------------------------------------

static bool fill_begin(move_side *base, const move_tables *tables) {
    (void)tables;
    sqlite_side *s = own(base);
    const char **drops = NULL;
    size_t drop_count = 0;
    if (!catalogue_list(handle_of(s), "SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL", NULL,
                        s->arena, &s->indexes, &s->index_count) ||
        !catalogue_list(handle_of(s),
                        "SELECT 'DROP INDEX ' || name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL",
                        NULL, s->arena, &drops, &drop_count))
        return refuse_code(s, sqlite3_errcode(handle_of(s)));
    for (size_t i = 0; i < drop_count; i++)
        if (!run(s, drops[i]))
            return false;
    return run(s, "BEGIN");
}

static bool table_begin(move_side *base, const move_table *table) {
    sqlite_side *s = own(base);
    buffer sql;
    buffer_init(&sql, SIZE_MAX);
    buffer_printf(&sql, "INSERT INTO %s (", table->name);
    names_write(&sql, table, NULL);
    buffer_append_string(&sql, ") VALUES (");
    names_write(&sql, table, "?");
    buffer_append_byte(&sql, ')');
    s->adding = statement_make(s, &sql);
    return s->adding != NULL;
}

static int cell_bind(sqlite3_stmt *statement, int parameter, const cell *c) {
    switch (c->kind) {
    case CELL_INTEGER:
        return sqlite3_bind_int64(statement, parameter, c->integer);
    case CELL_REAL:
        return sqlite3_bind_double(statement, parameter, c->real);
    case CELL_TEXT:
        return sqlite3_bind_text64(statement, parameter, c->bytes.data, c->bytes.length, SQLITE_STATIC, SQLITE_UTF8);
    case CELL_BYTES:
        return sqlite3_bind_blob64(statement, parameter, c->bytes.data, c->bytes.length, SQLITE_STATIC);
    default:
        return sqlite3_bind_null(statement, parameter);
    }
}

static bool table_add(move_side *base, const move_table *table, const cell *row) {
    sqlite_side *s = own(base);
    int code = SQLITE_OK;
    for (size_t i = 0; i < table->width && code == SQLITE_OK; i++)
        code = cell_bind(s->adding, (int)i + 1, &row[i]);
    if (code == SQLITE_OK)
        code = sqlite3_step(s->adding);
    sqlite3_reset(s->adding);
    return code == SQLITE_DONE || refuse(base->message, base->message_size, "table %s of %s does not take a row: %s",
                                         table->name, s->where.path, sqlite3_errmsg(handle_of(s)));
}

static bool table_end(move_side *base, const move_table *table) {
    (void)table;
    sqlite3_finalize(own(base)->adding);
    own(base)->adding = NULL;
    return true;
}

static bool fill_end(move_side *base, const move_tables *tables) {
    (void)tables;
    sqlite_side *s = own(base);
    if (!run(s, "COMMIT"))
        return false;
    for (size_t i = 0; i < s->index_count; i++)
        if (!run(s, s->indexes[i]))
            return false;
    return true;
}

static bool keep(move_side *base) {
    sqlite_side *s = own(base);
    if (!check_run(handle_of(s), s->partial, CHECK_FULL, base->message, base->message_size))
        return false;
    s->connection = sqlite_disconnect(s->connection);
    if (file_sync(s->partial) && rename(s->partial, s->where.path) == 0 && folder_sync(s->where.path))
        return true;
    return refuse(base->message, base->message_size, "cannot put %s in its place: %s", s->where.path, strerror(errno));
}

// --- opening ---------------------------------------------------------------------------------------------------------

static void side_close(move_side *base) {
    sqlite_side *s = own(base);
    sqlite3_finalize(s->adding);
    s->connection = sqlite_disconnect(s->connection);
    if (s->partial[0] != '\0')
        copy_remove(s->partial);
    file_lock_release(&s->lock);
    free(s);
}

static sqlite_side *side_new(const char *url, arena *a, char *message, size_t message_size) {
    sqlite_side *s = memory_zalloc(sizeof *s);
    s->base = (move_side){&move_sqlite, message, message_size};
    s->arena = a;
    s->lock.descriptor = -1;
    if (location_resolve(url, &s->where, message, message_size) && !s->where.memory)
        return s;
    if (s->where.memory)
        refuse(message, message_size, "a database in memory goes with its process: it can be neither end of a copy");
    side_close(&s->base);
    return NULL;
}

static bool source_begin(sqlite_side *s) {
    char *message = s->base.message;
    size_t message_size = s->base.message_size;
    const char *path = s->where.path;
    int version = 0;
    if (restore_is_pending(path))
        return refuse(message, message_size,
                      "a restore of %s was interrupted: start tesserad on it, which completes that, and try again",
                      path);
    s->connection = copy_source_open(path, message, message_size);
    if (s->connection == NULL || !run(s, "BEGIN") ||
        !migrate_inspect(handle_of(s), path, sqlite_migration_count, &version, message, message_size))
        return false;
    return version == sqlite_migration_count ||
           refuse(message, message_size,
                  "database %s is of an older Tessera (schema %d, this program's is %d): start tesserad on it once",
                  path, version, sqlite_migration_count);
}

static move_side *open_source(const char *url, arena *a, char *message, size_t message_size) {
    sqlite_side *s = side_new(url, a, message, message_size);
    if (s == NULL || source_begin(s))
        return s == NULL ? NULL : &s->base;
    side_close(&s->base);
    return NULL;
}

// Whether what has the name now may be replaced: nothing, an empty file, or a database of ours without rows.
static bool former_check(sqlite_side *s) {
    char *message = s->base.message;
    size_t message_size = s->base.message_size;
    const char *path = s->where.path, **names = NULL;
    size_t name_count = 0;
    int version = 0;
    s->connection = sqlite_connect(path, SQLITE_WRITER, message, message_size);
    bool good = s->connection != NULL &&
                migrate_inspect(handle_of(s), path, sqlite_migration_count, &version, message, message_size);
    if (good && !catalogue_list(handle_of(s), catalogue_tables, NULL, s->arena, &names, &name_count))
        good = refuse_code(s, sqlite3_errcode(handle_of(s)));
    for (size_t i = 0; good && i < name_count; i++) {
        int64_t rows = count(&s->base, &(move_table){.name = names[i]});
        good =
            rows == 0 || (rows > 0 && refuse(message, message_size,
                                             "the target is not empty: table %s has %" PRId64 " rows", names[i], rows));
    }
    s->connection = sqlite_disconnect(s->connection);
    // The last who closes a database removes its log.
    char log[PATH_MAX + 8];
    snprintf(log, sizeof log, "%s-wal", path);
    return good &&
           (access(log, F_OK) != 0 || refuse(message, message_size, "database %s is in use by another program", path));
}

static bool partial_make(sqlite_side *s, const struct stat *former) {
    char name[RESTORE_NAME_MAXIMUM];
    restore_partial(s->where.path, name);
    copy_remove(name);
    int descriptor = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return refuse(s->base.message, s->base.message_size, "cannot write %s: %s", name, strerror(errno));
    memcpy(s->partial, name, sizeof name);
    bool made = former == NULL || (fchown(descriptor, former->st_uid, former->st_gid) == 0 &&
                                   fchmod(descriptor, former->st_mode & (S_IRWXU | S_IRWXG | S_IRWXO)) == 0);
    close(descriptor);
    return made || refuse(s->base.message, s->base.message_size, "cannot give %s the owner and the rights of %s (%s)",
                          name, s->where.path, strerror(errno));
}

static bool target_begin(sqlite_side *s) {
    char *message = s->base.message;
    size_t message_size = s->base.message_size;
    const char *path = s->where.path;
    bool unclean;
    struct stat former;
    if (strlen(path) + sizeof s->partial - PATH_MAX >= PATH_MAX)
        return refuse(message, message_size, "the name of database %s is too long", path);
    if (!file_lock_take(&s->lock, path, &unclean, message, message_size))
        return false;
    if (restore_is_pending(path))
        return refuse(message, message_size, "a restore of %s was interrupted: start tesserad on it first", path);
    bool exists = lstat(path, &former) == 0;
    if (exists && (!S_ISREG(former.st_mode) || !former_check(s)))
        return S_ISREG(former.st_mode) ? false : refuse(message, message_size, "%s is not a regular file", path);
    if (!partial_make(s, exists ? &former : NULL))
        return false;
    s->connection = sqlite_connect(s->partial, SQLITE_WRITER, message, message_size);
    const migrate_steps steps = migrate_own_steps();
    return s->connection != NULL &&
           run(s, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536") &&
           migrate_apply(handle_of(s), s->partial, &steps, 0, message, message_size) &&
           run(s, "PRAGMA foreign_keys = OFF");
}

static move_side *open_target(const char *url, const move_tables *tables, arena *a, char *message,
                              size_t message_size) {
    (void)tables;
    sqlite_side *s = side_new(url, a, message, message_size);
    if (s == NULL || target_begin(s))
        return s == NULL ? NULL : &s->base;
    side_close(&s->base);
    return NULL;
}

const move_engine move_sqlite = {
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
