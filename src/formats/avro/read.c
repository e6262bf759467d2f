// One walk over the document resolves every name: a type is known from where its definition begins, so that records may hold
// themselves. Defaults wait until all types are complete.
#include "formats/avro/avro.h"
#include "formats/avro/names.h"
#include "schema/render.h"

#define DEFAULT_STEPS_MAX 1000000 // values of all defaults

// A default that is to be held against its type.
typedef struct expectation {
    struct expectation *next;
    const avro_type *type;
    const json_value *value;
    const avro_place *at;
} expectation;

typedef struct reader {
    arena *arena;
    avro_names names;
    avro_type plain[AVRO_PRIMITIVES]; // primitive types that are only named
    expectation *first, **end;
    size_t types;
    bool kept; // it was taken before
    const char *message;
    const char *path;
} reader;

static bool read_type(reader *r, const json_value *source, const avro_place *at, avro_use *out);

// --- failures --------------------------------------------------------------------------------------------------------

static bool fail(reader *r, const avro_place *at, const char *message) {
    r->message = message;
    r->path = avro_place_text(r->arena, at);
    return false;
}

static bool fail_with(reader *r, const avro_place *at, const char *message, const json_value *value) {
    return fail(r, at, arena_printf(r->arena, "%s: %s", message, value_render_plain(r->arena, value)));
}

static bool fail_with_name(reader *r, const avro_place *at, const char *message, text name) {
    return fail(r, at, arena_printf(r->arena, "%s: %.*s", message, (int)name.length, name.data));
}

// --- names -----------------------------------------------------------------------------------------------------------

// `unknown` begins the message when the name means nothing.
static bool read_reference(reader *r, const json_value *name, const avro_place *at, const char *unknown,
                           avro_use *out) {
    avro_found found = avro_names_resolve(&r->names, json_text_of(name), at->space, &out->type);
    if (found == AVRO_AMBIGUOUS)
        return fail_with(r, at, "Ambiguous Avro type", name);
    if (found == AVRO_UNKNOWN)
        return fail_with(r, at, unknown, name);
    out->type->referenced = true;
    out->by_name = true;
    return true;
}

// The member, a text or null. False: it is something else.
static bool read_text(reader *r, const json_value *source, const char *name, const char *kind, const avro_place *at,
                      text *out) {
    const json_value *value = json_get(source, name);
    *out = value != NULL && value->type == JSON_STRING ? json_text_of(value) : TEXT_NONE;
    return value == NULL || value->type == JSON_STRING || value->type == JSON_NULL ||
           fail(r, at, arena_printf(r->arena, "%s '%s' must be a string", kind, name));
}

// The aliases of a type, under its namespace, or of a field.
static bool read_aliases(reader *r, const json_value *source, bool of_field, text space, const avro_place *at,
                         avro_names_list *out) {
    const json_value *value = json_get(source, "aliases");
    if (value == NULL || value->type == JSON_NULL)
        return true;
    if (value->type != JSON_ARRAY)
        return fail(r, at, "Aliases must be an array of names");
    text *items = arena_array(r->arena, value->count + 1, sizeof *items);
    for (uint32_t i = 0; i < value->count; i++) {
        const json_value *alias = &value->elements[i];
        if (alias->type != JSON_STRING)
            return fail(r, at, "Aliases must be an array of names");
        text name = json_text_of(alias);
        items[i] = !of_field ? avro_full_name(r->arena, name, TEXT_NONE, space) : avro_is_name(name) ? name : TEXT_NONE;
        if (items[i].data == NULL)
            return fail_with(r, at, "Invalid Avro alias", alias);
    }
    *out = (avro_names_list){items, value->count};
    return true;
}

static bool check_doc(reader *r, const json_value *source, const char *kind, const avro_place *at) {
    text doc;
    return r->kept || read_text(r, source, "doc", kind, at, &doc);
}

// Makes the type that `source` defines known under its name. `*inside` becomes the place of what it holds.
static bool define(reader *r, avro_type *type, const char *kind, const avro_place *at, avro_place *inside) {
    text name, space;
    *inside = *at;
    if (!read_text(r, type->source, "name", kind, at, &name) ||
        !read_text(r, type->source, "namespace", kind, at, &space) || !check_doc(r, type->source, kind, at))
        return false;
    if (name.data == NULL)
        return fail(r, at, arena_printf(r->arena, "%s must have a 'name' field", kind));
    type->name = avro_full_name(r->arena, name, space, at->space);
    if (type->name.data == NULL)
        return fail_with(r, at, "Invalid Avro name", json_get(type->source, "name"));
    if (avro_names_get(&r->names, type->name) != NULL)
        return fail_with_name(r, at, "Avro type defined twice", type->name);
    inside->space = avro_namespace(type->name);
    type->reference = text_of(arena_printf(r->arena, "#/$defs/%.*s", (int)type->name.length, type->name.data));
    avro_names_add(&r->names, type);
    return read_aliases(r, type->source, false, inside->space, at, &type->aliases);
}

// --- records ---------------------------------------------------------------------------------------------------------

static void expect_default(reader *r, const avro_field *field, const avro_place *at) {
    expectation *e = arena_new_of(r->arena, expectation);
    *e = (expectation){.type = field->use.type, .value = field->fallback, .at = at};
    *r->end = e;
    r->end = &e->next;
}

static bool check_order(reader *r, const json_value *field, const avro_place *at) {
    const json_value *order = json_get(field, "order");
    if (order == NULL)
        return true;
    text name = order->type == JSON_STRING ? json_text_of(order) : TEXT_NONE;
    return text_is(name, "ascending") || text_is(name, "descending") || text_is(name, "ignore") ||
           fail_with(r, at, "The order of a field is ascending, descending or ignore, not", order);
}

static bool read_field(reader *r, const json_value *source, uint32_t index, const avro_place *at, avro_field *out) {
    if (source->type != JSON_OBJECT)
        return fail(r, at, arena_printf(r->arena, "Field %u must be an object", index));
    const json_value *name = json_get(source, "name"), *type = json_get(source, "type");
    if (name == NULL)
        return fail(r, at, arena_printf(r->arena, "Field %u must have a 'name'", index));
    if (name->type != JSON_STRING)
        return fail(r, at, arena_printf(r->arena, "Field %u 'name' must be a string", index));
    avro_place *inside = avro_place_in(r->arena, at);
    inside->field = json_text_of(name);
    *out = (avro_field){.name = inside->field, .source = source, .fallback = json_get(source, "default")};
    if (!avro_is_name(out->name) || out->name.length > AVRO_NAME_MAX)
        return fail_with(r, inside, "Invalid Avro name", name);
    if (type == NULL || type->type == JSON_NULL)
        return fail(r, inside, arena_printf(r->arena, "Field '%s' has no type", value_render_plain(r->arena, name)));
    if (!read_type(r, type, inside, &out->use) || !check_order(r, source, inside) ||
        !check_doc(r, source, "Field", inside) || !read_aliases(r, source, true, TEXT_NONE, inside, &out->aliases))
        return false;
    if (out->fallback != NULL)
        expect_default(r, out, inside);
    return true;
}

// A written field that has another name is the one whose alias that is, so that no two may claim it.
static bool note_aliases(reader *r, map *aliases, avro_field *field, const avro_place *at) {
    for (size_t i = 0; i < field->aliases.count; i++) {
        const avro_field *other = map_put(aliases, field->aliases.items[i], field);
        if (other != NULL && other != field) {
            avro_place *inside = avro_place_in(r->arena, at);
            inside->field = field->name;
            return fail(r, inside,
                        arena_printf(r->arena, "The alias '%.*s' is that of field '%.*s' as well",
                                     (int)field->aliases.items[i].length, field->aliases.items[i].data,
                                     (int)other->name.length, other->name.data));
        }
    }
    return true;
}

// An alias renames the fields that are written: one that is another field's name takes that field's data away from it.
static bool check_aliases(reader *r, const avro_type *record, const avro_place *inside) {
    for (size_t i = 0; i < record->count; i++) {
        const avro_field *field = &record->fields[i];
        for (size_t k = 0; k < field->aliases.count; k++) {
            text alias = field->aliases.items[k];
            const avro_field *other = map_get(record->index, alias);
            if (other == NULL || other == field)
                continue;
            avro_place *at = avro_place_in(r->arena, inside);
            at->field = field->name;
            return fail(
                r, at,
                arena_printf(r->arena, "The alias '%.*s' is the name of another field", (int)alias.length, alias.data));
        }
    }
    return true;
}

static bool read_record(reader *r, avro_type *type, const avro_place *at) {
    avro_place *inside = arena_new_of(r->arena, avro_place);
    const json_value *fields = json_get(type->source, "fields");
    if (fields == NULL)
        return fail(r, at, "Record must have a 'fields' field");
    if (fields->type != JSON_ARRAY)
        return fail(r, at, "Record 'fields' must be an array");
    if (!define(r, type, "Record", at, inside))
        return false;
    avro_field *items = arena_array(r->arena, fields->count + 1, sizeof *items);
    map *index = map_new(r->arena, fields->count), *aliases = map_new(r->arena, 4);
    for (uint32_t i = 0; i < fields->count; i++) {
        if (!read_field(r, &fields->elements[i], i, inside, &items[i]))
            return false;
        if (map_put(index, items[i].name, &items[i]) != NULL)
            return fail(
                r, at,
                arena_printf(r->arena, "Field '%.*s' is defined twice", (int)items[i].name.length, items[i].name.data));
        if (!r->kept && !note_aliases(r, aliases, &items[i], inside))
            return false;
    }
    type->fields = items;
    type->count = fields->count;
    type->index = index;
    return r->kept || check_aliases(r, type, inside);
}

// --- enums and fixed -------------------------------------------------------------------------------------------------

static bool read_symbols(reader *r, avro_type *type, const avro_place *at) {
    map *index = map_new(r->arena, type->symbols->count);
    for (uint32_t i = 0; i < type->symbols->count; i++) {
        const json_value *symbol = &type->symbols->elements[i];
        if (!avro_is_name(json_text_of(symbol)))
            return fail_with(r, at, "Invalid Avro symbol", symbol);
        if (map_put(index, json_text_of(symbol), type) != NULL)
            return fail_with(r, at, "Enum symbol defined twice", symbol);
    }
    type->count = type->symbols->count;
    type->index = index;
    type->fallback = json_get(type->source, "default");
    if (type->fallback != NULL && type->fallback->type == JSON_STRING &&
        map_get(index, json_text_of(type->fallback)) != NULL)
        return true;
    return type->fallback == NULL ||
           fail_with(r, at, "The default of an enum is one of its symbols, not", type->fallback);
}

static bool read_enum(reader *r, avro_type *type, const avro_place *at) {
    avro_place inside;
    const json_value *symbols = json_get(type->source, "symbols");
    if (symbols == NULL || symbols->type == JSON_NULL || (symbols->type == JSON_ARRAY && symbols->count == 0))
        return fail(r, at, "Enum has no symbols");
    if (symbols->type != JSON_ARRAY)
        return fail(r, at, "Enum 'symbols' must be an array");
    for (uint32_t i = 0; i < symbols->count; i++)
        if (symbols->elements[i].type != JSON_STRING)
            return fail(r, at, "Enum symbols must be strings");
    type->symbols = symbols;
    return define(r, type, "Enum", at, &inside) && read_symbols(r, type, at);
}

static bool read_fixed(reader *r, avro_type *type, const avro_place *at) {
    avro_place inside;
    const json_value *size = json_get(type->source, "size");
    if (size == NULL || size->type == JSON_NULL)
        return fail(r, at, "Fixed has no size");
    if (!avro_is_size(size))
        return fail(r, at, "Fixed 'size' must be a non-negative integer");
    json_to_int64(size, &type->size);
    return define(r, type, "Fixed", at, &inside);
}

// --- arrays, maps, unions --------------------------------------------------------------------------------------------

static bool read_inner(reader *r, avro_type *type, const char *name, const char *suffix, const char *missing,
                       const avro_place *at) {
    const json_value *inner = json_get(type->source, name);
    if (inner == NULL || inner->type == JSON_NULL)
        return fail(r, at, missing);
    avro_place *inside = avro_place_in(r->arena, at);
    inside->suffix = suffix;
    avro_use *use = arena_new_of(r->arena, avro_use);
    type->uses = use;
    type->count = 1;
    return read_type(r, inner, inside, use);
}

// Whether the branch may join those before it. `kinds` are the kinds of types without a name that they have, `names` the types
// with one.
static bool check_branch(reader *r, avro_type *branch, unsigned *kinds, map *names, const avro_place *at) {
    if (branch->kind == AVRO_UNION)
        return fail(r, at, "A union cannot hold a union");
    if (avro_is_named(branch)) {
        if (map_put(names, branch->name, branch) == NULL)
            return true;
        return fail_with_name(r, at, "A union cannot hold a type twice", branch->name);
    }
    unsigned bit = 1u << branch->kind;
    if ((*kinds & bit) != 0)
        return fail_with_name(r, at, "A union cannot hold a type twice", text_of(avro_kind_name(branch->kind)));
    *kinds |= bit;
    return true;
}

static bool is_null_type(const json_value *type) {
    if (type->type == JSON_OBJECT)
        type = json_get(type, "type");
    return type != NULL && type->type == JSON_STRING && text_is(json_text_of(type), "null");
}

static bool read_union(reader *r, avro_type *type, const avro_place *at) {
    const json_value *source = type->source;
    if (source->count == 0)
        return fail(r, at, "Empty union type");
    // Of "null or something" the path goes straight to the something.
    bool is_nullable = source->count == 2 && is_null_type(&source->elements[0]) != is_null_type(&source->elements[1]);
    avro_use *uses = arena_array(r->arena, source->count, sizeof *uses);
    map *names = map_new(r->arena, 4);
    unsigned kinds = 0;
    for (uint32_t i = 0; i < source->count; i++) {
        avro_place *inside = avro_place_in(r->arena, at);
        inside->is_branch = !is_nullable;
        inside->branch = i;
        uses[i] = (avro_use){0};
        if (!read_type(r, &source->elements[i], inside, &uses[i]) ||
            !check_branch(r, uses[i].type, &kinds, names, inside))
            return false;
    }
    type->uses = uses;
    type->count = source->count;
    return true;
}

// --- any type --------------------------------------------------------------------------------------------------------

static bool read_complex(reader *r, avro_type *type, text name, const avro_place *at) {
    if (text_is(name, "record")) {
        type->kind = AVRO_RECORD;
        return read_record(r, type, at);
    }
    if (text_is(name, "enum")) {
        type->kind = AVRO_ENUM;
        return read_enum(r, type, at);
    }
    if (text_is(name, "fixed")) {
        type->kind = AVRO_FIXED;
        return read_fixed(r, type, at);
    }
    bool is_array = text_is(name, "array");
    type->kind = is_array ? AVRO_ARRAY : AVRO_MAP;
    return is_array ? read_inner(r, type, "items", ".items", "Array has no items type", at)
                    : read_inner(r, type, "values", ".values", "Map has no values type", at);
}

static bool read_object(reader *r, const json_value *source, const avro_place *at, avro_use *out) {
    const json_value *type = json_get(source, "type");
    if (type == NULL || type->type == JSON_NULL)
        return fail(r, at, "Unknown Avro complex type: null");
    if (type->type != JSON_STRING) // a type inside a type says nothing more than the inner one
        return read_type(r, type, avro_place_in(r->arena, at), out);
    text name = json_text_of(type);
    avro_kind primitive = avro_primitive_kind(name);
    if (primitive == AVRO_PRIMITIVES && !avro_is_complex(name))
        return read_reference(r, type, at, "Unknown Avro complex type", out);
    out->type = arena_new_of(r->arena, avro_type);
    out->type->source = source;
    out->type->kind = primitive;
    if (primitive == AVRO_PRIMITIVES && !read_complex(r, out->type, name, at))
        return false;
    out->type->logical = avro_logical_of(out->type);
    return true;
}

static bool read_type(reader *r, const json_value *source, const avro_place *at, avro_use *out) {
    if (at->depth > AVRO_DEPTH_MAX)
        return fail(r, at, arena_printf(r->arena, "Types are nested too deep. Maximum depth: %d", AVRO_DEPTH_MAX));
    if (++r->types > AVRO_TYPES_MAX)
        return fail(r, at, arena_printf(r->arena, "Too many types. Maximum: %d", AVRO_TYPES_MAX));
    if (source->type == JSON_OBJECT)
        return read_object(r, source, at, out);
    if (source->type == JSON_ARRAY) {
        out->type = arena_new_of(r->arena, avro_type);
        *out->type = (avro_type){.kind = AVRO_UNION, .source = source};
        return read_union(r, out->type, at);
    }
    if (source->type != JSON_STRING)
        return fail_with(r, at, "Invalid Avro type", source);
    avro_kind primitive = avro_primitive_kind(json_text_of(source));
    if (primitive == AVRO_PRIMITIVES)
        return read_reference(r, source, at, "Unknown Avro type", out);
    out->type = &r->plain[primitive];
    return true;
}

// --- defaults --------------------------------------------------------------------------------------------------------

static const char *described(arena *a, const avro_type *type) {
    const char *kind = avro_kind_name(type->kind);
    return avro_is_named(type) ? arena_printf(a, "%s %.*s", kind, (int)type->name.length, type->name.data) : kind;
}

static bool check_defaults(reader *r) {
    size_t steps = DEFAULT_STEPS_MAX;
    for (const expectation *e = r->first; e != NULL; e = e->next) {
        const avro_type *fault = NULL;
        const json_value *misfit = avro_default_misfit(e->type, e->value, &steps, &fault);
        if (misfit == NULL)
            continue;
        if (fault == NULL)
            return fail(r, e->at,
                        arena_printf(r->arena, "Defaults hold too many values. Maximum: %d", DEFAULT_STEPS_MAX));
        const char *first = e->type->kind == AVRO_UNION ? ", the first of its union" : "";
        return fail(r, e->at,
                    arena_printf(r->arena, "Invalid default: %s is no value of the type %s%s",
                                 value_render(r->arena, misfit), described(r->arena, fault), first));
    }
    return true;
}

static avro_reading read_document(arena *a, const json_value *document, bool kept) {
    reader *r = arena_new_of(a, reader);
    avro_schema *schema = arena_new_of(a, avro_schema);
    avro_place top = {.space = TEXT("")};
    r->arena = a;
    r->kept = kept;
    r->end = &r->first;
    avro_names_init(&r->names, a);
    for (avro_kind kind = 0; kind < AVRO_PRIMITIVES; kind++)
        r->plain[kind].kind = kind;
    if (!read_type(r, document, &top, &schema->root) || !check_defaults(r))
        return (avro_reading){.message = r->message, .path = r->path};
    schema->document = document;
    schema->named = r->names.first;
    return (avro_reading){.schema = schema};
}

avro_reading avro_read(arena *a, const json_value *document) {
    return read_document(a, document, false);
}

const avro_schema *avro_read_kept(arena *a, const json_value *document) {
    return read_document(a, document, true).schema;
}
