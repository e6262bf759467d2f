// Two documents from anybody, parted by a zero byte: they are judged, compiled, compared, and the laws must hold.
#include "fuzz.h"

#include "schema/advise/guarantee.h"
#include "schema/advise/remedy.h"
#include "schema/advise/version.h"
#include "schema/schema.h"

enum { DEPTH = 100 };

// A value of a change can be printed, and read again.
static void check_value(arena *a, const json_value *value) {
    buffer out;
    buffer_init(&out, 1 << 20);
    json_writer w = json_writer_on(&out);
    if (value == NULL)
        json_null(&w);
    else
        json_value_out(&w, value);
    json_error error;
    REQUIRE(out.failed || json_parse(a, buffer_text(&out), JSON_DEPTH_MAXIMUM, &error) != NULL);
    buffer_done(&out);
}

static void check_changes(arena *a, schema_changes changes) {
    for (size_t i = 0; i < changes.count; i++) {
        REQUIRE(changes.items[i].path[0] != '\0' && changes.items[i].message[0] != '\0');
        REQUIRE(text_is_utf8(text_of(changes.items[i].path)) && text_is_utf8(text_of(changes.items[i].message)));
        check_value(a, changes.items[i].old_value);
        check_value(a, changes.items[i].new_value);
    }
}

static bool breaks(arena *a, schema_changes changes, schema_mode mode) {
    return schema_breaking(a, changes, mode).count > 0;
}

static void check_pair(arena *a, const json_value *old_document, const json_value *new_document) {
    const compiled_schema *old = schema_compile(a, old_document), *new = schema_compile(a, new_document);
    if (old == NULL || new == NULL)
        return;
    schema_changes there = schema_diff(a, old, new), back = schema_diff(a, new, old);
    check_changes(a, there);
    REQUIRE(schema_diff(a, old, old).count == 0);
    REQUIRE(breaks(a, there, SCHEMA_BACKWARD) == breaks(a, back, SCHEMA_FORWARD));
    REQUIRE(breaks(a, there, SCHEMA_FORWARD) == breaks(a, back, SCHEMA_BACKWARD));
    // A document is a value, too.
    bool compatible = !breaks(a, there, SCHEMA_BACKWARD);
    schema_verdict before = schema_accepts(old, new_document), after = schema_accepts(new, new_document);
    REQUIRE(there.count > 0 || before == SCHEMA_UNKNOWN || after == SCHEMA_UNKNOWN || before == after);
    schema_changes breaking = schema_breaking(a, there, SCHEMA_FULL);
    remedies found = remedies_suggest(a, old_document, new_document, breaking, SCHEMA_FULL);
    REQUIRE(!compatible || found.count == 0 || breaking.count > 0);
    guarantee_diff(a, old_document, new_document);
}

static void check_one(arena *a, const json_value *document) {
    schema_errors errors = schema_validate(a, document);
    for (size_t i = 0; i < errors.count; i++)
        REQUIRE(text_is_utf8(text_of(errors.items[i])));
    const char *message;
    schema_check_limits(a, document, &SCHEMA_LIMITS_DEFAULT, &message);
    schema_paths paths = schema_field_paths(a, document);
    for (size_t i = 0; i < paths.count; i++)
        REQUIRE(schema_paths_hold(paths, paths.items[i]));
}

static void check_versions(arena *a, text v) {
    version_number number;
    const char *message;
    bool parsed = version_parse(a, v, &number, &message);
    REQUIRE(!version_is_well_formed(v) || parsed || v.length > VERSION_LENGTH_MAX / 3);
    version_enforce(a, TEXT("1.2.3"), v, SCHEMA_MINOR);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const uint8_t *zero = size == 0 ? NULL : memchr(data, 0, size);
    size_t first = zero == NULL ? size : (size_t)(zero - data);
    arena *a = arena_new(0);
    json_error error = {0};
    const json_value *old = json_parse(a, (text){(const char *)data, first}, DEPTH, &error);
    if (old != NULL)
        check_one(a, old);
    else
        check_versions(a, (text){(const char *)data, first});
    const json_value *new =
        zero == NULL ? NULL : json_parse(a, (text){(const char *)zero + 1, size - first - 1}, DEPTH, &error);
    if (old != NULL && new != NULL)
        check_pair(a, old, new);
    arena_free(a);
    return 0;
}
