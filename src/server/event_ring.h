// The newest events of the stream, kept as they are sent. Whoever uses it sees to it that nobody else does meanwhile.
#pragma once
#include "server/event_entry.h"

enum {
    EVENT_RING_EVENTS = 1024,   // the most that are kept
    EVENT_RING_BYTES = 4 << 20, // and the most memory for them, one event apart
};

// Zeroed: nothing is known. Numbers first..last; an entry that is NULL tells nothing.
typedef struct event_ring {
    bool is_kept; // whether anything is known
    event_entry *kept[EVENT_RING_EVENTS];
    int64_t first, last;
    size_t bytes;
} event_ring;

// Frees what is kept; nothing is known from then on.
void event_ring_forget(event_ring *r);
// The same, and the next that is kept has that number.
void event_ring_begin(event_ring *r, int64_t sequence);
// Keeps the event behind the last one, and frees the first ones where there are too many. Takes the entry.
void event_ring_keep(event_ring *r, event_entry *entry);
// As event_hub_gather.
bool event_ring_gather(event_ring *r, const event_view *view, int64_t *position, buffer *out, size_t enough);
