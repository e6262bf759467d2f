// The three roles of a connection. The writer keeps the log and the rules between tables; where the file is meant to last, it
// goes through the VFS that writes the log in one piece. Readers cannot write at all.
#include "base/memory.h"
#include "store/sqlite/functions.h"
#include "store/sqlite/log_file.h"
#include "store/sqlite/sqlite.h"
#include <limits.h>
#include <stdio.h>
#include <string.h>

bool sqlite_refuse(const char *path, sqlite3 *handle, int code, char *message, size_t message_size) {
    switch (code & 0xff) {
    case SQLITE_NOTADB:
        return refuse(message, message_size, "%s is not a SQLite database", path);
    case SQLITE_CORRUPT:
        return refuse(message, message_size, "database %s is damaged (%s); restore a backup", path,
                      sqlite3_errmsg(handle));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return refuse(message, message_size, "database %s is locked by another program", path);
    case SQLITE_READONLY:
        return refuse(message, message_size, "database %s cannot be written", path);
    case SQLITE_FULL:
        return refuse(message, message_size, "no space is left for database %s", path);
    default:
        return refuse(message, message_size, "cannot open database %s: %s", path, sqlite3_errmsg(handle));
    }
}

// The writer alone checkpoints, after its replies went out (see writer.c). The log keeps its size once it has grown,
// because overwriting a file syncs faster than extending it; the limit only takes back what an unusual load left
// behind.
static const char writer_setup[] = "PRAGMA journal_mode = WAL;"
                                   "PRAGMA synchronous = FULL;"
                                   "PRAGMA foreign_keys = ON;"
                                   "PRAGMA wal_autocheckpoint = 0;"
                                   "PRAGMA journal_size_limit = 33554432;"
                                   "PRAGMA cache_size = -16384;"
                                   "PRAGMA temp_store = MEMORY;";
static const char reader_setup[] = "PRAGMA cache_size = -2048;"
                                   "PRAGMA temp_store = MEMORY;";

// The path as a URI (RFC 3986) that says besides that the file does not change.
static const char *fixed_uri(const char *path, char *uri, size_t size) {
    size_t length = (size_t)snprintf(uri, size, "file:");
    for (const char *c = path; *c != '\0' && length + sizeof "%XX?immutable=1" < size; c++)
        length += (size_t)snprintf(uri + length, size - length, strchr("%?#", *c) != NULL ? "%%%02X" : "%c", *c);
    snprintf(uri + length, size - length, "?immutable=1");
    return uri;
}

static int connection_open(sqlite_db *connection, const char *path, sqlite_role role) {
    bool reads = role == SQLITE_READER || role == SQLITE_FIXED;
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE |
                (reads ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | (role == SQLITE_FIXED ? SQLITE_OPEN_URI : 0);
    const char *vfs = role == SQLITE_DURABLE_WRITER ? LOG_FILE_VFS : NULL;
    char uri[PATH_MAX * 3];
    if (role == SQLITE_FIXED)
        path = fixed_uri(path, uri, sizeof uri);
    int code = sqlite3_open_v2(path, &connection->handle, flags, vfs);
    if (code != SQLITE_OK)
        return code;
    sqlite3_extended_result_codes(connection->handle, 1);
    sqlite3_busy_timeout(connection->handle, BUSY_MILLISECONDS);
    sqlite3_db_config(connection->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(connection->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    code = functions_register(connection->handle);
    if (code != SQLITE_OK)
        return code;
    return !reads ? SQLITE_OK : sqlite3_exec(connection->handle, reader_setup, NULL, NULL, NULL);
}

sqlite_db *sqlite_connect(const char *path, sqlite_role role, char *message, size_t message_size) {
    sqlite_db *connection = memory_zalloc(sizeof *connection);
    connection->base.engine = &sqlite_statements;
    int code = connection_open(connection, path, role);
    if (code == SQLITE_OK)
        return connection;
    sqlite_refuse(path, connection->handle, code, message, message_size);
    return sqlite_disconnect(connection);
}

bool sqlite_setup_writer(sqlite_db *connection, const char *path, bool durable, char *message, size_t message_size) {
    int code = sqlite3_exec(connection->handle, writer_setup, NULL, NULL, NULL);
    if (code == SQLITE_OK && !durable)
        code = sqlite3_exec(connection->handle, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
    return code == SQLITE_OK || sqlite_refuse(path, connection->handle, code, message, message_size);
}

sqlite_db *sqlite_disconnect(sqlite_db *connection) {
    db_close(connection == NULL ? NULL : &connection->base);
    return NULL;
}

bool sqlite_in_transaction(const sqlite_db *connection) {
    return sqlite3_get_autocommit(connection->handle) == 0;
}
