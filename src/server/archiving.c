// The beginning of the audit trail goes into a file. Only when that is on the disk under its name, and was read again and proved,
// does one transaction take the events out of the database and leave the anchor: wherever the program ends, the events are in the
// database or in a whole file, perhaps in both.
#include "base/container.h"
#include "base/log.h"
#include "server/archive_reading.h"
#include "server/moving.h"
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <libgen.h>
#include <limits.h>
#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

// A repeated request finds what its first one did by the event of that, for 24 hours.
#define YOUNGEST (2 * TIMESTAMP_DAY)

typedef struct archiving {
    const char *file;
    char partial[PATH_MAX];
    int descriptor;
    store *store;
    audit_taking taking;
    progress progress;
    store_write write;
    sem_t written;
    store_outcome outcome;
    bool taken;
    char message[512];
} archiving;

static bool fail(archiving *ar, const char *what) {
    snprintf(ar->message, sizeof ar->message, "cannot %s %.300s: %s", what, ar->file, strerror(errno));
    return false;
}

static bool refuse(archiving *ar, const char *why) {
    if (ar->message[0] == '\0')
        snprintf(ar->message, sizeof ar->message, "%s", why);
    return false;
}

// --- the file --------------------------------------------------------------------------------------------------------

static bool lines_write(text lines, void *data) {
    archiving *ar = data;
    while (lines.length > 0) {
        ssize_t written = write(ar->descriptor, lines.data, lines.length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return fail(ar, "write");
        lines.data += written;
        lines.length -= (size_t)written;
    }
    return true;
}

static void show(int64_t done, int64_t total, void *data) {
    archiving *ar = data;
    progress_say(&ar->progress, done, total, "archive: event %" PRId64 " of %" PRId64, done, total);
}

static bool events_write(archiving *ar, int64_t before) {
    const audit_archive_sink sink = {.write = lines_write, .progress = show, .data = ar};
    db *reader = store_reader_open(ar->store);
    if (reader == NULL)
        return refuse(ar, "the database cannot be read");
    store_reader_refresh(ar->store, reader);
    bool good = audit_archive_write(reader, before, &sink, &ar->taking);
    store_reader_rest(ar->store, reader);
    store_reader_close(reader);
    if (!good)
        return refuse(ar, ar->taking.fault[0] != '\0' ? ar->taking.fault : "the database failed; nothing was archived");
    return true;
}

// So that the name lasts as well as what it names.
static bool folder_sync(archiving *ar) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s", ar->file);
    int folder = open(dirname(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = folder >= 0 && fsync(folder) == 0;
    if (folder >= 0)
        close(folder);
    return good || fail(ar, "sync the folder of");
}

// What was read back from the file ends as what was taken from the database.
static bool file_prove(archiving *ar) {
    audit_archive *archive = &ar->taking.archive;
    audit_archive_proof proof;
    if (!archive_read(ar->partial, NULL, 0, &proof, archive->file_hash))
        return refuse(ar, proof.fault);
    bool same = proof.first == ar->taking.first_sequence && proof.last == archive->last_sequence &&
                proof.part == archive->last_seal && memcmp(proof.head, archive->hash, sizeof proof.head) == 0;
    return same || refuse(ar, "the file is not what was written; nothing was archived");
}

static bool file_write(archiving *ar, int64_t before) {
    if (access(ar->file, F_OK) == 0) {
        errno = EEXIST;
        return fail(ar, "write");
    }
    ar->descriptor = open(ar->partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (ar->descriptor < 0)
        return fail(ar, "write");
    bool good = events_write(ar, before) && (fsync(ar->descriptor) == 0 || fail(ar, "sync"));
    close(ar->descriptor);
    return good;
}

// --- the database ----------------------------------------------------------------------------------------------------

static bool take(store_write *write, db *d) {
    archiving *ar = container_of(write, archiving, write);
    return ar->taken = audit_archive_take(d, &ar->taking);
}

static void taken(store_write *write, store_outcome outcome) {
    archiving *ar = container_of(write, archiving, write);
    ar->outcome = outcome;
    sem_post(&ar->written);
}

// False: the events are in the database, or it is not known whether they are.
static bool events_take(archiving *ar) {
    ar->write = (store_write){.run = take, .done = taken};
    sem_init(&ar->written, 0, 0);
    if (!store_submit(ar->store, &ar->write))
        return refuse(ar, "the database takes no writes");
    while (sem_wait(&ar->written) != 0)
        continue;
    sem_destroy(&ar->written);
    if (ar->outcome == STORE_KEPT && ar->taken)
        return true;
    if (ar->outcome == STORE_UNKNOWN)
        return refuse(
            ar, "the database failed at the end: --verify-audit tells whether the events are still in it; keep the "
                "file until then");
    return refuse(ar, ar->outcome == STORE_KEPT ? "somebody else archived meanwhile; nothing was archived"
                                                : "the database failed; nothing was archived");
}

static bool archive(archiving *ar, int64_t before) {
    if (!file_write(ar, before))
        return false;
    if (ar->taking.events == 0)
        return true;
    if (!file_prove(ar))
        return false;
    if (link(ar->partial, ar->file) != 0) // which, unlike a rename, replaces nothing
        return fail(ar, "write");
    if (!folder_sync(ar) || !events_take(ar)) {
        if (ar->outcome != STORE_UNKNOWN)
            unlink(ar->file);
        return false;
    }
    return true;
}

static int report(const archiving *ar, bool done) {
    char hash[AUDIT_HEX_LENGTH + 1];
    const audit_archive *row = &ar->taking.archive;
    if (!done)
        return fprintf(stderr, "tesserad: %s\n", ar->message), 1;
    if (ar->taking.events == 0)
        return printf("nothing to archive: no part of the chain but its last is whole before that time\n"), 0;
    audit_hex(row->hash, hash);
    printf("%" PRId64 " events archived in %s\n%" PRId64 ":%s\n", ar->taking.events, ar->file, row->last_sequence,
           hash);
    return 0;
}

int moving_archive_audit(const store_options *options, const char *file, int64_t before) {
    archiving ar = {.file = file, .descriptor = -1, .progress = progress_begin(), .outcome = STORE_LOST};
    log_setup(LOG_WARNING, false);
    bool done = false;
    if (before > timestamp_now() - YOUNGEST)
        refuse(&ar,
               "--before must be at least two days ago: what is younger may be needed to recognise repeated requests");
    else if (snprintf(ar.partial, sizeof ar.partial, "%s.partial", file) >= (int)sizeof ar.partial)
        errno = ENAMETOOLONG, fail(&ar, "write");
    else if ((ar.store = store_open(options, ar.message, sizeof ar.message)) != NULL) {
        done = archive(&ar, before);
        if (ar.descriptor >= 0)
            unlink(ar.partial);
        store_close(ar.store);
    }
    progress_end(&ar.progress);
    return report(&ar, done);
}
