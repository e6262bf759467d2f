// Executes statements that were recorded from a running tesserad (see record_statements.c) with SQLite alone.
//   bench_replay FILE STATEMENTS BATCH   FILE: a copy of the database as it was before they were recorded. Every connection
//                                        of the server gets one here; the statements run in the order in which they began,
//                                        and BATCH of the transactions that write are committed together, durably. Prints
//                                        "writes N" (such transactions) and "microseconds N" (processor time for each).
//
// All is read, and every value cut out of its text, before the clock starts: what is measured is binding, stepping and
// committing.
#include "base/arena.h"
#include "base/text.h"
#include "store/sqlite/functions.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { CONNECTIONS_MAXIMUM = 32, TEXTS_MAXIMUM = 128, PARAMETERS_MAXIMUM = 64 };

static void fail(const char *what) {
    fprintf(stderr, "bench_replay: %s\n", what);
    exit(1);
}

// --- what was recorded -----------------------------------------------------------------------------------------------

typedef enum value_kind { VALUE_NULL, VALUE_INTEGER, VALUE_NUMBER, VALUE_TEXT, VALUE_BLOB } value_kind;

typedef struct value {
    value_kind kind;
    text bytes;
    int64_t integer;
    double number;
} value;

typedef struct execution {
    struct execution *next;
    size_t connection, text; // indexes
    const value *values;     // of parameters 1 to value_count
    size_t value_count;
} execution;

typedef struct recording {
    arena *arena;
    const char *texts[TEXTS_MAXIMUM]; // as they were prepared
    size_t text_count;
    execution *first, **end;
    size_t writer; // the connection that begins immediate transactions; 0: none
} recording;

// The bytes between two apostrophes at `at`, of which one inside is written twice. Returns the place behind them.
static const char *quoted_take(arena *a, const char *at, text *bytes) {
    const char *stop = ++at;
    while (*stop != '\0' && (*stop != '\'' || stop[1] == '\''))
        stop += *stop == '\'' ? 2 : 1;
    if (*stop == '\0')
        fail("a text does not end");
    char *out = arena_bytes(a, (size_t)(stop - at) + 1);
    size_t length = 0;
    for (; at < stop; at += *at == '\'' ? 2 : 1)
        out[length++] = *at;
    *bytes = (text){out, length};
    return stop + 1;
}

static void hexadecimal_read(arena *a, text *bytes) {
    static const char digits[] = "0123456789abcdef";
    unsigned char *out = arena_alloc(a, bytes->length / 2 + 1);
    for (size_t i = 0; i < bytes->length / 2; i++) {
        const char *high = strchr(digits, bytes->data[2 * i] | 0x20);
        const char *low = strchr(digits, bytes->data[2 * i + 1] | 0x20);
        if (high == NULL || low == NULL)
            fail("a blob is malformed");
        out[i] = (unsigned char)((high - digits) << 4 | (low - digits));
    }
    *bytes = (text){(char *)out, bytes->length / 2};
}

// Reads a literal as sqlite3_expanded_sql writes it. Returns the place behind it.
static const char *literal_take(arena *a, const char *at, value *out) {
    *out = (value){.kind = VALUE_NULL};
    if (*at == '\'') {
        out->kind = VALUE_TEXT;
        return quoted_take(a, at, &out->bytes);
    }
    if (*at == 'x') {
        out->kind = VALUE_BLOB;
        at = quoted_take(a, at + 1, &out->bytes);
        hexadecimal_read(a, &out->bytes);
        return at;
    }
    if (strncmp(at, "NULL", 4) == 0)
        return at + 4;
    size_t length = strspn(at, "+-.0123456789e");
    if (length == 0)
        fail("a value is of no known kind");
    out->kind = memchr(at, '.', length) == NULL ? VALUE_INTEGER : VALUE_NUMBER;
    out->integer = strtoll(at, NULL, 10);
    out->number = strtod(at, NULL);
    return at + length;
}

// The number of the parameter "?3" or ":name" at `at`, whose end it steps over. Names are numbered as they appear.
static size_t parameter_take(const char **at, text names[PARAMETERS_MAXIMUM], size_t *name_count) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz_0123456789";
    text name = {*at, 1 + strspn(*at + 1, letters)};
    *at += name.length;
    if (name.data[0] == '?')
        return strtoul(name.data + 1, NULL, 10);
    size_t i = 0;
    while (i < *name_count && !text_equal(names[i], name))
        i++;
    if (i == PARAMETERS_MAXIMUM)
        fail("a statement has too many parameters");
    if (i == *name_count)
        names[(*name_count)++] = name;
    return i + 1;
}

// Walks along both texts: where the prepared one has a parameter, the full one has its value.
static void values_read(arena *a, const char *prepared, const char *full, execution *e) {
    text names[PARAMETERS_MAXIMUM];
    value values[PARAMETERS_MAXIMUM] = {0};
    size_t name_count = 0;
    bool in_text = false;
    while (*prepared != '\0') {
        in_text ^= *prepared == '\'';
        if (in_text || (*prepared != '?' && *prepared != ':')) {
            if (*prepared++ != *full++)
                fail("a statement differs from what was prepared");
            continue;
        }
        size_t number = parameter_take(&prepared, names, &name_count);
        if (number < 1 || number > PARAMETERS_MAXIMUM)
            fail("a statement has too many parameters");
        full = literal_take(a, full, &values[number - 1]);
        if (number > e->value_count)
            e->value_count = number;
    }
    e->values = memcpy(arena_array(a, e->value_count + 1, sizeof *values), values, e->value_count * sizeof *values);
}

static size_t text_number(recording *r, const char *prepared) {
    size_t i = 0;
    while (i < r->text_count && strcmp(r->texts[i], prepared) != 0)
        i++;
    if (i == TEXTS_MAXIMUM)
        fail("too many different statements");
    if (i == r->text_count)
        r->texts[r->text_count++] = arena_text(r->arena, text_of(prepared));
    return i;
}

static void record_add(recording *r, size_t connection, const char *prepared, const char *full) {
    if (strncmp(prepared, "PRAGMA", 6) == 0) // of the start
        return;
    if (strcmp(prepared, "BEGIN IMMEDIATE") == 0)
        r->writer = connection;
    execution *e = arena_new_of(r->arena, execution);
    *e = (execution){.connection = connection, .text = text_number(r, prepared)};
    values_read(r->arena, prepared, full, e);
    *r->end = e;
    r->end = &e->next;
}

static void recording_read(recording *r, const char *name) {
    *r = (recording){.arena = arena_new(0), .end = &r->first};
    FILE *file = fopen(name, "re");
    if (file == NULL)
        fail("the recorded statements cannot be opened");
    char *bytes = NULL;
    size_t room = 0, connection, prepared_length, full_length;
    // NOLINTNEXTLINE(cert-err34-c): record_statements.c writes the numbers, and what is cut off is seen below
    while (fscanf(file, "%zu %zu %zu", &connection, &prepared_length, &full_length) == 3) {
        if (connection < 1 || connection >= CONNECTIONS_MAXIMUM)
            fail("too many connections");
        if (prepared_length + full_length + 2 > room) {
            room = 2 * (prepared_length + full_length + 2);
            bytes = realloc(bytes, room);
        }
        char *full = bytes + prepared_length + 1;
        if (bytes == NULL || getc(file) != '\n' || fread(bytes, 1, prepared_length, file) != prepared_length ||
            fread(full, 1, full_length, file) != full_length)
            fail("the recorded statements are cut off");
        bytes[prepared_length] = full[full_length] = '\0';
        record_add(r, connection, bytes, full);
    }
    free(bytes);
    fclose(file);
    if (r->writer == 0)
        fail("no transaction that writes was recorded");
}

// --- execution -------------------------------------------------------------------------------------------------------

typedef struct connection {
    sqlite3 *handle;
    sqlite3_stmt *statements[TEXTS_MAXIMUM];
} connection;

static void connection_open(connection *c, const char *file) {
    const char *setup = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";
    if (sqlite3_open_v2(file, &c->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK ||
        functions_register(c->handle) != SQLITE_OK || sqlite3_exec(c->handle, setup, NULL, NULL, NULL) != SQLITE_OK)
        fail("the database cannot be opened");
}

static void value_bind(sqlite3_stmt *statement, int parameter, const value *v) {
    switch (v->kind) {
    case VALUE_NULL:
        sqlite3_bind_null(statement, parameter);
        return;
    case VALUE_INTEGER:
        sqlite3_bind_int64(statement, parameter, v->integer);
        return;
    case VALUE_NUMBER:
        sqlite3_bind_double(statement, parameter, v->number);
        return;
    case VALUE_TEXT:
        sqlite3_bind_text64(statement, parameter, v->bytes.data, v->bytes.length, SQLITE_STATIC, SQLITE_UTF8);
        return;
    case VALUE_BLOB:
        sqlite3_bind_blob64(statement, parameter, v->bytes.data, v->bytes.length, SQLITE_STATIC);
        return;
    }
}

static void execute(connection *c, const recording *r, const execution *e) {
    sqlite3_stmt **statement = &c->statements[e->text];
    if (*statement == NULL &&
        sqlite3_prepare_v3(c->handle, r->texts[e->text], -1, SQLITE_PREPARE_PERSISTENT, statement, NULL) != SQLITE_OK)
        fail(sqlite3_errmsg(c->handle));
    for (size_t i = 0; i < e->value_count; i++)
        value_bind(*statement, (int)i + 1, &e->values[i]);
    while (sqlite3_step(*statement) == SQLITE_ROW)
        ;
    if (sqlite3_reset(*statement) != SQLITE_OK)
        fail(sqlite3_errmsg(c->handle));
}

// Whether the execution ends the transaction that the writer is in, or begins one although it is in one: such are left out,
// until a batch is complete. Batches differ by one write at most, so that their mean is `batch`.
typedef struct batches {
    double size, due;
    uint64_t writes;
    bool open;
} batches;

static bool left_out(batches *b, const char *prepared) {
    if (strcmp(prepared, "BEGIN IMMEDIATE") == 0) {
        bool inside = b->open;
        if (!inside)
            b->due += b->size;
        b->open = true;
        return inside;
    }
    if (strcmp(prepared, "COMMIT") != 0)
        return false;
    b->open = (double)++b->writes < b->due;
    return b->open;
}

static uint64_t recording_replay(const recording *r, connection *connections, double batch) {
    batches b = {.size = batch};
    for (const execution *e = r->first; e != NULL; e = e->next)
        if (e->connection != r->writer || !left_out(&b, r->texts[e->text]))
            execute(&connections[e->connection], r, e);
    if (b.open && sqlite3_exec(connections[r->writer].handle, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
        fail("the last batch cannot be committed");
    return b.writes;
}

static double processor_microseconds(void) {
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return 1e6 * (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

int main(int count, char **arguments) {
    double batch = count == 4 ? strtod(arguments[3], NULL) : 0;
    if (!(batch >= 1 && batch <= 100000))
        fail("usage: bench_replay FILE STATEMENTS BATCH");
    static connection connections[CONNECTIONS_MAXIMUM];
    recording r;
    recording_read(&r, arguments[2]);
    if (sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) != SQLITE_OK)
        fail("SQLite cannot be set up");
    for (const execution *e = r.first; e != NULL; e = e->next)
        if (connections[e->connection].handle == NULL)
            connection_open(&connections[e->connection], arguments[1]);
    double began = processor_microseconds();
    uint64_t writes = recording_replay(&r, connections, batch);
    printf("writes %llu\nmicroseconds %.2f\n", (unsigned long long)writes,
           (processor_microseconds() - began) / (double)writes);
    return 0;
}
