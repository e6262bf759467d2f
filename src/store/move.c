// A copy is proved by reading it: each table is read from the target again, before anything is kept, and must have as many rows
// and the same hash as what was read from the source. The hash of a table is the sum of those of its rows, so that the order in
// which a database gives them does not matter.
#include "store/move.h"
#include "base/buffer.h"
#include "base/hash.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { REPORT_ROWS = 1000 }; // between two calls of the watch

#define SEED_HIGH UINT64_C(0x5465737365726131)
#define SEED_LOW UINT64_C(0x5465737365726132)

typedef struct move {
    move_side *from, *to;
    const store_copy_watch *watch;
    int64_t done, total; // rows
    const move_table *table;
    buffer row; // as it is hashed
    store_copy_table counted;
    bool fills; // rows go to the target, else they are only counted
} move;

// --- hashes ----------------------------------------------------------------------------------------------------------

static void cell_append(buffer *out, const cell *c) {
    buffer_append_byte(out, (char)c->kind);
    if (c->kind == CELL_INTEGER) {
        buffer_append(out, &c->integer, sizeof c->integer);
    } else if (c->kind == CELL_REAL) {
        double real = c->real + 0.0; // SQLite has one zero
        buffer_append(out, &real, sizeof real);
    } else if (c->kind != CELL_NULL) {
        buffer_append(out, &c->bytes.length, sizeof c->bytes.length);
        buffer_append_text(out, c->bytes);
    }
}

static void row_count(move *m, const cell *row) {
    buffer_clear(&m->row, SIZE_MAX);
    for (size_t i = 0; i < m->table->width; i++)
        cell_append(&m->row, &row[i]);
    m->counted.rows++;
    m->counted.hash_high += hash_bytes(m->row.data, m->row.length, SEED_HIGH);
    m->counted.hash_low += hash_bytes(m->row.data, m->row.length, SEED_LOW);
}

// --- rows ------------------------------------------------------------------------------------------------------------

static void tell(const move *m) {
    if (m->watch->progress != NULL)
        m->watch->progress(m->table->name, m->done, m->total, m->watch->data);
}

static bool row_take(const cell *row, void *data) {
    move *m = data;
    row_count(m, row);
    if (m->fills && !m->to->engine->table_add(m->to, m->table, row))
        return false;
    if (++m->done % REPORT_ROWS == 0)
        tell(m);
    return true;
}

static bool table_fill(move *m) {
    const move_engine *to = m->to->engine;
    m->counted = (store_copy_table){.name = m->table->name};
    m->fills = true;
    return to->table_begin(m->to, m->table) && m->from->engine->read(m->from, m->table, row_take, m) &&
           to->table_end(m->to, m->table);
}

static bool table_prove(move *m, const store_copy_table *sent) {
    m->counted = (store_copy_table){.name = m->table->name};
    m->fills = false;
    if (!m->to->engine->read(m->to, m->table, row_take, m))
        return false;
    const store_copy_table *got = &m->counted;
    return (got->rows == sent->rows && got->hash_high == sent->hash_high && got->hash_low == sent->hash_low) ||
           refuse(m->to->message, m->to->message_size,
                  "table %s would not be the same: %" PRId64 " rows were read, %" PRId64
                  " are there, or some differ; nothing was kept",
                  sent->name, sent->rows, got->rows);
}

// --- the whole -------------------------------------------------------------------------------------------------------

static bool tables_check(move *m, const move_tables *tables) {
    m->total = 0;
    for (size_t i = 0; i < tables->count; i++) {
        const move_table *table = &tables->items[i];
        if (!m->from->engine->check(m->from, table) || !m->to->engine->check(m->to, table))
            return false;
        int64_t rows = m->from->engine->count(m->from, table), present = m->to->engine->count(m->to, table);
        if (rows < 0 || present < 0)
            return false;
        if (present > 0)
            return refuse(m->to->message, m->to->message_size, "the target is not empty: table %s has %" PRId64 " rows",
                          table->name, present);
        m->total += 2 * rows; // each is written, and read again
    }
    return true;
}

static bool tables_copy(move *m, const move_tables *tables, store_copy_table *sent) {
    if (!m->to->engine->fill_begin(m->to, tables))
        return false;
    for (size_t i = 0; i < tables->count; i++) {
        m->table = &tables->items[i];
        if (!table_fill(m))
            return false;
        sent[i] = m->counted;
        tell(m);
    }
    if (!m->to->engine->fill_end(m->to, tables))
        return false;
    for (size_t i = 0; i < tables->count; i++) {
        m->table = &tables->items[i];
        if (!table_prove(m, &sent[i]))
            return false;
        tell(m);
    }
    return m->to->engine->keep(m->to);
}

static bool copy(move *m, const move_tables *tables, arena *a) {
    store_copy_table *sent = arena_zalloc(a, (tables->count + 1) * sizeof *sent);
    bool done = tables_check(m, tables) && tables_copy(m, tables, sent);
    for (size_t i = 0; done && i < tables->count; i++)
        m->watch->copied(&sent[i], m->watch->data);
    return done;
}

bool move_run(const move_engine *from, const char *from_url, const move_engine *to, const char *to_url,
              const store_copy_watch *watch, char *message, size_t message_size) {
    arena *a = arena_new(0);
    move_tables tables;
    move m = {.watch = watch};
    buffer_init(&m.row, SIZE_MAX);
    bool done = move_catalogue(&tables, a, message, message_size);
    if (done) {
        m.from = from->open_source(from_url, a, message, message_size);
        m.to = m.from == NULL ? NULL : to->open_target(to_url, &tables, a, message, message_size);
        done = m.to != NULL && copy(&m, &tables, a);
    }
    if (m.to != NULL)
        to->close(m.to);
    if (m.from != NULL)
        from->close(m.from);
    buffer_done(&m.row);
    arena_free(a);
    return done;
}

// --- reading alone ---------------------------------------------------------------------------------------------------

static const move_table *table_find(const move_tables *tables, const char *name) {
    for (size_t i = 0; i < tables->count; i++)
        if (strcmp(tables->items[i].name, name) == 0)
            return &tables->items[i];
    return NULL;
}

static bool table_read(move_side *from, const move_tables *tables, const char *name, const move_reading *reading) {
    const move_table *known = table_find(tables, name);
    if (known == NULL)
        return refuse(from->message, from->message_size, "there is no table %s", name);
    move_table table = *known;
    table.by_id = true;
    if (!from->engine->check(from, &table))
        return false;
    int64_t rows = from->engine->count(from, &table);
    return rows >= 0 && reading->begin(&table, rows, reading->data) &&
           from->engine->read(from, &table, reading->take, reading->data);
}

bool move_read(const move_engine *from, const char *url, const char *const *names, size_t count,
               const move_reading *reading, char *message, size_t message_size) {
    arena *a = arena_new(0);
    move_tables tables;
    move_side *side = NULL;
    if (move_catalogue(&tables, a, message, message_size))
        side = from->open_source(url, a, message, message_size);
    bool done = side != NULL;
    for (size_t i = 0; i < count && done; i++)
        done = table_read(side, &tables, names[i], reading);
    if (side != NULL)
        from->close(side);
    arena_free(a);
    return done;
}
