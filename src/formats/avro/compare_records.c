// Fields are matched by name, then by the aliases of the reader: each side counts as the reader of the other.
#include "formats/avro/compare.h"
#include "schema/render.h"

// Each field of the one record beside the field of the other that it goes with; NULL: none.
typedef struct field_pairs {
    const avro_field **of_old; // the new field of each old one
    const avro_field **of_new; // the old field of each new one
} field_pairs;

static const avro_field *field_get(const avro_type *record, text name) {
    return map_get(record->index, name);
}

static void join(field_pairs *pairs, const avro_type *old, const avro_type *new, const avro_field *before,
                 const avro_field *after) {
    pairs->of_old[before - old->fields] = after;
    pairs->of_new[after - new->fields] = before;
}

// The field of `writer` that an alias of the reader's field means and that no other field is joined with.
static const avro_field *field_by_alias(const avro_field *field, const avro_type *writer,
                                        const avro_field *const *joined) {
    for (size_t i = 0; i < field->aliases.count; i++) {
        const avro_field *meant = field_get(writer, field->aliases.items[i]);
        if (meant != NULL && joined[meant - writer->fields] == NULL)
            return meant;
    }
    return NULL;
}

static field_pairs pair_fields(arena *a, const avro_type *old, const avro_type *new) {
    field_pairs pairs = {
        .of_old = arena_zalloc(a, (old->count + 1) * sizeof *pairs.of_old),
        .of_new = arena_zalloc(a, (new->count + 1) * sizeof *pairs.of_new),
    };
    for (size_t i = 0; i < new->count; i++) {
        const avro_field *before = field_get(old, new->fields[i].name);
        if (before != NULL)
            join(&pairs, old, new, before, &new->fields[i]);
    }
    for (size_t i = 0; i < new->count; i++) {
        const avro_field *field = &new->fields[i];
        const avro_field *before = pairs.of_new[i] != NULL ? NULL : field_by_alias(field, old, pairs.of_old);
        if (before != NULL)
            join(&pairs, old, new, before, field);
    }
    for (size_t i = 0; i < old->count; i++) {
        const avro_field *field = &old->fields[i];
        const avro_field *after = pairs.of_old[i] != NULL ? NULL : field_by_alias(field, new, pairs.of_new);
        if (after != NULL)
            join(&pairs, old, new, field, after);
    }
    return pairs;
}

static bool has_alias(const avro_field *reader, const avro_field *writer) {
    for (size_t i = 0; i < reader->aliases.count; i++)
        if (text_equal(reader->aliases.items[i], writer->name))
            return true;
    return false;
}

static const json_value *name_value(const avro_field *field) {
    return json_get(field->source, "name");
}

// The two were matched, so at least one of them names the other.
static void compare_names(comparison *c, const avro_field *old, const avro_field *new, const avro_place *at) {
    if (text_equal(old->name, new->name))
        return;
    bool backward = has_alias(new, old), forward = has_alias(old, new);
    const char *before = name_value(old)->string, *after = name_value(new)->string;
    if (backward && forward)
        avro_report(c, SCHEMA_FORM_CHANGED, at, name_value(old), name_value(new),
                    "Field '%s' was renamed to '%s', each an alias of the other", before, after);
    else if (backward)
        avro_report(c, SCHEMA_PROPERTY_RENAMED_WITH_ALIAS, at, name_value(old), name_value(new),
                    "Field '%s' was renamed to '%s' and keeps the old name as an alias", before, after);
    else
        avro_report(c, SCHEMA_PROPERTY_RENAMED_TO_ALIAS, at, name_value(old), name_value(new),
                    "Field '%s' was renamed to '%s', which was its alias, and does not keep the old name as one",
                    before, after);
}

static void compare_defaults(comparison *c, const avro_field *old, const avro_field *new, const avro_place *at) {
    arena *a = c->changes.a;
    const json_value *before = old->fallback, *after = new->fallback;
    const char *name = name_value(new)->string;
    if (before == NULL && after == NULL)
        return;
    if (before == NULL)
        avro_report(c, SCHEMA_DEFAULT_ADDED, at, NULL, after, "Field '%s' got the default %s", name,
                    value_render(a, after));
    else if (after == NULL)
        avro_report(c, SCHEMA_DEFAULT_REMOVED, at, before, NULL, "Field '%s' lost its default %s", name,
                    value_render(a, before));
    else if (!json_equal(before, after))
        avro_report(c, SCHEMA_DEFAULT_CHANGED, at, before, after, "Default of field '%s' changed from %s to %s", name,
                    value_render(a, before), value_render(a, after));
}

static const json_value *type_of(const avro_field *field) {
    return json_get(field->source, "type");
}

// A reader without a default cannot do without the field.
static void report_added(comparison *c, const avro_field *field, const avro_place *at) {
    const char *name = name_value(field)->string;
    avro_report(c, SCHEMA_PROPERTY_ADDED, at, NULL, type_of(field), "Field '%s' was added", name);
    if (field->fallback == NULL)
        avro_report(c, SCHEMA_REQUIRED_ADDED, at, NULL, name_value(field),
                    "Field '%s' was added without a default, so that older data cannot be read", name);
}

static void report_removed(comparison *c, const avro_field *field, const avro_place *at) {
    const char *name = name_value(field)->string;
    avro_report(c, SCHEMA_PROPERTY_REMOVED, at, type_of(field), NULL, "Field '%s' was removed", name);
    if (field->fallback == NULL)
        avro_report(c, SCHEMA_REQUIRED_REMOVED, at, name_value(field), NULL,
                    "Field '%s' was removed and had no default, so that older readers cannot do without it", name);
}

static const avro_place *place_of(comparison *c, const avro_field *field, const avro_place *at) {
    avro_place *inside = avro_place_in(c->changes.a, at);
    inside->field = field->name;
    return inside;
}

void avro_compare_records(comparison *c, const avro_type *old, const avro_type *new, const avro_place *at) {
    if (!avro_work(c, old->count + new->count))
        return;
    field_pairs pairs = pair_fields(c->changes.a, old, new);
    for (size_t i = 0; i < new->count; i++) {
        const avro_field *field = &new->fields[i], *before = pairs.of_new[i];
        const avro_place *inside = place_of(c, field, at);
        if (before == NULL) {
            report_added(c, field, inside);
            continue;
        }
        compare_names(c, before, field, inside);
        if (!text_equal(before->name, field->name))
            avro_echo(c, inside, place_of(c, before, at)); // for those who know it by its old name
        avro_compare_types(c, before->use.type, field->use.type, inside);
        compare_defaults(c, before, field, inside);
    }
    for (size_t i = 0; i < old->count; i++)
        if (pairs.of_old[i] == NULL)
            report_removed(c, &old->fields[i], place_of(c, &old->fields[i], at));
}
