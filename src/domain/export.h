// Rows of a database as the lines that an import takes.
#pragma once
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Where lines go. False from `write` ends the export; it has then said why in the `message` of the run.
typedef struct export_sink {
    bool (*write)(text lines, void *data);                                       // whole lines, many at a time
    void (*progress)(const char *kind, int64_t done, int64_t total, void *data); // of the lines of that kind
    void *data;
} export_sink;

// Gives every team, user, asset, contract and registration of the database, deleted ones as well, as they are at one moment: each
// kind in the order of its ids, so that equal databases give equal bytes. `lines` gets how many. False on failure, `message` says
// why.
bool export_run(const char *url, const export_sink *sink, int64_t *lines, char *message, size_t message_size);
