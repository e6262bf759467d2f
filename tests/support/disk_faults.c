// Loaded before the server's own libraries: while the file that TESSERA_DISK_FAULT names is there, no sync succeeds.
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static int faulty(void) {
    const char *file = getenv("TESSERA_DISK_FAULT");
    return file != NULL && access(file, F_OK) == 0;
}

static int sync_by(const char *name, int descriptor) {
    if (faulty()) {
        errno = EIO;
        return -1;
    }
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    return real(descriptor);
}

int fdatasync(int descriptor) {
    return sync_by("fdatasync", descriptor);
}

int fsync(int descriptor) {
    return sync_by("fsync", descriptor);
}
