// A limit is kept as one time, the generic cell rate algorithm (ITU-T I.371, annex A): each call moves on by a part of the
// period, and a call is refused that would come to lie more than a period ahead. So a limit gives all of its calls at once to who
// was idle, and never twice as many around the end of a window. The table is of sets of four, a line of the cache each: a place
// is looked for in one set, and taken from whom has most left.
#include "server/rate.h"
#include "base/memory.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define SECOND INT64_C(1000000)

enum { WAYS = 4, LOCKS = 256, NUMBER_MAXIMUM = 1000000 };

typedef struct cell {
    uint64_t hash;   // 0: nobody's
    int64_t used_to; // the time as far as which the limit is used up
} cell;

struct rate_table {
    size_t sets; // a power of two
    cell *cells;
    pthread_mutex_t locks[LOCKS];
};

// --- limits as they are written --------------------------------------------------------------------------------------

static text next_word(text *rest) {
    size_t at = 0, start;
    while (at < rest->length && rest->data[at] == ' ')
        at++;
    start = at;
    while (at < rest->length && rest->data[at] != ' ' && rest->data[at] != '/')
        at++;
    if (at == start && at < rest->length) // the "/"
        at++;
    text word = {rest->data + start, at - start};
    *rest = (text){rest->data + at, rest->length - at};
    return word;
}

static bool read_number(text word, int64_t *out) {
    long long number = 0;
    if (!text_to_int64(word, &number) || number < 1 || number > NUMBER_MAXIMUM)
        return false;
    *out = number;
    return true;
}

static bool read_period(text word, int64_t *out) {
    static const struct {
        const char *name;
        int64_t seconds;
    } periods[] = {{"second", 1},  {"minute", 60},         {"hour", 3600},
                   {"day", 86400}, {"month", 30 * 86400L}, {"year", 365 * 86400L}};
    if (word.length > 0 && word.data[word.length - 1] == 's')
        word.length--;
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
        if (text_equal_ascii_nocase(word, text_of(periods[i].name))) {
            *out = periods[i].seconds * SECOND;
            return true;
        }
    return false;
}

static bool read_limit(text written, rate_limit *out) {
    int64_t times = 1, period = 0;
    if (!read_number(next_word(&written), &out->count))
        return false;
    text word = next_word(&written);
    if (!text_is(word, "/") && !text_is(word, "per"))
        return false;
    word = next_word(&written);
    if (read_number(word, &times))
        word = next_word(&written);
    if (!read_period(word, &period) || text_trim(written).length > 0)
        return false;
    out->period = times * period;
    return true;
}

bool rate_rule_parse(text written, rate_rule *out) {
    *out = (rate_rule){.count = 0};
    for (size_t start = 0; start <= written.length;) {
        size_t end = start;
        while (end < written.length && written.data[end] != ';' && written.data[end] != ',')
            end++;
        if (out->count == RATE_LIMITS_MAXIMUM ||
            !read_limit((text){written.data + start, end - start}, &out->limits[out->count]))
            return false;
        out->count++;
        start = end + 1;
    }
    return true;
}

// --- the table -------------------------------------------------------------------------------------------------------

rate_table *rate_table_new(size_t callers) {
    rate_table *table = memory_zalloc(sizeof *table);
    for (table->sets = LOCKS; table->sets < callers;)
        table->sets *= 2;
    table->cells = memory_zalloc(table->sets * WAYS * sizeof *table->cells);
    for (size_t i = 0; i < LOCKS; i++)
        pthread_mutex_init(&table->locks[i], NULL);
    return table;
}

rate_table *rate_table_free(rate_table *table) {
    if (table == NULL)
        return NULL;
    for (size_t i = 0; i < LOCKS; i++)
        pthread_mutex_destroy(&table->locks[i]);
    free(table->cells);
    free(table);
    return NULL;
}

// The caller's cell of the set; of a caller who has none, the one that is used up for the shortest time, emptied.
static cell *find(cell *set, uint64_t hash) {
    cell *oldest = set;
    for (size_t i = 0; i < WAYS; i++) {
        if (set[i].hash == hash)
            return &set[i];
        if (set[i].used_to < oldest->used_to)
            oldest = &set[i];
    }
    *oldest = (cell){.hash = hash, .used_to = 0};
    return oldest;
}

// Each limit of a rule has a cell of its own; nobody's hash is 0.
static uint64_t hash_of(uint64_t hash, size_t limit) {
    hash += limit * UINT64_C(0x9E3779B97F4A7C15);
    return hash == 0 ? 1 : hash;
}

static size_t set_of(const rate_table *table, uint64_t hash) {
    return (size_t)(hash >> 8) & (table->sets - 1);
}

static rate_left take_one(rate_table *table, const rate_limit *limit, uint64_t hash, int64_t now) {
    size_t set = set_of(table, hash);
    pthread_mutex_t *lock = &table->locks[set % LOCKS];
    const int64_t part = limit->period / limit->count;
    pthread_mutex_lock(lock);
    cell *c = find(table->cells + set * WAYS, hash);
    int64_t used_to = (c->used_to > now ? c->used_to : now) + part, ahead = used_to - now;
    bool allowed = ahead <= limit->period;
    if (allowed)
        c->used_to = used_to;
    pthread_mutex_unlock(lock);
    if (!allowed)
        return (rate_left){.limit = limit, .reset = ahead - part, .retry = ahead - limit->period};
    return (rate_left){.allowed = true, .limit = limit, .remaining = (limit->period - ahead) / part, .reset = ahead};
}

rate_left rate_take(rate_table *table, const rate_rule *rule, uint64_t hash, int64_t now) {
    rate_left least = {.allowed = false};
    for (size_t i = 0; i < rule->count; i++) {
        rate_left left = take_one(table, &rule->limits[i], hash_of(hash, i), now);
        if (i == 0 || !left.allowed || left.remaining < least.remaining)
            least = left;
        if (!left.allowed)
            break;
    }
    return least;
}

static void give_one(rate_table *table, const rate_limit *limit, uint64_t hash) {
    size_t set = set_of(table, hash);
    pthread_mutex_t *lock = &table->locks[set % LOCKS];
    pthread_mutex_lock(lock);
    for (cell *c = table->cells + set * WAYS, *end = c + WAYS; c < end; c++)
        if (c->hash == hash)
            c->used_to -= limit->period / limit->count;
    pthread_mutex_unlock(lock);
}

void rate_give_back(rate_table *table, const rate_rule *rule, uint64_t hash) {
    for (size_t i = 0; i < rule->count; i++)
        give_one(table, &rule->limits[i], hash_of(hash, i));
}
