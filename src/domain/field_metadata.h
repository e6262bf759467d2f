// Descriptions and tags of fields, carried from one contract to the next.
#pragma once
#include "base/record.h"
#include "schema/schema.h"

// The previous map without the keys that are no field of the new schema, with the submitted map laid over it. A JSON object.
const json_value *field_metadata_merge(arena *a, schema_paths fields, const record_json *previous,
                                       const record_json *submitted);
