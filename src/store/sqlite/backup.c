// The copy grows beside its final name and is only then named, without replacing anything: a file of that name is a whole
// backup or is not there.
#include "store/sqlite/backup.h"
#include "store/sqlite/copy.h"
#include "store/sqlite/location.h"
#include "store/sqlite/restore.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct backup {
    const char *file;
    char partial[PATH_MAX]; // where the copy grows; beside `file`, so that it can be given its name at once
    copy_report report;
} backup;

// Gives the finished copy its name, unless somebody made a file of that name meanwhile.
static bool name_give(const backup *b) {
    const copy_report *r = &b->report;
    if (renameat2(AT_FDCWD, b->partial, AT_FDCWD, b->file, RENAME_NOREPLACE) != 0)
        return refuse(r->message, r->message_size, "cannot name the backup %s: %s", b->file, strerror(errno));
    if (folder_sync(b->file))
        return true;
    refuse(r->message, r->message_size, "cannot sync the folder of %s: %s", b->file, strerror(errno));
    unlink(b->file);
    return false;
}

static bool partial_begin(backup *b) {
    const copy_report *r = &b->report;
    struct stat status;
    if (lstat(b->file, &status) == 0)
        return refuse(r->message, r->message_size, "%s exists already; a backup never replaces a file", b->file);
    int length = snprintf(b->partial, sizeof b->partial, "%s.partial-XXXXXX", b->file);
    if (length < 0 || (size_t)length >= sizeof b->partial - sizeof "-journal")
        return refuse(r->message, r->message_size, "the name of the backup is too long");
    int descriptor = mkostemp(b->partial, O_CLOEXEC);
    if (descriptor < 0)
        return refuse(r->message, r->message_size, "cannot write a backup to %s: %s", b->file, strerror(errno));
    close(descriptor);
    return true;
}

bool backup_make(const char *url, const char *file, store_progress *progress, void *data, char *message,
                 size_t message_size) {
    location where;
    if (!location_resolve(url, &where, message, message_size))
        return false;
    if (where.memory)
        return refuse(message, message_size, "a database in memory belongs to its process and cannot be backed up");
    if (restore_is_pending(where.path))
        return refuse(message, message_size,
                      "a restore of %s was interrupted: start tesserad on it, which completes that, and try again",
                      where.path);
    sqlite_db *source = copy_source_open(where.path, message, message_size);
    if (source == NULL)
        return false;
    backup b = {.file = file, .report = {progress, data, message, message_size}};
    bool made = partial_begin(&b);
    if (made) {
        made = copy_make(&b.report, where.path, source, b.partial, CHECK_QUICK) && name_give(&b);
        copy_remove(b.partial); // what is left of it: nothing of the copy itself, once that has its name
    }
    sqlite_disconnect(source);
    return made;
}
