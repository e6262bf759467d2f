// Secrets as they lie in the database (domain/secret_box.h), in whichever table: for those who change what they are sealed under.
// What a sealed one begins with says under which key it lies.
#pragma once
#include "base/arena.h"
#include "store/db.h"

enum { SEALED_HEAD_BYTES = 9 };

typedef enum sealed_column {
    SEALED_WEBHOOK,
    SEALED_WEBHOOK_PREVIOUS,
    SEALED_SLACK_URL,
    SEALED_SLACK_BOT,
    SEALED_COLUMN_COUNT
} sealed_column;

typedef struct sealed_secret {
    uuid row;
    text bytes; // in the arena
} sealed_secret;

// Those of a column that begin so, of rows behind that one, by id. Gives how many there are, at most `most`.
size_t store_sealed_list(db *d, sealed_column column, text head, const uuid *after, sealed_secret *out, size_t most,
                         arena *a);
// Puts another one in the place of that, unless somebody else did so with another meanwhile: then nothing is changed.
void store_sealed_replace(db *d, sealed_column column, const sealed_secret *was, text now);

typedef struct sealed_count {
    char head[SEALED_HEAD_BYTES];
    int64_t secrets;
} sealed_count;
// How many there are of each beginning, of those that are in use. Gives how many beginnings, at most `most`.
size_t store_sealed_count(db *d, sealed_count *out, size_t most);
