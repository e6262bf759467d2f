// One read transaction spans all steps of a copy, so that it is of one moment. It is made without a log and without syncs,
// which only cost time while nobody knows the file, then looked through and synced as a whole.
#include "store/sqlite/copy.h"
#include "store/sqlite/migrate.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGES_PER_STEP = 1024 };

static bool pages_copy(const copy_report *r, const char *path, sqlite_db *source, const char *to, sqlite3 *target) {
    int code = sqlite3_exec(source->handle, "BEGIN; SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
    if (code != SQLITE_OK)
        return sqlite_refuse(path, source->handle, code, r->message, r->message_size);
    sqlite3_backup *copy = sqlite3_backup_init(target, "main", source->handle, "main");
    if (copy == NULL)
        return refuse(r->message, r->message_size, "cannot write %s: %s", to, sqlite3_errmsg(target));
    do {
        code = sqlite3_backup_step(copy, PAGES_PER_STEP);
        int total = sqlite3_backup_pagecount(copy);
        if (r->progress != NULL && (code == SQLITE_OK || code == SQLITE_DONE))
            r->progress(total - sqlite3_backup_remaining(copy), total, r->data);
    } while (code == SQLITE_OK);
    sqlite3_backup_finish(copy);
    sqlite3_exec(source->handle, "COMMIT", NULL, NULL, NULL);
    return code == SQLITE_DONE ||
           refuse(r->message, r->message_size, "cannot copy %s to %s: %s", path, to, sqlite3_errstr(code));
}

// A single file without companions, that can be read from where nothing can be written. (It takes its log again when it
// is served.)
static bool log_fold(const copy_report *r, const char *to, sqlite3 *target) {
    return sqlite3_exec(target, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) == SQLITE_OK ||
           refuse(r->message, r->message_size, "cannot write %s: %s", to, sqlite3_errmsg(target));
}

static bool opened_sync(const char *path, int flags) {
    int descriptor = open(path, flags | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    bool synced = fsync(descriptor) == 0;
    return close(descriptor) == 0 && synced;
}

bool file_sync(const char *file) {
    return opened_sync(file, O_RDWR);
}

bool folder_sync(const char *file) {
    char folder[PATH_MAX] = ".";
    const char *slash = strrchr(file, '/');
    if (slash != NULL)
        snprintf(folder, sizeof folder, "%.*s", (int)(slash == file ? 1 : slash - file), file);
    return opened_sync(folder, O_RDONLY | O_DIRECTORY);
}

bool copy_make(const copy_report *r, const char *path, sqlite_db *source, const char *to, check_depth depth) {
    sqlite3 *target = NULL;
    int code = sqlite3_open_v2(to, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_exec(target, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL, NULL, NULL);
    bool made = false;
    if (code != SQLITE_OK)
        refuse(r->message, r->message_size, "cannot write %s: %s", to, sqlite3_errmsg(target));
    else
        made = pages_copy(r, path, source, to, target) && log_fold(r, to, target) &&
               check_run(target, path, depth, r->message, r->message_size);
    sqlite3_close_v2(target);
    return made && (file_sync(to) || refuse(r->message, r->message_size, "cannot sync %s: %s", to, strerror(errno)));
}

void copy_remove(const char *target) {
    const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    char path[PATH_MAX + 16];
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(path, sizeof path, "%s%s", target, endings[i]);
        unlink(path);
    }
}

// Who may write to the file may recover the log of a server that was killed. Where that is not so, SQLite cannot make what
// reading a database with a log needs; of one without, it must be told that nobody writes to it.
static sqlite_role source_role(const char *path) {
    char log[PATH_MAX];
    snprintf(log, sizeof log, "%s-wal", path);
    if (faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0)
        return SQLITE_WRITER;
    return access(log, F_OK) == 0 ? SQLITE_READER : SQLITE_FIXED;
}

sqlite_db *copy_source_open(const char *path, char *message, size_t message_size) {
    struct stat status;
    int version = 0;
    if (stat(path, &status) != 0) {
        refuse(message, message_size, "there is no database %s: %s", path, strerror(errno));
        return NULL;
    }
    sqlite_db *source = sqlite_connect(path, source_role(path), message, message_size);
    if (source == NULL ||
        !migrate_inspect(source->handle, path, sqlite_migration_count, &version, message, message_size))
        return sqlite_disconnect(source);
    if (version > 0)
        return source;
    refuse(message, message_size, "database %s is empty", path);
    return sqlite_disconnect(source);
}
