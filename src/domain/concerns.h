// Whom breaking changes concern: each consumer by the fields that it said it reads and the compatibility that it needs. A
// consumer that said nothing is concerned by every change, and where it is not certain what a change touches, everybody is.
#pragma once
#include "model/model.h"

#define CONCERNS_TEAMS_TOLD 100 // of one change
#define CONCERNS_FIELDS_TOLD 100
#define CONSUMERS_TOLD 1000 // in one list of a reply

// The changes of a proposal (records `breaking_change`), each with what it touches.
typedef struct concern_changes concern_changes;

// The records live as long as the result.
concern_changes *concern_changes_new(record_list changes, arena *a);
// What the changes mean for the teams of these registrations (records `registration`), each team once, in order of its first
// (records `consumer_wait`). Changes learn in `concerned_teams` whom they concern where `tells_changes`.
record_list concerns_of(concern_changes *changes, record_list registrations, bool tells_changes, arena *a);

// Leaves the first CONSUMERS_TOLD of a list. True where there were more.
bool consumers_told_first(record_list *list);
// Leaves the last ones, each of `size` bytes.
bool consumers_told_last(record_list *list, size_t size);
