// Where a change of an Avro schema is: its path names types and fields, `Order.lines.items.sku`, which are looked for one by one.
#include "cli/check.h"
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 100 };

static bool ends_step(char c) {
    return c == '\0' || c == '.' || c == '[';
}

// Whether the path begins with that name, as a whole step.
static bool begins_with(const char *path, const char *name) {
    size_t length = name == NULL ? 0 : strlen(name);
    return length > 0 && strncmp(path, name, length) == 0 && ends_step(path[length]);
}

// The definition whose name the path begins with, its namespace told or not; `*length` gets the bytes of that name.
static const value *find_type(const value *v, const char *path, size_t *length, unsigned depth) {
    const char *name = v->kind == VALUE_OBJECT ? value_get_text(v, "name") : NULL,
               *space = value_get_text(v, "namespace");
    size_t before = space == NULL || !begins_with(path, space) || path[strlen(space)] != '.' ? 0 : strlen(space) + 1;
    bool defines = name != NULL && value_get_text(v, "type") != NULL;
    if (defines && (begins_with(path, name) || begins_with(path + before, name))) {
        *length = strlen(name) + (begins_with(path, name) ? 0 : before);
        return v;
    }
    for (size_t i = 0; depth < DEPTH_MAX && i < v->count; i++) {
        const value *found = find_type(v->items[i].value, path, length, depth + 1);
        if (found != NULL)
            return found;
    }
    return NULL;
}

// What a type says: what it is called by is looked for, what is wrapped is taken out.
static const value *type_of(const value *document, const value *v) {
    for (unsigned i = 0; i < DEPTH_MAX && v->kind == VALUE_OBJECT; i++) {
        const value *inner = value_get(v, "type");
        if (inner == NULL || inner->kind == VALUE_STRING)
            break;
        v = inner;
    }
    size_t length;
    const value *named = v->kind == VALUE_STRING ? find_type(document, v->text, &length, 0) : NULL;
    return named == NULL ? v : named;
}

static const value *field_of(const value *record, const char *step, size_t *length) {
    const value *fields = value_get(record, "fields");
    for (size_t i = 0; fields != NULL && fields->kind == VALUE_ARRAY && i < fields->count; i++) {
        const char *name = value_get_text(fields->items[i].value, "name");
        if (begins_with(step, name)) {
            *length = strlen(name);
            return fields->items[i].value;
        }
    }
    return NULL;
}

// The part that the next step leads to; NULL: it is not there. `*length` gets the bytes of the step.
static const value *step_into(const value *document, const value *v, const char *path, size_t *length) {
    if (*path == '[') {
        char *end;
        size_t index = strtoul(path + 1, &end, 10);
        *length = (size_t)(end - path) + (*end == ']');
        const value *all = v->kind == VALUE_ARRAY ? v : value_get(v, "type");
        return all != NULL && all->kind == VALUE_ARRAY && index < all->count ? all->items[index].value : NULL;
    }
    const value *type = type_of(document, v), *found = field_of(type, path + 1, length);
    static const char *const inner[] = {"items", "values"};
    for (size_t i = 0; found == NULL && i < 2; i++)
        if (begins_with(path + 1, inner[i]) && (found = value_get(type, inner[i])) != NULL)
            *length = strlen(inner[i]);
    *length += 1;
    return found;
}

const value *avro_locate(const value *document, const char *path) {
    size_t length = 0;
    const value *at = find_type(document, path, &length, 0);
    if (at == NULL)
        at = document;
    for (path += length; *path == '.' || *path == '['; path += length) {
        const value *next = step_into(document, at, path, &length);
        if (next == NULL)
            break;
        at = next;
    }
    return at;
}
