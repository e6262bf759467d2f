#include "store/location.h"
#include "store/sqlite/sqlite.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

// The file name within the URL, or NULL when it names something else. Three slashes begin a relative path, four an
// absolute.
static const char *url_path(const char *url, char *message, size_t message_size) {
    const char *scheme_end = strstr(url, "://");
    if (scheme_end == NULL)
        return url;
    size_t scheme = strcspn(url, "+:");
    if (scheme != 6 || strncmp(url, "sqlite", 6) != 0) {
        db_refuse(message, message_size,
                  "databases of the kind \"%.*s\" are not supported: use a file name or sqlite:///FILE",
                  (int)(scheme < 40 ? scheme : 40), url);
        return NULL;
    }
    const char *path = scheme_end + 3;
    if (*path == '\0')
        return ":memory:";
    if (*path != '/') {
        db_refuse(message, message_size, "a SQLite database has no host: write sqlite:///FILE");
        return NULL;
    }
    return path[1] == '\0' ? ":memory:" : path + 1;
}

// The path of a file that is still to be made: its folder's real path and its own name.
static bool path_of_new(const char *file, location *where, char *message, size_t message_size) {
    struct stat link;
    if (lstat(file, &link) == 0)
        return db_refuse(message, message_size, "%s is a symbolic link to a file that does not exist", file);
    const char *slash = strrchr(file, '/');
    char folder[PATH_MAX] = ".";
    if (slash != NULL)
        snprintf(folder, sizeof folder, "%.*s", (int)(slash == file ? 1 : slash - file), file);
    char real[PATH_MAX];
    if (realpath(folder, real) == NULL)
        return db_refuse(message, message_size, "cannot create database %s: folder %s: %s", file, folder,
                         strerror(errno));
    const char *name = slash == NULL ? file : slash + 1;
    int length = snprintf(where->path, sizeof where->path, "%s/%s", strcmp(real, "/") == 0 ? "" : real, name);
    if (*name == '\0' || length < 0 || (size_t)length >= sizeof where->path - sizeof "-journal")
        return db_refuse(message, message_size, "%s is not a usable file name for a database", file);
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
        return db_refuse(message, message_size, "the name of the database is %s", length == 0 ? "empty" : "too long");
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
    return db_refuse(message, message_size, "cannot open database %s: %s", file, strerror(errno));
}
