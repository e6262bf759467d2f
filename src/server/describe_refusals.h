// What the OpenAPI document says of replies that are no success; for describe_openapi.c.
#pragma once
#include "server/route.h"

// The members of "responses": every status other than those of its row that the route may answer with.
void describe_refusals(json_writer *w, const route *row);
// The replies to which those refer, as "responses" of the components.
void describe_refusal_replies(json_writer *w);
