// Limits as people count them: bytes of the text that a client would send, properties, levels of objects.
#include "schema/schema.h"
#include <stdio.h>

typedef struct measure {
    size_t properties;
    unsigned depth;
} measure;

// Counts as people do: only objects that say so, and their declared properties; lists count as what they hold.
static void measure_node(const json_value *value, unsigned level, measure *m) {
    if (value->type != JSON_OBJECT)
        return;
    m->depth = level > m->depth ? level : m->depth;
    const json_value *type = json_get(value, "type");
    const json_value *properties = json_get(value, "properties");
    bool object = type != NULL && type->type == JSON_STRING && text_is(json_text_of(type), "object");
    if (object && properties != NULL && properties->type == JSON_OBJECT) {
        m->properties += properties->count;
        for (uint32_t i = 0; i < properties->count; i++)
            measure_node(&properties->members[i].value, level + 1, m);
    }
    const json_value *items = json_get(value, "items");
    if (items != NULL)
        measure_node(items, level, m);
}

// 1000000 as "1,000,000".
static const char *grouped(arena *a, size_t number) {
    char digits[32];
    int length = snprintf(digits, sizeof(digits), "%zu", number);
    char *out = arena_bytes(a, sizeof(digits) * 2);
    size_t used = 0;
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            out[used++] = ',';
        out[used++] = digits[i];
    }
    out[used] = '\0';
    return out;
}

bool schema_check_limits(arena *a, const json_value *document, const schema_limits *limits, const char **message) {
    size_t size = json_text_size(document, false);
    if (size > limits->size) {
        *message = arena_printf(a, "Schema too large. Maximum size: %s bytes (%zuMB). Current size: %s bytes.",
                                grouped(a, limits->size), limits->size / 1024 / 1024, grouped(a, size));
        return false;
    }
    measure m = {0};
    measure_node(document, 0, &m);
    if (m.properties > limits->properties) {
        *message = arena_printf(a, "Too many properties in schema (including nested). Maximum: %zu. Found: %zu.",
                                limits->properties, m.properties);
        return false;
    }
    if (m.depth > limits->depth) {
        *message = arena_printf(a, "Schema nesting too deep. Maximum depth: %u. Found: %u.", limits->depth, m.depth);
        return false;
    }
    return true;
}
