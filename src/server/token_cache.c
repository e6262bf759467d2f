#include "server/token_cache.h"
#include "base/memory.h"
#include <pthread.h>
#include <stdlib.h>

typedef struct verified {
    siphash_tag tag;
    uint64_t generation;
    token_grant grant; // its strings are in `strings`
    char strings[];
} verified;

struct token_cache {
    pthread_mutex_t mutex;
    size_t size;
    verified *slots[];
};

token_cache *token_cache_new(size_t size) {
    token_cache *cache = memory_zalloc(sizeof *cache + size * sizeof(verified *));
    cache->size = size;
    pthread_mutex_init(&cache->mutex, NULL);
    return cache;
}

token_cache *token_cache_free(token_cache *cache) {
    if (cache == NULL)
        return NULL;
    for (size_t i = 0; i < cache->size; i++)
        free(cache->slots[i]);
    pthread_mutex_destroy(&cache->mutex);
    free(cache);
    return NULL;
}

token_grant *token_cache_find(token_cache *cache, const siphash_tag *tag, uint64_t generation, int64_t now, arena *a) {
    token_grant *found = NULL;
    if (cache->size == 0 || generation == 0)
        return NULL;
    pthread_mutex_lock(&cache->mutex);
    const verified *slot = cache->slots[tag->words[0] % cache->size];
    if (slot != NULL && slot->generation == generation && slot->grant.expires_at > now &&
        siphash_equal(&slot->tag, tag)) {
        found = arena_new_of(a, token_grant);
        *found = slot->grant;
        found->subject = arena_strdup(a, slot->grant.subject);
        found->team = arena_strdup(a, slot->grant.team);
    }
    pthread_mutex_unlock(&cache->mutex);
    return found;
}

void token_cache_keep(token_cache *cache, const siphash_tag *tag, uint64_t generation, const token_grant *grant) {
    if (cache->size == 0)
        return;
    size_t subject = strlen(grant->subject) + 1, team = strlen(grant->team) + 1;
    verified *kept = memory_alloc(sizeof *kept + subject + team);
    *kept = (verified){.tag = *tag, .generation = generation, .grant = *grant};
    memcpy(kept->strings, grant->subject, subject);
    memcpy(kept->strings + subject, grant->team, team);
    kept->grant.subject = kept->strings;
    kept->grant.team = kept->strings + subject;
    pthread_mutex_lock(&cache->mutex);
    verified **slot = &cache->slots[tag->words[0] % cache->size], *former = *slot;
    *slot = kept;
    pthread_mutex_unlock(&cache->mutex);
    free(former);
}
