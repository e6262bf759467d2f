// How the OpenAPI document tells a field; for describe_openapi.c.
#pragma once
#include "base/record.h"

// "name": "value".
void describe_pair(json_writer *w, const char *name, const char *value);
// "$ref": the schema of that title among the components.
void describe_reference(json_writer *w, const char *title);
// The JSON Schema of a field's values, bounds and default by `limits`.
void describe_field(json_writer *w, const record_field *f, const record_limits *limits, bool nullable, bool with_doc);
