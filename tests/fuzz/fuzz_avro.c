// Avro from anybody: what is converted must be a valid JSON Schema that compiles, refers to nothing it does not hold, is
// equal to itself and to its printed form; what is not must say why.
#include "fuzz.h"

#include "formats/avro/avro.h"

static bool names_definition(const json_value *definitions, const json_value *reference) {
    text t = json_text_of(reference), prefix = TEXT("#/$defs/");
    return definitions != NULL && text_starts_with(t, prefix) &&
           json_get_text(definitions, (text){t.data + prefix.length, t.length - prefix.length}) != NULL;
}

// Walks subschemas only: properties and values of other keywords may hold anything.
static void check_references(const json_value *schema, const json_value *definitions) {
    static const char *const maps[] = {"properties", "$defs"};
    static const char *const single[] = {"items", "additionalProperties"};
    const json_value *value = json_get(schema, "$ref");
    REQUIRE(value == NULL || names_definition(definitions, value));
    for (size_t m = 0; m < 2; m++) {
        value = json_get(schema, maps[m]);
        for (uint32_t i = 0; value != NULL && i < value->count; i++)
            check_references(&value->members[i].value, definitions);
        value = json_get(schema, single[m]);
        if (value != NULL)
            check_references(value, definitions);
    }
    value = json_get(schema, "anyOf");
    for (uint32_t i = 0; value != NULL && i < value->count; i++)
        check_references(&value->elements[i], definitions);
}

static void check_schema(arena *a, const json_value *schema) {
    size_t length = 0;
    json_error error = {0};
    REQUIRE(schema_validate(a, schema).count == 0);
    check_references(schema, json_get(schema, "$defs"));
    const char *printed = json_print(a, schema, &length);
    const json_value *again = json_parse(a, (text){printed, length}, JSON_DEPTH_MAXIMUM, &error);
    REQUIRE(again != NULL && json_equal(schema, again));
    const compiled_schema *compiled = schema_compile(a, schema);
    REQUIRE(compiled == NULL || schema_diff(a, compiled, compiled).count == 0);
}

// Nothing changes from a schema to itself, however its members are ordered.
static void check_itself(arena *a, const json_value *document, const avro_schema *schema) {
    buffer sorted;
    json_error error = {0};
    buffer_init(&sorted, SIZE_MAX / 2);
    json_write_canonical(&sorted, document);
    avro_reading again = avro_read(a, json_parse(a, buffer_text(&sorted), JSON_DEPTH_MAXIMUM, &error));
    buffer_done(&sorted);
    REQUIRE(again.schema != NULL);
    REQUIRE(avro_diff(a, schema, again.schema).count == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena *a = arena_new(0);
    json_error error = {0};
    const json_value *document = json_parse(a, (text){(const char *)data, size}, JSON_DEPTH_DEFAULT, &error);
    if (document != NULL) {
        schema_errors errors = avro_validate(a, document);
        for (size_t i = 0; i < errors.count; i++)
            REQUIRE(errors.items[i][0] != '\0');
        avro_reading found = avro_read(a, document);
        REQUIRE((found.schema == NULL) == (found.message != NULL));
        REQUIRE((found.message == NULL) == (found.path == NULL));
        avro_is_likely(document);
        if (found.schema != NULL) {
            check_schema(a, avro_to_json_schema(a, found.schema));
            check_itself(a, document, found.schema);
        }
    }
    arena_free(a);
    return 0;
}
