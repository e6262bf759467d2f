// The list that a comparison fills, whatever it compares.
#pragma once
#include "schema/place.h"
#include "schema/schema.h"
#include <stdarg.h>

// Begins as zeros but for the arena, which holds the list and its texts, and the most that may be listed.
typedef struct change_list {
    arena *a;
    schema_change *items;
    size_t count;
    size_t capacity;
    size_t most;   // that may be listed
    bool overflow; // there were more
} change_list;

// Whether one more change may be listed. Asked only when there is one: where there is no room, it is on record as overflow.
bool change_list_has_room(change_list *list);
// Adds a change. Its texts must live as long as the list.
schema_change *change_list_append(change_list *list, schema_change change);
// Adds a change at a place; `keyword` as for place_text. The message is printed and, beyond SCHEMA_MESSAGE_MAX, cut.
schema_change *change_list_print(change_list *list, schema_change_kind kind, const place *at, const char *keyword,
                                 const char *format, va_list arguments);
// Drops from `second` on what stands in the list from `first` on up to there: the same change at the same place.
void change_list_drop_repeated(change_list *list, size_t first, size_t second);
