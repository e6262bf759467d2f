// Field paths: the keys of field descriptions and tags.
#include "base/buffer.h"
#include "schema/schema.h"
#include "schema/set.h"
#include <stdlib.h>

// Paths longer than this are left out: no one writes them, and they would multiply the document.
enum { PATH_MAX_BYTES = 1024 };

typedef struct collector {
    arena *a;
    text *items;
    size_t count;
    size_t capacity;
    buffer path; // the path under way
} collector;

static void collect_append(collector *c) {
    if (c->path.length > PATH_MAX_BYTES)
        return;
    if (c->count == c->capacity) {
        c->capacity = c->capacity == 0 ? 32 : c->capacity * 2;
        text *grown = arena_array(c->a, c->capacity, sizeof(text));
        if (c->count > 0)
            memcpy(grown, c->items, c->count * sizeof(text));
        c->items = grown;
    }
    c->items[c->count++] = (text){arena_text(c->a, buffer_text(&c->path)), c->path.length};
}

static bool is_declaring_object(const json_value *schema) {
    const json_value *type = json_get(schema, "type");
    return type != NULL && type->type == JSON_STRING && text_is(json_text_of(type), "object") &&
           json_get(schema, "properties") != NULL;
}

static void collect(collector *c, const json_value *schema);

// Cuts the path back to what it was before a member was added to it.
static void path_restore(collector *c, size_t length) {
    c->path.length = length;
}

static void collect_property(collector *c, const json_member *property) {
    size_t length = c->path.length;
    buffer_append_byte(&c->path, '.');
    buffer_append(&c->path, property->name, property->name_length);
    collect_append(c);
    size_t own = c->path.length;
    if (is_declaring_object(&property->value)) {
        buffer_append_string(&c->path, ".properties");
        collect(c, &property->value);
        path_restore(c, own);
    }
    const json_value *items = json_get(&property->value, "items");
    if (items != NULL && items->type == JSON_OBJECT) {
        buffer_append_string(&c->path, ".items.properties");
        collect(c, items);
    }
    path_restore(c, length);
}

static void collect(collector *c, const json_value *schema) {
    static const char *const compositions[] = {"allOf", "anyOf", "oneOf"};
    for (size_t i = 0; i < 3; i++) {
        const json_value *list = json_get(schema, compositions[i]);
        for (uint32_t j = 0; list != NULL && list->type == JSON_ARRAY && j < list->count; j++)
            collect(c, &list->elements[j]);
    }
    const json_value *properties = json_get(schema, "properties");
    for (uint32_t i = 0; properties != NULL && properties->type == JSON_OBJECT && i < properties->count; i++)
        collect_property(c, &properties->members[i]);
}

static int path_order(const void *a, const void *b) {
    return text_order(*(const text *)a, *(const text *)b);
}

schema_paths schema_field_paths(arena *a, const json_value *document) {
    collector c = {.a = a};
    buffer_init(&c.path, SIZE_MAX / 2);
    buffer_append_string(&c.path, "$.properties");
    collect(&c, document);
    buffer_done(&c.path);
    if (c.count > 0)
        qsort(c.items, c.count, sizeof(text), path_order);
    size_t kept = 0;
    for (size_t i = 0; i < c.count; i++)
        if (kept == 0 || !text_equal(c.items[kept - 1], c.items[i]))
            c.items[kept++] = c.items[i];
    return (schema_paths){.items = c.items, .count = kept};
}

bool schema_paths_hold(schema_paths paths, text path) {
    return paths.count > 0 && bsearch(&path, paths.items, paths.count, sizeof(text), path_order) != NULL;
}
