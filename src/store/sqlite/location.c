// Every name of a file becomes its one real path, so that the lock is about the file and not about what it is called.
#include "store/sqlite/location.h"
#include "store/refuse.h"
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { MEMORY_FOLDER_BYTES = 256 << 20 }; // least room in /dev/shm for a database that lives as long as the process

// --- names -----------------------------------------------------------------------------------------------------------

// The file name within the URL, or NULL when it names a host. Three slashes begin a relative path, four an absolute.
static const char *url_path(const char *url, char *message, size_t message_size) {
    const char *scheme_end = strstr(url, "://");
    if (scheme_end == NULL)
        return url;
    const char *path = scheme_end + 3;
    if (*path == '\0')
        return ":memory:";
    if (*path != '/') {
        refuse(message, message_size, "a SQLite database has no host: write sqlite:///FILE");
        return NULL;
    }
    return path[1] == '\0' ? ":memory:" : path + 1;
}

// The path of a file that is still to be made: its folder's real path and its own name.
static bool path_of_new(const char *file, location *where, char *message, size_t message_size) {
    struct stat link;
    if (lstat(file, &link) == 0)
        return refuse(message, message_size, "%s is a symbolic link to a file that does not exist", file);
    const char *slash = strrchr(file, '/');
    char folder[PATH_MAX] = ".";
    if (slash != NULL)
        snprintf(folder, sizeof folder, "%.*s", (int)(slash == file ? 1 : slash - file), file);
    char real[PATH_MAX];
    if (realpath(folder, real) == NULL)
        return refuse(message, message_size, "cannot create database %s: folder %s: %s", file, folder, strerror(errno));
    const char *name = slash == NULL ? file : slash + 1;
    int length = snprintf(where->path, sizeof where->path, "%s/%s", strcmp(real, "/") == 0 ? "" : real, name);
    if (*name == '\0' || length < 0 || (size_t)length >= sizeof where->path - sizeof "-journal")
        return refuse(message, message_size, "%s is not a usable file name for a database", file);
    return true;
}

bool location_resolve(const char *url, location *where, char *message, size_t message_size) {
    *where = (location){0};
    const char *path = url_path(url, message, message_size);
    if (path == NULL)
        return false;
    size_t length = path == url ? strlen(path) : strcspn(path, "?");
    char file[PATH_MAX];
    if (length == 0 || length >= sizeof file)
        return refuse(message, message_size, "the name of the database is %s", length == 0 ? "empty" : "too long");
    memcpy(file, path, length);
    file[length] = '\0';
    if (strcmp(file, ":memory:") == 0) {
        where->memory = true;
        return true;
    }
    if (realpath(file, where->path) != NULL)
        return true;
    if (errno == ENOENT)
        return path_of_new(file, where, message, message_size);
    return refuse(message, message_size, "cannot open database %s: %s", file, strerror(errno));
}

// --- files -----------------------------------------------------------------------------------------------------------

bool location_make_file(const location *where, off_t *size, char *message, size_t message_size) {
    int descriptor = open(where->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600);
    if (descriptor < 0)
        return refuse(message, message_size, "cannot open database %s: %s", where->path, strerror(errno));
    struct stat status;
    bool regular = fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
    close(descriptor);
    if (!regular)
        return refuse(message, message_size, "cannot open database %s: it is not a regular file", where->path);
    *size = status.st_size;
    return true;
}

static bool has_room(const char *folder) {
    struct statvfs room;
    return statvfs(folder, &room) == 0 && (uint64_t)room.f_bavail * room.f_frsize >= MEMORY_FOLDER_BYTES &&
           access(folder, W_OK) == 0;
}

bool location_make_folder(location *where, char *message, size_t message_size) {
    const char *base = "/dev/shm", *other = getenv("TMPDIR");
    if (!has_room(base))
        base = other != NULL ? other : "/tmp";
    char folder[PATH_MAX];
    int length = snprintf(folder, sizeof folder, "%s/tessera-XXXXXX", base);
    if (length < 0 || length > 1000 || mkdtemp(folder) == NULL)
        return refuse(message, message_size, "cannot make a folder in %s: %s", base, strerror(errno));
    snprintf(where->path, sizeof where->path, "%.1024s/tessera.db", folder);
    return true;
}

void location_remove_folder(location *where) {
    if (!where->memory || where->path[0] == '\0')
        return;
    const char *const endings[] = {"", "-wal", "-shm", "-journal", "-lock"};
    char path[PATH_MAX + 16];
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(path, sizeof path, "%s%s", where->path, endings[i]);
        unlink(path);
    }
    *strrchr(where->path, '/') = '\0';
    rmdir(where->path);
}
