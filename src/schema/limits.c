// Limits as people count them: bytes of the text that a client would send, properties, levels of objects.
#include "schema/schema.h"
#include <stdio.h>

// Bytes that a character of a JSON string takes, non-ASCII as \uXXXX, by its first byte. Continuation bytes count nothing.
static const unsigned char byte_sizes[256] = {
    [0x00 ... 0x07] = 6, ['\b' ... '\n'] = 2, [0x0b] = 6,          ['\f' ... '\r'] = 2,
    [0x0e ... 0x1f] = 6, [0x20 ... 0x21] = 1, ['"'] = 2,           [0x23 ... 0x5b] = 1,
    ['\\'] = 2,          [0x5d ... 0x7f] = 1, [0xc0 ... 0xef] = 6, [0xf0 ... 0xff] = 12,
};

static size_t string_size(const char *bytes, size_t length) {
    size_t size = 2;
    for (size_t i = 0; i < length; i++)
        size += byte_sizes[(unsigned char)bytes[i]];
    return size;
}

static size_t value_size(const json_value *value) {
    size_t size = 0;
    switch (value->type) {
    case JSON_NULL:
        return 4;
    case JSON_BOOLEAN:
        return value->boolean ? 4 : 5;
    case JSON_NUMBER:
        return value->count;
    case JSON_STRING:
        return string_size(value->string, value->count);
    case JSON_ARRAY:
        for (uint32_t i = 0; i < value->count; i++)
            size += value_size(&value->elements[i]) + 1;
        break;
    case JSON_OBJECT:
        for (uint32_t i = 0; i < value->count; i++) {
            const json_member *member = &value->members[i];
            size += string_size(member->name, member->name_length) + value_size(&member->value) + 2;
        }
        break;
    }
    return size + (value->count == 0 ? 2 : 1); // brackets, and one separator fewer than items
}

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
    size_t size = value_size(document);
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
