// A name without a dot belongs to the namespace around it, which is that of the nearest record, enum or fixed type.
#include "formats/avro/names.h"
#include "formats/avro/avro.h"

#define COMPARISONS_MAX 1000000 // beyond, names are only found exactly

void avro_names_init(avro_names *names, arena *a) {
    *names = (avro_names){.arena = a, .full = map_new(a, 16), .last = map_new(a, 16), .end = &names->first};
}

// --- names -----------------------------------------------------------------------------------------------------------

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool avro_is_name(text name) {
    if (name.length == 0 || !is_letter(name.data[0]))
        return false;
    for (size_t i = 1; i < name.length; i++)
        if (!is_letter(name.data[i]) && !(name.data[i] >= '0' && name.data[i] <= '9'))
            return false;
    return true;
}

// Names with a dot between any two, the last of which is no primitive type.
static bool is_full_name(text name) {
    size_t start = 0;
    for (size_t i = 0; i <= name.length; i++) {
        if (i < name.length && name.data[i] != '.')
            continue;
        if (!avro_is_name((text){name.data + start, i - start}))
            return false;
        start = i + 1;
    }
    return name.length <= AVRO_NAME_MAX && avro_primitive_kind(avro_short_name(name)) == AVRO_PRIMITIVES;
}

text avro_short_name(text full_name) {
    const char *dot = full_name.length == 0 ? NULL : memrchr(full_name.data, '.', full_name.length);
    if (dot == NULL)
        return full_name;
    return (text){dot + 1, (size_t)(full_name.data + full_name.length - dot - 1)};
}

text avro_namespace(text full_name) {
    size_t segment = avro_short_name(full_name).length;
    return (text){full_name.data, segment == full_name.length ? 0 : full_name.length - segment - 1};
}

// "space.name" in `out`, which has room for it.
static text join(char *out, text space, text name) {
    size_t length = space.length + 1 + name.length;
    memcpy(out, space.data, space.length);
    out[space.length] = '.';
    memcpy(out + space.length + 1, name.data, name.length);
    out[length] = '\0';
    return (text){out, length};
}

text avro_full_name(arena *a, text name, text given, text enclosing) {
    text space = given.data != NULL ? given : enclosing;
    if (name.length == 0 || name.length > AVRO_NAME_MAX || space.length > AVRO_NAME_MAX)
        return TEXT_NONE;
    if (memchr(name.data, '.', name.length) != NULL || space.length == 0)
        return is_full_name(name) ? name : TEXT_NONE;
    text full = join(arena_bytes(a, space.length + name.length + 2), space, name);
    return is_full_name(full) ? full : TEXT_NONE;
}

// --- types -----------------------------------------------------------------------------------------------------------

avro_type *avro_names_get(const avro_names *names, text full_name) {
    return map_get(names->full, full_name);
}

void avro_names_add(avro_names *names, avro_type *type) {
    *names->end = type;
    names->end = &type->next;
    map_put(names->full, type->name, type);
    type->sibling = map_put(names->last, avro_short_name(type->name), type);
}

// One is a dotted end of the other.
static bool names_overlap(text a, text b) {
    text longer = a.length > b.length ? a : b, shorter = a.length > b.length ? b : a;
    return longer.length > shorter.length && text_ends_with(longer, shorter) &&
           longer.data[longer.length - shorter.length - 1] == '.';
}

static avro_found resolve_loosely(avro_names *names, text reference, avro_type **out) {
    *out = NULL;
    for (avro_type *t = map_get(names->last, avro_short_name(reference)); t != NULL; t = t->sibling) {
        if (++names->comparisons > COMPARISONS_MAX)
            return AVRO_UNKNOWN;
        if (!names_overlap(t->name, reference))
            continue;
        if (*out != NULL)
            return AVRO_AMBIGUOUS;
        *out = t;
    }
    return *out != NULL ? AVRO_FOUND : AVRO_UNKNOWN;
}

avro_found avro_names_resolve(avro_names *names, text reference, text enclosing, avro_type **out) {
    char full[2 * AVRO_NAME_MAX + 2];
    *out = NULL;
    if (reference.length == 0 || reference.length > AVRO_NAME_MAX)
        return AVRO_UNKNOWN;
    if (enclosing.length > 0 && memchr(reference.data, '.', reference.length) == NULL)
        *out = avro_names_get(names, join(full, enclosing, reference));
    if (*out == NULL)
        *out = avro_names_get(names, reference);
    return *out != NULL ? AVRO_FOUND : resolve_loosely(names, reference, out);
}
