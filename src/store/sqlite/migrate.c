// The number of the newest step lies in the file's header and changes in the transaction of the steps themselves: a
// database is at one step or another, never between.
#include "store/sqlite/migrate.h"
#include "base/log.h"
#include <stdio.h>

#define LOGGER "tessera.store"

// The first column of the first row.
static int number_of(sqlite3 *handle, const char *sql, int64_t *value) {
    sqlite3_stmt *statement;
    int code = sqlite3_prepare_v2(handle, sql, -1, &statement, NULL);
    if (code != SQLITE_OK)
        return code;
    code = sqlite3_step(statement);
    *value = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

bool migrate_inspect(sqlite3 *handle, const char *path, int newest, int *version, char *message, size_t message_size) {
    int64_t application = 0, number = 0, objects = 0;
    int code = number_of(handle, "PRAGMA application_id", &application);
    if (code == SQLITE_OK)
        code = number_of(handle, "PRAGMA user_version", &number);
    if (code == SQLITE_OK)
        code = number_of(handle, "SELECT count(*) FROM sqlite_schema", &objects);
    if (code != SQLITE_OK)
        return sqlite_refuse(path, handle, code, message, message_size);
    bool empty = objects == 0 && number == 0 && application == 0;
    if (!empty && application != APPLICATION_ID)
        return refuse(message, message_size, "%s is a database of another program", path);
    if (number > newest)
        return refuse(message, message_size,
                      "database %s was made by a newer Tessera: its schema is number %lld, this program knows up to %d",
                      path, (long long)number, newest);
    if (number < 0 || (!empty && number == 0))
        return refuse(message, message_size, "database %s is damaged: it has no schema number", path);
    *version = (int)number;
    return true;
}

static int step_apply(sqlite3 *handle, const migration *step) {
    char numbers[96];
    snprintf(numbers, sizeof numbers, "PRAGMA user_version = %d; PRAGMA application_id = %d", step->number,
             APPLICATION_ID);
    int code = sqlite3_exec(handle, step->sql, NULL, NULL, NULL);
    return code != SQLITE_OK ? code : sqlite3_exec(handle, numbers, NULL, NULL, NULL);
}

static int steps_apply(sqlite3 *handle, const migrate_steps *steps, int version) {
    const migration whole = {.number = steps->count, .sql = steps->schema};
    bool at_once = version == 0 && steps->schema != NULL;
    int code = sqlite3_exec(handle, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    if (code == SQLITE_OK && at_once)
        code = step_apply(handle, &whole);
    for (int i = version; i < steps->count && code == SQLITE_OK && !at_once; i++)
        code = step_apply(handle, &steps->items[i]);
    int64_t dangling = 0;
    if (code == SQLITE_OK && version > 0)
        code = number_of(handle, "SELECT count(*) FROM pragma_foreign_key_check", &dangling);
    if (code == SQLITE_OK && dangling > 0)
        code = SQLITE_CONSTRAINT_FOREIGNKEY;
    return code != SQLITE_OK ? code : sqlite3_exec(handle, "COMMIT", NULL, NULL, NULL);
}

migrate_steps migrate_own_steps(void) {
    return (migrate_steps){sqlite_migrations, sqlite_migration_count, sqlite_schema};
}

bool migrate_apply(sqlite3 *handle, const char *path, const migrate_steps *steps, int version, char *message,
                   size_t message_size) {
    const int count = steps->count;
    if (version == count)
        return true;
    // A step may rebuild a table, which enforced foreign keys would forbid; they are checked before the commit instead.
    sqlite3_exec(handle, "PRAGMA foreign_keys = OFF", NULL, NULL, NULL);
    int code = steps_apply(handle, steps, version);
    bool done = code == SQLITE_OK;
    if (!done) {
        const char *reason =
            code == SQLITE_CONSTRAINT_FOREIGNKEY ? "a row would refer to a missing row" : sqlite3_errmsg(handle);
        refuse(message, message_size, "cannot bring database %s from schema %d to %d: %s", path, version, count,
               reason);
        sqlite3_exec(handle, "ROLLBACK", NULL, NULL, NULL);
    } else if (version == 0) {
        log_info(LOGGER, "database %s was created", path);
    } else {
        log_info(LOGGER, "database %s brought from schema %d to %d (%s)", path, version, count,
                 steps->items[count - 1].name);
    }
    sqlite3_exec(handle, "PRAGMA foreign_keys = ON", NULL, NULL, NULL);
    return done;
}
