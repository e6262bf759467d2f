// Each language in which schemas are handed in is checked by its own rules and told as JSON Schema; from here on there is but
// that. Limits of published schemas were checked on what came; a conversion makes more of it, so its result is checked again.
#include "domain/document.h"
#include "base/json_build.h"
#include "formats/format.h"
#include "model/rules.h"
#include <assert.h>

static_assert((int)schema_format_json_schema == (int)FORMAT_json_schema &&
                  (int)schema_format_avro == (int)FORMAT_avro && (int)FORMATS == (int)FORMAT_avro + 1,
              "formats are in one order");

static json_value error_list(arena *a, schema_errors errors) {
    json_value *items = arena_array(a, errors.count + 1, sizeof *items);
    for (size_t i = 0; i < errors.count; i++)
        items[i] = json_make_string(text_of(errors.items[i]));
    return *json_make_array(a, items, errors.count);
}

// "Invalid JSON Schema: $.type: …", and how many more there are.
static const char *first_error(arena *a, const char *what, schema_errors errors) {
    return errors.count == 1 ? arena_printf(a, "%s: %s", what, errors.items[0])
                             : arena_printf(a, "%s: %s (and %zu more)", what, errors.items[0], errors.count - 1);
}

static const json_value *details_of(arena *a, const format *language, const format_reading *found) {
    json_builder details = json_builder_on(a);
    if (found->errors.count > 0)
        json_put(&details, "errors", error_list(a, found->errors));
    else
        json_put_string(&details, "path", found->path);
    if (found->message != NULL) // those that say what it is not say what it is
        json_put_string(&details, "schema_format", language->name);
    return json_built(&details);
}

contract_document contract_document_read(const record_limits *limits, arena *a, int format_number,
                                         const json_value *submitted) {
    const format *language = format_get((format_id)format_number);
    contract_document document = {.format = format_number};
    format_reading found = language->read(a, submitted);
    document.schema = found.schema;
    document.message = found.message;
    if (found.errors.count > 0)
        document.message = first_error(a, found.message != NULL ? found.message : "Invalid JSON Schema", found.errors);
    if (found.schema == NULL)
        document.details = details_of(a, language, &found);
    else if (found.schema != submitted)
        schema_within_limits(limits, a, found.schema, &document.excess);
    if (language->compare != NULL)
        document.source = submitted;
    return document;
}
