#include "formats/avro/model.h"

static const char *const names[] = {
    [AVRO_NULL] = "null",     [AVRO_BOOLEAN] = "boolean", [AVRO_INT] = "int",     [AVRO_LONG] = "long",
    [AVRO_FLOAT] = "float",   [AVRO_DOUBLE] = "double",   [AVRO_BYTES] = "bytes", [AVRO_STRING] = "string",
    [AVRO_RECORD] = "record", [AVRO_ENUM] = "enum",       [AVRO_FIXED] = "fixed", [AVRO_ARRAY] = "array",
    [AVRO_MAP] = "map",       [AVRO_UNION] = "union",
};

const char *avro_kind_name(avro_kind kind) {
    return names[kind];
}

avro_kind avro_primitive_kind(text name) {
    avro_kind kind = AVRO_NULL;
    while (kind < AVRO_PRIMITIVES && !text_is(name, names[kind]))
        kind++;
    return kind;
}

bool avro_is_complex(text name) {
    for (avro_kind kind = AVRO_RECORD; kind < AVRO_UNION; kind++)
        if (text_is(name, names[kind]))
            return true;
    return false;
}

bool avro_is_size(const json_value *value) {
    int64_t size = -1;
    return value->type == JSON_NUMBER && value->integer && json_to_int64(value, &size) && size >= 0;
}

// --- logical types ---------------------------------------------------------------------------------------------------

static bool read_integer(const json_value *source, const char *name, int64_t *out) {
    const json_value *value = json_get(source, name);
    return value != NULL && value->type == JSON_NUMBER && json_to_int64(value, out);
}

// A precision above zero, within what a fixed can hold; a scale from 0 to the precision.
static avro_logical decimal_of(const avro_type *type) {
    avro_logical decimal = {.name = "decimal"};
    bool scaled = json_get(type->source, "scale") != NULL;
    if (!read_integer(type->source, "precision", &decimal.precision) || decimal.precision <= 0 ||
        (scaled && !read_integer(type->source, "scale", &decimal.scale)) || decimal.scale < 0 ||
        decimal.scale > decimal.precision)
        return (avro_logical){0};
    if (type->kind == AVRO_FIXED && type->size < 1000000000 &&
        decimal.precision > (8 * type->size - 1) * 30103 / 100000) // log10(2) = 0.30103
        return (avro_logical){0};
    return decimal;
}

avro_logical avro_logical_of(const avro_type *type) {
    static const struct {
        const char *name;
        avro_kind kind;
        int64_t size; // of a fixed
    } known[] = {
        {"date", AVRO_INT, 0},
        {"time-millis", AVRO_INT, 0},
        {"time-micros", AVRO_LONG, 0},
        {"timestamp-millis", AVRO_LONG, 0},
        {"timestamp-micros", AVRO_LONG, 0},
        {"timestamp-nanos", AVRO_LONG, 0},
        {"local-timestamp-millis", AVRO_LONG, 0},
        {"local-timestamp-micros", AVRO_LONG, 0},
        {"local-timestamp-nanos", AVRO_LONG, 0},
        {"uuid", AVRO_STRING, 0},
        {"uuid", AVRO_FIXED, 16},
        {"duration", AVRO_FIXED, 12},
    };
    const json_value *logical = json_get(type->source, "logicalType");
    if (logical == NULL || logical->type != JSON_STRING)
        return (avro_logical){0};
    text name = json_text_of(logical);
    if (text_is(name, "decimal") && (type->kind == AVRO_BYTES || type->kind == AVRO_FIXED))
        return decimal_of(type);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_is(name, known[i].name) && type->kind == known[i].kind && type->size == known[i].size)
            return (avro_logical){.name = known[i].name};
    return (avro_logical){0};
}
