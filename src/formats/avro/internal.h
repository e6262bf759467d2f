// What the files of the Avro format share. Private to src/formats.
#pragma once
#include "base/json_build.h"

typedef struct avro_primitive {
    const char *name;
    const char *json_type;
    bool binary; // bytes, which JSON carries as base64
} avro_primitive;

// The primitive type of that name, or NULL.
const avro_primitive *avro_primitive_find(text name);
// record, enum, array, map, fixed.
bool avro_is_complex(text name);
// A number of bytes: an integer from 0 to 2^63-1.
bool avro_is_size(const json_value *value);

// What a primitive type is in JSON Schema.
void avro_put_primitive(const avro_primitive *primitive, json_builder *out);
// What the `logicalType` of a primitive type adds; unknown ones add nothing.
void avro_put_logical_type(const json_value *source, json_builder *out);
// The documentation of a type or field, where it is a text.
void avro_put_doc(json_builder *out, const json_value *source);
