// The one reader behind all streams of events. While a stream is open its thread seals what was written (domain/event_feed.h
// says why that is the order), reads what was sealed, once, keeps the newest of it, written as it is sent, and tells the loops,
// which send it to their streams. A stream that asks for older events than are kept is given them a piece at a time.
#pragma once
#include "base/siphash.h"
#include "net/http.h"
#include "server/event_entry.h"

typedef struct app app;
typedef struct event_hub event_hub;

// Never NULL. Nothing runs yet.
event_hub *event_hub_new(app *app);
// Starts the thread, which opens a connection to the database with the first stream.
void event_hub_start(event_hub *hub);
// Ends it; the loops turn no more. Nothing is answered from then on. Accepts one that was never started.
void event_hub_stop(event_hub *hub);
// When no request is left. Accepts NULL; returns NULL.
event_hub *event_hub_free(event_hub *hub);

// Something was committed, in which there may be an event. From any thread; costs next to nothing while no stream is open.
void event_hub_note(event_hub *hub);

// --- counting streams ------------------------------------------------------------------------------------------------

typedef enum event_admission { EVENTS_ADMITTED, EVENTS_TOO_MANY_OF_CALLER, EVENTS_TOO_MANY } event_admission;

// Counts one more stream of that caller, if it may have one; leaves it again.
event_admission event_hub_enter(event_hub *hub, const siphash_tag *caller);
void event_hub_leave(event_hub *hub, const siphash_tag *caller);
// Notes that a client was cut off because it took nothing.
void event_hub_count_cut(event_hub *hub);

typedef struct event_hub_state {
    int64_t open, maximum;
    uint64_t refused, cut; // since the start
    uint64_t events;       // read for the streams since the start
    int64_t position;      // the number of the last event that was read; 0: none was
} event_hub_state;
event_hub_state event_hub_look(event_hub *hub);

// --- what a loop asks ------------------------------------------------------------------------------------------------

typedef enum event_answer {
    EVENTS_GIVEN,
    EVENTS_UNKNOWN_POSITION, // there is no event of that number yet
    EVENTS_GONE,             // what follows is archived up to the position, with which it may begin again
    EVENTS_NO_DATABASE,
} event_answer;

// Asked once at a time. What is asked for is copied; the answer is there when `task` runs on the loop.
typedef struct event_ask {
    struct event_ask *next;
    http_loop *loop;
    http_task task;
    event_view view;
    bool joins;       // asks where it stands, and no events
    int64_t position; // in: behind which event, or EVENTS_FROM_…; out: behind which it is now
    buffer piece;     // out: events, as they are sent; perhaps none
    event_answer answer;
} event_ask;

enum { EVENTS_FROM_NOW = -1, EVENTS_FROM_FIRST = -2 }; // FIRST: of those that are not archived

void event_hub_ask(event_hub *hub, event_ask *ask);

// Appends events behind `*position` that are kept and the view shows, until `out` has `enough` bytes; moves `*position` to the
// last that was looked at. False: what follows it is not kept, and has to be asked for.
bool event_hub_gather(event_hub *hub, const event_view *view, int64_t *position, buffer *out, size_t enough);

// Has `task` run on the loop when there are events, and about once a second, while a stream is open. The hub frees it in the
// end, by free(), as a task of it may outlast the loop.
typedef struct event_watch {
    struct event_watch *next;
    http_loop *loop;
    http_task task;
    bool told;
} event_watch;
void event_hub_watch(event_hub *hub, event_watch *watch);
// To be called when `task` runs, before it looks at what there is.
void event_hub_heard(event_hub *hub, event_watch *watch);
