// References are looked up by the three ways that documents use: the literal name of a definition, a JSON Pointer, and marks,
// which are the identifiers and anchors of all schemas, collected once when the first reference needs them.
#include "schema/compile/reference.h"
#include "schema/draft.h"

// What `marks` holds under an identifier ("http://x/y") or an anchor (its resource's address, '#', its name).
typedef struct mark {
    reference_target target;
    const char *base; // of an identifier: resolved; "" when the document has none
    size_t times;     // how many schemas carry it
} mark;

references references_of(arena *a, const json_value *document) {
    unsigned drafts = draft_named(document);
    const char *identifier = drafts == DRAFT_4 ? "id" : "$id";
    return (references){.a = a, .document = document, .drafts = drafts, .identifier = identifier};
}

static text string_member(const json_value *object, const char *name) {
    const json_value *value = json_get(object, name);
    return value != NULL && value->type == JSON_STRING ? json_text_of(value) : TEXT_NONE;
}

// Longer identifiers are none: resolving them one against the other must not multiply the document.
enum { IDENTIFIER_MAX = 2000 };

text reference_identifier(const references *r, const json_value *schema) {
    text identifier = string_member(schema, r->identifier);
    bool fragment = identifier.length > 0 && identifier.data[0] == '#';
    return identifier.length == 0 || identifier.length > IDENTIFIER_MAX || fragment ? TEXT_NONE : identifier;
}

static const char *anchor_key(arena *a, const json_value *resource, text name) {
    return arena_printf(a, "%p#%.*s", (const void *)resource, (int)name.length, name.data);
}

static text before_fragment(text uri) {
    const char *hash = uri.length == 0 ? NULL : memchr(uri.data, '#', uri.length);
    return hash == NULL ? uri : (text){uri.data, (size_t)(hash - uri.data)};
}

static bool has_scheme(text uri) {
    for (size_t i = 0; i < uri.length; i++) {
        char c = uri.data[i];
        if (c == ':')
            return i > 0;
        if (c == '/' || c == '?')
            return false;
    }
    return false;
}

// RFC 3986 section 5.2 without dot segments: they do not occur between the parts of one bundled document.
static text resolve(arena *a, text base, text relative) {
    if (has_scheme(relative) || base.length == 0 || base.length > IDENTIFIER_MAX)
        return relative;
    size_t keep = 0, slashes = 0;
    bool absolute = relative.length > 0 && relative.data[0] == '/';
    for (size_t i = 0; i < base.length; i++) {
        if (base.data[i] == '/') {
            slashes++;
            keep = absolute ? (slashes == 2 ? base.length : keep) : i + 1;
            if (absolute && slashes == 3) {
                keep = i;
                break;
            }
        }
    }
    char *joined = arena_printf(a, "%.*s%.*s", (int)keep, base.data, (int)relative.length, relative.data);
    return text_of(joined);
}

static void mark_put(references *r, const char *key, reference_target target, const char *base) {
    mark *known = map_get(r->marks, text_of(key));
    if (known != NULL) {
        known->times++;
        return;
    }
    known = arena_new_of(r->a, mark);
    *known = (mark){.target = target, .base = base, .times = 1};
    map_put(r->marks, text_of(key), known);
}

static bool holds_data(const char *name) {
    return strcmp(name, "enum") == 0 || strcmp(name, "const") == 0 || strcmp(name, "default") == 0 ||
           strcmp(name, "examples") == 0;
}

static void mark_anchors(references *r, const json_value *schema, const json_value *resource) {
    reference_target target = {.schema = schema, .resource = resource};
    text plain = string_member(schema, r->identifier); // Drafts up to 7 write anchors as "#name"
    if (plain.length > 1 && plain.data[0] == '#')
        mark_put(r, anchor_key(r->a, resource, (text){plain.data + 1, plain.length - 1}), target, "");
    text anchor = string_member(schema, "$anchor");
    if (anchor.length > 0 && (r->drafts & FROM_2019) != 0)
        mark_put(r, anchor_key(r->a, resource, anchor), target, "");
    text dynamic = string_member(schema, "$dynamicAnchor");
    if (dynamic.length > 0 && (r->drafts & FROM_2020) != 0) {
        mark_put(r, anchor_key(r->a, resource, dynamic), target, "");
        mark_put(r, anchor_key(r->a, NULL, dynamic), target, "");
    }
}

static void mark_schemas(references *r, const json_value *value, const json_value *resource, text base) {
    if (value->type == JSON_ARRAY)
        for (uint32_t i = 0; i < value->count; i++)
            mark_schemas(r, &value->elements[i], resource, base);
    if (value->type != JSON_OBJECT)
        return;
    text identifier = reference_identifier(r, value);
    if (identifier.data != NULL) {
        resource = value;
        base = resolve(r->a, base, before_fragment(identifier));
        mark_put(r, arena_text(r->a, base), (reference_target){.schema = value, .resource = value}, base.data);
        mark_put(r, arena_printf(r->a, "%p", (const void *)value), (reference_target){0}, arena_text(r->a, base));
    }
    mark_anchors(r, value, resource);
    for (uint32_t i = 0; i < value->count; i++)
        if (!holds_data(value->members[i].name))
            mark_schemas(r, &value->members[i].value, resource, base);
}

static map *marks_of(references *r) {
    if (r->marks == NULL) {
        r->marks = map_new(r->a, 64);
        mark_schemas(r, r->document, r->document, TEXT_NONE);
    }
    return r->marks;
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// One token of a pointer in a URI fragment: percent-decoded (RFC 3986), then ~1 and ~0 (RFC 6901 section 4).
static text token_decode(arena *a, text token) {
    char *out = arena_bytes(a, token.length + 1);
    size_t used = 0;
    for (size_t i = 0; i < token.length; i++) {
        char c = token.data[i];
        if (c == '%' && i + 2 < token.length && hex_digit(token.data[i + 1]) >= 0 &&
            hex_digit(token.data[i + 2]) >= 0) {
            c = (char)(hex_digit(token.data[i + 1]) * 16 + hex_digit(token.data[i + 2]));
            i += 2;
        } else if (c == '~' && i + 1 < token.length && (token.data[i + 1] == '0' || token.data[i + 1] == '1')) {
            c = token.data[++i] == '0' ? '~' : '/';
        }
        out[used++] = c;
    }
    return (text){out, used};
}

static const json_value *step(const json_value *at, text token) {
    if (at->type == JSON_OBJECT)
        return json_get_text(at, token);
    long long index;
    if (at->type != JSON_ARRAY || !text_to_int64(token, &index) || index < 0 || index >= at->count)
        return NULL;
    return &at->elements[index];
}

// `pointer` starts with '/' or is empty.
static reference_target pointer_find(references *r, const json_value *resource, text pointer) {
    reference_target target = {.schema = resource, .resource = resource};
    while (pointer.length > 0 && target.schema != NULL) {
        const char *start = pointer.data + 1;
        size_t rest = pointer.length - 1;
        const char *slash = rest == 0 ? NULL : memchr(start, '/', rest);
        size_t length = slash == NULL ? rest : (size_t)(slash - start);
        target.schema = step(target.schema, token_decode(r->a, (text){start, length}));
        if (target.schema != NULL && reference_identifier(r, target.schema).data != NULL)
            target.resource = target.schema;
        pointer = (text){start + length, rest - length};
    }
    return target.schema == NULL ? (reference_target){0} : target;
}

// "#/$defs/<name>" and "#/definitions/<name>" with the name as it stands, slashes and all.
static reference_target definition_find(references *r, text fragment) {
    static const char *const tables[] = {"$defs", "definitions"};
    for (size_t i = 0; i < 2; i++) {
        text prefix = text_of(i == 0 ? "/$defs/" : "/definitions/");
        const json_value *table = json_get(r->document, tables[i]);
        if (table == NULL || !text_starts_with(fragment, prefix))
            continue;
        text name = {fragment.data + prefix.length, fragment.length - prefix.length};
        const json_value *found = json_get_text(table, name);
        if (found != NULL) {
            bool own = reference_identifier(r, found).data != NULL;
            return (reference_target){.schema = found, .resource = own ? found : r->document};
        }
    }
    return (reference_target){0};
}

static reference_target fragment_find(references *r, const json_value *resource, text fragment) {
    if (fragment.length > 0 && fragment.data[0] != '/') {
        const mark *anchor = map_get(marks_of(r), text_of(anchor_key(r->a, resource, fragment)));
        return anchor == NULL ? (reference_target){0} : anchor->target;
    }
    reference_target found = resource == r->document ? definition_find(r, fragment) : (reference_target){0};
    found = found.schema == NULL ? pointer_find(r, resource, fragment) : found;
    return found.schema == NULL ? definition_find(r, fragment) : found;
}

reference_target reference_find(references *r, const json_value *from, text reference) {
    text uri = before_fragment(reference);
    text fragment = uri.length == reference.length
                        ? (text){"", 0}
                        : (text){reference.data + uri.length + 1, reference.length - uri.length - 1};
    if (uri.length == 0)
        return fragment_find(r, from, fragment);
    const mark *base = map_get(marks_of(r), text_of(arena_printf(r->a, "%p", (const void *)from)));
    const mark *found = map_get(r->marks, resolve(r->a, text_of(base == NULL ? "" : base->base), uri));
    if (found == NULL || found->target.schema == NULL)
        return (reference_target){0};
    return fragment_find(r, found->target.resource, fragment);
}

reference_target reference_find_dynamic(references *r, const json_value *from, text reference, bool recursive) {
    reference_target found = reference_find(r, from, reference);
    if (recursive) {
        found.dynamic = from != r->document; // an outer resource may have put its own schema in place
        return found;
    }
    text uri = before_fragment(reference);
    if (uri.length + 1 < reference.length) {
        text name = {reference.data + uri.length + 1, reference.length - uri.length - 1};
        const mark *anchors = map_get(marks_of(r), text_of(anchor_key(r->a, NULL, name)));
        found.dynamic = anchors != NULL && anchors->times > 1;
    }
    return found;
}
