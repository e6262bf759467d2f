// A body into a record: down the JSON tree along the fields of the type, going on behind a problem so that all are told at
// once. Lists are decoded element by element as if each were a field of its own.
#include "base/record_decode.h"
#include <limits.h>
#include <stdlib.h>

static bool check_items(record_decoding *d, const record_field *field, const record_place *where,
                        const json_value *input) {
    int64_t minimum = record_bound(d->limits, field->minimum), maximum = record_bound(d->limits, field->maximum),
            count = input->count;
    bool is_short = minimum != RECORD_INT_NONE && count < minimum;
    bool is_long = maximum != RECORD_INT_NONE && count > maximum;
    if (!is_short && !is_long)
        return true;
    int64_t bound = is_short ? minimum : maximum;
    json_member members[] = {
        json_make_member("field_type", json_make_string(TEXT("List"))),
        json_make_member(is_short ? "min_length" : "max_length", json_make_integer(d->arena, bound)),
        json_make_member("actual_length", json_make_integer(d->arena, count)),
    };
    return record_refuse(d, where, input, is_short ? "too_short" : "too_long",
                         arena_printf(d->arena, "List should have at %s %lld item%s after validation, not %lld",
                                      is_short ? "least" : "most", (long long)bound, bound == 1 ? "" : "s",
                                      (long long)count),
                         json_make_object(d->arena, members, 3));
}

static bool decode_members(record_decoding *d, const record_type *type, const json_value *body,
                           const record_place *where, void *record);
static bool decode_value(record_decoding *d, const record_field *field, const json_value *value,
                         const record_place *where, void *slot);

static bool string_needed(record_decoding *d, const json_value *value, const record_place *where) {
    return record_refuse(d, where, value, "string_type", "Input should be a valid string", NULL);
}

static bool check_text_list(record_decoding *d, const json_value *list, const record_place *where) {
    if (list->type != JSON_ARRAY)
        return record_refuse(d, where, list, "list_type", "Input should be a valid list", NULL);
    bool fine = true;
    for (uint32_t i = 0; i < list->count && !record_told_all(d); i++) {
        record_place item = {where, NULL, i};
        if (list->elements[i].type != JSON_STRING)
            fine = string_needed(d, &list->elements[i], &item);
    }
    return fine;
}

static bool decode_json(record_decoding *d, const record_field *field, const json_value *value,
                        const record_place *where, record_json *slot) {
    if (field->kind == RECORD_ARRAY && value->type != JSON_ARRAY)
        return record_refuse(d, where, value, "list_type", "Input should be a valid list", NULL);
    bool fits = field->kind == RECORD_ARRAY || field->kind == RECORD_ANY || value->type == JSON_OBJECT ||
                ((field->flags & RECORD_SCHEMA) != 0 && value->type == JSON_BOOLEAN);
    if (!fits)
        return record_refuse(d, where, value, "dict_type", "Input should be a valid dictionary", NULL);
    bool fine = true;
    if (field->kind == RECORD_TEXTMAP || field->kind == RECORD_LISTMAP)
        for (uint32_t i = 0; i < value->count && !record_told_all(d); i++) {
            const json_member *member = &value->members[i];
            record_place item = {where, member->name, 0};
            if (field->kind == RECORD_LISTMAP)
                fine = check_text_list(d, &member->value, &item) && fine;
            else if (member->value.type != JSON_STRING)
                fine = string_needed(d, &member->value, &item);
        }
    *slot = (record_json){.tree = value};
    return fine && record_apply_rule(d, field, where, value, slot);
}

static bool decode_list(record_decoding *d, const record_field *field, const json_value *value,
                        const record_place *where, void *slot) {
    if (value->type != JSON_ARRAY)
        return record_refuse(d, where, value, "list_type", "Input should be a valid list", NULL);
    if (!check_items(d, field, where, value))
        return false;
    record_field element = *field;
    size_t size = sizeof(uuid);
    if (field->kind == RECORD_STRINGS) {
        element.kind = RECORD_STRING;
        size = sizeof(const char *);
    } else if (field->kind == RECORD_UUIDS) {
        element.kind = RECORD_UUID;
    } else if (field->kind == RECORD_ENUMS) {
        element.kind = RECORD_ENUM;
        size = sizeof(int);
    } else {
        element.kind = RECORD_RECORD;
        size = ((const record_type *)field->reference)->size;
    }
    element.minimum = element.maximum = RECORD_INT_NONE;
    d->list_bytes = 0;
    char *items = arena_zalloc(d->arena, value->count * size + 1); // never NULL, so that an empty list is not null
    bool fine = true;
    for (uint32_t i = 0; i < value->count && !record_told_all(d); i++) {
        record_place item = {where, NULL, i};
        const json_value *entry = &value->elements[i];
        if (element.kind != RECORD_RECORD)
            fine = decode_value(d, &element, entry, &item, items + i * size) && fine;
        else
            fine = decode_members(d, field->reference, entry, &item, items + i * size) && fine;
    }
    *(record_list *)slot = (record_list){items, value->count};
    bool is_ruled = fine && element.kind == RECORD_RECORD; // the rule of other lists is one of their elements
    return is_ruled ? record_apply_rule(d, field, where, value, slot) : fine;
}

static bool decode_integer(record_decoding *d, const record_field *field, const json_value *value,
                           const record_place *where, int64_t *slot) {
    if (value->type != JSON_NUMBER)
        return record_refuse(d, where, value, "int_type", "Input should be a valid integer", NULL);
    int64_t number = 0;
    if (!json_to_int64(value, &number) || number == RECORD_INT_NONE)
        return record_refuse(d, where, value, "int_from_float",
                             "Input should be a valid integer, got a number with a fractional part or out of range",
                             NULL);
    *slot = number;
    return record_check_range(d, field, where, value, number);
}

static bool decode_value(record_decoding *d, const record_field *field, const json_value *value,
                         const record_place *where, void *slot) {
    switch ((record_kind)field->kind) {
    case RECORD_STRING:
        if (value->type != JSON_STRING)
            return record_refuse(d, where, record_shown(d, field, value), "string_type",
                                 "Input should be a valid string", NULL);
        return record_take_string(d, field, where, value, json_text_of(value), value->holds_nul, slot);
    case RECORD_UUID:
        if (value->type != JSON_STRING)
            return record_refuse(d, where, value, "uuid_type", "UUID input should be a string, bytes or UUID object",
                                 NULL);
        return record_take_uuid(d, where, value, json_text_of(value), slot);
    case RECORD_TIME:
        return record_take_time(d, field, where, value, slot);
    case RECORD_INT:
        return decode_integer(d, field, value, where, slot);
    case RECORD_NUMBER:
        if (value->type != JSON_NUMBER)
            return record_refuse(d, where, value, "float_type", "Input should be a valid number", NULL);
        return record_take_number(d, field, where, value, json_to_double(value), slot);
    case RECORD_BOOL:
        if (value->type != JSON_BOOLEAN)
            return record_refuse(d, where, value, "bool_type", "Input should be a valid boolean", NULL);
        *(int8_t *)slot = (int8_t)value->boolean;
        return true;
    case RECORD_ENUM:
        return record_take_enum(d, field, where, value, value->type == JSON_STRING ? json_text_of(value) : TEXT_NONE,
                                slot);
    case RECORD_OBJECT:
    case RECORD_ANY:
    case RECORD_ARRAY:
    case RECORD_TEXTMAP:
    case RECORD_LISTMAP:
        return decode_json(d, field, value, where, slot);
    case RECORD_RECORD: {
        const record_type *type = field->reference;
        void *nested = arena_alloc(d->arena, type->size);
        *(void **)slot = nested;
        return decode_members(d, type, value, where, nested);
    }
    case RECORD_STRINGS:
    case RECORD_UUIDS:
    case RECORD_ENUMS:
    case RECORD_RECORDS:
        return decode_list(d, field, value, where, slot);
    }
    return false;
}

// Whether the body says that its document is written in another language than the usual one, whose documents are objects.
static bool is_foreign(const record_type *type, const json_value *body) {
    const record_field *format = record_field_find(type, TEXT("schema_format"));
    const json_value *given = json_get(body, "schema_format");
    if (format == NULL || given == NULL || given->type != JSON_STRING)
        return false;
    text usual = text_of(format->fallback); // as JSON
    return usual.length != given->count + 2 || memcmp(usual.data + 1, given->string, given->count) != 0;
}

static bool decode_formatted(record_decoding *d, const record_type *type, const record_field *field,
                             const json_value *body, const json_value *value, const record_place *where, void *slot) {
    record_field any = *field;
    if (is_foreign(type, body))
        any.kind = RECORD_ANY;
    return decode_value(d, &any, value, where, slot);
}

static bool decode_members(record_decoding *d, const record_type *type, const json_value *body,
                           const record_place *where, void *record) {
    record_defaults_within(type, d->limits, d->arena, record);
    if (body->type != JSON_OBJECT)
        return record_refuse(d, where, body, "model_attributes_type",
                             "Input should be a valid dictionary or object to extract fields from", NULL);
    bool fine = true;
    for (unsigned i = 0; i < type->field_count && !record_told_all(d); i++) {
        const record_field *field = &type->fields[i];
        record_place member = {where, field->name, 0};
        const json_value *value = json_get_text(body, (text){field->name, field->name_length});
        if (value == NULL) {
            if (field->flags & RECORD_REQUIRED)
                fine = record_refuse(d, &member, record_shown_body(d, type, body), "missing", "Field required", NULL);
            continue;
        }
        if (value->type == JSON_NULL && (field->flags & RECORD_NULLABLE))
            continue;
        void *slot = (char *)record + field->offset;
        bool formatted = (field->flags & RECORD_FORMATTED) != 0;
        fine = (formatted ? decode_formatted(d, type, field, body, value, &member, slot)
                          : decode_value(d, field, value, &member, slot)) &&
               fine;
    }
    if (!fine || type->rule == NULL)
        return fine;
    const char *broken = type->rule(record);
    if (broken == NULL)
        return true;
    return record_refuse(d, where, record_shown_body(d, type, body), "value_error",
                         arena_printf(d->arena, "Value error, %s", broken),
                         record_problem_context(d->arena, "error", *json_make_object(d->arena, NULL, 0)));
}

bool record_decode(const record_type *type, const record_limits *limits, const json_value *body, arena *a,
                   record_problems *problems, void *record) {
    record_decoding d = {.arena = a, .problems = problems, .limits = limits};
    record_place top = {NULL, "body", 0};
    if (!record_is_whole(type))
        return decode_members(&d, type, body, &top, record);
    record_defaults_within(type, limits, a, record);
    return decode_value(&d, &type->fields[0], body, &top, (char *)record + type->fields[0].offset);
}

static bool is_given(const record_field *field, const record_parameter *parameters, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (text_equal(parameters[i].name, (text){field->name, field->name_length}) && parameters[i].value.length > 0)
            return true;
    return false;
}

bool record_decode_beside(const record_type *type, const record_type *body_type, const record_limits *limits,
                          const json_value *body, const record_parameter *parameters, size_t count, arena *a,
                          record_problems *problems, void *record) {
    record_decoding d = {.arena = a, .problems = problems, .limits = limits};
    record_place top = {NULL, "body", 0};
    bool fine = true;
    for (unsigned i = 0; i < type->field_count; i++) {
        const record_field *field = &type->fields[i];
        text name = {field->name, field->name_length};
        const json_value *value = record_field_find(body_type, name) == NULL ? json_get_text(body, name) : NULL;
        if (value == NULL || value->type == JSON_NULL)
            continue;
        record_place where = {&top, field->name, 0};
        void *beside = arena_alloc(a, type->size);
        record_blank(type, beside);
        if (!decode_value(&d, field, value, &where, (char *)beside + field->offset))
            fine = false;
        else if (record_update(type, record, type, beside, a) && is_given(field, parameters, count))
            fine = record_refuse(&d, &where, value, "value_error", "Value error, the query says otherwise",
                                 record_problem_context(a, "error", *json_make_object(a, NULL, 0)));
    }
    return fine;
}

// --- numbers ---------------------------------------------------------------------------------------------------------

static void check_numbers(record_decoding *d, const json_value *value, const record_place *where, int64_t length) {
    if (value->type == JSON_NUMBER && value->count > length) {
        json_value shown = json_make_string(TEXT("(too long to repeat)"));
        const json_value *input = json_make_array(d->arena, &shown, 1);
        record_refuse(d, where, input->elements, "number_too_long",
                      arena_printf(d->arena, "Number should have at most %lld digits", (long long)length),
                      record_problem_context_integer(d->arena, "max_digits", length));
    }
    bool object = value->type == JSON_OBJECT, nested = object || value->type == JSON_ARRAY;
    for (uint32_t i = 0; nested && i < value->count && !record_told_all(d); i++) {
        record_place inside = {where, object ? value->members[i].name : NULL, i};
        check_numbers(d, object ? &value->members[i].value : &value->elements[i], &inside, length);
    }
}

void record_check_numbers(const json_value *body, int64_t length, arena *a, record_problems *problems) {
    record_decoding d = {.arena = a, .problems = problems};
    record_place top = {NULL, "body", 0};
    check_numbers(&d, body, &top, length);
}
