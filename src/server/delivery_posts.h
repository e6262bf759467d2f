// The posts of deliveries: what is sent, with which headers, and how that went.
#pragma once
#include "domain/delivery.h"
#include "net/outbound.h"
#include "server/dispatch_slots.h"

// One delivery that is to be posted. All that it points to is in the arena of its slot.
typedef struct delivery_post {
    struct webhook_endpoint endpoint;
    delivery_due due;
    text secret, previous; // TEXT_NONE: none
    const char *fault;     // why it cannot be signed, and is not sent; NULL: it can
    delivery_attempt attempt;
} delivery_post;

// Fills the slot with a copy of it.
delivery_post *delivery_post_put(dispatch_slot *slot, const struct webhook_endpoint *endpoint, const delivery_due *due);
// What it is signed with: what the database has, or `set`, that of the settings, which must outlive it (NULL or empty: nothing).
void delivery_post_sign_with(delivery_post *p, db *reader, const secret_box *box, const char *set, int64_t now,
                             arena *a);
// Posts what is in the slot, and waits for so many milliseconds at most.
void delivery_post_send(dispatch_slot *slot, outbound_sender *sender, unsigned milliseconds);
