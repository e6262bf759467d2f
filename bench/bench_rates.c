// What a rate limit costs each call, and each caller, when very many take turns.
// Callers come in an order that no cache foresees; what one of them costs besides the limit is measured alone and told.
#include "base/timestamp.h"
#include "server/rate.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CALLERS = 100000, CALLS = 20 * CALLERS, ROUNDS = 9 };

static volatile int64_t sink; // what is measured must not be left out

// Spreads the callers over the hashes, as a hash of their keys does (splitmix64).
static uint64_t hash_of(uint64_t z) {
    z = (z + 1) * UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static uint64_t caller_of(uint64_t call) {
    return hash_of(call) % CALLERS;
}

// Bytes of the process that are in memory.
static size_t resident(void) {
    char line[128] = "", *second;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL || fgets(line, sizeof line, file) == NULL || (second = strchr(line, ' ')) == NULL)
        exit(1);
    fclose(file);
    long pages = strtol(second, NULL, 10);
    return (size_t)pages * (size_t)sysconf(_SC_PAGESIZE);
}

static int compare(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

// Nanoseconds for each call. Without a table: what finding out who calls takes.
static double round_of(rate_table *table, const rate_rule *rule, int64_t *now) {
    int64_t began = monotonic_now(), sum = 0;
    for (uint64_t i = 0; i < CALLS; i++) {
        uint64_t hash = hash_of(caller_of(i));
        *now += 1;
        sum += table == NULL ? (int64_t)(hash & 1) : rate_take(table, rule, hash, *now).remaining;
    }
    sink = sum;
    return (double)(monotonic_now() - began) * 1000 / CALLS;
}

int main(void) {
    double times[ROUNDS];
    rate_rule rule;
    int64_t now = 0;
    if (!rate_rule_parse(TEXT("1000/minute"), &rule))
        return 1;
    double bare = round_of(NULL, &rule, &now);
    size_t before = resident();
    rate_table *table = rate_table_new(CALLERS);
    for (uint64_t i = 0; i < CALLERS; i++)
        rate_take(table, &rule, hash_of(i), ++now);
    size_t after = resident();
    for (int i = 0; i < ROUNDS; i++)
        times[i] = round_of(table, &rule, &now) - bare;
    qsort(times, ROUNDS, sizeof *times, compare);
    printf("rate limit, %d callers in turn: %.0f ns a call, slowest round %.0f\n", CALLERS, times[ROUNDS / 2],
           times[ROUNDS - 1]);
    printf("rate limit, %d callers: %.0f bytes each\n", CALLERS, (double)(after - before) / CALLERS);
    rate_table_free(table);
    return 0;
}
