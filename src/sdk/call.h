// What the generated calls are made of.
#pragma once
#include "tessera/reflect.h"

// Submits, waits, takes the result into `*out` (which may be NULL). Returns the tessera_status.
int call_now(tessera_client *client, int number, const char *const *path_values, const void *input, void **out,
             tessera_error *error);
// Whether a call may be waited for here and now: TESSERA_OK, or the status of the error.
int call_may_wait(const tessera_client *client, tessera_error *error);
// Waits for the future, takes its result into `*out` (which may be NULL) and gives it up.
int call_await(tessera_client *client, tessera_future *future, void **out, tessera_error *error);
// Takes the result of a future of that call.
int call_take(tessera_future *future, int number, void **out, tessera_error *error);
