// Avro as one of the languages of schemas.
#include "formats/format.h"
#include "formats/avro/avro.h"
#include "formats/avro/remedy.h"

static format_reading read(arena *a, const json_value *document) {
    schema_errors errors = avro_validate(a, document);
    if (errors.count > 0)
        return (format_reading){.message = "Invalid Avro schema", .errors = errors};
    avro_reading found = avro_read(a, document);
    if (found.schema == NULL)
        return (format_reading){.message = arena_printf(a, "Failed to convert Avro schema: %s", found.message),
                                .path = found.path};
    return (format_reading){.schema = avro_to_json_schema(a, found.schema)};
}

static const void *prepare(arena *a, const json_value *document) {
    return avro_read_kept(a, document);
}

static schema_changes compare(arena *a, const schema_budget *budget, const void *old, const void *new) {
    return avro_diff_within(a, budget, old, new);
}

static remedies suggest(arena *a, const void *old, const void *new, schema_changes breaking, schema_mode mode) {
    return avro_suggest(a, old, new, breaking, mode);
}

extern const format format_avro;
const format format_avro = {
    .name = "avro",
    .takes_any = true,
    .read = read,
    .prepare = prepare,
    .compare = compare,
    .unshown = "It breaks a rule of Avro, which is about binary data and not about documents in JSON",
    .suggest = suggest,
};
