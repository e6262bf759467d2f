// Evaluation meets resources one after the other, and the first of them that has an anchor keeps it: so a scope is the
// resource at hand and one anchor for each name. Schemas are compiled once for each scope that they are met in. Only names
// that several resources have tell scopes apart.
#include "schema/compile/scope.h"

enum { NAMES_MAX = 16, MORE_SCOPES_MAX = 64 };

static text key_of(arena *a, const json_value *resource) {
    const json_value **key = arena_new_of(a, const json_value *);
    *key = resource;
    return (text){(const char *)key, sizeof *key};
}

static scope *scopes_at(references *r, const json_value *resource) {
    if (r->scopes == NULL)
        r->scopes = map_new(r->a, 16);
    return map_get(r->scopes, (text){(const char *)&resource, sizeof resource});
}

static scope *scope_add(references *r, const json_value *resource, const dynamic_anchor **bound, bool unsure) {
    scope *others = scopes_at(r, resource), *made = arena_new_of(r->a, scope);
    *made = (scope){.resource = resource, .first = others == NULL, .unsure = unsure, .bound = bound};
    if (others == NULL) {
        map_put(r->scopes, key_of(r->a, resource), made);
    } else {
        made->next = others->next;
        others->next = made;
    }
    return made;
}

static scope *scope_known(references *r, const json_value *resource, const dynamic_anchor **bound, bool unsure) {
    for (scope *s = scopes_at(r, resource); s != NULL; s = s->next) {
        bool same = s->unsure == unsure;
        for (size_t i = 0; same && !unsure && i < r->name_count; i++)
            same = s->bound[i] == bound[i];
        if (same)
            return s;
    }
    return NULL;
}

static const scope *unsure_at(references *r, const json_value *resource) {
    const scope *known = scope_known(r, resource, NULL, true);
    return known != NULL ? known : scope_add(r, resource, NULL, true);
}

// Gives names that have no meaning yet the one that they have in this resource.
static void bind(references *r, const json_value *resource, const dynamic_anchor **bound) {
    for (size_t i = 0; i < r->name_count; i++)
        if (bound[i] == NULL)
            bound[i] = reference_dynamic_anchor(r, resource, r->names[i]);
}

const scope *scope_of(references *r) {
    if (r->root == NULL)
        r->root = scope_add(r, r->document, NULL, false);
    return r->root;
}

// Anchors are not looked for before they can matter.
static void bind_root(references *r) {
    if (r->root->bound != NULL)
        return;
    reference_collect(r);
    if (r->name_count > NAMES_MAX) {
        r->root->unsure = true;
        r->name_count = 0;
    }
    r->root->bound = arena_zalloc(r->a, (r->name_count + 1) * sizeof *r->root->bound);
    bind(r, r->document, r->root->bound);
}

const scope *scope_enter(references *r, const scope *from, const json_value *resource) {
    if (from->resource == resource)
        return from;
    bind_root(r);
    if (from->unsure)
        return unsure_at(r, resource);
    const size_t size = (r->name_count + 1) * sizeof *from->bound;
    const dynamic_anchor **bound = arena_zalloc(r->a, size);
    memcpy(bound, from->bound, size);
    bind(r, resource, bound);
    const scope *known = scope_known(r, resource, bound, false);
    if (known != NULL)
        return known;
    if (scopes_at(r, resource) != NULL && ++r->more_scopes > MORE_SCOPES_MAX)
        return unsure_at(r, resource);
    return scope_add(r, resource, bound, false);
}

const scope *scope_unsure(references *r, const scope *from) {
    return from->unsure ? from : unsure_at(r, from->resource);
}

reference_target scope_find(references *r, const scope *from, text reference, bool recursive, bool *unsure) {
    reference_target found = reference_find(r, from->resource, reference);
    const char *hash = reference.length == 0 ? NULL : memchr(reference.data, '#', reference.length);
    *unsure = false;
    if (found.schema == NULL || (hash == NULL && !recursive))
        return found;
    bind_root(r);
    const char *end = reference.data + reference.length;
    text name = recursive ? TEXT_NONE : (text){hash + 1, (size_t)(end - hash - 1)};
    const dynamic_anchor *d = reference_dynamic_anchor(r, found.resource, name);
    if (d == NULL || d->target.schema != found.schema || !d->several) // a reference as any other
        return found;
    *unsure = from->unsure;
    for (size_t i = 0; i < r->name_count && !from->unsure; i++)
        if (text_equal(r->names[i], name) && from->bound[i] != NULL)
            return from->bound[i]->target;
    return found;
}
