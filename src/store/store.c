// Which database a store lives in is settled here, once, by its URL; every call then goes to that engine.
#include "store/db_engine.h"
#include "store/move.h"
#include "store/refuse.h"
#include "store/store_engine.h"
#include <stdio.h>
#include <string.h>

enum { CROWD = 8 }; // writes that share a commit

// A name that is no URL is a file of the first one.
static const struct {
    const char *scheme;
    const store_engine *engine;
    const move_engine *mover;
} engines[] = {
    {"sqlite", &store_sqlite, &move_sqlite},
    {"postgresql", &store_postgres, &move_postgres},
    {"postgres", &store_postgres, &move_postgres},
};

// The row of the URL, whose scheme ends at "://" or at a "+driver" part. -1 when there is none; `message` then says so.
static int row_of(const char *url, char *message, size_t message_size) {
    if (strstr(url, "://") == NULL)
        return 0;
    text scheme = {url, strcspn(url, "+:")};
    for (size_t i = 0; i < sizeof engines / sizeof *engines; i++)
        if (text_is(scheme, engines[i].scheme))
            return (int)i;
    refuse(message, message_size,
           "databases of the kind \"%.*s\" are not supported: use a file name, sqlite:///FILE or postgresql://...",
           (int)(scheme.length < 40 ? scheme.length : 40), url);
    return -1;
}

static const store_engine *engine_of(const char *url, char *message, size_t message_size) {
    int row = row_of(url, message, message_size);
    return row < 0 ? NULL : engines[row].engine;
}

bool store_url_check(const char *url, char *message, size_t message_size) {
    const store_engine *engine = engine_of(url, message, message_size);
    return engine != NULL && (engine->url_check == NULL || engine->url_check(url, message, message_size));
}

store *store_open(const store_options *options, char *message, size_t message_size) {
    const store_engine *engine = engine_of(options->url, message, message_size);
    store *s = engine == NULL ? NULL : engine->open(options, message, message_size);
    if (s != NULL && s->name[0] == '\0')
        snprintf(s->name, sizeof s->name, "%s", options->url);
    return s;
}

const char *store_name(const store *s) {
    return s->name;
}

bool store_blocks(const store *s) {
    return s->engine->blocks;
}

store *store_close(store *s) {
    return s == NULL ? NULL : s->engine->close(s);
}

db *store_reader_open(store *s) {
    return s->engine->reader_open(s);
}

void store_reader_close(db *reader) {
    db_close(reader);
}

uint64_t store_reader_refresh(store *s, db *reader) {
    return s->engine->reader_refresh(s, reader);
}

void store_reader_rest(store *s, db *reader) {
    s->engine->reader_rest(s, reader);
}

bool store_submit(store *s, store_write *write) {
    return s->engine->submit(s, write);
}

bool store_is_crowded(const store *s) {
    return atomic_load_explicit(&s->shared_by, memory_order_relaxed) >= CROWD;
}

store_statistics store_get_statistics(const store *s) {
    return s->engine->statistics(s);
}

const store_measures *store_get_measures(const store *s) {
    return &s->measures;
}

int64_t store_probe(store *s, db *reader) {
    return s->engine->probe(s, reader);
}

bool store_backup(const char *url, const char *file, store_progress *progress, void *data, char *message,
                  size_t message_size) {
    const store_engine *engine = engine_of(url, message, message_size);
    return engine != NULL && engine->backup(url, file, progress, data, message, message_size);
}

bool store_restore(const char *url, const char *file, store_progress *progress, void *data, char *kept,
                   size_t kept_size, char *message, size_t message_size) {
    const store_engine *engine = engine_of(url, message, message_size);
    return engine != NULL && engine->restore(url, file, progress, data, kept, kept_size, message, message_size);
}

bool store_copy(const char *from, const char *to, const store_copy_watch *watch, char *message, size_t message_size) {
    int from_row = row_of(from, message, message_size), to_row = row_of(to, message, message_size);
    return from_row >= 0 && to_row >= 0 &&
           move_run(engines[from_row].mover, from, engines[to_row].mover, to, watch, message, message_size);
}

bool store_read_tables(const char *url, const char *const *names, size_t count, const move_reading *reading,
                       char *message, size_t message_size) {
    int row = row_of(url, message, message_size);
    return row >= 0 && move_read(engines[row].mover, url, names, count, reading, message, message_size);
}

bool store_view(const char *url, bool (*read)(db *view, void *data), void *data, char *message, size_t message_size) {
    int row = row_of(url, message, message_size);
    if (row < 0)
        return false;
    arena *a = arena_new(0);
    const move_engine *engine = engines[row].mover;
    move_side *side = engine->open_source(url, a, message, message_size);
    bool good = side != NULL && read(engine->connection(side), data);
    if (side != NULL)
        engine->close(side);
    arena_free(a);
    return good;
}
