// A backup takes the place of a database so that a crash at any moment leaves one or the other, whole and with nothing of the
// other's beside it: SQLite would take a log that lies there for the log of whatever file has the name.
//
// First a copy is made beside the database, looked through and synced. Giving it the name FILE-restore.complete decides: what
// follows can be done again from any point, and whoever opens the database next does what a crash left undone. The former
// database gets a second name, its log with it; what belongs to it goes from beside the old name; the copy takes that.
#include "store/sqlite/restore.h"
#include "base/log.h"
#include "store/sqlite/copy.h"
#include "store/sqlite/location.h"
#include "store/sqlite/lock.h"
#include "store/sqlite/migrate.h"
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define LOGGER "tessera.store"
#define COPY_ENDING "-restore.partial"
#define DECIDED_ENDING "-restore.complete"
#define KEPT_FORM ".replaced-%Y%m%dT%H%M%SZ"

enum {
    // All that is put behind the name of a database here, with what SQLite puts behind that.
    ENDINGS_MAXIMUM = 48,
    // The bytes of a database file on which every SQLite holds locks while it has the file open (see "File Locking And
    // Concurrency" of its manual).
    LOCKED_FROM = 0x40000000,
    LOCKED_BYTES = 512,
};

static_assert(RESTORE_NAME_MAXIMUM == PATH_MAX + ENDINGS_MAXIMUM, "names given to others have the same room");

typedef struct restore {
    const char *path; // of the database
    const char *file; // the backup
    char copy[PATH_MAX + ENDINGS_MAXIMUM];
    copy_report report;
} restore;

static void beside(char *out, const char *path, const char *ending) {
    snprintf(out, PATH_MAX + ENDINGS_MAXIMUM, "%s%s", path, ending);
}

void restore_partial(const char *path, char out[RESTORE_NAME_MAXIMUM]) {
    beside(out, path, COPY_ENDING);
}

// --- the second half: from the decision on ---------------------------------------------------------------------------

// The name under which the former database is kept says when it was replaced. The decided copy carries that time as its own, so
// that it is the same when this is done again.
static bool kept_name(const char *path, const struct stat *decided, char *kept, char *message, size_t message_size) {
    struct tm utc;
    char ending[ENDINGS_MAXIMUM];
    if (gmtime_r(&decided->st_mtim.tv_sec, &utc) == NULL || strftime(ending, sizeof ending, KEPT_FORM, &utc) == 0)
        return refuse(message, message_size, "the time of %s" DECIDED_ENDING " is out of range", path);
    beside(kept, path, ending);
    return true;
}

static bool same_file(const char *a, const char *b) {
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

// Gives the file a second name, or where the file system knows no such names, another. A file that is not there needs none.
static bool name_add(const char *from, const char *to) {
    if (link(from, to) == 0 || errno == ENOENT)
        return true;
    if (errno == EEXIST && same_file(from, to))
        return true;
    return (errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS || errno == EMLINK) && rename(from, to) == 0;
}

// The former database with what SQLite needs to complete it.
static bool former_keep(const char *path, const char *kept) {
    const char *const endings[] = {"", "-wal", "-journal"};
    char from[PATH_MAX + ENDINGS_MAXIMUM], to[PATH_MAX + ENDINGS_MAXIMUM * 2];
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        beside(from, path, endings[i]);
        snprintf(to, sizeof to, "%s%s", kept, endings[i]);
        if (!name_add(from, to))
            return false;
    }
    return folder_sync(path);
}

// Syncs the folder before the new file gets the name: no order of what reaches the disk leaves it with the old log.
static bool companions_remove(const char *path) {
    const char *const endings[] = {"-wal", "-shm", "-journal"};
    char companion[PATH_MAX + ENDINGS_MAXIMUM];
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        beside(companion, path, endings[i]);
        if (unlink(companion) != 0 && errno != ENOENT)
            return false;
    }
    return folder_sync(path);
}

bool restore_is_pending(const char *path) {
    char decided[PATH_MAX + ENDINGS_MAXIMUM];
    struct stat status;
    beside(decided, path, DECIDED_ENDING);
    return lstat(decided, &status) == 0;
}

// A file of that name that no restore made must not get the database's: this looks at what a file of ours begins with (section
// 1.3 of SQLite's "Database File Format").
static bool is_copy(const char *file, struct stat *status) {
    unsigned char start[100];
    const unsigned char id[] = {APPLICATION_ID >> 24, APPLICATION_ID >> 16 & 0xff, APPLICATION_ID >> 8 & 0xff,
                                APPLICATION_ID & 0xff};
    int descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    bool ours = descriptor >= 0 && fstat(descriptor, status) == 0 && S_ISREG(status->st_mode) &&
                pread(descriptor, start, sizeof start, 0) == sizeof start &&
                memcmp(start, "SQLite format 3", 16) == 0 && memcmp(start + 68, id, sizeof id) == 0;
    if (descriptor >= 0)
        close(descriptor);
    return ours;
}

bool restore_finish(const char *path, char *kept, size_t kept_size, char *message, size_t message_size) {
    char decided[PATH_MAX + ENDINGS_MAXIMUM], copy[PATH_MAX + ENDINGS_MAXIMUM], name[PATH_MAX + ENDINGS_MAXIMUM] = "";
    struct stat status;
    if (kept != NULL)
        *kept = '\0';
    beside(copy, path, COPY_ENDING);
    copy_remove(copy);
    beside(decided, path, DECIDED_ENDING);
    if (lstat(decided, &status) != 0)
        return errno == ENOENT || refuse(message, message_size, "cannot look at %s: %s", decided, strerror(errno));
    if (!is_copy(decided, &status))
        return refuse(message, message_size, "%s is in the way: no restore left it; remove it", decided);
    if (!kept_name(path, &status, name, message, message_size))
        return false;
    if (!former_keep(path, name) || !companions_remove(path) || rename(decided, path) != 0 || !folder_sync(path))
        return refuse(message, message_size, "cannot complete the restore of %s from %s: %s", path, decided,
                      strerror(errno));
    bool had_former = access(name, F_OK) == 0;
    if (kept == NULL)
        log_warning(LOGGER, "the interrupted restore of %s was completed%s%s", path,
                    had_former ? "; the former database is kept as " : "", had_former ? name : "");
    else if (had_former)
        snprintf(kept, kept_size, "%s", name);
    return true;
}

// --- the first half: a sound copy beside the database ----------------------------------------------------------------

// What may not be restored from: nothing, something else than a file, the database itself.
static bool backup_check(const restore *r) {
    const copy_report *report = &r->report;
    struct stat status;
    if (stat(r->file, &status) != 0)
        return refuse(report->message, report->message_size, "there is no backup %s: %s", r->file, strerror(errno));
    if (!S_ISREG(status.st_mode))
        return refuse(report->message, report->message_size, "%s is not a regular file", r->file);
    return !same_file(r->file, r->path) ||
           refuse(report->message, report->message_size, "%s is the database itself", r->file);
}

// Holds off programs that know nothing of FILE-lock, such as SQLite's shell: keeps the lock that they need, for as long as
// the descriptor is open. -1: there is no database to be locked. False: somebody has it open, or it cannot be replaced.
static bool former_lock(const restore *r, int *descriptor, struct stat *former) {
    const copy_report *report = &r->report;
    *descriptor = open(r->path, O_RDWR | O_CLOEXEC | O_NONBLOCK);
    if (*descriptor < 0)
        return errno == ENOENT ||
               refuse(report->message, report->message_size, "cannot open database %s: %s", r->path, strerror(errno));
    struct flock all = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = LOCKED_FROM, .l_len = LOCKED_BYTES};
    if (fstat(*descriptor, former) != 0 || !S_ISREG(former->st_mode))
        return refuse(report->message, report->message_size, "%s is not a regular file", r->path);
    if (fcntl(*descriptor, F_OFD_SETLK, &all) == 0)
        return true;
    return refuse(report->message, report->message_size, "database %s is in use by another program", r->path);
}

// An empty file for the copy, that belongs to whom the former database belongs to: root restores what a service serves.
static bool copy_begin(const restore *r, bool has_former, const struct stat *former) {
    const copy_report *report = &r->report;
    int descriptor = open(r->copy, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return refuse(report->message, report->message_size, "cannot write %s: %s", r->copy, strerror(errno));
    bool made = true;
    if (has_former && (fchown(descriptor, former->st_uid, former->st_gid) != 0 ||
                       fchmod(descriptor, former->st_mode & (S_IRWXU | S_IRWXG | S_IRWXO)) != 0))
        made = refuse(report->message, report->message_size,
                      "cannot give %s the owner and the rights of %s (%s): restore as its owner, or as root", r->copy,
                      r->path, strerror(errno));
    close(descriptor);
    return made;
}

static bool copy_fill(const restore *r) {
    const copy_report *report = &r->report;
    sqlite_db *source = copy_source_open(r->file, report->message, report->message_size);
    bool made = source != NULL && copy_make(report, r->file, source, r->copy, CHECK_FULL);
    sqlite_disconnect(source);
    if (made)
        return true;
    // Of a damaged backup, the advice to restore one is no help.
    char *advice = strstr(report->message, "; restore a backup");
    if (advice != NULL)
        *advice = '\0';
    return false;
}

// Gives the copy a time at which no other database was replaced, and the name that decides.
static bool copy_decide(const restore *r) {
    const copy_report *report = &r->report;
    char kept[PATH_MAX + ENDINGS_MAXIMUM], decided[PATH_MAX + ENDINGS_MAXIMUM];
    struct stat now = {.st_mtim.tv_sec = time(NULL)}, taken;
    do {
        if (!kept_name(r->path, &now, kept, report->message, report->message_size))
            return false;
    } while (lstat(kept, &taken) == 0 && ++now.st_mtim.tv_sec > 0);
    struct timespec times[] = {now.st_mtim, now.st_mtim};
    beside(decided, r->path, DECIDED_ENDING);
    if (utimensat(AT_FDCWD, r->copy, times, AT_SYMLINK_NOFOLLOW) == 0 && file_sync(r->copy) &&
        rename(r->copy, decided) == 0 && folder_sync(decided))
        return true;
    return refuse(report->message, report->message_size, "cannot name %s: %s", decided, strerror(errno));
}

// --- the whole -------------------------------------------------------------------------------------------------------

static bool names_fit(const restore *r) {
    const char *name = strrchr(r->path, '/');
    return (strlen(r->path) + ENDINGS_MAXIMUM < PATH_MAX && strlen(name) + ENDINGS_MAXIMUM < NAME_MAX) ||
           refuse(r->report.message, r->report.message_size, "the name of database %s is too long for a restore",
                  r->path);
}

static bool copy_and_decide(const restore *r) {
    int descriptor = -1;
    struct stat former;
    bool done = former_lock(r, &descriptor, &former);
    if (done) {
        done = copy_begin(r, descriptor >= 0, &former) && copy_fill(r) && copy_decide(r);
        if (!done)
            copy_remove(r->copy);
    }
    if (descriptor >= 0)
        close(descriptor);
    return done;
}

bool restore_make(const char *url, const char *file, store_progress *progress, void *data, char *kept, size_t kept_size,
                  char *message, size_t message_size) {
    location where;
    if (!location_resolve(url, &where, message, message_size))
        return false;
    if (where.memory)
        return refuse(message, message_size,
                      "a database in memory goes with its process: nothing can be restored to it");
    restore r = {.path = where.path, .file = file, .report = {progress, data, message, message_size}};
    file_lock lock;
    bool unclean;
    if (!names_fit(&r) || !backup_check(&r) || !file_lock_take(&lock, where.path, &unclean, message, message_size))
        return false;
    beside(r.copy, r.path, COPY_ENDING);
    bool done = restore_finish(r.path, NULL, 0, message, message_size) && copy_and_decide(&r) &&
                restore_finish(r.path, kept, kept_size, message, message_size);
    file_lock_release(&lock);
    return done;
}
