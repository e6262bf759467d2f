#include "server/schemas.h"

bool schema_valid_or_reply(request *rq, int format, schema_errors errors) {
    if (format == schema_format_avro) {
        reply_error(rq, ERROR_INVALID_SCHEMA, "Avro schemas are not supported by this version; submit JSON Schema",
                    NULL);
        return false;
    }
    if (errors.count == 0)
        return true;
    json_value *items = arena_array(rq->arena, errors.count, sizeof *items);
    for (size_t i = 0; i < errors.count; i++)
        items[i] = json_make_string(text_of(errors.items[i]));
    reply_error(rq, ERROR_INVALID_SCHEMA, NULL, detail(rq, "errors", *json_make_array(rq->arena, items, errors.count)));
    return false;
}

int schemas_validate(request *rq) {
    const struct schema_to_check *in = rq->body;
    schema_errors errors = schema_validate(rq->arena, in->schema.tree);
    struct schema_validity result = {.valid = errors.count == 0};
    result.errors.items = arena_array(rq->arena, errors.count + 1, sizeof *result.errors.items); // never null
    for (result.errors.count = 0; result.errors.count < errors.count; result.errors.count++)
        result.errors.items[result.errors.count] = errors.items[result.errors.count];
    return reply_record(rq, &type_schema_validity, &result);
}
