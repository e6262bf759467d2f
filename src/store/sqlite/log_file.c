// SQLite writes each page of the write-ahead log as two small pieces, each a system call. They are gathered in memory
// here and written at once before the sync. Everything else goes through to SQLite's own file, after what is gathered.
//
// When writing or the sync fails, SQLite takes the transaction back, but its frames may be in the file, the one that commits it
// among them: whoever opens the file next would find it committed. So the file is cut where the transaction began.
#include "store/sqlite/log_file.h"
#include "base/memory.h"
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    GATHERED_FIRST = 128 << 10, // bytes of room to begin with; doubles
    GATHERED_MAXIMUM = 1 << 20, // more is written before the sync
    PIECE_BYTES = 64 << 10,     // for one call: SQLite's files take less than 128 KiB at once
    NOTHING_FRESH = -1,
};

typedef struct log_file {
    sqlite3_file base;  // first
    sqlite3_file *real; // behind this struct
    char *bytes;
    size_t length, room;
    sqlite3_int64 start; // where in the file the gathered bytes belong
    sqlite3_int64 fresh; // where what is not synced begins; NOTHING_FRESH: all is
    bool uncertain;      // what failed last may be in the file all the same
} log_file;

// --- gathering -------------------------------------------------------------------------------------------------------

// Cuts off what is not synced, since it is not to be. Returns the code of the failure.
static int take_back(log_file *f, int code) {
    if (f->fresh == NOTHING_FRESH)
        return code;
    bool gone = f->real->pMethods->xTruncate(f->real, f->fresh) == SQLITE_OK &&
                f->real->pMethods->xSync(f->real, SQLITE_SYNC_NORMAL) == SQLITE_OK;
    f->uncertain = !gone;
    if (gone)
        f->fresh = NOTHING_FRESH;
    return code;
}

static int write_through(log_file *f, const void *bytes, size_t amount, sqlite3_int64 offset) {
    if (f->fresh == NOTHING_FRESH || offset < f->fresh)
        f->fresh = offset;
    return f->real->pMethods->xWrite(f->real, bytes, (int)amount, offset);
}

// Writes what was gathered. After a failure it is forgotten: no frame of it was committed.
static int flush(log_file *f) {
    size_t length = f->length;
    f->length = 0;
    for (size_t done = 0; done < length;) {
        size_t piece = length - done < PIECE_BYTES ? length - done : PIECE_BYTES;
        int code = write_through(f, f->bytes + done, piece, f->start + (sqlite3_int64)done);
        if (code != SQLITE_OK)
            return take_back(f, code);
        done += piece;
    }
    return SQLITE_OK;
}

static void make_room(log_file *f, size_t wanted) {
    if (wanted <= f->room)
        return;
    f->room = f->room == 0 ? GATHERED_FIRST : f->room * 2;
    while (f->room < wanted)
        f->room *= 2;
    f->bytes = memory_realloc(f->bytes, f->room);
}

static int log_write(sqlite3_file *file, const void *bytes, int amount, sqlite3_int64 offset) {
    log_file *f = (log_file *)file;
    size_t more = (size_t)amount;
    bool follows = f->length > 0 && offset == f->start + (sqlite3_int64)f->length;
    if (f->length > 0 && (!follows || f->length + more > GATHERED_MAXIMUM)) {
        int code = flush(f);
        if (code != SQLITE_OK)
            return code;
    }
    if (more > GATHERED_MAXIMUM) {
        int code = write_through(f, bytes, more, offset);
        return code == SQLITE_OK ? code : take_back(f, code);
    }
    make_room(f, f->length + more);
    if (f->length == 0)
        f->start = offset;
    memcpy(f->bytes + f->length, bytes, more);
    f->length += more;
    return SQLITE_OK;
}

static int log_sync(sqlite3_file *file, int flags) {
    log_file *f = (log_file *)file;
    int code = flush(f);
    if (code != SQLITE_OK)
        return code;
    code = f->real->pMethods->xSync(f->real, flags);
    if (code != SQLITE_OK)
        return take_back(f, code);
    f->fresh = NOTHING_FRESH;
    f->uncertain = false;
    return SQLITE_OK;
}

// --- the rest sees a file without anything gathered ------------------------------------------------------------------

static int log_close(sqlite3_file *file) {
    log_file *f = (log_file *)file;
    int flushed = flush(f), closed = f->real->pMethods->xClose(f->real);
    free(f->bytes);
    f->bytes = NULL;
    return closed != SQLITE_OK ? closed : flushed;
}

static int log_read(sqlite3_file *file, void *bytes, int amount, sqlite3_int64 offset) {
    log_file *f = (log_file *)file;
    int code = flush(f);
    return code != SQLITE_OK ? code : f->real->pMethods->xRead(f->real, bytes, amount, offset);
}

static int log_truncate(sqlite3_file *file, sqlite3_int64 size) {
    log_file *f = (log_file *)file;
    int code = flush(f);
    if (code != SQLITE_OK)
        return code;
    if (size <= f->fresh)
        f->fresh = NOTHING_FRESH;
    return f->real->pMethods->xTruncate(f->real, size);
}

static int log_size(sqlite3_file *file, sqlite3_int64 *size) {
    log_file *f = (log_file *)file;
    int code = flush(f);
    return code != SQLITE_OK ? code : f->real->pMethods->xFileSize(f->real, size);
}

static int log_lock(sqlite3_file *file, int level) {
    log_file *f = (log_file *)file;
    return f->real->pMethods->xLock(f->real, level);
}

static int log_unlock(sqlite3_file *file, int level) {
    log_file *f = (log_file *)file;
    return f->real->pMethods->xUnlock(f->real, level);
}

static int log_check_lock(sqlite3_file *file, int *locked) {
    log_file *f = (log_file *)file;
    return f->real->pMethods->xCheckReservedLock(f->real, locked);
}

static int log_control(sqlite3_file *file, int operation, void *argument) {
    log_file *f = (log_file *)file;
    return f->real->pMethods->xFileControl(f->real, operation, argument);
}

static int log_sector(sqlite3_file *file) {
    log_file *f = (log_file *)file;
    return f->real->pMethods->xSectorSize(f->real);
}

static int log_device(sqlite3_file *file) {
    log_file *f = (log_file *)file;
    return f->real->pMethods->xDeviceCharacteristics(f->real);
}

static const sqlite3_io_methods log_methods = {
    .iVersion = 1,
    .xClose = log_close,
    .xRead = log_read,
    .xWrite = log_write,
    .xTruncate = log_truncate,
    .xSync = log_sync,
    .xFileSize = log_size,
    .xLock = log_lock,
    .xUnlock = log_unlock,
    .xCheckReservedLock = log_check_lock,
    .xFileControl = log_control,
    .xSectorSize = log_sector,
    .xDeviceCharacteristics = log_device,
};

// --- the VFS ---------------------------------------------------------------------------------------------------------

static int file_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *given) {
    (void)vfs;
    sqlite3_vfs *own = sqlite3_vfs_find(NULL);
    if ((flags & SQLITE_OPEN_WAL) == 0)
        return own->xOpen(own, name, file, flags, given);
    log_file *f = (log_file *)file;
    *f = (log_file){.real = (sqlite3_file *)(f + 1), .fresh = NOTHING_FRESH};
    int code = own->xOpen(own, name, f->real, flags, given);
    // SQLite closes what has methods, also after a failure.
    f->base.pMethods = f->real->pMethods != NULL ? &log_methods : NULL;
    return code;
}

int log_file_register(void) {
    static sqlite3_vfs vfs; // SQLite's registry keeps its address
    const sqlite3_vfs *own = sqlite3_vfs_find(NULL);
    if (own == NULL)
        return SQLITE_ERROR;
    vfs = *own;
    vfs.zName = LOG_FILE_VFS;
    vfs.szOsFile = (int)sizeof(log_file) + own->szOsFile;
    vfs.pNext = NULL;
    vfs.xOpen = file_open;
    return sqlite3_vfs_register(&vfs, 0);
}

bool log_file_is_uncertain(sqlite3 *handle) {
    sqlite3_file *file = NULL;
    if (sqlite3_file_control(handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) != SQLITE_OK || file == NULL ||
        file->pMethods != &log_methods)
        return false;
    return ((log_file *)file)->uncertain;
}
