// The route table of api/routes.def and the search in it.
#pragma once
#include "base/record.h"
#include "net/http.h"

typedef struct request request;

typedef enum route_scope { SCOPE_PUBLIC, SCOPE_ANY, SCOPE_READ, SCOPE_WRITE, SCOPE_ADMIN } route_scope;
typedef enum route_rate { RATE_NONE, RATE_READ, RATE_WRITE, RATE_ADMIN, RATE_EXPENSIVE, RATE_BULK } route_rate;
typedef enum route_run {
    RUN_LOCAL,
    RUN_READ,
    RUN_HEAVY,
    RUN_COMPARED,
    RUN_WRITE,
    RUN_PREPARED,
    RUN_HASHED,
    RUN_OUTWARD,
    RUN_WATCHED
} route_run;
typedef enum route_shape {
    SHAPE_ONE,
    SHAPE_PAGE,
    SHAPE_EMPTY,
    SHAPE_JSON,
    SHAPE_HTML,
    SHAPE_TEXT,
    SHAPE_LINES,
    SHAPE_STREAM,
    SHAPE_REDIRECT
} route_shape;

#define ROUTE_PARAMETERS_MAXIMUM 4

// Gives the entity tag of the resource that the path names, as it is now; TEXT_NONE when there is none.
typedef text route_tag(request *rq);

typedef struct route {
    const char *noun, *verb;
    http_method method;
    const char *path;
    route_scope scope;
    route_rate rate;
    route_run run;
    const record_type *query, *body; // &type_nothing: none
    route_shape shape;
    const record_type *reply;
    int status;
    int also; // another status of success; 0: none
    const char *summary;
    int (*handler)(request *rq);
    int (*prepare)(request *rq); // RUN_PREPARED, RUN_HASHED and RUN_OUTWARD only
    bool alias;                  // another name of an earlier row
    route_tag *tag;              // of a GET route that shows a resource; NULL: it shows none
    // The GET route that shows the resource which this one writes: its tag is what If-Match is held against. NULL: none.
    const struct route *resource;
    // The GET route that shows what this one creates; NULL: none does.
    const struct route *made;
    const record_field *made_in; // the field of the reply that is what was created; NULL: the reply is
    const char *parameters[ROUTE_PARAMETERS_MAXIMUM]; // names of the path's parameters
} route;

// The value of one {parameter} of a path, still percent-encoded.
typedef struct route_parameter {
    const char *name;
    text value;
} route_parameter;

typedef struct route_match {
    const route *route; // NULL: no route has this path and method
    route_parameter parameters[ROUTE_PARAMETERS_MAXIMUM];
    size_t parameter_count;
    unsigned methods; // when route is NULL: the methods that the path has, a bit for each; 0: the path is unknown
} route_match;

typedef struct router router;

// Builds the search tree over all routes, in the arena.
const router *router_new(arena *a);
// Finds the route. HEAD finds GET routes. Fixed segments win over parameters.
route_match router_find(const router *r, http_method method, text path);
// The value of the Allow header for a set of methods.
const char *router_allow(unsigned methods, arena *a);
// Rows in declaration order; NULL past the end.
const route *router_at(const router *r, size_t index);
const char *route_scope_name(route_scope scope);
const char *http_method_name(http_method method);
