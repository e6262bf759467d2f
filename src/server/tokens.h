// Callers with a token of the identity provider that the settings name. Its signature is verified by a worker, once; the database
// is asked for the team as it is for that of a key.
#pragma once
#include "server/auth.h"
#include "server/config.h"
#include <stdatomic.h>

typedef struct tokens tokens;

// NULL: the settings, which are without a fault, name no identity provider. `changes` grows when other keys count (app.h).
tokens *tokens_start(const config *c, atomic_uint_fast64_t *changes);
// Ends what runs beside the requests, once no loop turns any more. Accepts NULL.
void tokens_stop(tokens *t);
// After tokens_stop, when no request is left. Accepts NULL; returns NULL.
tokens *tokens_free(tokens *t);
// What is wrong with the settings; NULL: nothing.
const char *tokens_fault(const config *c, arena *a);

// Whether the credential is to be taken for a token: the request's question then asks about it. On the loop thread.
bool tokens_begin(request *rq, text credential);
// As auth_wait.
bool tokens_wait(request *rq, http_task *task);
