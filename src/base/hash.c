// Sixteen bytes at a time into a 64-bit state by a multiplication whose halves are folded together: few instructions a byte,
// and no bytes can be chosen to collide by who does not know the seed.
#include "base/hash.h"
#include <pthread.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>

// Odd constants with half of their bits set, from the fractional parts of the square roots of 2, 3, 5 and 7.
#define KEY_A 0x6A09E667F3BCC909u
#define KEY_B 0xBB67AE8584CAA73Bu
#define KEY_C 0x3C6EF372FE94F82Bu
#define KEY_D 0xA54FF53A5F1D36F1u

// Both halves of the 128-bit product, folded: every bit of the input reaches every bit of the output.
static inline uint64_t fold(uint64_t a, uint64_t b) {
    unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t read64(const unsigned char *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof(word));
    return word;
}

static inline uint64_t read32(const unsigned char *bytes) {
    uint32_t word;
    memcpy(&word, bytes, sizeof(word));
    return word;
}

uint64_t hash_bytes(const void *bytes, size_t length, uint64_t seed) {
    const unsigned char *at = bytes;
    // Both factors of every product hold the seed: who does not know it cannot choose bytes that make a factor zero.
    uint64_t key = seed ^ KEY_C;
    uint64_t state = seed ^ fold(seed ^ KEY_A, KEY_B);
    uint64_t a = 0;
    uint64_t b = 0;
    if (length > 16) {
        size_t left = length;
        for (; left > 16; left -= 16, at += 16)
            state = fold(read64(at) ^ key, read64(at + 8) ^ state);
        // The last sixteen bytes overlap those already taken, which spares a switch over the rest.
        a = read64(at + left - 16);
        b = read64(at + left - 8);
    } else if (length >= 8) {
        a = read64(at);
        b = read64(at + length - 8);
    } else if (length >= 4) {
        a = read32(at);
        b = read32(at + length - 4);
    } else if (length > 0) {
        a = (uint64_t)at[0] << 16 | (uint64_t)at[length / 2] << 8 | at[length - 1];
    }
    return fold(KEY_D ^ length, fold(a ^ key, b ^ state));
}

static pthread_once_t seed_once = PTHREAD_ONCE_INIT;
static uint64_t process_seed;

static void seed_draw(void) {
    if (getrandom(&process_seed, sizeof(process_seed), 0) == (ssize_t)sizeof(process_seed))
        return;
    // Without a random source a seed that differs per process is still better than a constant.
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    uint64_t place = (uint64_t)(uintptr_t)&now;
    process_seed = fold((uint64_t)now.tv_sec ^ KEY_A, (uint64_t)now.tv_nsec ^ place ^ KEY_B);
}

uint64_t hash_process_seed(void) {
    pthread_once(&seed_once, seed_draw);
    return process_seed;
}
