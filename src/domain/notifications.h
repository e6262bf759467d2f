// Telling people of events: who is told of one, and what follows from how an attempt to tell them ended. Who sends it is the
// server's matter (server/notifier.c).
#pragma once
#include "store/notifications.h"

typedef struct notification_ways {
    bool slack;
    bool mail;            // to users of teams that have no channel for the event
    unsigned mail_events; // a bit for each chat_event that is told by mail
    int64_t pace;         // microseconds from one message to a channel to the next
} notification_ways;

// Makes notifications of the first messages that wait, at most so many. Gives how many messages there were.
size_t notifications_fan_out(db *d, const notification_ways *ways, size_t most, int64_t now, arena *a);

// Microseconds.
typedef struct notification_rules {
    int64_t pace;  // as above
    int64_t retry; // for how long a message is tried
} notification_rules;

typedef struct notification_attempt {
    int64_t at;
    const char *error;   // NULL: it arrived
    bool may_pass;       // trying again may help
    int64_t retry_after; // microseconds for which the receiver asks to be left alone; 0: it does not
} notification_attempt;

notification_state notification_decide(const notification_rules *rules, const notification_due *due,
                                       const notification_attempt *attempt);
