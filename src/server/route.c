// The rows of api/routes.def, and a tree over their paths with a node for each segment. Fixed segments are tried before
// a parameter; where they lead nowhere, the search comes back and takes the parameter.
#include "server/route.h"
#include "model/model.h"
#include "server/handlers.h"
#include <assert.h>

// --- the table -------------------------------------------------------------------------------------------------------
#define PREPARE_LOCAL(noun, verb) NULL
#define PREPARE_READ(noun, verb) NULL
#define PREPARE_WATCHED(noun, verb) NULL
#define PREPARE_HEAVY(noun, verb) NULL
#define PREPARE_COMPARED(noun, verb) NULL
#define PREPARE_WRITE(noun, verb) NULL
#define PREPARE_PREPARED(noun, verb) noun##_##verb##_prepare
#define PREPARE_HASHED(noun, verb) noun##_##verb##_prepare
#define PREPARE_OUTWARD(noun, verb) noun##_##verb##_prepare

static const route declared[] = {
#define ROUTE(noun, verb, sdk, method, path, scope, rate, run, query, body, shape, reply, status, also, summary)       \
    {#noun,         #verb,         HTTP_##method, path,                                                                \
     SCOPE_##scope, RATE_##rate,   RUN_##run,     &type_##query,                                                       \
     &type_##body,  SHAPE_##shape, &type_##reply, status,                                                              \
     also,          summary,       noun##_##verb, PREPARE_##run(noun, verb),                                           \
     false,         NULL,          NULL},
#define ALIAS(method, path, noun, verb) {#noun, #verb, HTTP_##method, path, .alias = true},
#define RESOURCE(noun, verb)
#include "api/routes.def"
#undef ROUTE
#undef ALIAS
#undef RESOURCE
};

static const struct {
    const char *noun, *verb;
    route_tag *tag;
} resources[] = {
#define ROUTE(noun, verb, sdk, method, path, scope, rate, run, query, body, shape, reply, status, also, summary)
#define ALIAS(method, path, noun, verb)
#define RESOURCE(noun, verb) {#noun, #verb, noun##_tag},
#include "api/routes.def"
#undef ROUTE
#undef ALIAS
#undef RESOURCE
};

#define ROUTE_COUNT (sizeof declared / sizeof *declared)
#define METHOD_COUNT HTTP_OTHER

// --- the tree: one node a path segment -------------------------------------------------------------------------------

typedef struct node {
    text segment;                 // fixed text
    const char *parameter;        // name without braces, when this is a parameter
    struct node *child, *sibling; // fixed ones before the parameter
    const route *routes[METHOD_COUNT];
} node;

struct router {
    route rows[ROUTE_COUNT];
    node root;
};

// Cuts the next segment off a path that begins with "/". False at the end.
static bool next_segment(text *path, text *segment) {
    if (path->length == 0 || path->data[0] != '/')
        return false;
    const char *start = path->data + 1;
    size_t rest = path->length - 1;
    const char *slash = memchr(start, '/', rest);
    size_t length = slash == NULL ? rest : (size_t)(slash - start);
    *segment = (text){start, length};
    *path = (text){start + length, rest - length};
    return true;
}

static node *node_child(arena *a, node *parent, text segment) {
    bool is_parameter = segment.length > 1 && segment.data[0] == '{';
    text name = is_parameter ? (text){segment.data + 1, segment.length - 2} : segment;
    node **link = &parent->child;
    for (; *link != NULL; link = &(*link)->sibling) {
        if (is_parameter ? (*link)->parameter != NULL : text_equal((*link)->segment, segment))
            return *link;
        if ((*link)->parameter != NULL)
            break; // fixed segments go before it
    }
    node *fresh = arena_new_of(a, node);
    fresh->sibling = *link;
    if (is_parameter)
        fresh->parameter = arena_text(a, name);
    else
        fresh->segment = segment;
    *link = fresh;
    return fresh;
}

// The path up to and with its last parameter: "/assets/{asset_id}/publish" -> "/assets/{asset_id}".
static text resource_path(const char *path) {
    const char *last = strrchr(path, '}');
    return last == NULL ? TEXT_NONE : (text){path, (size_t)(last + 1 - path)};
}

static const route *find_resource(const router *r, const route *row) {
    text path = resource_path(row->path);
    if (row->method == HTTP_GET || path.data == NULL)
        return NULL;
    for (size_t i = 0; i < ROUTE_COUNT; i++)
        if (r->rows[i].method == HTTP_GET && r->rows[i].shape == SHAPE_ONE && text_is(path, r->rows[i].path))
            return &r->rows[i];
    return NULL;
}

// The GET route that shows a resource, which comes by the id alone, with this reply. `noun` NULL: of any noun.
static const route *find_shown(const router *r, const char *noun, const record_type *reply) {
    for (size_t i = 0; i < ROUTE_COUNT; i++)
        if (r->rows[i].tag != NULL && (noun == NULL || strcmp(r->rows[i].noun, noun) == 0) && r->rows[i].reply == reply)
            return &r->rows[i];
    return NULL;
}

// Finds what a route creates: its reply, or else the first field of its reply that a GET route shows.
static void find_made(const router *r, route *row) {
    if (row->method != HTTP_POST || row->status != 201 || row->shape != SHAPE_ONE)
        return;
    if (strchr(row->path, '{') == NULL)
        row->made = find_shown(r, row->noun, row->reply);
    for (unsigned i = 0; row->made == NULL && i < row->reply->field_count; i++) {
        const record_field *field = &row->reply->fields[i];
        if (field->kind != RECORD_RECORD || (field->flags & RECORD_OMIT) == 0)
            continue;
        row->made = find_shown(r, NULL, field->reference);
        row->made_in = row->made != NULL ? field : NULL;
    }
}

// The tag of the resource that the route shows; NULL where it shows none.
static route_tag *find_tag(const route *row) {
    for (size_t i = 0; i < sizeof resources / sizeof *resources; i++)
        if (strcmp(resources[i].noun, row->noun) == 0 && strcmp(resources[i].verb, row->verb) == 0)
            return resources[i].tag;
    return NULL;
}

// An alias takes everything but method and path from the row that it names.
static void resolve_alias(router *r, route *row) {
    for (size_t i = 0; i < ROUTE_COUNT; i++) {
        const route *named = &r->rows[i];
        if (named->alias || strcmp(named->noun, row->noun) != 0 || strcmp(named->verb, row->verb) != 0)
            continue;
        route full = *named;
        full.method = row->method;
        full.path = row->path;
        full.alias = true;
        *row = full;
        return;
    }
}

static void find_parameters(route *row, arena *a) {
    size_t count = 0;
    for (const char *open = strchr(row->path, '{'); open != NULL; open = strchr(open + 1, '{')) {
        assert(count < ROUTE_PARAMETERS_MAXIMUM);
        row->parameters[count++] = arena_text(a, (text){open + 1, strcspn(open + 1, "}")});
    }
}

const router *router_new(arena *a) {
    router *r = arena_new_of(a, router);
    memcpy(r->rows, declared, sizeof declared);
    for (size_t i = 0; i < ROUTE_COUNT; i++)
        if (r->rows[i].alias)
            resolve_alias(r, &r->rows[i]);
    for (size_t i = 0; i < ROUTE_COUNT; i++)
        r->rows[i].tag = find_tag(&r->rows[i]);
    for (size_t i = 0; i < ROUTE_COUNT; i++) {
        r->rows[i].resource = find_resource(r, &r->rows[i]);
        find_made(r, &r->rows[i]);
        find_parameters(&r->rows[i], a);
        assert(r->rows[i].resource == NULL || r->rows[i].resource->tag != NULL); // else If-Match would be ignored
        node *n = &r->root;
        text path = text_of(r->rows[i].path), segment;
        while (next_segment(&path, &segment))
            n = node_child(a, n, segment);
        n->routes[r->rows[i].method] = &r->rows[i];
    }
    return r;
}

typedef struct search {
    http_method method;
    route_match match;
} search;

// Depth first, fixed segments first; a node without the method does not hide one behind a parameter.
static bool walk(search *s, const node *n, text path) {
    text segment;
    if (!next_segment(&path, &segment)) {
        for (unsigned m = 0; m < METHOD_COUNT; m++)
            s->match.methods |= n->routes[m] != NULL ? 1u << m : 0;
        s->match.route = n->routes[s->method];
        return s->match.route != NULL;
    }
    for (const node *c = n->child; c != NULL; c = c->sibling) {
        if (c->parameter == NULL) {
            if (text_equal(c->segment, segment) && walk(s, c, path))
                return true;
            continue;
        }
        if (segment.length == 0 || s->match.parameter_count == ROUTE_PARAMETERS_MAXIMUM)
            continue;
        s->match.parameters[s->match.parameter_count++] = (route_parameter){c->parameter, segment};
        if (walk(s, c, path))
            return true;
        s->match.parameter_count--;
    }
    return false;
}

// Routes may call what stands at the same place of a path by names of their own.
static void name_parameters(route_match *match) {
    for (size_t i = 0; match->route != NULL && i < match->parameter_count; i++)
        match->parameters[i].name = match->route->parameters[i];
}

route_match router_find(const router *r, http_method method, text path) {
    search s = {.method = method == HTTP_HEAD ? HTTP_GET : method};
    if (s.method >= METHOD_COUNT)
        s.method = HTTP_OPTIONS; // no route has it, and the methods of the path are wanted
    if (path.length > 0)
        walk(&s, &r->root, path);
    name_parameters(&s.match);
    return s.match;
}

const char *router_allow(unsigned methods, arena *a) {
    const char *list = "";
    if (methods & 1u << HTTP_GET)
        methods |= 1u << HTTP_HEAD;
    for (http_method m = 0; m < METHOD_COUNT; m++)
        if (methods & 1u << m)
            list = arena_printf(a, "%s%s%s", list, *list == '\0' ? "" : ", ", http_method_name(m));
    return list;
}

const route *router_at(const router *r, size_t index) {
    return index < ROUTE_COUNT ? &r->rows[index] : NULL;
}
