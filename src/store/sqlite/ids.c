// A table that is an argument: a statement joins with the ids that it is given, however many, instead of being run for each.
// SQLite calls that an eponymous virtual table; its hidden column is the argument.
#include "store/sqlite/ids.h"
#include <stdlib.h>
#include <string.h>

enum { COLUMN_ID, COLUMN_PLACE, COLUMN_LIST, ID_BYTES = 16 };

typedef struct ids_cursor {
    sqlite3_vtab_cursor base; // first: SQLite knows the cursor by it
    unsigned char *ids;
    sqlite3_int64 count, place;
} ids_cursor;

static int ids_connect(sqlite3 *handle, void *data, int argument_count, const char *const *arguments,
                       sqlite3_vtab **table, char **error) {
    (void)data, (void)argument_count, (void)arguments, (void)error;
    int code = sqlite3_declare_vtab(handle, "CREATE TABLE ids (id BLOB, place INTEGER, list BLOB HIDDEN)");
    if (code != SQLITE_OK)
        return code;
    sqlite3_vtab_config(handle, SQLITE_VTAB_INNOCUOUS);
    *table = sqlite3_malloc(sizeof **table);
    if (*table == NULL)
        return SQLITE_NOMEM;
    memset(*table, 0, sizeof **table);
    return SQLITE_OK;
}

static int ids_disconnect(sqlite3_vtab *table) {
    sqlite3_free(table);
    return SQLITE_OK;
}

// The list has to be known before the table can be read.
static int ids_best_index(sqlite3_vtab *table, sqlite3_index_info *plan) {
    (void)table;
    plan->estimatedCost = 1;
    plan->estimatedRows = 10;
    for (int i = 0; i < plan->nConstraint; i++) {
        if (plan->aConstraint[i].iColumn != COLUMN_LIST || plan->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ)
            continue;
        if (!plan->aConstraint[i].usable)
            return SQLITE_CONSTRAINT;
        plan->aConstraintUsage[i].argvIndex = 1;
        plan->aConstraintUsage[i].omit = 1;
    }
    return SQLITE_OK;
}

static int ids_open(sqlite3_vtab *table, sqlite3_vtab_cursor **cursor) {
    (void)table;
    ids_cursor *made = sqlite3_malloc(sizeof *made);
    if (made == NULL)
        return SQLITE_NOMEM;
    memset(made, 0, sizeof *made);
    *cursor = &made->base;
    return SQLITE_OK;
}

static int ids_close(sqlite3_vtab_cursor *cursor) {
    sqlite3_free(((ids_cursor *)cursor)->ids);
    sqlite3_free(cursor);
    return SQLITE_OK;
}

static int ids_filter(sqlite3_vtab_cursor *cursor, int index, const char *name, int count, sqlite3_value **values) {
    (void)index, (void)name;
    ids_cursor *c = (ids_cursor *)cursor;
    sqlite3_free(c->ids);
    c->ids = NULL;
    c->count = c->place = 0;
    int bytes = count == 0 ? 0 : sqlite3_value_bytes(values[0]);
    if (bytes < ID_BYTES)
        return SQLITE_OK;
    c->ids = sqlite3_malloc(bytes);
    if (c->ids == NULL)
        return SQLITE_NOMEM;
    memcpy(c->ids, sqlite3_value_blob(values[0]), (size_t)bytes);
    c->count = bytes / ID_BYTES;
    return SQLITE_OK;
}

static int ids_next(sqlite3_vtab_cursor *cursor) {
    ((ids_cursor *)cursor)->place++;
    return SQLITE_OK;
}

static int ids_end(sqlite3_vtab_cursor *cursor) {
    const ids_cursor *c = (ids_cursor *)cursor;
    return c->place >= c->count;
}

static int ids_column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column) {
    const ids_cursor *c = (ids_cursor *)cursor;
    if (column == COLUMN_ID)
        sqlite3_result_blob(context, c->ids + c->place * ID_BYTES, ID_BYTES, SQLITE_TRANSIENT);
    else if (column == COLUMN_PLACE)
        sqlite3_result_int64(context, c->place);
    return SQLITE_OK;
}

static int ids_row(sqlite3_vtab_cursor *cursor, sqlite3_int64 *row) {
    *row = ((ids_cursor *)cursor)->place;
    return SQLITE_OK;
}

int ids_register(sqlite3 *handle) {
    static const sqlite3_module module = {
        .xConnect = ids_connect,
        .xBestIndex = ids_best_index,
        .xDisconnect = ids_disconnect,
        .xOpen = ids_open,
        .xClose = ids_close,
        .xFilter = ids_filter,
        .xNext = ids_next,
        .xEof = ids_end,
        .xColumn = ids_column,
        .xRowid = ids_row,
    };
    return sqlite3_create_module(handle, "tessera_ids", &module, NULL);
}
