// Futures: calls that are under way, and groups of them.
//
// A future completes exactly once, also when it is cancelled or its client is freed. The function that submits never
// runs a callback; a call that is refused before sending is complete when it returns, and told of like the others. A
// future belongs to the thread of its client.
#pragma once
#include "tessera/common.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_client tessera_client;
typedef struct tessera_future tessera_future;

// Gives the handle up. The call goes on and its callback, if it has one, still runs; tessera_future_cancel first stops
// it. Legal at any time, inside callbacks and after the client is freed. Accepts NULL.
TESSERA_API void tessera_future_free(tessera_future *future);
TESSERA_DEFINE_AUTO(tessera_future, tessera_future_free)

// Runs `function` once, from tessera_client_dispatch, tessera_client_poll or tessera_client_free, when the future has
// completed; a completed one gets it on the next of these. A future with a callback is not handed out by
// tessera_client_next_done. The handle stays the caller's (the future is valid during the callback even when it was
// given up). Replaces an earlier callback that has not run; NULL removes it. On a completed future without a client
// (that is gone, or a group without children) it runs at once.
TESSERA_API void tessera_future_on_done(tessera_future *future, void (*function)(tessera_future *future, void *user),
                                        void *user);

// A pointer of the caller's, for those who pull completed futures.
TESSERA_API void tessera_future_set_user(tessera_future *future, void *user);
TESSERA_API void *tessera_future_user(const tessera_future *future);

TESSERA_API bool tessera_future_is_done(const tessera_future *future);
// TESSERA_OK once it has succeeded, the error's status once it has failed, TESSERA_E_BUSY while it is under way.
TESSERA_API tessera_status tessera_future_status(const tessera_future *future);
// What went wrong: borrowed from the future. NULL while it is under way and when it succeeded.
TESSERA_API const tessera_error *tessera_future_error(const tessera_future *future);

// Stops the call: it completes with TESSERA_E_CANCELLED. A group cancels its children. Does nothing to a completed one.
// The request may have reached the server nevertheless.
TESSERA_API void tessera_future_cancel(tessera_future *future);

// Drives the client until the future has completed or `timeout_ms` have passed (negative: no limit). Runs no callbacks.
// Returns TESSERA_OK when it has completed, well or not; TESSERA_E_TIMEOUT when it has not (the call goes on);
// TESSERA_E_WOULD_DEADLOCK inside a callback.
TESSERA_API int tessera_future_wait(tessera_future *future, int64_t timeout_ms);

// Takes the result, once: the caller frees it with the `_free` function of its type or tessera_record_free. NULL for
// calls without one. Fails with the call's error, or with TESSERA_E_USAGE when the future is under way or the result
// was taken. Each call has a typed form of this, tessera_<noun>_<verb>_result.
TESSERA_API int tessera_future_take(tessera_future *future, void **out, tessera_error *error);

// --- groups ----------------------------------------------------------------------------------------------------------

enum {
    // Succeeds when every child has; the first failure fails the group and cancels the other children.
    TESSERA_GATHER_ALL = 0,
    // Succeeds with the first child that does and cancels the others; fails with the last failure when none does.
    TESSERA_GATHER_ANY = 1,
    // Cancels nothing. With ALL: completes when every child has, and succeeds whatever became of them.
    TESSERA_GATHER_KEEP_GOING = 2,
};

// A future over others of one client. Never NULL; without children it succeeds. Misuse (children of several clients,
// unknown policy) gives a group that fails with TESSERA_E_USAGE. The children keep their results, callbacks and
// handles; the group keeps them alive. Completes after the children's completion, never inside this call.
TESSERA_API tessera_future *tessera_future_all(tessera_future *const *futures, size_t count,
                                               int policy) TESSERA_MUST_USE;
// Number of children (0 for a call), and the child at `index` in the order given: borrowed, NULL past the end.
TESSERA_API size_t tessera_future_count(const tessera_future *group);
TESSERA_API tessera_future *tessera_future_child(const tessera_future *group, size_t index);
// The child that decided the group: the first success of ANY, the failure of ALL. NULL: none.
TESSERA_API tessera_future *tessera_future_decisive(const tessera_future *group);

// Gives many handles up at once and sets them to NULL.
TESSERA_API void tessera_futures_free(tessera_future **futures, size_t count);

#ifdef __cplusplus
}
#endif
