#include "server/event_ring.h"
#include <stdlib.h>

static event_entry **place_of(event_ring *r, int64_t sequence) {
    return &r->kept[sequence % EVENT_RING_EVENTS];
}

static void drop_first(event_ring *r) {
    event_entry **place = place_of(r, r->first++);
    r->bytes -= *place == NULL ? 0 : event_entry_size(*place);
    free(*place);
    *place = NULL;
}

void event_ring_forget(event_ring *r) {
    while (r->is_kept && r->first <= r->last)
        drop_first(r);
    r->is_kept = false;
}

void event_ring_begin(event_ring *r, int64_t sequence) {
    event_ring_forget(r);
    r->is_kept = true;
    r->first = sequence;
    r->last = sequence - 1;
}

void event_ring_keep(event_ring *r, event_entry *entry) {
    if (r->last - r->first + 1 == EVENT_RING_EVENTS)
        drop_first(r);
    r->last++;
    *place_of(r, r->last) = entry;
    r->bytes += entry == NULL ? 0 : event_entry_size(entry);
    while (r->bytes > EVENT_RING_BYTES && r->first < r->last)
        drop_first(r);
}

bool event_ring_gather(event_ring *r, const event_view *view, int64_t *position, buffer *out, size_t enough) {
    bool good = r->is_kept && *position + 1 >= r->first && *position <= r->last;
    while (good && *position < r->last && out->length < enough) {
        const event_entry *entry = *place_of(r, ++*position);
        if (entry != NULL)
            event_entry_append(entry, view, out);
    }
    return good;
}
