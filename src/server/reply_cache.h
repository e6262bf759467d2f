// Replies that a loop has given from its present view of the database, for the same question asked again.
//
// A view never changes, so the reply to a read that depends on nothing else is the same bytes as long as the view lasts: some
// milliseconds, and no longer than until something is committed. Under load the same few things are asked for hundreds of times
// meanwhile. What is asked for once costs a hash of its target and is not copied.
#pragma once
#include "base/text.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct reply_cache reply_cache; // of one loop, used by its thread alone

typedef struct cached_reply {
    text content_type; // static text
    text entity_tag;
    text body;
} cached_reply;

// Where the reply to a target is kept, or would be.
typedef struct reply_slot {
    uint64_t view, hash; // of the view and the target that it was last used for
    bool used;
    bool again; // the target was asked for before in this view
    bool kept;  // then the rest holds
    text path, query;
    cached_reply reply;
} reply_slot;

reply_cache *reply_cache_new(void);
// Accepts NULL; returns NULL.
reply_cache *reply_cache_free(reply_cache *cache);

// The slot of a target. What was kept from another view than `view` is forgotten. Slot and reply are good until the next call.
reply_slot *reply_cache_look(reply_cache *cache, uint64_t view, text path, text query);
// Keeps a copy of the reply in the slot of its target, when that was asked for before in this view and there is room.
void reply_cache_keep(reply_cache *cache, reply_slot *slot, text path, text query, const cached_reply *reply);
