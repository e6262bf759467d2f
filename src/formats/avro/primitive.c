#include "formats/avro/internal.h"

static const avro_primitive primitives[] = {
    {"null", "null", false},    {"boolean", "boolean", false}, {"int", "integer", false}, {"long", "integer", false},
    {"float", "number", false}, {"double", "number", false},   {"bytes", "string", true}, {"string", "string", false},
};

const avro_primitive *avro_primitive_find(text name) {
    for (size_t i = 0; i < sizeof primitives / sizeof *primitives; i++)
        if (text_is(name, primitives[i].name))
            return &primitives[i];
    return NULL;
}

void avro_put_primitive(const avro_primitive *primitive, json_builder *out) {
    json_put_string(out, "type", primitive->json_type);
    if (primitive->binary)
        json_put_string(out, "contentEncoding", "base64");
}

static void put_number(json_builder *p, const char *name, const json_value *value) {
    if (value != NULL && value->type == JSON_NUMBER)
        json_put(p, name, *value);
}

void avro_put_logical_type(const json_value *source, json_builder *out) {
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

void avro_put_doc(json_builder *out, const json_value *source) {
    const json_value *doc = json_get(source, "doc");
    if (doc != NULL && doc->type == JSON_STRING)
        json_put(out, "description", *doc);
}
