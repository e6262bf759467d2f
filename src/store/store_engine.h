// What a database provides behind store.h, and the table of those that there are. An engine's own struct begins with
// struct store, so that one address serves both.
#pragma once
#include "store/store.h"
#include <stdatomic.h>

// Each as its namesake in store.h. `open`, `backup` and `restore` get a URL whose scheme is the engine's, or a plain file name.
typedef struct store_engine {
    bool blocks;                                                            // as store_blocks
    bool (*url_check)(const char *url, char *message, size_t message_size); // NULL: every URL will do
    store *(*open)(const store_options *options, char *message, size_t message_size);
    store *(*close)(store *s); // never of NULL
    db *(*reader_open)(store *s);
    uint64_t (*reader_refresh)(store *s, db *reader);
    void (*reader_rest)(store *s, db *reader);
    bool (*submit)(store *s, store_write *write);
    store_statistics (*statistics)(const store *s);
    int64_t (*probe)(store *s, db *reader);
    bool (*backup)(const char *url, const char *file, store_progress *progress, void *data, char *message,
                   size_t message_size);
    bool (*restore)(const char *url, const char *file, store_progress *progress, void *data, char *kept,
                    size_t kept_size, char *message, size_t message_size);
} store_engine;

struct store {
    const store_engine *engine;
    char name[256];          // for people; an engine that leaves it empty is named by its URL
    store_measures measures; // the engine's to add to
    atomic_size_t shared_by; // writes that shared the last commit, where writes do
    _Atomic(const store_listener *) listener;
};

// For the engine to call after each commit, with the marks of its transaction.
void store_tell(store *s, unsigned marks);

extern const store_engine store_sqlite;
extern const store_engine store_postgres;
