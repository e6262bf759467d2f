// The schema is told twice over: once as it stands, types in place where they are defined, and then each type that is referred
// to, for its entry in `$defs`. There, references stand for whatever has an entry of its own, so the result grows by what is
// referred to, and only once.
#include "base/json_build.h"
#include "formats/avro/avro.h"
#include "formats/avro/model.h"

typedef struct conversion {
    arena *arena;
    bool defining; // the second time
} conversion;

static const json_value *convert(const conversion *c, const avro_type *type);

static json_value convert_use(const conversion *c, const avro_use *use) {
    if (!use->by_name && !(c->defining && use->type->referenced))
        return *convert(c, use->type);
    json_builder out = json_builder_on(c->arena);
    json_put(&out, "$ref", json_make_string(use->type->reference));
    return *json_built(&out);
}

// The documentation of a type or field, where it is a text.
static void put_doc(json_builder *out, const json_value *source) {
    const json_value *doc = json_get(source, "doc");
    if (doc != NULL && doc->type == JSON_STRING)
        json_put(out, "description", *doc);
}

// --- primitive types -------------------------------------------------------------------------------------------------

static const char *const words[AVRO_PRIMITIVES] = {"null",   "boolean", "integer", "integer",
                                                   "number", "number",  "string",  "string"};

static void put_number(json_builder *out, const char *name, const json_value *value) {
    if (value != NULL && value->type == JSON_NUMBER)
        json_put(out, name, *value);
}

// What the `logicalType` of a primitive type adds; unknown ones add nothing.
static void put_logical_type(json_builder *out, const json_value *source) {
    static const struct {
        const char *name, *format;
    } formats[] = {
        {"date", "date"},
        {"time-millis", "time"},
        {"time-micros", "time"},
        {"timestamp-millis", "date-time"},
        {"timestamp-micros", "date-time"},
        {"local-timestamp-millis", "date-time"},
        {"local-timestamp-micros", "date-time"},
        {"uuid", "uuid"},
        {"duration", "duration"},
    };
    const json_value *logical = json_get(source, "logicalType");
    if (logical == NULL || logical->type != JSON_STRING)
        return;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (text_is(json_text_of(logical), formats[i].name))
            json_put_string(out, "format", formats[i].format);
    if (!text_is(json_text_of(logical), "decimal"))
        return;
    json_put_string(out, "type", "string");
    json_put_string(out, "pattern", "^-?\\d+(\\.\\d+)?$");
    put_number(out, "x-avro-precision", json_get(source, "precision"));
    put_number(out, "x-avro-scale", json_get(source, "scale"));
}

static void put_primitive(json_builder *out, const avro_type *type) {
    json_put_string(out, "type", words[type->kind]);
    if (type->kind == AVRO_BYTES)
        json_put_string(out, "contentEncoding", "base64");
    if (type->source != NULL)
        put_logical_type(out, type->source);
}

// --- complex types ---------------------------------------------------------------------------------------------------

static bool holds_null(const avro_type *type) {
    if (type->kind == AVRO_UNION)
        for (size_t i = 0; i < type->count; i++)
            if (type->uses[i].type->kind == AVRO_NULL)
                return true;
    return false;
}

static void put_field(const conversion *c, json_builder *properties, const avro_field *field) {
    json_value made = convert_use(c, &field->use);
    json_builder out = json_builder_on(c->arena);
    for (uint32_t i = 0; i < made.count; i++)
        json_put_member(&out, made.members[i]);
    json_put_present(&out, "default", field->fallback);
    put_doc(&out, field->source);
    json_put_member(properties, json_make_member_text(field->name, *json_built(&out)));
}

static void put_record(const conversion *c, json_builder *out, const avro_type *type) {
    json_builder properties = json_builder_on(c->arena);
    json_value *required = arena_array(c->arena, type->count + 1, sizeof *required);
    size_t required_count = 0;
    for (size_t i = 0; i < type->count; i++) {
        const avro_field *field = &type->fields[i];
        put_field(c, &properties, field);
        if (field->fallback == NULL && !holds_null(field->use.type))
            required[required_count++] = json_make_string(field->name);
    }
    json_put_string(out, "type", "object");
    json_put(out, "properties", *json_built(&properties));
    if (required_count > 0)
        json_put(out, "required", *json_make_array(c->arena, required, required_count));
    put_doc(out, type->source);
}

static void put_enum(json_builder *out, const avro_type *type) {
    json_put_string(out, "type", "string");
    json_put(out, "enum", *type->symbols);
    put_doc(out, type->source);
    json_put_present(out, "default", type->fallback);
}

static void put_fixed(json_builder *out, const avro_type *type) {
    const json_value *size = json_get(type->source, "size");
    json_put_string(out, "type", "string");
    json_put_string(out, "contentEncoding", "base64");
    json_put(out, "minLength", *size);
    json_put(out, "maxLength", *size);
}

static void put_union(const conversion *c, json_builder *out, const avro_type *type) {
    json_value *items = arena_array(c->arena, type->count, sizeof *items);
    // "Null or something": null comes first, whatever the order.
    bool turned = type->count == 2 && type->uses[1].type->kind == AVRO_NULL;
    for (size_t i = 0; i < type->count; i++)
        items[turned ? 1 - i : i] = convert_use(c, &type->uses[i]);
    json_put(out, "anyOf", *json_make_array(c->arena, items, type->count));
}

static const json_value *convert(const conversion *c, const avro_type *type) {
    json_builder out = json_builder_on(c->arena);
    switch (type->kind) {
    case AVRO_RECORD:
        put_record(c, &out, type);
        break;
    case AVRO_ENUM:
        put_enum(&out, type);
        break;
    case AVRO_FIXED:
        put_fixed(&out, type);
        break;
    case AVRO_ARRAY:
        json_put_string(&out, "type", "array");
        json_put(&out, "items", convert_use(c, type->uses));
        break;
    case AVRO_MAP:
        json_put_string(&out, "type", "object");
        json_put(&out, "additionalProperties", convert_use(c, type->uses));
        break;
    case AVRO_UNION:
        put_union(c, &out, type);
        break;
    default:
        put_primitive(&out, type);
    }
    return json_built(&out);
}

const json_value *avro_to_json_schema(arena *a, const avro_schema *schema) {
    conversion c = {.arena = a};
    json_builder out = json_builder_on(a), definitions = json_builder_on(a);
    const json_value *made = convert(&c, schema->root.type);
    for (uint32_t i = 0; i < made->count; i++)
        json_put_member(&out, made->members[i]);
    c.defining = true;
    for (const avro_type *t = schema->named; t != NULL; t = t->next) {
        if (!t->referenced)
            continue;
        text name = {arena_text(a, t->name), t->name.length};
        json_put_member(&definitions, json_make_member_text(name, *convert(&c, t)));
    }
    if (definitions.count > 0)
        json_put(&out, "$defs", *json_built(&definitions));
    return json_built(&out);
}
