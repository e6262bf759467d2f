#include "formats/avro/names.h"
#include "formats/avro/avro.h"

#define COMPARISONS_MAX 1000000 // beyond, names are only found exactly

void avro_names_init(avro_names *names, arena *a) {
    *names = (avro_names){
        .arena = a, .full = map_new(a, 16), .last = map_new(a, 16), .meanings = map_new(a, 16), .end = &names->first};
}

// --- names -----------------------------------------------------------------------------------------------------------

// Letters, digits, "_" and, as some writers have it, "-": what needs no escaping in a reference either.
static bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// Segments of name bytes, with a dot between any two.
static bool is_full_name(text name) {
    bool in_segment = false;
    for (size_t i = 0; i < name.length; i++) {
        if (name.data[i] == '.' ? !in_segment : !is_name_byte(name.data[i]))
            return false;
        in_segment = name.data[i] != '.';
    }
    return in_segment && name.length <= AVRO_NAME_MAX;
}

static text last_segment(text name) {
    const char *dot = name.length == 0 ? NULL : memrchr(name.data, '.', name.length);
    if (dot == NULL)
        return name;
    return (text){dot + 1, (size_t)(name.data + name.length - dot - 1)};
}

text avro_namespace(text full_name) {
    size_t segment = last_segment(full_name).length;
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

text avro_full_name(avro_names *names, text name, text given, text enclosing) {
    text space = given.data != NULL ? given : enclosing;
    if (name.length > AVRO_NAME_MAX || space.length > AVRO_NAME_MAX)
        return TEXT_NONE;
    bool is_full = name.length == 0 || memchr(name.data, '.', name.length) != NULL;
    if (is_full || space.length == 0)
        return is_full_name(name) ? name : TEXT_NONE;
    text full = join(arena_bytes(names->arena, space.length + name.length + 2), space, name);
    return is_full_name(full) ? full : TEXT_NONE;
}

// --- types -----------------------------------------------------------------------------------------------------------

avro_type *avro_names_get(const avro_names *names, text full_name) {
    return map_get(names->full, full_name);
}

avro_type *avro_names_add(avro_names *names, text full_name, const json_value *source) {
    avro_type *type = arena_new_of(names->arena, avro_type);
    type->name = full_name;
    const char *reference = arena_printf(names->arena, "#/$defs/%.*s", (int)full_name.length, full_name.data);
    type->reference = text_of(reference);
    type->source = source;
    *names->end = type;
    names->end = &type->next;
    map_put(names->full, full_name, type);
    type->sibling = map_put(names->last, last_segment(full_name), type);
    return type;
}

// One is a dotted end of the other.
static bool names_overlap(text a, text b) {
    text longer = a.length > b.length ? a : b, shorter = a.length > b.length ? b : a;
    return longer.length > shorter.length && text_ends_with(longer, shorter) &&
           longer.data[longer.length - shorter.length - 1] == '.';
}

static avro_found resolve_loosely(avro_names *names, text reference, avro_type **out) {
    *out = NULL;
    for (avro_type *t = map_get(names->last, last_segment(reference)); t != NULL; t = t->sibling) {
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

// --- meanings --------------------------------------------------------------------------------------------------------

void avro_names_keep(avro_names *names, const json_value *node, avro_type *type) {
    const json_value **key = arena_alloc(names->arena, sizeof *key);
    *key = node;
    map_put(names->meanings, (text){(const char *)key, sizeof *key}, type);
}

avro_type *avro_names_kept(const avro_names *names, const json_value *node) {
    return map_get(names->meanings, (text){(const char *)&node, sizeof node});
}
