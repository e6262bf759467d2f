// Prototypes of every handler and of the tags of resources, from api/routes.def.
#pragma once
#include "base/text.h"

struct request;

#define ROUTE(noun, verb, sdk, method, path, scope, rate, run, query, body, shape, reply, status, also, summary)       \
    int noun##_##verb(struct request *rq);                                                                             \
    PREPARE_##run(noun, verb)
#define PREPARE_LOCAL(noun, verb)
#define PREPARE_READ(noun, verb)
#define PREPARE_WATCHED(noun, verb)
#define PREPARE_HEAVY(noun, verb)
#define PREPARE_COMPARED(noun, verb)
#define PREPARE_WRITE(noun, verb)
#define PREPARE_PREPARED(noun, verb) int noun##_##verb##_prepare(struct request *rq);
#define PREPARE_HASHED(noun, verb) int noun##_##verb##_prepare(struct request *rq);
#define PREPARE_OUTWARD(noun, verb) int noun##_##verb##_prepare(struct request *rq);
#define ALIAS(method, path, noun, verb)
#define RESOURCE(noun, verb) text noun##_tag(struct request *rq);
#include "api/routes.def"
#undef ROUTE
#undef ALIAS
#undef RESOURCE
#undef PREPARE_LOCAL
#undef PREPARE_READ
#undef PREPARE_WATCHED
#undef PREPARE_HEAVY
#undef PREPARE_COMPARED
#undef PREPARE_WRITE
#undef PREPARE_PREPARED
#undef PREPARE_HASHED
#undef PREPARE_OUTWARD
