// Each language in which schemas are handed in is checked by its own rules and told as JSON Schema; from here on there is but that.
// Limits of published schemas were checked on what came; a conversion makes more of it, so its result is checked again.
#include "domain/document.h"
#include "base/json_build.h"
#include "formats/avro/avro.h"
#include "model/rules.h"

static json_value error_list(arena *a, schema_errors errors) {
    json_value *items = arena_array(a, errors.count + 1, sizeof *items);
    for (size_t i = 0; i < errors.count; i++)
        items[i] = json_make_string(text_of(errors.items[i]));
    return *json_make_array(a, items, errors.count);
}

static contract_document refuse_avro(arena *a, const char *message, const char *name, json_value what) {
    json_builder details = json_builder_on(a);
    json_put(&details, name, what);
    json_put_string(&details, "schema_format", "avro");
    return (contract_document){.message = message, .details = json_built(&details)};
}

static contract_document read_avro(const record_limits *limits, arena *a, const json_value *submitted) {
    schema_errors errors = avro_validate(a, submitted);
    if (errors.count > 0)
        return refuse_avro(a, "Invalid Avro schema", "errors", error_list(a, errors));
    avro_conversion made = avro_convert(a, submitted);
    if (made.schema == NULL)
        return refuse_avro(a, arena_printf(a, "Failed to convert Avro schema: %s", made.message), "path",
                           json_make_string(text_of(made.path)));
    contract_document document = {.schema = made.schema};
    schema_within_limits(limits, a, made.schema, &document.excess);
    return document;
}

static contract_document read_json_schema(arena *a, const json_value *submitted) {
    schema_errors errors = schema_validate(a, submitted);
    if (errors.count == 0)
        return (contract_document){.schema = submitted};
    json_builder details = json_builder_on(a);
    json_put(&details, "errors", error_list(a, errors));
    return (contract_document){.details = json_built(&details)};
}

contract_document contract_document_read(const record_limits *limits, arena *a, int format,
                                         const json_value *submitted) {
    contract_document document =
        format == schema_format_avro ? read_avro(limits, a, submitted) : read_json_schema(a, submitted);
    document.format = format;
    return document;
}
