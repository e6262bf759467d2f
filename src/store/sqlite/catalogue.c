// What tables there are is asked of SQLite itself, after it has made them.
#include "store/sqlite/catalogue.h"
#include "store/migration.h"
#include "store/sqlite/functions.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>

bool catalogue_list(sqlite3 *handle, const char *sql, const char *parameter, arena *a, const char ***items,
                    size_t *count) {
    sqlite3_stmt *statement = NULL;
    size_t room = 0;
    *items = NULL;
    *count = 0;
    int code = sqlite3_prepare_v2(handle, sql, -1, &statement, NULL);
    if (code == SQLITE_OK && parameter != NULL)
        sqlite3_bind_text(statement, 1, parameter, -1, SQLITE_STATIC);
    while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        if (*count == room) {
            room = room == 0 ? 16 : room * 2;
            const char **more = arena_array(a, room, sizeof *more);
            if (*count > 0)
                memcpy(more, *items, *count * sizeof *more);
            *items = more;
        }
        (*items)[(*count)++] = arena_strdup(a, (const char *)sqlite3_column_text(statement, 0));
        code = SQLITE_OK;
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE;
}

static cell_kind kind_of(const char *type) {
    if (strcmp(type, "INTEGER") == 0)
        return CELL_INTEGER;
    if (strcmp(type, "REAL") == 0)
        return CELL_REAL;
    return strcmp(type, "TEXT") == 0 ? CELL_TEXT : CELL_BYTES;
}

bool catalogue_table(sqlite3 *handle, move_table *table, arena *a) {
    const char **types = NULL, **names = NULL;
    size_t count = 0;
    if (!catalogue_list(handle, "SELECT name FROM pragma_table_info(?1) ORDER BY name", table->name, a, &names,
                        &table->width) ||
        !catalogue_list(handle, "SELECT type FROM pragma_table_info(?1) ORDER BY name", table->name, a, &types,
                        &count) ||
        !catalogue_list(handle, "SELECT DISTINCT \"table\" FROM pragma_foreign_key_list(?1) WHERE \"table\" <> ?1",
                        table->name, a, &table->parents, &table->parent_count))
        return false;
    assert(names != NULL && types != NULL); // a table has columns
    table->columns = arena_array(a, table->width + 1, sizeof *table->columns);
    for (size_t i = 0; i < table->width; i++)
        table->columns[i] = (move_column){names[i], kind_of(types[i])};
    return true;
}

static bool is_known(const move_tables *tables, const char *name) {
    for (size_t i = 0; i < tables->count; i++)
        if (strcmp(tables->items[i].name, name) == 0)
            return true;
    return false;
}

static bool parents_are_known(const move_tables *tables, const move_table *table) {
    for (size_t i = 0; i < table->parent_count; i++)
        if (!is_known(tables, table->parents[i]))
            return false;
    return true;
}

// Takes, again and again, each table whose parents were taken.
static void tables_order(move_tables *out, const move_table *all, size_t count) {
    for (size_t taken = 1; taken > 0;) {
        taken = 0;
        for (size_t i = 0; i < count; i++) {
            if (is_known(out, all[i].name) || !parents_are_known(out, &all[i]))
                continue;
            out->items[out->count++] = all[i];
            taken++;
        }
    }
}

// What servers note for themselves is no data: each database has its own.
const char catalogue_tables[] =
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'jobs' "
    "ORDER BY name";

static bool catalogue_read(sqlite3 *handle, move_tables *out, arena *a) {
    const char **names = NULL;
    size_t count = 0;
    if (!catalogue_list(handle, catalogue_tables, NULL, a, &names, &count))
        return false;
    move_table *all = arena_zalloc(a, (count + 1) * sizeof *all);
    for (size_t i = 0; i < count; i++) {
        all[i].name = names[i];
        if (!catalogue_table(handle, &all[i], a))
            return false;
    }
    *out = (move_tables){.items = arena_array(a, count + 1, sizeof *out->items)};
    tables_order(out, all, count);
    return out->count == count;
}

bool move_catalogue(move_tables *out, arena *a, char *message, size_t message_size) {
    sqlite3 *handle = NULL;
    int code = sqlite3_open_v2(":memory:", &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, NULL);
    if (code == SQLITE_OK)
        code = functions_register(handle);
    if (code == SQLITE_OK)
        code = sqlite3_exec(handle, sqlite_schema, NULL, NULL, NULL);
    bool read = code == SQLITE_OK && catalogue_read(handle, out, a);
    if (!read)
        refuse(message, message_size, "cannot tell the tables of this program: %s", sqlite3_errmsg(handle));
    sqlite3_close_v2(handle);
    return read;
}
