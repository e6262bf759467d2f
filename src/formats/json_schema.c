// JSON Schema itself: told as what it is.
#include "formats/format.h"

static format_reading read(arena *a, const json_value *document) {
    schema_errors errors = schema_validate(a, document);
    return (format_reading){.schema = errors.count == 0 ? document : NULL, .errors = errors};
}

extern const format format_json_schema;
const format format_json_schema = {.name = "json_schema", .read = read};
