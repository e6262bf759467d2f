#include "base/siphash.h"
#include <endian.h>
#include <string.h>

typedef struct state {
    uint64_t a, b, c, d;
} state;

static inline uint64_t turn(uint64_t word, int bits) {
    return word << bits | word >> (64 - bits);
}

static inline void round_once(state *s) {
    s->a += s->b;
    s->b = turn(s->b, 13) ^ s->a;
    s->a = turn(s->a, 32);
    s->c += s->d;
    s->d = turn(s->d, 16) ^ s->c;
    s->a += s->d;
    s->d = turn(s->d, 21) ^ s->a;
    s->c += s->b;
    s->b = turn(s->b, 17) ^ s->c;
    s->c = turn(s->c, 32);
}

static inline void take(state *s, uint64_t word) {
    s->d ^= word;
    round_once(s);
    round_once(s);
    s->a ^= word;
}

static inline uint64_t finish(state *s) {
    for (int i = 0; i < 4; i++)
        round_once(s);
    return s->a ^ s->b ^ s->c ^ s->d;
}

siphash_tag siphash(const siphash_key *key, text bytes) {
    const uint64_t low = key->words[0], high = key->words[1];
    state s = {low ^ 0x736f6d6570736575u, high ^ 0x646f72616e646f6du ^ 0xee, low ^ 0x6c7967656e657261u,
               high ^ 0x7465646279746573u};
    const char *at = bytes.data;
    size_t left = bytes.length;
    uint64_t word;
    for (; left >= sizeof word; at += sizeof word, left -= sizeof word) {
        memcpy(&word, at, sizeof word);
        take(&s, le64toh(word));
    }
    word = 0;
    if (left > 0)
        memcpy(&word, at, left);
    take(&s, le64toh(word) | (uint64_t)bytes.length << 56);
    siphash_tag tag;
    s.c ^= 0xee;
    tag.words[0] = finish(&s);
    s.b ^= 0xdd;
    tag.words[1] = finish(&s);
    return tag;
}
