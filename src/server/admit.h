// The way of a request from its route to its body: who calls is found out, and whether the caller may use the route, and how
// often, before anything that was sent is decoded.
#pragma once
#include "server/auth.h"

// Calls `go_on` on the loop thread, now or later, with the caller known, or answers the request. `reader` is the loop's own, NULL
// where it has none. Where `course.admitted` is set, it is called in place of both, with an error status where the caller may
// not, and nothing is counted: a reply that goes on looks again whether it may.
void admit(request *rq, auth *own, db *reader, void (*go_on)(request *rq));
