// The lock is the kernel's, on an open file, and ends with its holder. The file says who that is, and, when it is still
// there, that the holder did not end in order: at the end it is removed. So a lock may be won on a file that has lost
// its name meanwhile; that is looked at after locking, and tried again.
#include "store/sqlite/lock.h"
#include "base/memory.h"
#include "store/sqlite/sqlite.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TRIES = 20 };

typedef enum attempt { LOCKED, AGAIN, REFUSED } attempt;

static bool refuse_in_use(int descriptor, const char *path, char *message, size_t message_size) {
    char holder[24] = "";
    ssize_t length = pread(descriptor, holder, sizeof holder - 1, 0);
    holder[length > 0 ? strcspn(holder, "\n") : 0] = '\0';
    if (*holder == '\0')
        return refuse(message, message_size, "database %s is in use by another process", path);
    return refuse(message, message_size, "database %s is in use by process %s", path, holder);
}

// The holder removes the file when it ends in order: a lock on a file that has lost its name is worth nothing.
static bool still_named(int descriptor, const char *path, struct stat *held) {
    struct stat named;
    return fstat(descriptor, held) == 0 && stat(path, &named) == 0 && held->st_dev == named.st_dev &&
           held->st_ino == named.st_ino;
}

static attempt lock_try(file_lock *lock, const char *path, bool *unclean, char *message, size_t message_size) {
    int descriptor = open(lock->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) {
        refuse(message, message_size, "cannot lock database %s: %s: %s", path, lock->path, strerror(errno));
        return REFUSED;
    }
    // The lock belongs to this open file, not to the process: a second opener within the process is refused as well.
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    struct stat held;
    attempt result = REFUSED;
    if (fcntl(descriptor, F_OFD_SETLK, &whole) == 0) {
        if (still_named(descriptor, lock->path, &held)) {
            lock->descriptor = descriptor;
            *unclean = held.st_size > 0;
            return LOCKED;
        }
        result = AGAIN;
    } else if (errno == EAGAIN || errno == EACCES) {
        refuse_in_use(descriptor, path, message, message_size);
    } else {
        refuse(message, message_size, "cannot lock database %s: %s: %s", path, lock->path, strerror(errno));
    }
    close(descriptor);
    return result;
}

bool file_lock_take(file_lock *lock, const char *path, bool *unclean, char *message, size_t message_size) {
    size_t size = strlen(path) + sizeof "-lock";
    *lock = (file_lock){.descriptor = -1, .path = memory_alloc(size)};
    snprintf(lock->path, size, "%s-lock", path);
    attempt result = AGAIN;
    for (int i = 0; i < TRIES && result == AGAIN; i++)
        result = lock_try(lock, path, unclean, message, message_size);
    if (result == LOCKED) {
        char holder[24];
        int length = snprintf(holder, sizeof holder, "%ld\n", (long)getpid());
        if (ftruncate(lock->descriptor, 0) == 0 && pwrite(lock->descriptor, holder, (size_t)length, 0) == length)
            return true;
        refuse(message, message_size, "cannot write %s: %s", lock->path, strerror(errno));
    } else if (result == AGAIN) {
        refuse(message, message_size, "database %s is being opened and closed by another process", path);
    }
    file_lock_release(lock);
    return false;
}

void file_lock_release(file_lock *lock) {
    if (lock->descriptor >= 0) {
        unlink(lock->path);
        close(lock->descriptor);
    }
    free(lock->path);
    *lock = (file_lock){.descriptor = -1};
}
