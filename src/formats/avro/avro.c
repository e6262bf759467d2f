// What is wrong with the outermost type is told as a list, as of a JSON Schema; what is wrong further in stops the reading, with
// its place (read.c).
#include "formats/avro/avro.h"
#include "formats/avro/model.h"
#include "schema/render.h"

// --- the outermost type ----------------------------------------------------------------------------------------------

typedef struct check {
    arena *arena;
    const json_value *document;
    const char **items;
    size_t count;
} check;

static void complain(check *c, const char *message) {
    if (c->count < SCHEMA_ERRORS_MAX)
        c->items[c->count++] = message;
}

// The member of that name; complains and gives NULL when it is missing.
static const json_value *need(check *c, const char *name, const char *missing) {
    const json_value *value = json_get(c->document, name);
    if (value == NULL)
        complain(c, missing);
    return value;
}

static void check_name(check *c, const char *kind) {
    const json_value *name = need(c, "name", arena_printf(c->arena, "%s must have a 'name' field", kind));
    if (name != NULL && name->type != JSON_STRING)
        complain(c, arena_printf(c->arena, "%s 'name' must be a string", kind));
}

static void check_field(check *c, const json_value *field, uint32_t index) {
    if (field->type != JSON_OBJECT) {
        complain(c, arena_printf(c->arena, "Field %u must be an object", index));
        return;
    }
    const json_value *name = json_get(field, "name");
    if (name == NULL)
        complain(c, arena_printf(c->arena, "Field %u must have a 'name'", index));
    else if (name->type != JSON_STRING)
        complain(c, arena_printf(c->arena, "Field %u 'name' must be a string", index));
    if (json_get(field, "type") == NULL)
        complain(c, arena_printf(c->arena, "Field %u must have a 'type'", index));
}

static void check_record(check *c) {
    check_name(c, "Record");
    const json_value *fields = need(c, "fields", "Record must have a 'fields' field");
    if (fields == NULL)
        return;
    if (fields->type != JSON_ARRAY) {
        complain(c, "Record 'fields' must be an array");
        return;
    }
    for (uint32_t i = 0; i < fields->count && c->count < SCHEMA_ERRORS_MAX; i++)
        check_field(c, &fields->elements[i], i);
}

static void check_enum(check *c) {
    check_name(c, "Enum");
    const json_value *symbols = need(c, "symbols", "Enum must have a 'symbols' field");
    if (symbols == NULL)
        return;
    if (symbols->type != JSON_ARRAY) {
        complain(c, "Enum 'symbols' must be an array");
        return;
    }
    for (uint32_t i = 0; i < symbols->count; i++) {
        if (symbols->elements[i].type == JSON_STRING)
            continue;
        complain(c, "Enum symbols must be strings");
        return;
    }
}

static void check_fixed(check *c) {
    check_name(c, "Fixed");
    const json_value *size = need(c, "size", "Fixed must have a 'size' field");
    if (size != NULL && !avro_is_size(size))
        complain(c, "Fixed 'size' must be a non-negative integer");
}

static void check_type(check *c, const json_value *type) {
    text name = type->type == JSON_STRING ? json_text_of(type) : TEXT("");
    if (text_is(name, "record"))
        check_record(c);
    else if (text_is(name, "enum"))
        check_enum(c);
    else if (text_is(name, "array"))
        need(c, "items", "Array must have an 'items' field");
    else if (text_is(name, "map"))
        need(c, "values", "Map must have a 'values' field");
    else if (text_is(name, "fixed"))
        check_fixed(c);
    else if (avro_primitive_kind(name) == AVRO_PRIMITIVES)
        complain(c, arena_printf(c->arena, "Unknown Avro type: %s", value_render_plain(c->arena, type)));
}

schema_errors avro_validate(arena *a, const json_value *document) {
    check c = {.arena = a, .document = document, .items = arena_array(a, SCHEMA_ERRORS_MAX, sizeof *c.items)};
    const json_value *type = json_get(document, "type");
    bool is_type = document->type == JSON_OBJECT || document->type == JSON_ARRAY || document->type == JSON_STRING;
    if (!is_type)
        complain(&c, "Avro schema must be an object, an array or a string");
    else if (document->type == JSON_OBJECT && type == NULL)
        complain(&c, "Schema must have a 'type' field");
    else if (document->type == JSON_OBJECT)
        check_type(&c, type);
    return (schema_errors){c.items, c.count};
}

bool avro_is_likely(const json_value *document) {
    const json_value *type = document->type == JSON_OBJECT ? json_get(document, "type") : NULL;
    if (type == NULL || type->type != JSON_STRING)
        return false;
    if (text_is(json_text_of(type), "record"))
        return json_get(document, "fields") != NULL;
    return avro_primitive_kind(json_text_of(type)) != AVRO_PRIMITIVES;
}
