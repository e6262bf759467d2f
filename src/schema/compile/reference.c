// References are looked up by the three ways that documents use: the literal name of a definition, a JSON Pointer, and marks,
// which are the identifiers and anchors of all schemas, collected once when the first reference needs them.
#include "schema/compile/reference.h"
#include "base/ascii.h"
#include "schema/draft.h"
#include "schema/value.h"

// What `marks` holds under an identifier ("http://x/y") or an anchor (its resource's address, '#', its name).
typedef struct mark {
    reference_target target;
    const char *base; // of an identifier: resolved; "" when the document has none
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

// RFC 3986 section 5.2.4, in place: "." goes, and ".." takes the segment before it along.
static text without_dots(char *uri) {
    char *scheme = strstr(uri, "://"), *path = strchr(scheme == NULL ? uri : scheme + 3, '/');
    if (path == NULL)
        return text_of(uri);
    char *out = path;
    for (const char *at = path; *at != '\0';) {
        size_t length = 1 + strcspn(at + 1, "/"); // with its slash before
        bool last = at[length] == '\0', here = length == 2 && at[1] == '.',
             up = length == 3 && at[1] == '.' && at[2] == '.';
        if (up)
            while (out > path && *--out != '/') {
            }
        if (here || up) {
            if (last)
                *out++ = '/';
        } else {
            memmove(out, at, length);
            out += length;
        }
        at += length;
    }
    *out = '\0';
    return text_of(uri);
}

// RFC 3986 section 5.2.
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
    return strstr(joined, "/.") == NULL ? text_of(joined) : without_dots(joined);
}

static void mark_put(references *r, const char *key, reference_target target, const char *base) {
    if (map_get(r->marks, text_of(key)) != NULL)
        return;
    mark *made = arena_new_of(r->a, mark);
    *made = (mark){.target = target, .base = base};
    map_put(r->marks, text_of(key), made);
}

static bool holds_data(const char *name) {
    return strcmp(name, "enum") == 0 || strcmp(name, "const") == 0 || strcmp(name, "default") == 0 ||
           strcmp(name, "examples") == 0;
}

static void anchor_add(references *r, text name, reference_target target) {
    const char *key = anchor_key(r->a, target.resource, name);
    if (map_get(r->dynamic_anchors, text_of(key)) != NULL)
        return;
    dynamic_anchor *made = arena_new_of(r->a, dynamic_anchor);
    *made = (dynamic_anchor){.next = r->anchors, .name = name, .target = target};
    r->anchors = made;
    map_put(r->dynamic_anchors, text_of(key), made);
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
        anchor_add(r, dynamic, target);
    }
    const json_value *recursive = json_get(schema, "$recursiveAnchor");
    if (recursive != NULL && value_is_truthy(recursive) && schema == resource && (r->drafts & ONLY_2019) != 0)
        anchor_add(r, TEXT_NONE, target);
    r->dynamic = r->dynamic || json_get(schema, "$dynamicRef") != NULL || json_get(schema, "$recursiveRef") != NULL;
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

// Finds the names that several resources have.
static void find_shared_names(references *r) {
    map *known = map_new(r->a, 16);
    size_t count = 0;
    for (dynamic_anchor *d = r->anchors; d != NULL; d = d->next, count++) {
        dynamic_anchor *other = map_put(known, d->name, d);
        d->several = other != NULL;
    }
    r->names = arena_array(r->a, count + 1, sizeof *r->names);
    for (dynamic_anchor *d = r->anchors; d != NULL; d = d->next) {
        const dynamic_anchor *last = map_get(known, d->name);
        if (last == d && d->several)
            r->names[r->name_count++] = d->name;
        d->several = last->several;
    }
}

void reference_collect(references *r) {
    if (r->marks != NULL)
        return;
    r->marks = map_new(r->a, 64);
    r->dynamic_anchors = map_new(r->a, 16);
    mark_schemas(r, r->document, r->document, TEXT_NONE);
    if (r->dynamic)
        find_shared_names(r);
}

const dynamic_anchor *reference_dynamic_anchor(references *r, const json_value *resource, text name) {
    reference_collect(r);
    return map_get(r->dynamic_anchors, text_of(anchor_key(r->a, resource, name)));
}

static map *marks_of(references *r) {
    reference_collect(r);
    return r->marks;
}

// One token of a pointer in a URI fragment: percent-decoded (RFC 3986), then ~1 and ~0 (RFC 6901 section 4).
static text token_decode(arena *a, text token) {
    char *out = arena_bytes(a, token.length + 1);
    size_t used = 0;
    for (size_t i = 0; i < token.length; i++) {
        char c = token.data[i];
        if (c == '%' && i + 2 < token.length && ascii_hex(token.data[i + 1]) >= 0 &&
            ascii_hex(token.data[i + 2]) >= 0) {
            c = (char)(ascii_hex(token.data[i + 1]) * 16 + ascii_hex(token.data[i + 2]));
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
