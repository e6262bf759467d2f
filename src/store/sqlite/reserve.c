#include "store/sqlite/reserve.h"
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

void disk_reserve_init(disk_reserve *r, const char *file, size_t wanted) {
    *r = (disk_reserve){.wanted = wanted, .descriptor = -1};
    snprintf(r->folder, sizeof r->folder, "%.4000s", file);
    char *slash = strrchr(r->folder, '/');
    if (slash == NULL)
        snprintf(r->folder, sizeof r->folder, ".");
    else
        slash[slash == r->folder] = '\0';
}

size_t disk_reserve_free(const disk_reserve *r) {
    struct statvfs disk;
    if (statvfs(r->folder, &disk) != 0)
        return SIZE_MAX;
    return (size_t)disk.f_bavail * (size_t)disk.f_frsize;
}

// A file that no folder names; -1 when the disk has none to give.
static int open_nameless(const char *folder) {
    int descriptor = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor >= 0)
        return descriptor;
    char name[4200]; // not every file system knows such files
    snprintf(name, sizeof name, "%s/tessera-reserve-XXXXXX", folder);
    descriptor = mkostemp(name, O_CLOEXEC);
    if (descriptor >= 0)
        unlink(name);
    return descriptor;
}

void disk_reserve_take(disk_reserve *r) {
    size_t most = disk_reserve_free(r) / 3 * 2, bytes = most < r->wanted ? most : r->wanted;
    if (r->held > 0 || bytes == 0)
        return;
    if (r->descriptor < 0)
        r->descriptor = open_nameless(r->folder);
    // Not posix_fallocate, which writes every block where the file system cannot reserve them: then there is no reserve.
    if (r->descriptor >= 0 && fallocate(r->descriptor, 0, 0, (off_t)bytes) == 0)
        r->held = bytes;
    else
        disk_reserve_release(r);
}

void disk_reserve_release(disk_reserve *r) {
    if (r->descriptor >= 0)
        close(r->descriptor);
    r->descriptor = -1;
    r->held = 0;
}
