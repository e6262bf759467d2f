// Each rule finds the subschema that its change is about, by the path that the change tells, and edits a copy of the new
// schema there so that readers of the old one keep what they had.
#include "schema/advise/remedy_rules.h"
#include "schema/render.h"
#include "schema/set.h"
#include "schema/value.h"

enum { ATTEMPTS_MAX = 2000, NAME_MAX_BYTES = 1000 };

// --- paths -----------------------------------------------------------------------------------------------------------

static const json_value *child_of(const json_value *value, text name) {
    if (value->type == JSON_OBJECT)
        return json_get_text(value, name);
    long long index;
    bool number = value->type == JSON_ARRAY && text_to_int64(name, &index) && index >= 0 && index < value->count;
    return number ? &value->elements[index] : NULL;
}

// Splits a dotted path along a document: names may hold dots themselves, so each cut is tried until the rest fits too.
static bool route_find(const json_value *value, text path, route *r, unsigned *attempts) {
    if (path.length == 0)
        return true;
    if (r->count == TOKENS_MAX)
        return false;
    for (size_t length = 1; length <= path.length; length++) {
        bool cut = length == path.length || path.data[length] == '.';
        if (!cut || ++*attempts > ATTEMPTS_MAX)
            continue;
        text name = {path.data, length};
        const json_value *child = child_of(value, name);
        if (child == NULL)
            continue;
        size_t rest = length == path.length ? 0 : path.length - length - 1;
        r->items[r->count++] = name;
        if (route_find(child, (text){path.data + path.length - rest, rest}, r, attempts))
            return true;
        r->count--;
    }
    return false;
}

static bool route_to(const json_value *document, text path, route *r) {
    unsigned attempts = 0;
    r->count = 0;
    return route_find(document, path, r, &attempts);
}

static const json_value *follow(const json_value *document, const route *r, size_t count) {
    for (size_t i = 0; document != NULL && i < count; i++)
        document = child_of(document, r->items[i]);
    return document;
}

static edit *follow_edit(edit *e, const route *r, size_t count) {
    for (size_t i = 0; e != NULL && i < count; i++)
        e = edit_step(e, r->items[i]);
    return e;
}

text path_without_tail(text path, const char *tail) {
    text dotted = text_of(tail);
    if (text_equal(path, dotted))
        return (text){path.data, 0};
    bool ends = text_ends_with(path, dotted) && path.length > dotted.length &&
                path.data[path.length - dotted.length - 1] == '.';
    return ends ? (text){path.data, path.length - dotted.length - 1} : path;
}

// The property that a route ends in: its name, when the step before it is "properties".
static bool ends_in_property(const route *r, text *name) {
    if (r->count < 2 || !text_is(r->items[r->count - 2], "properties"))
        return false;
    *name = r->items[r->count - 1];
    return name->length <= NAME_MAX_BYTES;
}

// --- small helpers ---------------------------------------------------------------------------------------------------

static const json_value *string_value(arena *a, const char *string) {
    json_value *value = arena_new_of(a, json_value);
    *value = json_make_string(text_of(string));
    return value;
}

static const char *description_of(const json_value *schema) {
    const json_value *description = json_get(schema, "description");
    return description != NULL && description->type == JSON_STRING && description->count > 0 ? description->string
                                                                                             : NULL;
}

// The schema with `deprecated: true`.
static const json_value *deprecated(arena *a, const json_value *definition, bool say_so) {
    edit *e = edit_new(a, definition);
    edit_set(e, TEXT("deprecated"), &value_true);
    if (say_so) {
        const char *was = description_of(definition);
        const char *is = was != NULL ? arena_printf(a, "Deprecated: %s", was)
                                     : "Deprecated: scheduled for removal in a future version";
        edit_set(e, TEXT("description"), string_value(a, is));
    }
    return edit_value(e);
}

static bool list_has(const json_value *list, text name) {
    for (uint32_t i = 0; list != NULL && list->type == JSON_ARRAY && i < list->count; i++)
        if (list->elements[i].type == JSON_STRING && text_equal(json_text_of(&list->elements[i]), name))
            return true;
    return false;
}

// The list with the name added at its end, or without it.
static const json_value *list_with(arena *a, const json_value *list, text name, bool with) {
    json_value *names = arena_array(a, (size_t)list->count + 1, sizeof(json_value));
    size_t count = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        bool same = list->elements[i].type == JSON_STRING && text_equal(json_text_of(&list->elements[i]), name);
        if (with || !same)
            names[count++] = list->elements[i];
    }
    if (with)
        names[count++] = json_make_string(name);
    return json_make_array(a, names, count);
}

static bool done(task *t, const char *strategy, bool high, const char *what) {
    t->strategy = strategy;
    t->high = high;
    t->text = what;
    return true;
}

static const char *field_text(task *t) {
    return arena_text(t->a, t->field);
}

// --- the rules -------------------------------------------------------------------------------------------------------
// Each has a part that finds its target (the route) and one that edits. False: nothing to suggest.

static bool find_removed(task *t) {
    return route_to(t->old, text_of(t->change->path), &t->route) && ends_in_property(&t->route, &t->field);
}

static bool apply_removed(task *t, edit *root) {
    const json_value *definition = follow(t->old, &t->route, t->route.count);
    edit *parent = follow_edit(root, &t->route, t->route.count - 2);
    edit *properties = follow_edit(root, &t->route, t->route.count - 1);
    if (definition->type != JSON_OBJECT || properties == NULL || !edit_is_object(properties) ||
        edit_step(properties, t->field) != NULL)
        return false;
    edit_set(properties, t->field, deprecated(t->a, definition, true));
    const json_value *was_required = json_get(follow(t->old, &t->route, t->route.count - 2), "required");
    edit *required = edit_step(parent, TEXT("required"));
    const json_value *list = required == NULL ? NULL : edit_value(required);
    if (list != NULL && list->type == JSON_ARRAY && list_has(was_required, t->field) && !list_has(list, t->field))
        edit_set(parent, TEXT("required"), list_with(t->a, list, t->field, true));
    return done(t, "deprecate", true, arena_printf(t->a, "Re-added '%s' with deprecated: true", field_text(t)));
}

// Either ".required" with the name beside it, or ".required.<name>".
static bool find_required(task *t, const json_value *new) {
    text path = text_of(t->change->path), above = path_without_tail(path, "required");
    t->field = t->change->subject;
    if (above.length == path.length) {
        size_t start = path.length;
        while (start > 0 && path.data[start - 1] != '.')
            start--;
        t->field = (text){path.data + start, path.length - start};
        above = path_without_tail((text){path.data, start > 0 ? start - 1 : 0}, "required");
    }
    return t->field.length > 0 && t->field.length <= NAME_MAX_BYTES && route_to(new, above, &t->route);
}

static const json_value *default_for(arena *a, const json_value *property) {
    const json_value *type = json_get(property, "type");
    if (type == NULL || type->type != JSON_STRING)
        return NULL;
    text name = json_text_of(type);
    if (text_is(name, "string"))
        return string_value(a, "");
    if (text_is(name, "integer") || text_is(name, "number"))
        return &value_zero;
    if (text_is(name, "boolean"))
        return &value_false;
    if (text_is(name, "array"))
        return json_make_array(a, NULL, 0);
    return text_is(name, "object") ? json_make_object(a, NULL, 0) : NULL;
}

static bool apply_required(task *t, edit *root) {
    edit *parent = follow_edit(root, &t->route, t->route.count);
    edit *required = parent == NULL || !edit_is_object(parent) ? NULL : edit_step(parent, TEXT("required"));
    const json_value *list = required == NULL ? NULL : edit_value(required);
    if (list == NULL || list->type != JSON_ARRAY || !list_has(list, t->field))
        return false;
    const json_value *shorter = list_with(t->a, list, t->field, false);
    if (shorter->count == 0)
        edit_remove(parent, TEXT("required"));
    else
        edit_set(parent, TEXT("required"), shorter);
    edit *properties = edit_step(parent, TEXT("properties"));
    edit *property = properties == NULL ? NULL : edit_step(properties, t->field);
    bool object = property != NULL && edit_is_object(property);
    bool has_default = object && edit_step(property, TEXT("default")) != NULL;
    const json_value *value = object && !has_default ? default_for(t->a, edit_value(property)) : NULL;
    if (value != NULL)
        edit_set(property, TEXT("default"), value);
    return done(t, "default", has_default || value != NULL,
                arena_printf(t->a, "Made '%s' optional with default", field_text(t)));
}

static bool find_typed(task *t, const json_value *new) {
    text path = text_of(t->change->path), above = path_without_tail(path, "type");
    // A property may itself be called "type": the path of the keyword leads to no subschema.
    if (route_to(t->old, above, &t->route) && ends_in_property(&t->route, &t->field) &&
        follow(new, &t->route, t->route.count) != NULL)
        return true;
    return route_to(t->old, path, &t->route) && ends_in_property(&t->route, &t->field);
}

static bool apply_typed(task *t, edit *root) {
    const json_value *definition = follow(t->old, &t->route, t->route.count);
    edit *properties = follow_edit(root, &t->route, t->route.count - 1);
    edit *property = properties == NULL ? NULL : edit_step(properties, t->field);
    text next = text_of(arena_printf(t->a, "%s_v2", field_text(t)));
    if (property == NULL || definition->type != JSON_OBJECT || edit_step(properties, next) != NULL)
        return false;
    const json_value *current = edit_value(property);
    edit_set(properties, t->field, deprecated(t->a, definition, false));
    edit_set(properties, next, current);
    return done(t, "additive", false,
                arena_printf(t->a, "Kept '%s' with original type, added '%s' with new type", field_text(t), next.data));
}

static text last_name(const route *r) {
    return r->count == 0 ? TEXT("root") : r->items[r->count - 1];
}

static bool find_enum(task *t, const json_value *new) {
    bool found = route_to(new, path_without_tail(text_of(t->change->path), "enum"), &t->route);
    t->field = last_name(&t->route);
    return found && t->field.length <= NAME_MAX_BYTES;
}

static bool apply_enum(task *t, edit *root) {
    edit *schema = follow_edit(root, &t->route, t->route.count);
    const json_value *old = follow(t->old, &t->route, t->route.count);
    const json_value *before = old == NULL ? NULL : json_get(old, "enum");
    edit *list = schema == NULL || !edit_is_object(schema) ? NULL : edit_step(schema, TEXT("enum"));
    const json_value *after = list == NULL ? NULL : edit_value(list);
    if (before == NULL || after == NULL || before->type != JSON_ARRAY || after->type != JSON_ARRAY)
        return false;
    const json_value *removed = value_set_missing(t->a, value_set_of(t->a, before), value_set_of(t->a, after));
    if (removed == NULL)
        return false;
    json_value *all = arena_array(t->a, (size_t)after->count + removed->count, sizeof(json_value));
    memcpy(all, after->elements, after->count * sizeof(json_value));
    memcpy(all + after->count, removed->elements, removed->count * sizeof(json_value));
    edit_set(schema, TEXT("enum"), json_make_array(t->a, all, (size_t)after->count + removed->count));
    const char *rendered = value_render(t->a, removed), *was = description_of(edit_value(schema));
    const char *note = was == NULL ? arena_printf(t->a, "Deprecated values: %s", rendered)
                                   : arena_printf(t->a, "%s. Deprecated values: %s", was, rendered);
    edit_set(schema, TEXT("description"), string_value(t->a, note));
    return done(t, "deprecate", true,
                arena_printf(t->a, "Re-added deprecated enum values %s to '%s'", rendered, field_text(t)));
}

static bool is_restorable(text keyword) {
    static const char *const keywords[] = {"minimum",   "maximum",    "exclusiveMinimum", "exclusiveMaximum",
                                           "minLength", "maxLength",  "minItems",         "maxItems",
                                           "pattern",   "multipleOf", "minProperties",    "maxProperties"};
    for (size_t i = 0; i < sizeof(keywords) / sizeof(keywords[0]); i++)
        if (text_is(keyword, keywords[i]))
            return true;
    return false;
}

static text constraint_of(const task *t) {
    text path = text_of(t->change->path);
    size_t start = path.length;
    while (start > 0 && path.data[start - 1] != '.')
        start--;
    return (text){path.data + start, path.length - start};
}

static bool find_constraint(task *t, const json_value *new) {
    text keyword = constraint_of(t);
    if (!is_restorable(keyword) ||
        !route_to(new, path_without_tail(text_of(t->change->path), arena_text(t->a, keyword)), &t->route))
        return false;
    t->field = last_name(&t->route);
    return t->field.length <= NAME_MAX_BYTES;
}

static bool apply_constraint(task *t, edit *root) {
    text keyword = constraint_of(t);
    edit *schema = follow_edit(root, &t->route, t->route.count);
    if (schema == NULL || !edit_is_object(schema) || edit_step(schema, keyword) == NULL)
        return false;
    const json_value *old = follow(t->old, &t->route, t->route.count);
    const json_value *before = old == NULL ? NULL : json_get_text(old, keyword);
    const char *name = arena_text(t->a, keyword), *what;
    if (before == NULL) {
        edit_remove(schema, keyword);
        what = arena_printf(t->a, "removed new %s", name);
    } else {
        edit_set(schema, keyword, before);
        what = arena_printf(t->a, "restored %s=%s", name, value_render_plain(t->a, before));
    }
    return done(t, "keep_constraint", true,
                arena_printf(t->a, "Kept original constraints on '%s': %s", field_text(t), what));
}

bool remedy_aim(task *t, const json_value *new) {
    switch (t->change->kind) {
    case SCHEMA_PROPERTY_REMOVED:
        return find_removed(t);
    case SCHEMA_REQUIRED_ADDED:
        return find_required(t, new);
    case SCHEMA_TYPE_NARROWED:
    case SCHEMA_TYPE_CHANGED:
        return find_typed(t, new);
    case SCHEMA_ENUM_VALUES_REMOVED:
        return find_enum(t, new);
    case SCHEMA_CONSTRAINT_TIGHTENED:
    case SCHEMA_CONSTRAINT_CHANGED:
    case SCHEMA_PATTERN_CHANGED:
        return find_constraint(t, new);
    default:
        return false;
    }
}

bool remedy_apply(task *t, edit *root) {
    switch (t->change->kind) {
    case SCHEMA_PROPERTY_REMOVED:
        return apply_removed(t, root);
    case SCHEMA_REQUIRED_ADDED:
        return apply_required(t, root);
    case SCHEMA_TYPE_NARROWED:
    case SCHEMA_TYPE_CHANGED:
        return apply_typed(t, root);
    case SCHEMA_ENUM_VALUES_REMOVED:
        return apply_enum(t, root);
    default:
        return apply_constraint(t, root);
    }
}
