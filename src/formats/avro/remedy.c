// Remedies for changes of Avro schemas. The place that a change tells is looked up in both schemas; the new one is copied with
// the field, or the type there, as the old one had it. What comes of it is read and compared again: only what is valid Avro and
// breaks less is suggested.
#include "formats/avro/remedy.h"
#include "formats/avro/model.h"
#include "formats/avro/names.h"
#include "schema/advise/remedy.h"
#include "schema/value.h"

enum { CHANGES_MAX = 1000 }; // of a pair that is worth a suggestion

// What a place leads to.
typedef struct referent {
    const avro_type *type;   // there
    const json_value *node;  // its type as written there
    const avro_type *record; // that has the field; NULL: the place is no field
    const avro_field *field;
    text name; // of the field, which the record may lack
} referent;

typedef struct replacement {
    const json_value *target; // in the new document
    const json_value *value;
    bool joins; // the value is a list that is joined to that of the target
} replacement;

typedef struct remedying {
    arena *arena;
    const avro_schema *old, *new;
    replacement items[REMEDY_CHANGES_MAX];
    const char *texts[REMEDY_CHANGES_MAX];
    size_t count;
    const char *strategy;
    bool high;
} remedying;

// --- places ----------------------------------------------------------------------------------------------------------

// Null and one other type are told as that other one.
static void pass_null(referent *at) {
    if (at->type->kind != AVRO_UNION || at->type->count != 2 || at->type->source == NULL)
        return;
    for (size_t i = 0; i < 2; i++) {
        if (at->type->uses[i].type->kind == AVRO_NULL && at->type->uses[1 - i].type->kind != AVRO_NULL) {
            at->node = &at->type->source->elements[1 - i];
            at->type = at->type->uses[1 - i].type;
            return;
        }
    }
}

static text next_step(text *path, char *kind) {
    *kind = path->data[0];
    size_t length = 1;
    while (length < path->length && path->data[length] != '.' && path->data[length] != '[')
        length++;
    text step = {path->data + 1, length - 1};
    *path = (text){path->data + length, path->length - length};
    return step;
}

static bool into_branch(referent *at, text step) {
    long long index;
    if (step.length < 2 || at->type->kind != AVRO_UNION || at->type->source == NULL ||
        !text_to_int64((text){step.data, step.length - 1}, &index) || index < 0 || (size_t)index >= at->type->count)
        return false;
    *at = (referent){.type = at->type->uses[index].type, .node = &at->type->source->elements[index]};
    return true;
}

static bool into_held(referent *at, const char *member) {
    *at = (referent){.type = at->type->uses->type, .node = json_get(at->type->source, member)};
    return at->node != NULL;
}

// One step of a path. The last one may name a field that is not there.
static bool step_into(referent *at, char kind, text step, bool last) {
    if (kind == '[')
        return into_branch(at, step);
    pass_null(at);
    if (at->type->kind == AVRO_ARRAY && text_is(step, "items"))
        return into_held(at, "items");
    if (at->type->kind == AVRO_MAP && text_is(step, "values"))
        return into_held(at, "values");
    if (at->type->kind != AVRO_RECORD)
        return false;
    const avro_field *field = map_get(at->type->index, step);
    if (field == NULL && !last)
        return false;
    *at = (referent){.record = at->type, .field = field, .name = step};
    if (field != NULL) {
        at->type = field->use.type;
        at->node = json_get(field->source, "type");
    }
    return true;
}

// Follows a path of a change through a schema.
static bool follow(const avro_schema *schema, const char *place, referent *at) {
    *at = (referent){.type = schema->root.type, .node = schema->document};
    text path = text_of(place);
    if (text_is(path, "root"))
        return true;
    pass_null(at);
    if (avro_is_named(at->type)) {
        text name = avro_short_name(at->type->name);
        if (!text_starts_with(path, name))
            return false;
        path = (text){path.data + name.length, path.length - name.length};
    } else {
        *at = (referent){.type = schema->root.type, .node = schema->document};
    }
    while (path.length > 0) {
        char kind;
        text step = next_step(&path, &kind);
        if (!step_into(at, kind, step, path.length == 0))
            return false;
    }
    return true;
}

// --- edits -----------------------------------------------------------------------------------------------------------

static bool replace(remedying *r, const json_value *target, const json_value *value, const char *strategy, bool high,
                    const char *what) {
    for (size_t i = 0; i < r->count; i++)
        if (r->items[i].target == target)
            return false;
    r->items[r->count] = (replacement){.target = target, .value = value};
    r->texts[r->count] = what;
    r->strategy = r->count == 0 || strcmp(r->strategy, strategy) == 0 ? strategy : "mixed";
    r->high = r->high && high;
    r->count++;
    return true;
}

// The object with one member set.
static const json_value *with_member(arena *a, const json_value *object, const char *name, json_value value) {
    json_member *members = arena_array(a, (size_t)object->count + 1, sizeof *members);
    size_t count = 0;
    for (uint32_t i = 0; i < object->count; i++)
        if (!text_is((text){object->members[i].name, object->members[i].name_length}, name))
            members[count++] = object->members[i];
    members[count++] = json_make_member(name, value);
    return json_make_object(a, members, count);
}

static const json_value *list_with(arena *a, const json_value *list, json_value value) {
    json_value *items = arena_array(a, (size_t)list->count + 1, sizeof *items);
    if (list->count > 0)
        memcpy(items, list->elements, list->count * sizeof *items);
    items[list->count] = value;
    return json_make_array(a, items, (size_t)list->count + 1);
}

// A field as it was before, said to be on its way out.
static json_value deprecated(arena *a, const json_value *field) {
    const json_value *doc = json_get(field, "doc");
    const char *words = doc != NULL && doc->type == JSON_STRING && doc->count > 0
                            ? arena_printf(a, "Deprecated: %s", doc->string)
                            : "Deprecated: scheduled for removal in a future version";
    return *with_member(a, field, "doc", json_make_string(text_of(words)));
}

static const char *shown(arena *a, text name) {
    return arena_text(a, name);
}

// Several fields of one record may have gone.
static bool restore_removed(remedying *r, const referent *was, const referent *is) {
    if (was->field == NULL || is->record == NULL || is->field != NULL)
        return false;
    const json_value *fields = json_get(is->record->source, "fields"), *none = json_make_array(r->arena, NULL, 0);
    json_value field = deprecated(r->arena, was->field->source);
    const char *name = shown(r->arena, is->name);
    for (size_t i = 0; i < r->count; i++) {
        if (r->items[i].target == fields) {
            r->items[i].value = list_with(r->arena, r->items[i].value, field);
            r->texts[i] = arena_printf(r->arena, "%s; kept field '%s', marked as deprecated", r->texts[i], name);
            return true;
        }
    }
    if (!replace(r, fields, list_with(r->arena, none, field), "deprecate", true,
                 arena_printf(r->arena, "Kept field '%s', marked as deprecated", name)))
        return false;
    r->items[r->count - 1].joins = true;
    return true;
}

// A new field with a default: of a union with null that null, else the type joined with null.
static bool give_default(remedying *r, const referent *is) {
    if (is->field == NULL || is->field->fallback != NULL)
        return false;
    arena *a = r->arena;
    const json_value *type = is->node, *field = is->field->source;
    json_value word = json_make_string(TEXT("null"));
    json_value *items = arena_array(a, is->type->count + 2, sizeof *items);
    size_t count = 0;
    items[count++] = word;
    bool list = is->type->kind == AVRO_UNION && type->type == JSON_ARRAY;
    for (size_t i = 0; list && i < is->type->count; i++)
        if (is->type->uses[i].type->kind != AVRO_NULL)
            items[count++] = type->elements[i];
    if (!list && is->type->kind != AVRO_NULL)
        items[count++] = *type;
    if (count > 1)
        field = with_member(a, field, "type", *json_make_array(a, items, count));
    return replace(r, is->field->source, with_member(a, field, "default", value_null), "default", true,
                   arena_printf(a, "Gave field '%s' the default null", shown(a, is->name)));
}

// The field as it was, and what it was to become as a field of its own.
static bool keep_field(remedying *r, const referent *was, const referent *is) {
    if (was->field == NULL || is->field == NULL)
        return false;
    return replace(r, is->field->source, was->field->source, "keep_constraint", true,
                   arena_printf(r->arena, "Kept field '%s' as it was", shown(r->arena, is->name)));
}

static bool keep_type(remedying *r, const referent *was, const referent *is, const char *path) {
    if (is->field != NULL)
        return keep_field(r, was, is);
    if (was->node == NULL || is->node == NULL || is->record != NULL)
        return false;
    return replace(r, is->node, was->node, "keep_constraint", true,
                   arena_printf(r->arena, "Kept the type of '%s' as it was", path));
}

static bool keep_symbols(remedying *r, const schema_change *change) {
    const json_value *before = change->old_value, *after = change->new_value;
    if (before == NULL || after == NULL || before->type != JSON_ARRAY || after->type != JSON_ARRAY)
        return false;
    const json_value *all = after;
    for (uint32_t i = 0; i < before->count; i++) {
        bool there = false;
        for (uint32_t j = 0; !there && j < after->count; j++)
            there = json_equal(&before->elements[i], &after->elements[j]);
        if (!there)
            all = list_with(r->arena, all, before->elements[i]);
    }
    return replace(r, after, all, "deprecate", true,
                   arena_printf(r->arena, "Kept the symbols that '%s' had", change->path));
}

static bool restore_default(remedying *r, const referent *is, const schema_change *change) {
    if (is->field == NULL || change->old_value == NULL)
        return false;
    return replace(r, is->field->source, with_member(r->arena, is->field->source, "default", *change->old_value),
                   "default", true,
                   arena_printf(r->arena, "Kept the default of field '%s'", shown(r->arena, is->name)));
}

static bool keep_alias(remedying *r, const referent *is, const schema_change *change) {
    if (is->field == NULL || change->old_value == NULL)
        return false;
    const json_value *aliases = json_get(is->field->source, "aliases");
    if (aliases == NULL || aliases->type != JSON_ARRAY)
        aliases = json_make_array(r->arena, NULL, 0);
    return replace(
        r, is->field->source,
        with_member(r->arena, is->field->source, "aliases", *list_with(r->arena, aliases, *change->old_value)),
        "additive", true,
        arena_printf(r->arena, "Kept '%s' as an alias of field '%s'", change->old_value->string,
                     shown(r->arena, is->name)));
}

// A branch that is gone is told with its place in the old union; that union is what can be kept.
static const char *place_of(remedying *r, const schema_change *change) {
    bool gone = change->kind == SCHEMA_NULLABLE_REMOVED || change->kind == SCHEMA_ALTERNATIVE_REMOVED;
    const char *bracket = gone ? strrchr(change->path, '[') : NULL;
    return bracket == NULL ? change->path
                           : arena_text(r->arena, (text){change->path, (size_t)(bracket - change->path)});
}

static bool answer(remedying *r, const schema_change *change) {
    referent was, is;
    const char *path = place_of(r, change);
    bool before = follow(r->old, path, &was), after = follow(r->new, path, &is);
    switch (change->kind) {
    case SCHEMA_PROPERTY_REMOVED:
        return before && after && restore_removed(r, &was, &is);
    case SCHEMA_REQUIRED_ADDED:
        return after && give_default(r, &is);
    case SCHEMA_ENUM_VALUES_REMOVED:
        return keep_symbols(r, change);
    case SCHEMA_DEFAULT_REMOVED:
        return after && restore_default(r, &is, change);
    case SCHEMA_PROPERTY_RENAMED_TO_ALIAS:
        return after && keep_alias(r, &is, change);
    case SCHEMA_TYPE_CHANGED:
    case SCHEMA_TYPE_NARROWED:
    case SCHEMA_CONSTRAINT_CHANGED:
    case SCHEMA_CONSTRAINT_TIGHTENED:
    case SCHEMA_NULLABLE_REMOVED:
    case SCHEMA_ALTERNATIVE_REMOVED:
        return before && after && keep_type(r, &was, &is, path);
    default:
        return false;
    }
}

// --- the suggestion --------------------------------------------------------------------------------------------------

static json_value rewritten(const remedying *r, const json_value *value) {
    const replacement *found = NULL;
    for (size_t i = 0; found == NULL && i < r->count; i++)
        found = r->items[i].target == value ? &r->items[i] : NULL;
    if (found != NULL && !found->joins)
        return *found->value;
    size_t more = found == NULL ? 0 : found->value->count;
    if (value->type == JSON_ARRAY) {
        json_value *items = arena_array(r->arena, value->count + more + 1, sizeof *items);
        for (uint32_t i = 0; i < value->count; i++)
            items[i] = rewritten(r, &value->elements[i]);
        for (size_t i = 0; i < more; i++)
            items[value->count + i] = found->value->elements[i];
        return *json_make_array(r->arena, items, value->count + more);
    }
    if (value->type != JSON_OBJECT)
        return *value;
    json_member *members = arena_array(r->arena, (size_t)value->count + 1, sizeof *members);
    for (uint32_t i = 0; i < value->count; i++) {
        members[i] = value->members[i];
        members[i].value = rewritten(r, &value->members[i].value);
    }
    return *json_make_object(r->arena, members, value->count);
}

static remedy told(remedying *r, const json_value *schema) {
    const char **texts = arena_array(r->arena, r->count, sizeof *texts);
    const char *description = "Composed migration: ";
    for (size_t i = 0; i < r->count; i++) {
        texts[i] = r->texts[i];
        description = arena_printf(r->arena, "%s%s%s", description, i == 0 ? "" : "; ", texts[i]);
    }
    return (remedy){.strategy = r->strategy,
                    .confidence = r->high ? "high" : "medium",
                    .description = description,
                    .suggested_schema = schema,
                    .changes_made = texts,
                    .changes_count = r->count};
}

remedies avro_suggest(arena *a, const avro_schema *old, const avro_schema *new, schema_changes breaking,
                      schema_mode mode) {
    if (mode == SCHEMA_NONE || breaking.count == 0 || breaking.count > CHANGES_MAX ||
        new->document->type != JSON_OBJECT)
        return (remedies){0};
    remedying *r = arena_new_of(a, remedying);
    *r = (remedying){.arena = a, .old = old, .new = new, .high = true};
    for (size_t i = 0; i < breaking.count && r->count < REMEDY_CHANGES_MAX; i++)
        answer(r, &breaking.items[i]);
    if (r->count == 0)
        return (remedies){0};
    json_value *schema = arena_new_of(a, json_value);
    *schema = rewritten(r, new->document);
    avro_reading read = avro_read(a, schema);
    if (read.schema == NULL || schema->type != JSON_OBJECT ||
        schema_breaking(a, avro_diff(a, old, read.schema), mode).count >= breaking.count)
        return (remedies){0};
    remedy *only = arena_new_of(a, remedy);
    *only = told(r, schema);
    return (remedies){only, 1};
}
