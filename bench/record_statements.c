// Loaded into tesserad with LD_PRELOAD: writes down every statement that a connection starts, as it was prepared and with its
// values put in, so that bench_replay can execute the same with SQLite alone. The file is named by RECORDED_STATEMENTS.
//
// A record is a line "CONNECTION LENGTH LENGTH\n", the text that was prepared, the text with values, and a line end.
#include <dlfcn.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef int open_function(const char *path, sqlite3 **handle, int flags, const char *vfs);

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static FILE *file;

static int statement_starts(unsigned event, void *connection, void *statement, void *text) {
    const char *prepared = text;
    if (event != SQLITE_TRACE_STMT || strncmp(prepared, "--", 2) == 0) // what a statement does by itself
        return 0;
    char *full = sqlite3_expanded_sql(statement);
    if (full == NULL)
        abort();
    pthread_mutex_lock(&mutex);
    fprintf(file, "%zu %zu %zu\n%s%s\n", (size_t)(uintptr_t)connection, strlen(prepared), strlen(full), prepared, full);
    pthread_mutex_unlock(&mutex);
    sqlite3_free(full);
    return 0;
}

// In place of SQLite's own function, which it calls.
int sqlite3_open_v2(const char *path, sqlite3 **handle, int flags, const char *vfs) {
    static size_t connections;
    open_function *own;
    *(void **)&own = dlsym(RTLD_NEXT, "sqlite3_open_v2");
    int code = own(path, handle, flags, vfs);
    pthread_mutex_lock(&mutex);
    const char *name = getenv("RECORDED_STATEMENTS");
    if (file == NULL && name != NULL)
        file = fopen(name, "we");
    size_t number = ++connections;
    pthread_mutex_unlock(&mutex);
    if (file == NULL)
        abort();
    if (code == SQLITE_OK)
        sqlite3_trace_v2(*handle, SQLITE_TRACE_STMT, statement_starts, (void *)(uintptr_t)number);
    return code;
}
