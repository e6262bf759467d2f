// Data of a union is written as one of its branches, and read by the branch of the reader that matches it: so each old branch
// needs a branch of the new union that reads it, and each new one a branch of the old. Branches of one kind, or with one name, go
// together wherever they stand; what is left over is read by promotion, or by nobody.
#include "formats/avro/compare.h"
#include "formats/avro/names.h"

// The branches of one side.
typedef struct side {
    const avro_type **types;
    size_t *partners; // of each, its index in the other side; SIZE_MAX: none
    size_t count;
    size_t plain[AVRO_UNION]; // where the branch without a name of each kind stands; SIZE_MAX: nowhere
    map *full, *last;         // named branches by their full names, and the first by the last segment
} side;

static side side_of(arena *a, const avro_type *type) {
    side s = {.count = type->kind == AVRO_UNION ? type->count : 1, .full = map_new(a, 4), .last = map_new(a, 4)};
    s.types = arena_array(a, s.count, sizeof *s.types);
    s.partners = arena_array(a, s.count, sizeof *s.partners);
    for (size_t kind = 0; kind < AVRO_UNION; kind++)
        s.plain[kind] = SIZE_MAX;
    for (size_t i = 0; i < s.count; i++) {
        const avro_type *branch = type->kind == AVRO_UNION ? type->uses[i].type : type;
        s.types[i] = branch;
        s.partners[i] = SIZE_MAX;
        if (!avro_is_named(branch)) {
            s.plain[branch->kind] = i;
            continue;
        }
        map_put(s.full, branch->name, &s.types[i]);
        if (map_get(s.last, avro_short_name(branch->name)) == NULL)
            map_put(s.last, avro_short_name(branch->name), &s.types[i]);
    }
    return s;
}

// --- partners --------------------------------------------------------------------------------------------------------

// Makes the two partners where both are free and of one kind.
static void join(side *s, size_t i, side *other, const avro_type *const *found) {
    if (found == NULL || s->partners[i] != SIZE_MAX)
        return;
    size_t k = (size_t)(found - (const avro_type *const *)other->types);
    if (other->partners[k] != SIZE_MAX || other->types[k]->kind != s->types[i]->kind)
        return;
    s->partners[i] = k;
    other->partners[k] = i;
}

static void join_by_alias(side *reader, side *writer) {
    for (size_t i = 0; i < reader->count; i++) {
        const avro_type *type = reader->types[i];
        for (size_t n = 0; avro_is_named(type) && n < type->aliases.count; n++)
            join(reader, i, writer, map_get(writer->full, type->aliases.items[n]));
    }
}

static void find_partners(side *old, side *new) {
    for (size_t i = 0; i < new->count; i++) {
        const avro_type *type = new->types[i];
        size_t plain = avro_is_named(type) ? SIZE_MAX : old->plain[type->kind];
        if (plain != SIZE_MAX)
            join(new, i, old, (const avro_type *const *)&old->types[plain]);
        else if (avro_is_named(type))
            join(new, i, old, map_get(old->full, type->name));
    }
    for (size_t i = 0; i < new->count; i++)
        if (avro_is_named(new->types[i]))
            join(new, i, old, map_get(old->last, avro_short_name(new->types[i]->name)));
    join_by_alias(new, old);
    join_by_alias(old, new);
}

// --- what is left over -----------------------------------------------------------------------------------------------

// Whether data of that logical type keeps its meaning under the other.
static bool keeps_meaning(const avro_type *writer, const avro_type *reader) {
    return reader->logical.name == NULL ||
           (writer->logical.name == reader->logical.name && writer->logical.precision == reader->logical.precision &&
            writer->logical.scale == reader->logical.scale);
}

// The first branch of the reader that data of the type is promoted to, NULL: none.
static const avro_type *promoted(const avro_type *type, const side *reader) {
    for (size_t i = 0; type->kind < AVRO_PRIMITIVES && i < reader->count; i++)
        if (avro_is_promotable(type->kind, reader->types[i]->kind))
            return keeps_meaning(type, reader->types[i]) ? reader->types[i] : NULL;
    return NULL;
}

static const avro_place *place_of(comparison *c, const avro_place *at, const side *s, size_t branch) {
    if (s->count == 1 || (s->count == 2 && (s->plain[AVRO_NULL] != SIZE_MAX)))
        return at;
    avro_place *inside = avro_place_in(c->changes.a, at);
    inside->is_branch = true;
    inside->branch = branch;
    return inside;
}

// A branch of one side that has no partner in the other, which `is_new` tells of.
static void report_left_over(comparison *c, const avro_type *type, const side *reader, bool is_new,
                             const avro_place *at) {
    arena *a = c->changes.a;
    const json_value *value = avro_type_value(a, type);
    const json_value *before = is_new ? NULL : value, *after = is_new ? value : NULL;
    const avro_type *target = promoted(type, reader);
    const char *words = avro_type_words(a, type), *done = is_new ? "added" : "removed";
    if (target != NULL)
        avro_report(c, SCHEMA_FORM_CHANGED, at, before, after, "Type %s was %s, and is read as %s", words, done,
                    avro_type_words(a, target));
    else if (type->kind == AVRO_NULL)
        avro_report(c, is_new ? SCHEMA_NULLABLE_ADDED : SCHEMA_NULLABLE_REMOVED, at, before, after,
                    is_new ? "Null became a value" : "Null is no longer a value");
    else
        avro_report(c, is_new ? SCHEMA_ALTERNATIVE_ADDED : SCHEMA_ALTERNATIVE_REMOVED, at, before, after,
                    "Type %s was %s", words, done);
}

// The first branch of a side without a partner that the type may be promoted to, or that may be promoted to it.
static size_t find_akin(const side *s, const avro_type *type) {
    for (size_t i = 0; i < s->count; i++)
        if (s->partners[i] == SIZE_MAX && type->kind < AVRO_PRIMITIVES &&
            (avro_is_promotable(type->kind, s->types[i]->kind) || avro_is_promotable(s->types[i]->kind, type->kind)))
            return i;
    return SIZE_MAX;
}

// --- unions ----------------------------------------------------------------------------------------------------------

static void compare_partners(comparison *c, const avro_type *old, const avro_type *new, const side *before,
                             const side *after, const avro_place *at) {
    if (!avro_work(c, 1))
        return;
    reading found = {true, true};
    bool same = old->kind == new->kind;
    if (!same) {
        found = (reading){promoted(old, after) != NULL, promoted(new, before) != NULL};
    } else if (avro_is_named(old)) {
        found = avro_read_by_name(old, new);
        same = text_equal(avro_short_name(old->name), avro_short_name(new->name));
    }
    if (!same)
        avro_report_type(c, found, old, new, at);
    if (old->kind == new->kind)
        avro_compare_inside(c, old, new, at);
}

void avro_compare_unions(comparison *c, const avro_type *old, const avro_type *new, const avro_place *at) {
    if (!avro_work(c, (old->kind == AVRO_UNION ? old->count : 1) + (new->kind == AVRO_UNION ? new->count : 1)))
        return;
    side before = side_of(c->changes.a, old), after = side_of(c->changes.a, new);
    find_partners(&before, &after);
    for (size_t i = 0; i < after.count; i++) {
        const avro_place *inside = place_of(c, at, &after, i);
        size_t akin = after.partners[i] != SIZE_MAX ? after.partners[i] : find_akin(&before, after.types[i]);
        if (akin == SIZE_MAX) {
            report_left_over(c, after.types[i], &before, true, inside);
            continue;
        }
        before.partners[akin] = i;
        after.partners[i] = akin;
        compare_partners(c, before.types[akin], after.types[i], &before, &after, inside);
    }
    for (size_t i = 0; i < before.count; i++)
        if (before.partners[i] == SIZE_MAX)
            report_left_over(c, before.types[i], &after, false, place_of(c, at, &before, i));
}
