// The conversion runs twice over named types: once over the whole document, which registers them and finds out what every
// name means, and once more over each type that is referred to, for its entry in `$defs`. The second run resolves nothing
// itself and puts references for whatever has an entry of its own, so the result grows by what is referred to, and only once.
#include "formats/avro/avro.h"
#include "formats/avro/internal.h"
#include "formats/avro/names.h"
#include "schema/render.h"

#define PATH_BYTES 1000

// Where the conversion stands: a chain up to the outermost type.
typedef struct place {
    const struct place *up;
    text field;         // step into a field; TEXT_NONE: another step
    const char *suffix; // ".items", ".values"; NULL: another step
    bool is_branch;     // step into a branch of a union
    uint32_t branch;
    text space;     // the enclosing namespace
    unsigned depth; // types around this one
} place;

typedef struct conversion {
    arena *arena;
    avro_names names;
    size_t types;
    bool defining; // the second run
    const char *message;
    const char *path;
} conversion;

static bool convert(conversion *c, const json_value *source, const place *at, json_builder *out);

// --- failures --------------------------------------------------------------------------------------------------------

static void append_path(buffer *out, const place *at) {
    if (at->up == NULL)
        return;
    append_path(out, at->up);
    if (at->field.data != NULL) {
        if (out->length > 0)
            buffer_append_byte(out, '.');
        buffer_append_text(out, at->field);
    } else if (at->suffix != NULL) {
        buffer_append_string(out, at->suffix);
    } else if (at->is_branch) {
        buffer_printf(out, "[%u]", at->branch);
    }
}

static bool fail(conversion *c, const place *at, const char *message) {
    buffer path;
    buffer_init(&path, PATH_BYTES); // what is longer is left out
    append_path(&path, at);
    c->message = message;
    c->path = arena_text(c->arena, buffer_text(&path));
    buffer_done(&path);
    return false;
}

static bool fail_with(conversion *c, const place *at, const char *message, const json_value *value) {
    return fail(c, at, arena_printf(c->arena, "%s: %s", message, value_render_plain(c->arena, value)));
}

// --- names -----------------------------------------------------------------------------------------------------------

static void put_reference(const avro_type *type, json_builder *out) {
    json_put(out, "$ref", json_make_string(type->reference));
}

// `unknown` begins the message when the name means nothing.
static bool convert_reference(conversion *c, const json_value *name, const place *at, const char *unknown,
                              json_builder *out) {
    avro_type *type = NULL;
    if (c->defining) {
        type = avro_names_kept(&c->names, name);
    } else {
        avro_found found = avro_names_resolve(&c->names, json_text_of(name), at->space, &type);
        if (found == AVRO_AMBIGUOUS)
            return fail_with(c, at, "Ambiguous Avro type", name);
        if (found == AVRO_UNKNOWN)
            return fail_with(c, at, unknown, name);
        type->referenced = true;
        avro_names_keep(&c->names, name, type);
    }
    put_reference(type, out);
    return true;
}

static const json_value *text_member(conversion *c, const json_value *source, const char *name, const char *kind,
                                     const place *at) {
    const json_value *value = json_get(source, name);
    if (value != NULL && value->type != JSON_STRING && value->type != JSON_NULL)
        fail(c, at, arena_printf(c->arena, "%s '%s' must be a string", kind, name));
    return value != NULL && value->type == JSON_STRING ? value : NULL;
}

// Registers the type that `source` defines. `*inside` becomes the place of what it holds. A type without a name is fine:
// nothing can refer to it.
static bool define(conversion *c, const json_value *source, const char *kind, const place *at, place *inside) {
    *inside = *at;
    if (c->defining)
        return true;
    const json_value *name = text_member(c, source, "name", kind, at);
    const json_value *space = text_member(c, source, "namespace", kind, at);
    if (c->message != NULL)
        return false;
    if (name == NULL)
        return true;
    text full =
        avro_full_name(&c->names, json_text_of(name), space == NULL ? TEXT_NONE : json_text_of(space), at->space);
    if (full.data == NULL)
        return fail_with(c, at, "Invalid Avro name", name);
    avro_type *type = avro_names_get(&c->names, full);
    if (type == NULL)
        type = avro_names_add(&c->names, full, source);
    else if (!json_equal(type->source, source))
        return fail(c, at, arena_printf(c->arena, "Avro type defined twice: %.*s", (int)full.length, full.data));
    avro_names_keep(&c->names, source, type);
    inside->space = avro_namespace(full);
    return true;
}

// --- records ---------------------------------------------------------------------------------------------------------

static bool is_null_type(const json_value *type) {
    if (type->type == JSON_OBJECT)
        type = json_get(type, "type");
    return type != NULL && type->type == JSON_STRING && text_is(json_text_of(type), "null");
}

static bool is_optional_type(const json_value *type) {
    while (type != NULL && type->type == JSON_OBJECT)
        type = json_get(type, "type");
    if (type == NULL || type->type != JSON_ARRAY)
        return false;
    for (uint32_t i = 0; i < type->count; i++)
        if (is_null_type(&type->elements[i]))
            return true;
    return false;
}

static bool convert_field(conversion *c, const json_value *field, uint32_t index, const place *at,
                          json_builder *properties) {
    if (field->type != JSON_OBJECT)
        return fail(c, at, arena_printf(c->arena, "Field %u must be an object", index));
    const json_value *name = json_get(field, "name"), *type = json_get(field, "type");
    if (name == NULL)
        return fail(c, at, arena_printf(c->arena, "Field %u must have a 'name'", index));
    if (name->type != JSON_STRING)
        return fail(c, at, arena_printf(c->arena, "Field %u 'name' must be a string", index));
    place inside = {.up = at, .field = json_text_of(name), .space = at->space, .depth = at->depth + 1};
    if (type == NULL || type->type == JSON_NULL)
        return fail(c, &inside, arena_printf(c->arena, "Field '%s' has no type", value_render_plain(c->arena, name)));
    json_builder p = json_builder_on(c->arena);
    if (!convert(c, type, &inside, &p))
        return false;
    json_put_present(&p, "default", json_get(field, "default"));
    avro_put_doc(&p, field);
    json_put_member(properties, json_make_member_text(json_text_of(name), *json_built(&p)));
    return true;
}

static bool fail_repeated(conversion *c, const place *at, const json_value *fields) {
    map *seen = map_new(c->arena, fields->count);
    for (uint32_t i = 0; i < fields->count; i++) {
        const json_value *name = json_get(&fields->elements[i], "name");
        if (map_put(seen, json_text_of(name), (void *)name) != NULL)
            return fail(c, at,
                        arena_printf(c->arena, "Field '%s' is defined twice", value_render_plain(c->arena, name)));
    }
    return false;
}

static bool convert_fields(conversion *c, const json_value *fields, const place *at, json_builder *out) {
    json_builder properties = json_builder_on(c->arena);
    json_value *required = arena_array(c->arena, fields->count + 1, sizeof *required);
    size_t required_count = 0;
    for (uint32_t i = 0; i < fields->count; i++) {
        const json_value *field = &fields->elements[i];
        if (!convert_field(c, field, i, at, &properties))
            return false;
        if (json_get(field, "default") == NULL && !is_optional_type(json_get(field, "type")))
            required[required_count++] = *json_get(field, "name");
    }
    const json_value *object = json_built(&properties);
    if (object->count < fields->count)
        return fail_repeated(c, at, fields);
    json_put(out, "properties", *object);
    if (required_count > 0)
        json_put(out, "required", *json_make_array(c->arena, required, required_count));
    return true;
}

static bool convert_record(conversion *c, const json_value *source, const place *at, json_builder *out) {
    place inside;
    const json_value *fields = json_get(source, "fields");
    if (fields == NULL)
        return fail(c, at, "Record must have a 'fields' field");
    if (fields->type != JSON_ARRAY)
        return fail(c, at, "Record 'fields' must be an array");
    if (!define(c, source, "Record", at, &inside))
        return false;
    json_put_string(out, "type", "object");
    if (!convert_fields(c, fields, &inside, out))
        return false;
    avro_put_doc(out, source);
    return true;
}

// --- the other complex types -----------------------------------------------------------------------------------------

static bool convert_enum(conversion *c, const json_value *source, const place *at, json_builder *out) {
    place inside;
    const json_value *symbols = json_get(source, "symbols");
    if (symbols == NULL || symbols->type == JSON_NULL || (symbols->type == JSON_ARRAY && symbols->count == 0))
        return fail(c, at, "Enum has no symbols");
    if (symbols->type != JSON_ARRAY)
        return fail(c, at, "Enum 'symbols' must be an array");
    for (uint32_t i = 0; i < symbols->count; i++)
        if (symbols->elements[i].type != JSON_STRING)
            return fail(c, at, "Enum symbols must be strings");
    if (!define(c, source, "Enum", at, &inside))
        return false;
    json_put_string(out, "type", "string");
    json_put(out, "enum", *symbols);
    avro_put_doc(out, source);
    json_put_present(out, "default", json_get(source, "default"));
    return true;
}

static bool convert_fixed(conversion *c, const json_value *source, const place *at, json_builder *out) {
    place inside;
    const json_value *size = json_get(source, "size");
    if (size == NULL || size->type == JSON_NULL)
        return fail(c, at, "Fixed has no size");
    if (!avro_is_size(size))
        return fail(c, at, "Fixed 'size' must be a non-negative integer");
    if (!define(c, source, "Fixed", at, &inside))
        return false;
    json_put_string(out, "type", "string");
    json_put_string(out, "contentEncoding", "base64");
    json_put(out, "minLength", *size);
    json_put(out, "maxLength", *size);
    return true;
}

// The type of the elements of an array or the values of a map, as the member `keyword`.
static bool convert_inner(conversion *c, const json_value *inner, const char *suffix, const char *missing,
                          const place *at, const char *keyword, json_builder *out) {
    if (inner == NULL || inner->type == JSON_NULL)
        return fail(c, at, missing);
    place inside = {.up = at, .suffix = suffix, .space = at->space, .depth = at->depth + 1};
    json_builder p = json_builder_on(c->arena);
    if (!convert(c, inner, &inside, &p))
        return false;
    json_put(out, keyword, *json_built(&p));
    return true;
}

static bool convert_array(conversion *c, const json_value *source, const place *at, json_builder *out) {
    json_put_string(out, "type", "array");
    return convert_inner(c, json_get(source, "items"), ".items", "Array has no items type", at, "items", out);
}

static bool convert_map(conversion *c, const json_value *source, const place *at, json_builder *out) {
    json_put_string(out, "type", "object");
    return convert_inner(c, json_get(source, "values"), ".values", "Map has no values type", at, "additionalProperties",
                         out);
}

// --- unions ----------------------------------------------------------------------------------------------------------

static bool convert_branch(conversion *c, const json_value *branch, const place *inside, json_value *out) {
    json_builder p = json_builder_on(c->arena);
    if (!convert(c, branch, inside, &p))
        return false;
    *out = *json_built(&p);
    return true;
}

static bool convert_union(conversion *c, const json_value *source, const place *at, json_builder *out) {
    if (source->count == 0)
        return fail(c, at, "Empty union type");
    const json_value *branches = source->elements;
    json_value *items = arena_array(c->arena, source->count, sizeof *items);
    place inside = {.up = at, .space = at->space, .depth = at->depth + 1};
    // "null or something": null comes first, whatever the order, and the path goes straight to the something.
    if (source->count == 2 && is_null_type(&branches[0]) != is_null_type(&branches[1])) {
        bool null_first = is_null_type(&branches[0]);
        if (!convert_branch(c, &branches[null_first ? 0 : 1], &inside, &items[0]) ||
            !convert_branch(c, &branches[null_first ? 1 : 0], &inside, &items[1]))
            return false;
    } else {
        inside.is_branch = true;
        for (uint32_t i = 0; i < source->count; i++) {
            inside.branch = i;
            if (!convert_branch(c, &branches[i], &inside, &items[i]))
                return false;
        }
    }
    json_put(out, "anyOf", *json_make_array(c->arena, items, source->count));
    return true;
}

// --- any type --------------------------------------------------------------------------------------------------------

static bool convert_complex(conversion *c, const json_value *source, text name, const place *at, json_builder *out) {
    if (text_is(name, "record"))
        return convert_record(c, source, at, out);
    if (text_is(name, "enum"))
        return convert_enum(c, source, at, out);
    if (text_is(name, "fixed"))
        return convert_fixed(c, source, at, out);
    return text_is(name, "array") ? convert_array(c, source, at, out) : convert_map(c, source, at, out);
}

static bool convert_object(conversion *c, const json_value *source, const place *at, json_builder *out) {
    const json_value *type = json_get(source, "type");
    const avro_type *defined = c->defining ? avro_names_kept(&c->names, source) : NULL;
    if (defined != NULL && defined->referenced && at->depth > 0) {
        put_reference(defined, out);
        return true;
    }
    if (type == NULL || type->type == JSON_NULL)
        return fail(c, at, "Unknown Avro complex type: null");
    if (type->type != JSON_STRING) { // a type inside a type says nothing more than the inner one
        place inside = {.up = at, .space = at->space, .depth = at->depth + 1};
        return convert(c, type, &inside, out);
    }
    text name = json_text_of(type);
    const avro_primitive *primitive = avro_primitive_find(name);
    if (primitive != NULL) {
        avro_put_primitive(primitive, out);
        avro_put_logical_type(source, out);
        return true;
    }
    if (avro_is_complex(name))
        return convert_complex(c, source, name, at, out);
    return convert_reference(c, type, at, "Unknown Avro complex type", out);
}

static bool convert(conversion *c, const json_value *source, const place *at, json_builder *out) {
    if (at->depth > AVRO_DEPTH_MAX)
        return fail(c, at, arena_printf(c->arena, "Types are nested too deep. Maximum depth: %d", AVRO_DEPTH_MAX));
    if (++c->types > AVRO_TYPES_MAX && !c->defining)
        return fail(c, at, arena_printf(c->arena, "Too many types. Maximum: %d", AVRO_TYPES_MAX));
    if (source->type == JSON_OBJECT)
        return convert_object(c, source, at, out);
    if (source->type == JSON_ARRAY)
        return convert_union(c, source, at, out);
    if (source->type != JSON_STRING)
        return fail_with(c, at, "Invalid Avro type", source);
    const avro_primitive *primitive = avro_primitive_find(json_text_of(source));
    if (primitive == NULL)
        return convert_reference(c, source, at, "Unknown Avro type", out);
    avro_put_primitive(primitive, out);
    return true;
}

// The entries of every type that something refers to, in order of definition.
static bool put_definitions(conversion *c, json_builder *out) {
    json_builder definitions = json_builder_on(c->arena);
    place top = {.up = NULL, .space = TEXT("")};
    c->defining = true;
    for (const avro_type *t = c->names.first; t != NULL; t = t->next) {
        if (!t->referenced)
            continue;
        json_builder p = json_builder_on(c->arena);
        if (!convert(c, t->source, &top, &p))
            return false;
        text name = {arena_text(c->arena, t->name), t->name.length};
        json_put_member(&definitions, json_make_member_text(name, *json_built(&p)));
    }
    if (definitions.count > 0)
        json_put(out, "$defs", *json_built(&definitions));
    return true;
}

avro_conversion avro_convert(arena *a, const json_value *document) {
    conversion c = {.arena = a};
    place top = {.up = NULL, .space = TEXT("")};
    json_builder p = json_builder_on(a);
    avro_names_init(&c.names, a);
    if (!convert(&c, document, &top, &p) || !put_definitions(&c, &p))
        return (avro_conversion){.message = c.message, .path = c.path};
    return (avro_conversion){.schema = json_built(&p)};
}
