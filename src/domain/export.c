// A line has the fields of what the API shows, as far as they are columns of the table and not null. JSON goes into it as it is
// stored.
#include "domain/export.h"
#include "base/timestamp.h"
#include "domain/line_kinds.h"
#include "store/move.h"

enum { PIECE_BYTES = 256 << 10, COLUMNS_MAXIMUM = 64 };

// A member of the lines of one kind.
typedef struct member {
    const record_field *field; // NULL: the time of the deletion
    const char *name;
    size_t column;
} member;

typedef struct export {
    const export_sink *sink;
    line_kind next; // kind of the next table
    const line_kind_row *kind;
    member members[COLUMNS_MAXIMUM];
    size_t member_count;
    size_t source_column; // that is told instead of the schema, where it has something; beyond the last: there is none
    size_t width;
    buffer out;
    int64_t done, total, lines;
}
export;

static size_t column_find(const move_table *table, const char *name) {
    size_t i = 0;
    while (i < table->width && strcmp(table->columns[i].name, name) != 0)
        i++;
    return i;
}

static void member_add(export *e, const move_table *table, const record_field *field, const char *name) {
    size_t column = column_find(table, name);
    if (column < table->width && e->member_count < COLUMNS_MAXIMUM)
        e->members[e->member_count++] = (member){field, name, column};
}

static bool table_begin(const move_table *table, int64_t rows, void *data) {
    export *e = data;
    e->kind = &line_kinds[e->next++];
    e->member_count = 0;
    e->width = table->width;
    e->done = 0;
    e->total = rows;
    const record_type *shown = e->kind->shown;
    for (unsigned i = 0; i < shown->field_count; i++)
        if (e->kind->left_out == NULL || strcmp(shown->fields[i].name, e->kind->left_out) != 0)
            member_add(e, table, &shown->fields[i], shown->fields[i].name);
    bool contracts = e->kind == &line_kinds[LINE_CONTRACT];
    e->source_column = contracts ? column_find(table, e->kind->extra) : table->width;
    if (!contracts && e->kind->extra != NULL)
        member_add(e, table, NULL, e->kind->extra);
    return true;
}

static void time_write(json_writer *w, int64_t micros) {
    char printed[TIMESTAMP_LENGTH + 1];
    timestamp_format(micros, printed);
    json_string_plain(w, (text){printed, TIMESTAMP_LENGTH});
}

static void id_write(json_writer *w, text bytes) {
    uuid id = {.set = true};
    char printed[UUID_LENGTH + 1];
    memcpy(id.bytes, bytes.data, sizeof id.bytes);
    uuid_format(&id, printed);
    json_string_plain(w, (text){printed, UUID_LENGTH});
}

static void value_write(json_writer *w, const record_field *field, const cell *c) {
    switch (field == NULL ? RECORD_TIME : (record_kind)field->kind) {
    case RECORD_STRING:
    case RECORD_ENUM:
        json_string(w, c->bytes);
        break;
    case RECORD_UUID:
        id_write(w, c->bytes);
        break;
    case RECORD_TIME:
        time_write(w, c->integer);
        break;
    case RECORD_INT:
        json_integer(w, c->integer);
        break;
    case RECORD_NUMBER:
        json_double(w, c->real);
        break;
    case RECORD_BOOL:
        json_boolean(w, c->integer != 0);
        break;
    default:
        json_raw(w, c->bytes);
    }
}

static bool piece_send(export *e) {
    bool sent = e->out.length == 0 || e->sink->write(buffer_text(&e->out), e->sink->data);
    buffer_clear(&e->out, SIZE_MAX);
    e->sink->progress(e->kind == NULL ? "" : e->kind->name, e->done, e->total, e->sink->data);
    return sent;
}

static bool row_take(const cell *row, void *data) {
    export *e = data;
    json_writer w = json_writer_on(&e->out);
    json_begin_object(&w);
    json_name(&w, e->kind->name);
    json_begin_object(&w);
    for (size_t i = 0; i < e->member_count; i++) {
        const member *m = &e->members[i];
        const cell *c = &row[m->column];
        if (e->source_column < e->width && row[e->source_column].kind != CELL_NULL && strcmp(m->name, "schema") == 0)
            c = &row[e->source_column];
        if (c->kind == CELL_NULL)
            continue;
        json_name(&w, m->name);
        value_write(&w, m->field, c);
    }
    json_end_object(&w);
    json_end_object(&w);
    buffer_append_byte(&e->out, '\n');
    e->done++;
    e->lines++;
    return e->out.length < PIECE_BYTES || piece_send(e);
}

bool export_run(const char *url, const export_sink *sink, int64_t *lines, char *message, size_t message_size) {
    export e = {.sink = sink};
    const char *names[line_kind_count];
    for (size_t i = 0; i < line_kind_count; i++)
        names[i] = line_kinds[i].table;
    buffer_init(&e.out, SIZE_MAX);
    move_reading reading = {.begin = table_begin, .take = row_take, .data = &e};
    bool done = store_read_tables(url, names, line_kind_count, &reading, message, message_size) && piece_send(&e);
    buffer_done(&e.out);
    *lines = e.lines;
    return done;
}
