// Columns and fields find one another by their names, once. A database with a way of its own for many rows has it in its engine;
// elsewhere a prepared statement adds one after the other.
#include "store/load.h"
#include "store/db_engine.h"
#include "store/ids.h"
#include <string.h>

// --- tables ----------------------------------------------------------------------------------------------------------

static const move_table *table_find(const move_tables *tables, const char *name) {
    for (size_t i = 0; i < tables->count; i++)
        if (strcmp(tables->items[i].name, name) == 0)
            return &tables->items[i];
    return NULL;
}

static const char *insert_text(const move_table *table, arena *a) {
    buffer sql;
    buffer_init(&sql, SIZE_MAX);
    buffer_printf(&sql, "INSERT INTO %s (", table->name);
    for (size_t i = 0; i < table->width; i++)
        buffer_printf(&sql, "%s%s", i == 0 ? "" : ", ", table->columns[i].name);
    for (size_t i = 0; i < table->width; i++)
        buffer_printf(&sql, "%s?%zu", i == 0 ? ") VALUES (" : ", ", i + 1);
    buffer_append_byte(&sql, ')');
    const char *made = arena_text(a, buffer_text(&sql));
    buffer_done(&sql);
    return made;
}

bool load_table_make(load_table *out, const char *name, const record_type *type, const char *extra, arena *a,
                     char *message, size_t message_size) {
    move_tables tables;
    if (!move_catalogue(&tables, a, message, message_size))
        return false;
    const move_table *whole = table_find(&tables, name);
    if (whole == NULL)
        return refuse(message, message_size, "there is no table %s", name);
    *out = (load_table){.table = *whole, .fields = arena_array(a, whole->width + 1, sizeof *out->fields)};
    out->table.columns = arena_array(a, whole->width + 1, sizeof *out->table.columns);
    out->table.width = 0;
    for (size_t i = 0; i < whole->width; i++) {
        const record_field *field = record_field_find(type, text_of(whole->columns[i].name));
        if (field == NULL && (extra == NULL || strcmp(extra, whole->columns[i].name) != 0))
            continue;
        out->fields[out->table.width] = field;
        out->table.columns[out->table.width++] = whole->columns[i];
    }
    out->insert = insert_text(&out->table, a);
    out->find = arena_printf(a, "SELECT id FROM %s WHERE id = ?1", name);
    out->find_many = arena_printf(a, "SELECT i.place FROM tessera_ids(?1) i JOIN %s t ON t.id = i.id", name);
    return true;
}

// --- rows ------------------------------------------------------------------------------------------------------------

static cell text_cell(text value) {
    return (cell){.kind = CELL_TEXT, .bytes = value};
}

static cell field_cell(const record_field *field, const void *slot, arena *a) {
    switch ((record_kind)field->kind) {
    case RECORD_STRING:
        return text_cell(text_of(*(const char *const *)slot));
    case RECORD_UUID:
        return (cell){.kind = CELL_BYTES, .bytes = {(const char *)((const uuid *)slot)->bytes, 16}};
    case RECORD_TIME:
    case RECORD_INT:
        return (cell){.kind = CELL_INTEGER, .integer = *(const int64_t *)slot};
    case RECORD_NUMBER:
        return (cell){.kind = CELL_REAL, .real = *(const double *)slot};
    case RECORD_BOOL:
        return (cell){.kind = CELL_INTEGER, .integer = *(const int8_t *)slot != 0};
    case RECORD_ENUM:
        return text_cell(text_of(((const record_enum *)field->reference)->values[*(const int *)slot]));
    default:
        return text_cell(db_json_of(field, slot, a));
    }
}

void load_row(const load_table *table, const void *record, cell *row, arena *a) {
    for (size_t i = 0; i < table->table.width; i++) {
        const record_field *field = table->fields[i];
        bool none = field == NULL || record_is_null(field, record);
        row[i] = none ? (cell){.kind = CELL_NULL} : field_cell(field, (const char *)record + field->offset, a);
    }
}

static void cell_bind(db_query *q, int parameter, const cell *c) {
    switch (c->kind) {
    case CELL_INTEGER:
        db_bind_int(q, parameter, c->integer);
        break;
    case CELL_REAL:
        db_bind_number(q, parameter, c->real);
        break;
    case CELL_TEXT:
        db_bind_slice(q, parameter, c->bytes);
        break;
    case CELL_BYTES:
        db_bind_blob(q, parameter, c->bytes);
        break;
    default:
        db_bind_slice(q, parameter, TEXT_NONE);
    }
}

db_status store_load(db *d, const load_table *table, const cell *rows, size_t count) {
    if (d->engine->load != NULL)
        return d->engine->load(d, &table->table, rows, count);
    db_status status = DB_OK;
    for (size_t i = 0; i < count && status == DB_OK; i++) {
        db_query *q = db_prepare(d, table->insert);
        for (size_t column = 0; column < table->table.width; column++)
            cell_bind(q, (int)column + 1, &rows[i * table->table.width + column]);
        status = db_run(q, NULL);
    }
    return status;
}

bool store_load_has(db *d, const load_table *table, const uuid *id) {
    db_query *q = db_prepare(d, table->find);
    db_bind_uuid(q, 1, id);
    return db_run_uuid(q).set;
}

void store_load_find(db *d, const load_table *table, const uuid *ids, size_t count, bool *has, arena *a) {
    db_query *q = db_prepare(d, table->find_many);
    db_bind_blob(q, 1, store_ids(ids, count, a));
    while (db_step(q))
        has[db_column_int(q, 0)] = true;
    db_end(q);
}
