// The copy grows beside its final name, is looked through and synced, and only then named, without replacing anything:
// a file of that name is a whole backup or is not there.
#include "store/sqlite/backup.h"
#include "store/sqlite/check.h"
#include "store/sqlite/location.h"
#include "store/sqlite/migrate.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGES_PER_STEP = 1024 };

typedef struct backup {
    const char *file;
    char partial[PATH_MAX]; // where the copy grows; beside `file`, so that it can be given its name at once
    store_progress *progress;
    void *data;
    char *message;
    size_t message_size;
} backup;

// One read transaction spans all steps: the copy is of one moment, and writes of others do not make it start over.
static bool pages_copy(const backup *b, const char *path, sqlite_db *source, sqlite3 *target) {
    int code = sqlite3_exec(source->handle, "BEGIN; SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
    if (code != SQLITE_OK)
        return sqlite_refuse(path, source->handle, code, b->message, b->message_size);
    sqlite3_backup *copy = sqlite3_backup_init(target, "main", source->handle, "main");
    if (copy == NULL)
        return refuse(b->message, b->message_size, "cannot back up to %s: %s", b->file, sqlite3_errmsg(target));
    do {
        code = sqlite3_backup_step(copy, PAGES_PER_STEP);
        int total = sqlite3_backup_pagecount(copy);
        if (b->progress != NULL && (code == SQLITE_OK || code == SQLITE_DONE))
            b->progress(total - sqlite3_backup_remaining(copy), total, b->data);
    } while (code == SQLITE_OK);
    sqlite3_backup_finish(copy);
    sqlite3_exec(source->handle, "COMMIT", NULL, NULL, NULL);
    return code == SQLITE_DONE ||
           refuse(b->message, b->message_size, "cannot back up %s to %s: %s", path, b->file, sqlite3_errstr(code));
}

// A single file without companions, that can be read from where nothing can be written. (It takes its log again when it
// is served.)
static bool log_fold(const backup *b, sqlite3 *target) {
    return sqlite3_exec(target, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) == SQLITE_OK ||
           refuse(b->message, b->message_size, "cannot write %s: %s", b->partial, sqlite3_errmsg(target));
}

// The copy is not worth its name before it was looked through.
static bool copy_make(const backup *b, const char *path, sqlite_db *source) {
    sqlite3 *target = NULL;
    int code = sqlite3_open_v2(b->partial, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_exec(target, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL, NULL, NULL);
    bool made = false;
    if (code != SQLITE_OK)
        refuse(b->message, b->message_size, "cannot write %s: %s", b->partial, sqlite3_errmsg(target));
    else
        made = pages_copy(b, path, source, target) && log_fold(b, target) &&
               check_run(target, b->partial, CHECK_QUICK, b->message, b->message_size);
    sqlite3_close_v2(target);
    return made;
}

static bool file_sync(const char *path, int flags) {
    int descriptor = open(path, flags | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    bool synced = fsync(descriptor) == 0;
    return close(descriptor) == 0 && synced;
}

static bool folder_sync(const char *file) {
    char folder[PATH_MAX] = ".";
    const char *slash = strrchr(file, '/');
    if (slash != NULL)
        snprintf(folder, sizeof folder, "%.*s", (int)(slash == file ? 1 : slash - file), file);
    return file_sync(folder, O_RDONLY | O_DIRECTORY);
}

// Gives the finished copy its name, unless somebody made a file of that name meanwhile.
static bool copy_publish(const backup *b) {
    if (!file_sync(b->partial, O_RDWR))
        return refuse(b->message, b->message_size, "cannot sync %s: %s", b->partial, strerror(errno));
    if (renameat2(AT_FDCWD, b->partial, AT_FDCWD, b->file, RENAME_NOREPLACE) != 0)
        return refuse(b->message, b->message_size, "cannot name the backup %s: %s", b->file, strerror(errno));
    if (folder_sync(b->file))
        return true;
    refuse(b->message, b->message_size, "cannot sync the folder of %s: %s", b->file, strerror(errno));
    unlink(b->file);
    return false;
}

// The companion files that SQLite makes while it looks through the copy.
static void partial_remove(const backup *b) {
    const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    char path[PATH_MAX + 16];
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(path, sizeof path, "%s%s", b->partial, endings[i]);
        unlink(path);
    }
}

static bool copy_begin(backup *b) {
    struct stat status;
    if (lstat(b->file, &status) == 0)
        return refuse(b->message, b->message_size, "%s exists already; a backup never replaces a file", b->file);
    int length = snprintf(b->partial, sizeof b->partial, "%s.partial-XXXXXX", b->file);
    if (length < 0 || (size_t)length >= sizeof b->partial - sizeof "-journal")
        return refuse(b->message, b->message_size, "the name of the backup is too long");
    int descriptor = mkostemp(b->partial, O_CLOEXEC);
    if (descriptor < 0)
        return refuse(b->message, b->message_size, "cannot write a backup to %s: %s", b->file, strerror(errno));
    close(descriptor);
    return true;
}

// A connection for reading that may recover the log of a server that was killed; where the file may not be written, one
// that only reads.
static sqlite_db *source_open(const char *path, char *message, size_t message_size) {
    struct stat status;
    int version = 0;
    if (stat(path, &status) != 0) {
        refuse(message, message_size, "there is no database %s: %s", path, strerror(errno));
        return NULL;
    }
    bool writable = faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0;
    sqlite_db *source = sqlite_connect(path, writable ? SQLITE_WRITER : SQLITE_READER, message, message_size);
    if (source == NULL || !migrate_inspect(source->handle, path, migration_count, &version, message, message_size))
        return sqlite_disconnect(source);
    if (version > 0)
        return source;
    refuse(message, message_size, "database %s is empty", path);
    return sqlite_disconnect(source);
}

bool backup_make(const char *url, const char *file, store_progress *progress, void *data, char *message,
                 size_t message_size) {
    location where;
    if (!location_resolve(url, &where, message, message_size))
        return false;
    if (where.memory)
        return refuse(message, message_size, "a database in memory belongs to its process and cannot be backed up");
    sqlite_db *source = source_open(where.path, message, message_size);
    if (source == NULL)
        return false;
    backup b = {.file = file, .progress = progress, .data = data, .message = message, .message_size = message_size};
    bool made = copy_begin(&b);
    if (made) {
        made = copy_make(&b, where.path, source) && copy_publish(&b);
        partial_remove(&b); // what is left of it: nothing of the copy itself, once that has its name
    }
    sqlite_disconnect(source);
    return made;
}
