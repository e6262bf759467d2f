// A record is a struct that a row of fields describes: its kind says how a slot is laid out and which value is null. All that
// is done to records is a walk along that row with a switch over the kind.
#include "base/record.h"
#include <math.h>
#include <stdlib.h>

const record_field *record_field_find(const record_type *type, text name) {
    for (unsigned i = 0; i < type->field_count; i++)
        if (type->fields[i].name_length == name.length && memcmp(type->fields[i].name, name.data, name.length) == 0)
            return &type->fields[i];
    return NULL;
}

bool record_is_null(const record_field *field, const void *record) {
    const char *slot = (const char *)record + field->offset;
    switch ((record_kind)field->kind) {
    case RECORD_STRING:
    case RECORD_RECORD:
        return *(const void *const *)slot == NULL;
    case RECORD_UUID:
        return !((const uuid *)slot)->set;
    case RECORD_TIME:
    case RECORD_INT:
        return *(const int64_t *)slot == RECORD_INT_NONE;
    case RECORD_NUMBER:
        return isnan(*(const double *)slot);
    case RECORD_BOOL:
        return *(const int8_t *)slot == RECORD_BOOL_NONE;
    case RECORD_ENUM:
        return *(const int *)slot == RECORD_ENUM_NONE;
    case RECORD_OBJECT:
    case RECORD_ANY:
    case RECORD_ARRAY:
    case RECORD_TEXTMAP:
    case RECORD_LISTMAP:
        return ((const record_json *)slot)->tree == NULL && ((const record_json *)slot)->raw.data == NULL;
    case RECORD_STRINGS:
    case RECORD_UUIDS:
    case RECORD_ENUMS:
    case RECORD_RECORDS:
        return ((const record_list *)slot)->items == NULL;
    }
    return true;
}

bool record_is_whole(const record_type *type) {
    return type->field_count == 1 && (type->fields[0].flags & RECORD_WHOLE) != 0;
}

static void set_none(const record_field *field, void *record) {
    char *slot = (char *)record + field->offset;
    switch ((record_kind)field->kind) {
    case RECORD_TIME:
    case RECORD_INT:
        *(int64_t *)slot = RECORD_INT_NONE;
        return;
    case RECORD_NUMBER:
        *(double *)slot = NAN;
        return;
    case RECORD_BOOL:
        *(int8_t *)slot = RECORD_BOOL_NONE;
        return;
    case RECORD_ENUM:
        *(int *)slot = RECORD_ENUM_NONE;
        return;
    default:
        return; // zero bytes are "none" for the others
    }
}

// The text between the quotes of a fallback that is a JSON string without escapes.
static text fallback_string(const char *fallback) {
    size_t length = strlen(fallback);
    return (text){fallback + 1, length - 2};
}

void record_blank(const record_type *type, void *record) {
    memset(record, 0, type->size);
    for (unsigned i = 0; i < type->field_count; i++)
        set_none(&type->fields[i], record);
}

static int64_t fallback_integer(const record_limits *limits, const char *fallback) {
    int64_t limit = 0;
    long long number = 0;
    if (record_fallback_limit(limits, fallback, &limit))
        return limit;
    text_to_int64(text_of(fallback), &number);
    return number;
}

static int enum_value(const record_enum *enumeration, text wanted) {
    for (unsigned i = 0; i < enumeration->count; i++)
        if (text_is(wanted, enumeration->values[i]))
            return (int)i;
    return RECORD_ENUM_NONE;
}

static record_ints fallback_enums(const record_field *field, arena *a) {
    json_error error;
    const json_value *list = json_parse(a, text_of(field->fallback), 2, &error);
    record_ints values = {arena_array(a, list->count + 1, sizeof(int)), list->count};
    for (uint32_t i = 0; i < list->count; i++)
        values.items[i] = enum_value(field->reference, json_text_of(&list->elements[i]));
    return values;
}

static void set_fallback(const record_field *field, const record_limits *limits, arena *a, void *record) {
    char *slot = (char *)record + field->offset;
    const char *fallback = field->fallback;
    switch ((record_kind)field->kind) {
    case RECORD_STRING:
        *(const char **)slot = arena_text(a, fallback_string(fallback));
        return;
    case RECORD_INT:
        *(int64_t *)slot = fallback_integer(limits, fallback);
        return;
    case RECORD_NUMBER:
        *(double *)slot = strtod(fallback, NULL);
        return;
    case RECORD_BOOL:
        *(int8_t *)slot = (int8_t)(fallback[0] == 't');
        return;
    case RECORD_ENUM:
        *(int *)slot = enum_value(field->reference, fallback_string(fallback));
        return;
    case RECORD_ENUMS:
        *(record_ints *)slot = fallback_enums(field, a);
        return;
    case RECORD_OBJECT:
    case RECORD_ANY:
    case RECORD_ARRAY:
    case RECORD_TEXTMAP:
    case RECORD_LISTMAP:
        ((record_json *)slot)->raw = text_of(fallback);
        return;
    case RECORD_STRINGS: // the only declared fallback of these lists is the empty one
    case RECORD_UUIDS:
        ((record_list *)slot)->items = arena_alloc(a, 1);
        return;
    default:
        return;
    }
}

void record_defaults_within(const record_type *type, const record_limits *limits, arena *a, void *record) {
    memset(record, 0, type->size);
    for (unsigned i = 0; i < type->field_count; i++) {
        set_none(&type->fields[i], record);
        if (type->fields[i].fallback != NULL)
            set_fallback(&type->fields[i], limits, a, record);
    }
}

void record_defaults(const record_type *type, arena *a, void *record) {
    record_defaults_within(type, NULL, a, record);
}

// --- encoding --------------------------------------------------------------------------------------------------------

static void encode_json(const record_json *json, json_writer *w) {
    if (json->raw.data != NULL)
        json_raw(w, json->raw);
    else
        json_value_out(w, json->tree);
}

static void encode_uuid(const uuid *id, json_writer *w) {
    char text_form[UUID_LENGTH + 1];
    uuid_format(id, text_form);
    json_string_plain(w, (text){text_form, UUID_LENGTH});
}

static void encode_list(const record_field *field, const void *slot, json_writer *w) {
    json_begin_array(w);
    if (field->kind == RECORD_STRINGS) {
        const record_strings *list = slot;
        for (size_t i = 0; i < list->count; i++)
            json_string(w, text_of(list->items[i]));
    } else if (field->kind == RECORD_UUIDS) {
        const record_uuids *list = slot;
        for (size_t i = 0; i < list->count; i++)
            encode_uuid(&list->items[i], w);
    } else if (field->kind == RECORD_ENUMS) {
        const record_ints *list = slot;
        const record_enum *enumeration = field->reference;
        for (size_t i = 0; i < list->count; i++)
            json_string(w, text_of(enumeration->values[list->items[i]]));
    } else {
        const record_list *list = slot;
        const record_type *type = field->reference;
        for (size_t i = 0; i < list->count; i++)
            record_encode(type, (const char *)list->items + i * type->size, w);
    }
    json_end_array(w);
}

static void encode_value(const record_field *field, const void *slot, json_writer *w) {
    switch ((record_kind)field->kind) {
    case RECORD_STRING:
        json_string(w, text_of(*(const char *const *)slot));
        return;
    case RECORD_UUID:
        encode_uuid(slot, w);
        return;
    case RECORD_TIME: {
        char text_form[TIMESTAMP_LENGTH + 1];
        timestamp_format(*(const int64_t *)slot, text_form);
        json_string_plain(w, (text){text_form, TIMESTAMP_LENGTH});
        return;
    }
    case RECORD_INT:
        json_integer(w, *(const int64_t *)slot);
        return;
    case RECORD_NUMBER:
        json_double(w, *(const double *)slot);
        return;
    case RECORD_BOOL:
        json_boolean(w, *(const int8_t *)slot == 1);
        return;
    case RECORD_ENUM:
        json_string_plain(w, text_of(((const record_enum *)field->reference)->values[*(const int *)slot]));
        return;
    case RECORD_OBJECT:
    case RECORD_ANY:
    case RECORD_ARRAY:
    case RECORD_TEXTMAP:
    case RECORD_LISTMAP:
        encode_json(slot, w);
        return;
    case RECORD_RECORD:
        record_encode(field->reference, *(const void *const *)slot, w);
        return;
    case RECORD_STRINGS:
    case RECORD_UUIDS:
    case RECORD_ENUMS:
    case RECORD_RECORDS:
        encode_list(field, slot, w);
        return;
    }
}

void record_encode(const record_type *type, const void *record, json_writer *w) {
    json_begin_object(w);
    for (unsigned i = 0; i < type->field_count; i++) {
        const record_field *field = &type->fields[i];
        bool is_null = record_is_null(field, record);
        if (is_null && (field->flags & RECORD_OMIT))
            continue;
        json_name_plain(w, (text){field->name, field->name_length});
        if (is_null)
            json_null(w);
        else
            encode_value(field, (const char *)record + field->offset, w);
    }
    json_end_object(w);
}

const json_value *record_tree(const record_type *type, const void *record, arena *a) {
    buffer out;
    json_error error;
    buffer_init(&out, SIZE_MAX);
    json_writer w = json_writer_on(&out);
    record_encode(type, record, &w);
    const json_value *tree = json_parse(a, buffer_text(&out), JSON_DEPTH_MAXIMUM, &error);
    buffer_done(&out);
    return tree;
}
