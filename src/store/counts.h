// Totals of lists that are too long to be counted each time. Every change of a row that is counted tells of it here, in its
// transaction.
#pragma once
#include "base/text.h"
#include "store/db.h"

typedef enum counted_list {
    COUNTED_ASSETS,        // live ones by environment and resource type
    COUNTED_REGISTRATIONS, // live ones by state
    COUNTED_PROPOSALS,     // by state and size of change
} counted_list;

// What a row counts as.
typedef struct counted_row {
    bool live; // false: it is not counted, or not there
    char first[256], second[64];
} counted_row;

// The part of a row of counts that the connection writes; all parts are added up. 0 where one writes at a time.
int64_t store_counts_part(const db *d);
// Adds to the count of rows with these values; `second` "" where the list has but one.
db_status store_counts_add(db *d, counted_list list, text first, text second, int64_t by);
// What the row of that id counts as now.
counted_row store_counts_find(db *d, counted_list list, const uuid *id);
// After a change of the row of that id, which counted as `before`.
void store_counts_change(db *d, counted_list list, const uuid *id, const counted_row *before);
// The condition for the rows of list_counts k that count them. `first` and `second` are parameters, or NULL: whatever the value.
#define STORE_KEPT(list, first, second)                                                                                \
    "k.list = '" list "' AND (CAST(" first " AS text) IS NULL OR k.first = " first ") AND (CAST(" second               \
    " AS text) IS NULL OR k.second = " second ")"
// The statement that tells how many there are.
#define STORE_KEPT_COUNT(list, first, second)                                                                          \
    "SELECT CAST(coalesce(sum(k.live), 0) AS bigint) FROM list_counts k WHERE " STORE_KEPT(list, first, second)
