// A table in which a target has one place: who comes later takes it over. All that is kept hangs on one arena, which is emptied
// when the view changes; slots of older views are told by their number.
#include "server/reply_cache.h"
#include "base/arena.h"
#include "base/hash.h"
#include "base/memory.h"
#include <stdlib.h>

enum {
    SLOTS = 256,
    BODY_MAXIMUM = 16 * 1024, // longer ones cost more to send than to make
    BYTES_MAXIMUM = 512 * 1024,
    BYTES_AT_REST = 64 * 1024, // held between two views
};

struct reply_cache {
    uint64_t view;
    size_t bytes; // kept from the present view
    arena *arena;
    reply_slot slots[SLOTS];
};

reply_cache *reply_cache_new(void) {
    reply_cache *cache = memory_zalloc(sizeof *cache);
    cache->arena = arena_new(0);
    return cache;
}

reply_cache *reply_cache_free(reply_cache *cache) {
    if (cache == NULL)
        return NULL;
    arena_free(cache->arena);
    free(cache);
    return NULL;
}

reply_slot *reply_cache_look(reply_cache *cache, uint64_t view, text path, text query) {
    if (cache->view != view) {
        cache->view = view;
        cache->bytes = 0;
        arena_reset(cache->arena, BYTES_AT_REST);
    }
    uint64_t hash = hash_bytes(path.data, path.length, hash_process_seed());
    if (query.length > 0)
        hash = hash_bytes(query.data, query.length, hash);
    reply_slot *slot = &cache->slots[hash % SLOTS];
    bool same = slot->used && slot->view == view && slot->hash == hash;
    if (same && slot->kept)
        same = text_equal(slot->path, path) && text_equal(slot->query, query);
    if (!same)
        *slot = (reply_slot){.view = view, .hash = hash, .used = true};
    slot->again = same;
    return slot;
}

static text copy(arena *a, text t) {
    return t.data == NULL ? TEXT_NONE : (text){arena_text(a, t), t.length};
}

void reply_cache_keep(reply_cache *cache, reply_slot *slot, text path, text query, const cached_reply *reply) {
    size_t bytes = path.length + query.length + reply->entity_tag.length + reply->body.length;
    if (!slot->again || reply->body.length > BODY_MAXIMUM || cache->bytes + bytes > BYTES_MAXIMUM)
        return;
    cache->bytes += bytes;
    slot->path = copy(cache->arena, path);
    slot->query = copy(cache->arena, query);
    slot->reply = (cached_reply){.content_type = reply->content_type,
                                 .entity_tag = copy(cache->arena, reply->entity_tag),
                                 .body = copy(cache->arena, reply->body)};
    slot->kept = true;
}
