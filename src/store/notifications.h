// Messages on their way to people: the queue of those who are told by Slack or by mail.
#pragma once
#include "model/model.h"
#include "store/page.h"

typedef struct notification_start {
    uuid event_id; // the message of the outbox
    enum notification_kind kind;
    uuid destination_id; // the configuration of Slack, or the user
    int64_t queued_at;   // of the event
    int64_t now;
    int64_t due_at; // now, or later
} notification_start;
// How many are alive, of whichever kind; counted no further than `most`.
int64_t store_notifications_alive(db *d, int64_t most);
// Due then, unless an earlier one of its destination is alive.
db_status store_notifications_insert(db *d, const notification_start *start);

// When something was last sent to the destination, or tried to; TIMESTAMP_NONE: never.
int64_t store_notifications_last(db *d, const uuid *destination);

// What is to be sent.
typedef struct notification_due {
    uuid id, destination_id;
    enum notification_kind kind;
    int64_t attempts, created_at;
    text payload; // of the outbox
} notification_due;
// Those of a kind that are due at the time and were `tried` before, or were not, the longest first; at most one of a destination.
// Gives how many, at most `most`.
size_t store_notifications_due(db *d, enum notification_kind kind, bool tried, int64_t now, notification_due *out,
                               size_t most, arena *a);
// When, after the time `after`, the next is due; TIMESTAMP_NONE: none is.
int64_t store_notifications_next(db *d, int64_t after);

// Deletes at most so many that ended before that time, delivered or not, the oldest first, and the messages that nobody else was
// sent. Gives how many.
int64_t store_notifications_sweep(db *d, int64_t before, int64_t most, arena *a);

// How an attempt ended, for the row.
typedef struct notification_state {
    uuid id, destination_id;
    enum notification_status status; // pending: it is tried again at `next_at`
    int64_t attempts, at;
    int64_t next_at;        // from when on this one, or where it has ended the next to its destination, may be sent
    const char *last_error; // NULL: none
} notification_state;
void store_notifications_settle(db *d, const notification_state *state);

record_list store_notifications_list(db *d, const struct notification_query *query, list_page *page, arena *a);
