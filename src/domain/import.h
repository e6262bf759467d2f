// Lines of a file, each of which is one thing as the API shows it, as rows of the database. What a request could not create is no
// line either: the rules are those of the models. Histories come as they were: nothing is compared, and nothing told in the audit
// trail.
#pragma once
#include "model/model.h"
#include "store/load.h"
#include "store/store.h"

typedef struct import_plan import_plan;
// How each kind of line becomes a row. `limits` are those of requests, and must outlive it, as `a` every connection. NULL:
// `message` says why.
import_plan *import_plan_new(const record_limits *limits, arena *a, char *message, size_t message_size);

// Lines that are kept together or not at all.
typedef struct import_batch import_batch;
import_batch *import_batch_new(const import_plan *plan);
// Accepts NULL; returns NULL.
import_batch *import_batch_free(import_batch *batch);
// Empties it. The lines added from now on are counted from `line`.
void import_batch_begin(import_batch *batch, size_t line);
// Adds the next line: a JSON object {"team": {…}}, or of another kind. False when it is refused; import_batch_message says why.
bool import_batch_add(import_batch *batch, text line);
// Bytes that it holds, about.
size_t import_batch_size(const import_batch *batch);

typedef enum import_end {
    IMPORT_DONE,
    IMPORT_REFUSED, // by a rule of the database, from a line on of which import_batch_message tells; those before it are kept
    IMPORT_FAILED, // the database failed, or is away; it was logged
} import_end;
// Writes it in one transaction, durably, from a thread that is not the store's. What is there already, by its id, is passed over.
// Where a line is refused, what is in it from that line on is gone.
import_end import_batch_write(import_batch *batch, store *s);

// Of the last write: rows that it added, and that were there.
size_t import_batch_added(const import_batch *batch);
size_t import_batch_present(const import_batch *batch);
// "line 12: asset.fqn: …". Of the last refusal.
const char *import_batch_message(const import_batch *batch);
