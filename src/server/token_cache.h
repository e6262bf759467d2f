// Tokens that were verified, so that none is twice: what each gives, under a hash of it by a secret of the process.
#pragma once
#include "base/siphash.h"
#include "server/token_rules.h"

typedef struct token_cache token_cache;

// Of so many tokens at most; 0: of none. A token has one place, which who comes later takes over. Never NULL.
token_cache *token_cache_new(size_t size);
// Accepts NULL; returns NULL.
token_cache *token_cache_free(token_cache *cache);

// What the token gives that was verified by keys of this generation and has not expired at `now` (timestamp_now), in `a`. NULL:
// it is not known. From any thread.
token_grant *token_cache_find(token_cache *cache, const siphash_tag *tag, uint64_t generation, int64_t now, arena *a);
// Keeps a copy. From any thread.
void token_cache_keep(token_cache *cache, const siphash_tag *tag, uint64_t generation, const token_grant *grant);
