// How often something may happen: limits as settings write them, and a table of who has had how much of them. It takes the same
// memory whoever comes, and as long for each call.
#pragma once
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RATE_LIMITS_MAXIMUM 4

// So many in so many microseconds: all at once, or one by one.
typedef struct rate_limit {
    int64_t count, period;
} rate_limit;

// All of them hold. None: there is no limit.
typedef struct rate_rule {
    rate_limit limits[RATE_LIMITS_MAXIMUM];
    size_t count;
} rate_rule;

// Reads "100/minute", "5 per 2 hours", several apart by ";" or ","; the period is a second, minute, hour, day, month or year,
// also in the plural. False: it is not of this form, or a number is not from 1 to 1,000,000.
bool rate_rule_parse(text written, rate_rule *out);

typedef struct rate_table rate_table;

// For so many callers at the same time; of more, those are forgotten who have been idle for longest. Never NULL.
rate_table *rate_table_new(size_t callers);
// Accepts NULL; returns NULL.
rate_table *rate_table_free(rate_table *table);

// What a caller has left, of the limit of which least is left.
typedef struct rate_left {
    bool allowed;
    const rate_limit *limit;
    int64_t remaining; // calls that may follow at once
    int64_t reset;     // microseconds until the limit is whole again
    int64_t retry;     // of what was not allowed: until one is
} rate_left;

// Takes one for who has that hash, at that monotonic time, unless a limit of the rule, which has at least one, is used up: then
// nothing is taken of that limit. From any thread.
rate_left rate_take(rate_table *table, const rate_rule *rule, uint64_t hash, int64_t now);
// Gives one back that was taken of every limit of the rule, where the caller is still known. From any thread.
void rate_give_back(rate_table *table, const rate_rule *rule, uint64_t hash);
