// Deliveries of events to destinations: the queue that the engine works through, and the list for people.
#pragma once
#include "model/model.h"
#include "store/page.h"

// A delivery that is to begin.
typedef struct delivery_start {
    uuid id;
    const struct webhook_endpoint *endpoint;
    uuid event_id;
    const char *event_type;
    uuid entity_id; // after whose earlier events it comes
    int64_t queued_at, now;
    uuid redelivery_of;
    const char *aside; // why it has to wait from the start, for people; NULL: it has not
} delivery_start;
// Due since the event was made, unless an earlier one of its destination and entity is alive.
db_status store_deliveries_insert(db *d, const delivery_start *start);

// How many are alive, to whichever destination; counted no further than `most`.
int64_t store_deliveries_alive(db *d, int64_t most);

// What is to be posted.
typedef struct delivery_due {
    uuid id, entity_id;
    const char *event_type;
    text payload;            // of the outbox
    const char *traceparent; // of the trace that the event is a part of, as the header of that name; NULL: of none
    int64_t attempts, tries, rounds;
    int64_t created_at, due_at;
} delivery_due;
// Those of a destination that are due at the time, in order. Gives how many, at most `most`.
size_t store_deliveries_due(db *d, const uuid *endpoint, int64_t now, delivery_due *out, size_t most, arena *a);
// When, after the time `after`, the next is due of those to destinations that are told of anything; of a paused one no earlier
// than the end of its pause. TIMESTAMP_NONE: none is.
int64_t store_deliveries_next(db *d, int64_t after);

// How an attempt ended, for the row.
typedef struct delivery_state {
    uuid id, endpoint_id, entity_id;
    enum webhook_delivery_status status;
    bool alive;
    int64_t due_at; // TIMESTAMP_NONE: not any more
    int64_t attempts, tries, rounds;
    int64_t last_attempt_at, delivered_at;
    const char *url, *last_error;
    int64_t last_status_code; // 0: there was none
} delivery_state;
// Writes it; where it is not alive any more, the next of its destination and entity is due at `last_attempt_at`.
void store_deliveries_settle(db *d, const delivery_state *state);
// Marks at most so many that wait for a destination which is paused, so that people see it. Gives how many.
int64_t store_deliveries_put_aside(db *d, const uuid *endpoint, const char *why, int64_t most);
// Ends at most so many deliveries to a destination that was deleted. Gives how many.
int64_t store_deliveries_abandon(db *d, const uuid *endpoint, const char *why, int64_t most);

// Deletes at most so many that were delivered before that time, the oldest first, and the messages that nobody else was sent.
// Dead letters stay. Gives how many.
int64_t store_deliveries_sweep(db *d, int64_t before, int64_t most, arena *a);

bool store_deliveries_get(db *d, const uuid *id, struct webhook_delivery *out, arena *a);
record_list store_deliveries_list(db *d, const struct webhook_delivery_query *query, list_page *page, arena *a);
// The first receipt counts. False: there was one.
bool store_deliveries_receive(db *d, const uuid *id, const char *note, int64_t now);
