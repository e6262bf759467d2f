// Version 7: milliseconds, a counter within them, random bytes; so ids made one after another sort that way and lie side by
// side in an index. Each thread has its own counter and a stock of random bytes, so that making one needs no lock and, mostly,
// no system call.
#include "base/uuid.h"
#include "base/timestamp.h"
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/random.h>

enum { POOL_SIZE = 512, TAIL_SIZE = 8, COUNTER_LIMIT = 1 << 12 };

// What a thread needs to make ids without asking anybody: random bytes in stock, and the last time and counter used.
typedef struct generator {
    unsigned char pool[POOL_SIZE];
    size_t available;
    int64_t millis;
    unsigned counter;
} generator;

static _Thread_local generator mine;
static pthread_once_t fork_once = PTHREAD_ONCE_INIT;

// The forking thread is the only one in the child: its stock must not be used twice.
static void forget_stock(void) {
    mine.available = 0;
}

static void watch_forks(void) {
    pthread_atfork(NULL, NULL, forget_stock);
}

static void draw(generator *g, void *out, size_t size) {
    if (g->available < size) {
        pthread_once(&fork_once, watch_forks);
        size_t filled = 0;
        while (filled < POOL_SIZE) {
            ssize_t got = getrandom(g->pool + filled, POOL_SIZE - filled, 0);
            if (got > 0)
                filled += (size_t)got;
            else if (errno != EINTR)
                abort(); // no random source: ids could be guessed or repeat
        }
        g->available = POOL_SIZE;
    }
    g->available -= size;
    memcpy(out, g->pool + g->available, size);
}

// RFC 9562, section 6.2, method 1: a counter in rand_a, drawn anew each millisecond with its top bit clear.
static void advance(generator *g) {
    int64_t now = timestamp_now() / 1000;
    if (now > g->millis) {
        uint16_t start;
        draw(g, &start, sizeof(start));
        g->millis = now;
        g->counter = start % (COUNTER_LIMIT / 2);
        return;
    }
    // The same millisecond, or a clock that went back: go on from the last id.
    if (++g->counter < COUNTER_LIMIT)
        return;
    g->millis++;
    g->counter = 0;
}

uuid uuid_new(void) {
    generator *g = &mine;
    advance(g);
    uuid id = {.set = true};
    for (int i = 0; i < 6; i++)
        id.bytes[i] = (uint8_t)(g->millis >> (40 - 8 * i));
    id.bytes[6] = (uint8_t)(0x70 | g->counter >> 8);
    id.bytes[7] = (uint8_t)g->counter;
    draw(g, id.bytes + 8, TAIL_SIZE);
    id.bytes[8] = (uint8_t)(0x80 | (id.bytes[8] & 0x3F));
    return id;
}

void uuid_format(const uuid *id, char out[UUID_LENGTH + 1]) {
    static const char digits[] = "0123456789abcdef";
    static const uint8_t nil[16];
    const uint8_t *bytes = id->set ? id->bytes : nil;
    for (int i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *out++ = '-';
        *out++ = digits[bytes[i] >> 4];
        *out++ = digits[bytes[i] & 15];
    }
    *out = '\0';
}

// A hexadecimal digit's value and IS_DIGIT; 0: it is none. A table, because nearly every request names an id.
enum { IS_DIGIT = 16 };
#define DIGIT(value) ((value) | IS_DIGIT)
static const uint8_t hex_values[256] = {
    ['0'] = DIGIT(0),  ['1'] = DIGIT(1),  ['2'] = DIGIT(2),  ['3'] = DIGIT(3),  ['4'] = DIGIT(4),  ['5'] = DIGIT(5),
    ['6'] = DIGIT(6),  ['7'] = DIGIT(7),  ['8'] = DIGIT(8),  ['9'] = DIGIT(9),  ['a'] = DIGIT(10), ['b'] = DIGIT(11),
    ['c'] = DIGIT(12), ['d'] = DIGIT(13), ['e'] = DIGIT(14), ['f'] = DIGIT(15), ['A'] = DIGIT(10), ['B'] = DIGIT(11),
    ['C'] = DIGIT(12), ['D'] = DIGIT(13), ['E'] = DIGIT(14), ['F'] = DIGIT(15),
};

// Reads the two digits of each of these bytes. IS_DIGIT when all of them are digits.
static inline unsigned read_digits(const char *at, size_t bytes, uint8_t *out) {
    unsigned all = IS_DIGIT;
    for (size_t i = 0; i < bytes; i++) {
        unsigned high = hex_values[(unsigned char)at[2 * i]], low = hex_values[(unsigned char)at[2 * i + 1]];
        out[i] = (uint8_t)(high << 4 | (low & 15));
        all &= high & low;
    }
    return all;
}

// The form in which ids nearly always come. False: it is another one, or none.
static bool uuid_read_plain(const char *at, uint8_t bytes[16]) {
    unsigned all = read_digits(at, 4, bytes) & read_digits(at + 9, 2, bytes + 4) & read_digits(at + 14, 2, bytes + 6) &
                   read_digits(at + 19, 2, bytes + 8) & read_digits(at + 24, 6, bytes + 10);
    return all != 0 && at[8] == '-' && at[13] == '-' && at[18] == '-' && at[23] == '-';
}

// Takes the prefix or the braces off. NULL, or what is wrong.
static const char *uuid_unwrap(text *t) {
    static const char prefix[] = "urn:uuid:";
    if (t->length >= sizeof(prefix) - 1 &&
        text_equal_ascii_nocase((text){t->data, sizeof(prefix) - 1}, TEXT("urn:uuid:"))) {
        t->data += sizeof(prefix) - 1;
        t->length -= sizeof(prefix) - 1;
        return NULL;
    }
    if (t->length == 0 || t->data[0] != '{')
        return NULL;
    if (t->data[t->length - 1] != '}')
        return "the closing brace is missing";
    t->data++;
    t->length -= 2;
    return NULL;
}

// NULL, or what is wrong.
static const char *uuid_read(text t, uint8_t bytes[16]) {
    const char *wrong = uuid_unwrap(&t);
    if (wrong != NULL)
        return wrong;
    bool hyphens = t.length == UUID_LENGTH;
    if (!hyphens && t.length != 32)
        return "it must have 32 hexadecimal digits, or 36 characters with hyphens";
    for (size_t i = 0, at = 0; i < 16; i++) {
        if (hyphens && (i == 4 || i == 6 || i == 8 || i == 10) && t.data[at++] != '-')
            return "the hyphens must make groups of 8, 4, 4, 4 and 12 digits";
        if (read_digits(t.data + at, 1, bytes + i) == 0)
            return "it holds a character that is not a hexadecimal digit";
        at += 2;
    }
    return NULL;
}

bool uuid_parse(text input, uuid *out, const char **reason) {
    uuid id = {.set = true};
    bool plain = input.length == UUID_LENGTH && uuid_read_plain(input.data, id.bytes);
    const char *wrong = plain ? NULL : uuid_read(input, id.bytes);
    if (wrong != NULL) {
        if (reason != NULL)
            *reason = wrong;
        return false;
    }
    *out = id;
    return true;
}
