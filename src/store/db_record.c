// Rows to records and back, driven by the descriptions of base/record.h. How the columns of a statement go with the fields
// of a record is worked out once and kept with the statement. The engine then reads a whole row in one call: what a record
// holds as the database has it goes straight into place; what is text there is left to be decoded here.
#include "base/log.h"
#include "base/memory.h"
#include "store/db_engine.h"

#define LOGGER "tessera.store"

enum {
    STORED_JSON_MAXIMUM = 64 << 20, // bytes of one JSON column
    ROWS_FIRST = 16,                // room for rows to begin with; doubles
};

// --- mappings --------------------------------------------------------------------------------------------------------

static db_form form_of(const record_field *field) {
    switch ((record_kind)field->kind) {
    case RECORD_UUID:
        return DB_FORM_UUID;
    case RECORD_TIME:
        return DB_FORM_TIME;
    case RECORD_INT:
        return DB_FORM_INTEGER;
    case RECORD_NUMBER:
        return DB_FORM_NUMBER;
    case RECORD_BOOL:
        return DB_FORM_BOOLEAN;
    case RECORD_STRING:
    case RECORD_ENUM:
        return DB_FORM_TEXT;
    default:
        return DB_FORM_JSON;
    }
}

static void mapping_add(db_mapping *mapping, int number, const char *name) {
    const record_field *field = name == NULL ? NULL : record_field_find(mapping->type, text_of(name));
    if (field != NULL)
        mapping->pairs[mapping->count++] = (struct db_mapping_pair){number, form_of(field), field};
}

static void *slot_of(void *record, const record_field *field) {
    return (char *)record + field->offset;
}

static const void *value_of(const void *record, const record_field *field) {
    return (const char *)record + field->offset;
}

static void mapping_begin(db_mapping *mapping, const record_type *type, int width) {
    db_mapping_done(mapping);
    mapping->type = type;
    mapping->width = width;
    mapping->pairs = memory_zalloc(((size_t)width + 1) * sizeof *mapping->pairs);
}

static db_mapping *columns_of(db_query *q, const record_type *type) {
    const db_engine *engine = q->connection->engine;
    db_mapping *mapping = &q->columns;
    int width = engine->column_count(q);
    if (mapping->type == type && mapping->width == width)
        return mapping;
    mapping_begin(mapping, type, width);
    for (int column = 0; column < width; column++)
        mapping_add(mapping, column, engine->column_name(q, column));
    mapping->texts = memory_zalloc(((size_t)width + 1) * sizeof *mapping->texts);
    mapping->blank = memory_alloc(type->size);
    record_blank(type, mapping->blank);
    return mapping;
}

static const db_mapping *parameters_of(db_query *q, const record_type *type) {
    const db_engine *engine = q->connection->engine;
    db_mapping *mapping = &q->parameters;
    if (mapping->type == type)
        return mapping;
    int width = engine->parameter_count(q);
    mapping_begin(mapping, type, width);
    for (int parameter = 1; parameter <= width; parameter++)
        mapping_add(mapping, parameter, engine->parameter_name(q, parameter));
    return mapping;
}

// --- binding ---------------------------------------------------------------------------------------------------------

static void strings_write(json_writer *w, const record_strings *list) {
    for (size_t i = 0; i < list->count; i++)
        json_string(w, text_of(list->items[i]));
}

static void uuids_write(json_writer *w, const record_uuids *list) {
    char id[UUID_LENGTH + 1];
    for (size_t i = 0; i < list->count; i++) {
        uuid_format(&list->items[i], id);
        json_string(w, (text){id, UUID_LENGTH});
    }
}

static void enums_write(json_writer *w, const record_enum *enumeration, const record_ints *list) {
    for (size_t i = 0; i < list->count; i++)
        json_string(w, text_of(enumeration->values[list->items[i]]));
}

static void records_write(json_writer *w, const record_type *type, const record_list *list) {
    for (size_t i = 0; i < list->count; i++)
        record_encode(type, (const char *)list->items + i * type->size, w);
}

static text json_of(const record_json *json, arena *a) {
    if (json->raw.data != NULL || json->tree == NULL || json->tree->type == JSON_NULL)
        return json->raw;
    text compact;
    compact.data = json_print(a, json->tree, &compact.length);
    return compact;
}

// Lists and nested records.
static text composite_of(const record_field *field, const void *slot, arena *a) {
    buffer out;
    buffer_init(&out, STORED_JSON_MAXIMUM);
    json_writer w = json_writer_on(&out);
    if (field->kind == RECORD_RECORD) {
        record_encode(field->reference, *(void *const *)slot, &w);
    } else {
        json_begin_array(&w);
        if (field->kind == RECORD_STRINGS)
            strings_write(&w, slot);
        else if (field->kind == RECORD_UUIDS)
            uuids_write(&w, slot);
        else if (field->kind == RECORD_ENUMS)
            enums_write(&w, field->reference, slot);
        else
            records_write(&w, field->reference, slot);
        json_end_array(&w);
    }
    text compact = out.failed ? TEXT_NONE : (text){arena_text(a, buffer_text(&out)), out.length};
    buffer_done(&out);
    return compact;
}

text db_json_of(const record_field *field, const void *slot, arena *a) {
    switch ((record_kind)field->kind) {
    case RECORD_OBJECT:
    case RECORD_ANY:
    case RECORD_ARRAY:
    case RECORD_TEXTMAP:
    case RECORD_LISTMAP:
        return json_of(slot, a);
    default:
        return composite_of(field, slot, a);
    }
}

static void composite_bind(db_query *q, int parameter, const record_field *field, const void *slot, arena *a) {
    text compact = composite_of(field, slot, a);
    if (compact.data == NULL)
        db_query_fail(q, "a list or a nested record is too large");
    else
        db_bind_json(q, parameter, compact);
}

static void field_bind(db_query *q, int parameter, const record_field *field, const void *slot, arena *a) {
    switch ((record_kind)field->kind) {
    case RECORD_STRING:
        db_bind_text(q, parameter, *(const char *const *)slot);
        break;
    case RECORD_UUID:
        db_bind_uuid(q, parameter, slot);
        break;
    case RECORD_TIME:
        db_bind_time(q, parameter, *(const int64_t *)slot);
        break;
    case RECORD_INT:
        db_bind_int(q, parameter, *(const int64_t *)slot);
        break;
    case RECORD_NUMBER:
        db_bind_number(q, parameter, *(const double *)slot);
        break;
    case RECORD_BOOL:
        db_bind_bool(q, parameter, *(const int8_t *)slot != 0);
        break;
    case RECORD_ENUM:
        db_bind_text(q, parameter, ((const record_enum *)field->reference)->values[*(const int *)slot]);
        break;
    case RECORD_OBJECT:
    case RECORD_ANY:
    case RECORD_ARRAY:
    case RECORD_TEXTMAP:
    case RECORD_LISTMAP:
        db_bind_json(q, parameter, json_of(slot, a));
        break;
    default:
        composite_bind(q, parameter, field, slot, a);
    }
}

void db_bind_record(db_query *q, const record_type *type, const void *record, arena *a) {
    if (q->status != DB_OK)
        return;
    const db_mapping *mapping = parameters_of(q, type);
    for (int i = 0; i < mapping->count; i++) {
        const struct db_mapping_pair *pair = &mapping->pairs[i];
        if (record_is_null(pair->field, record))
            db_bind_null(q, pair->number, pair->form);
        else
            field_bind(q, pair->number, pair->field, value_of(record, pair->field), a);
    }
}

// --- reading ---------------------------------------------------------------------------------------------------------

static int enum_of(const record_enum *enumeration, text wire) {
    for (unsigned i = 0; i < enumeration->count; i++)
        if (text_is(wire, enumeration->values[i]))
            return (int)i;
    log_error(LOGGER, "unknown value of %s in the database: %.*s", enumeration->name,
              (int)(wire.length < 100 ? wire.length : 100), wire.data);
    return RECORD_ENUM_NONE;
}

static bool nested_read(const record_type *type, const json_value *value, arena *a, void *record) {
    record_problems problems = {.arena = a};
    if (record_decode(type, NULL, value, a, &problems, record))
        return true;
    log_error(LOGGER, "a stored %s does not have its form", type->name);
    return false;
}

static void list_read(const record_field *field, const json_value *list, arena *a, void *slot) {
    size_t count = list->count;
    const record_type *type = field->reference;
    if (field->kind == RECORD_STRINGS) {
        const char **items = arena_array(a, count + 1, sizeof *items);
        for (size_t i = 0; i < count; i++)
            items[i] = list->elements[i].type == JSON_STRING ? list->elements[i].string : "";
        *(record_strings *)slot = (record_strings){items, count};
    } else if (field->kind == RECORD_UUIDS) {
        uuid *items = arena_zalloc(a, (count + 1) * sizeof *items);
        for (size_t i = 0; i < count; i++)
            if (list->elements[i].type == JSON_STRING)
                uuid_parse(json_text_of(&list->elements[i]), &items[i], NULL);
        *(record_uuids *)slot = (record_uuids){items, count};
    } else if (field->kind == RECORD_ENUMS) {
        record_ints ints = {arena_array(a, count + 1, sizeof(int)), 0};
        for (size_t i = 0; i < count; i++) {
            int value = list->elements[i].type == JSON_STRING
                            ? enum_of(field->reference, json_text_of(&list->elements[i]))
                            : RECORD_ENUM_NONE;
            if (value != RECORD_ENUM_NONE)
                ints.items[ints.count++] = value;
        }
        *(record_ints *)slot = ints;
    } else {
        record_list records = {arena_zalloc(a, (count + 1) * type->size), 0};
        for (size_t i = 0; i < count; i++)
            if (nested_read(type, &list->elements[i], a, (char *)records.items + records.count * type->size))
                records.count++;
        *(record_list *)slot = records;
    }
}

// Lists and nested records: decoded from their JSON text. What is not of the form stays none. False when the arena has no room.
static bool composite_read(const record_field *field, text stored, arena *a, void *slot) {
    json_error error;
    const json_value *value = json_parse(a, stored, JSON_DEPTH_MAXIMUM, &error);
    bool one = field->kind == RECORD_RECORD;
    if (value == NULL && error.too_large)
        return false;
    if (value == NULL || value->type != (one ? JSON_OBJECT : JSON_ARRAY)) {
        log_error(LOGGER, "stored %s is not the JSON that it should be", field->name);
        return true;
    }
    if (!one) {
        list_read(field, value, a, slot);
        return true;
    }
    const record_type *type = field->reference;
    void *record = arena_zalloc(a, type->size);
    if (nested_read(type, value, a, record))
        *(void **)slot = record;
    return true;
}

// A NUL, which no writer of this program lets in, would hide what stands behind it.
static const char *string_read(text stored, arena *a) {
    static const text shown = TEXT("\xef\xbf\xbd"); // U+FFFD
    const char *kept = arena_text(a, stored);
    if (stored.length == 0 || memchr(stored.data, '\0', stored.length) == NULL)
        return kept;
    char *out = arena_bytes(a, stored.length * shown.length + 1), *end = out;
    for (size_t i = 0; i < stored.length; i++) {
        const text next = stored.data[i] == '\0' ? shown : (text){stored.data + i, 1};
        memcpy(end, next.data, next.length);
        end += next.length;
    }
    *end = '\0';
    return out;
}

// False when the arena has no room for it.
static bool text_read(const record_field *field, text stored, arena *a, void *slot) {
    switch ((record_kind)field->kind) {
    case RECORD_STRING:
        *(const char **)slot = string_read(stored, a);
        return true;
    case RECORD_ENUM:
        *(int *)slot = enum_of(field->reference, stored);
        return true;
    case RECORD_OBJECT:
    case RECORD_ANY:
    case RECORD_ARRAY:
    case RECORD_TEXTMAP:
    case RECORD_LISTMAP:
        ((record_json *)slot)->raw = (text){arena_text(a, stored), stored.length};
        return true;
    default:
        return composite_read(field, stored, a, slot);
    }
}

// Counts the texts of the row; true when there is a limit for them which they pass.
static bool becomes_heavy(db *d, const db_mapping *mapping) {
    if (d->text_limit == 0)
        return false;
    for (int i = 0; i < mapping->count; i++)
        if (db_form_is_text(mapping->pairs[i].form) && mapping->texts[i].data != NULL)
            d->text_bytes += mapping->texts[i].length;
    return db_is_heavy(d);
}

void db_read_record(db_query *q, const record_type *type, void *record, arena *a) {
    db_mapping *mapping = columns_of(q, type);
    memcpy(record, mapping->blank, type->size);
    q->connection->engine->row_read(q, mapping, record);
    bool heavy = becomes_heavy(q->connection, mapping);
    for (int i = 0; i < mapping->count; i++) {
        const struct db_mapping_pair *pair = &mapping->pairs[i];
        if (!db_form_is_text(pair->form) || mapping->texts[i].data == NULL || (heavy && pair->form == DB_FORM_JSON))
            continue;
        if (!text_read(pair->field, mapping->texts[i], a, slot_of(record, pair->field)))
            q->connection->cut = true;
    }
}

bool db_run_record(db_query *q, const record_type *type, void *record, arena *a) {
    bool found = db_step(q);
    if (found)
        db_read_record(q, type, record, a);
    return db_end(q) == DB_OK && found;
}

record_list db_run_records(db_query *q, const record_type *type, size_t maximum, arena *a) {
    size_t room = maximum < ROWS_FIRST ? maximum : ROWS_FIRST;
    record_list rows = {arena_array(a, room + 1, type->size), 0};
    while (rows.count < maximum && db_step(q)) {
        if (arena_is_spent(a)) {
            q->connection->cut = true;
            break;
        }
        if (rows.count == room) {
            room = room > maximum / 2 ? maximum : room * 2;
            void *more = arena_array(a, room + 1, type->size);
            memcpy(more, rows.items, rows.count * type->size);
            rows.items = more;
        }
        db_read_record(q, type, (char *)rows.items + rows.count * type->size, a);
        rows.count++;
    }
    db_end(q);
    return rows;
}
