// Following what happens: the stream of events, asked for a piece at a time. Each request asks for what is behind the last event
// and ends with the first events there are, at once when they happen; so nothing is missed, nothing is told twice, and what a
// program has not taken yet waits at the server.
//
// With one call that waits:
//     while (tessera_events_next(events, &event, &error) == TESSERA_OK) ...
// On an event loop: tessera_events_more_async gives a future as any other; when it has completed, tessera_events_more_result
// takes what came, tessera_events_pull gives it event by event, and then more is asked for.
#pragma once
#include "tessera/models.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_events tessera_events;

// Which events; zero and NULL: all, from now on. All that are given have to hold. Strings are copied.
typedef struct tessera_events_options {
    size_t struct_size;      // sizeof(tessera_events_options)
    const char *event;       // only these types, with commas between; "proposal.*" is all of a noun
    const char *entity_type; // only what happens to things of this kind
    const char *entity_id;   // only what happens to this thing
    const char *asset_id;    // only what concerns this asset
    const char *team_id;     // only what concerns this team
    const char *after; // the number of the event to go on behind (tessera_events_place); "0": from the first of all
    unsigned wait_s;   // seconds after which a server without events is asked again, at most 60; 0: 20
} tessera_events_options;

// One event. Borrowed until the next one is pulled, or the events are freed.
typedef struct tessera_event {
    const char *number;               // its place among all events
    const char *type;                 // "team.created"
    const tessera_audit_event *event; // as the audit trail keeps it
} tessera_event;

// `options` may be NULL. Asks nothing yet. NULL: there is no client. The client must outlive it.
TESSERA_API tessera_events *tessera_events_new(tessera_client *client, const tessera_events_options *options);
// Accepts NULL. A future of it that is under way is the caller's to cancel and to free.
TESSERA_API void tessera_events_free(tessera_events *events);
TESSERA_DEFINE_AUTO(tessera_events, tessera_events_free)

// The next event, which is waited for. Where the connection ends or the server is busy it goes on by itself; any other failure is
// returned, and calling again goes on where it was.
TESSERA_API int tessera_events_next(tessera_events *events, tessera_event *out, tessera_error *error);
// The next of those that have come. False: there is none.
TESSERA_API bool tessera_events_pull(tessera_events *events, tessera_event *out);

// Asks for more behind those that have come. Completes with the first events, or after `wait_s` without any.
TESSERA_API tessera_future *tessera_events_more_async(tessera_events *events) TESSERA_MUST_USE;
// Takes what a completed future of it brought; the future stays the caller's. After a failure more may be asked for again. What
// was not pulled of an earlier one comes again.
TESSERA_API int tessera_events_more_result(tessera_events *events, tessera_future *future, tessera_error *error);

// The number of the last event that was pulled, or that need not be asked for any more: `after` of the next run. NULL: nothing
// was asked for yet.
TESSERA_API const char *tessera_events_place(const tessera_events *events);

#ifdef __cplusplus
}
#endif
