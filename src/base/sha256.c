// Blocks of 64 bytes go through 64 rounds each (FIPS 180-4, section 6.2.2); the last one or two hold the padding and the length.
#include "base/sha256.h"
#include <stdint.h>

enum { BLOCK = 64, WORDS = 8, ROUNDS = 64 };

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes (section 4.2.2).
static const uint32_t constants[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotate(uint32_t word, unsigned bits) {
    return word >> bits | word << (32 - bits);
}

static uint32_t load(const unsigned char *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static void expand(const unsigned char *block, uint32_t schedule[ROUNDS]) {
    for (int i = 0; i < 16; i++)
        schedule[i] = load(block + (ptrdiff_t)i * 4);
    for (int i = 16; i < ROUNDS; i++) {
        uint32_t near = schedule[i - 2], far = schedule[i - 15];
        schedule[i] = (rotate(near, 17) ^ rotate(near, 19) ^ near >> 10) + schedule[i - 7] +
                      (rotate(far, 7) ^ rotate(far, 18) ^ far >> 3) + schedule[i - 16];
    }
}

static void digest_block(uint32_t state[WORDS], const unsigned char *block) {
    uint32_t schedule[ROUNDS];
    expand(block, schedule);
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6],
             h = state[7];
    for (int i = 0; i < ROUNDS; i++) {
        uint32_t first =
            h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + constants[i] + schedule[i];
        uint32_t second = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        h = g, g = f, f = e, e = d + first, d = c, c = b, b = a, a = first + second;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e, state[5] += f, state[6] += g,
        state[7] += h;
}

// What does not fill a block, the bit 1, zeros, and the length in bits (section 5.1.1).
static void digest_end(uint32_t state[WORDS], text rest, uint64_t bits) {
    unsigned char last[2 * BLOCK] = {0};
    size_t length = rest.length + 9 <= BLOCK ? BLOCK : 2 * BLOCK;
    if (rest.length > 0)
        memcpy(last, rest.data, rest.length);
    last[rest.length] = 0x80;
    for (int i = 0; i < 8; i++)
        last[length - 1 - (size_t)i] = (unsigned char)(bits >> 8 * i);
    digest_block(state, last);
    if (length > BLOCK)
        digest_block(state, last + BLOCK);
}

const char *sha256_hex(text bytes, char out[SHA256_HEX_LENGTH + 1]) {
    uint32_t state[WORDS] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                             0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    size_t whole = bytes.length / BLOCK * BLOCK;
    for (size_t at = 0; at < whole; at += BLOCK)
        digest_block(state, (const unsigned char *)bytes.data + at);
    digest_end(state, (text){bytes.data + whole, bytes.length - whole}, (uint64_t)bytes.length * 8);
    for (int i = 0; i < SHA256_HEX_LENGTH; i++)
        out[i] = "0123456789abcdef"[state[i / 8] >> (28 - i % 8 * 4) & 15];
    out[SHA256_HEX_LENGTH] = '\0';
    return out;
}
