// Messages to webhooks and chats: written with the change that they tell of, delivered at least once after its commit.
#pragma once
#include "base/json.h"
#include "store/db.h"

// KIND(name, text in the database): who delivers a message. Each kind has its own reader.
#define OUTBOX_KINDS(KIND)                                                                                             \
    KIND(WEBHOOK, "webhook")                                                                                           \
    KIND(CHAT, "chat")

typedef enum outbox_kind {
#define KIND(name, text) OUTBOX_##name,
    OUTBOX_KINDS(KIND)
#undef KIND
} outbox_kind;

#define OUTBOX_BOTH "both" // of a message that neither kind's reader has taken; then it is as one of the other kind
// SQL: what of a message is for chats, where it is one to them.
#define OUTBOX_FOR_CHAT(row) "coalesce(" row ".chat, " row ".payload)"
#define OUTBOX_MARK(kind) (1U << (kind)) // of a transaction that leaves something to do for whoever reads the kind

// Queues a message that is due at once, and marks the transaction. `payload` is a JSON object. With it is kept in which trace the
// connection acts (db_act_for): the header traceparent for what is sent.
db_status store_outbox_insert(db *d, outbox_kind kind, const json_value *payload, int64_t now, arena *a);
// The same of one event for both kinds, in one row.
db_status store_outbox_insert_both(db *d, const json_value *webhook, const json_value *chat, int64_t now, arena *a);

typedef struct outbox_message {
    uuid id;
    int64_t queued_at; // by the database's clock; of two changes of one thing the later has the later time
    text payload;      // in the arena
} outbox_message;

// Whether messages of that kind have yet to be taken.
bool store_outbox_waits(db *d, outbox_kind kind);
// The first of them, in order. Gives how many there are, at most `most`.
size_t store_outbox_waiting(db *d, outbox_kind kind, outbox_message *out, size_t most, arena *a);
// Marks it as taken for that kind: from here on it is somebody else's matter. The row stays until it is taken for each kind and
// nothing that was made of it is there any more; where nothing was (`told` false), until store_outbox_sweep.
db_status store_outbox_take(db *d, outbox_kind kind, const uuid *id, bool told, int64_t now);

// Of what was sent, rows of their own that name their message: deletes at most so many that are older, and those of their
// messages that are taken and that nothing refers to any more. `find` is a query for the ids of such rows and of their messages,
// of what ended before ?1, ?2 of them; `remove` deletes the rows of the ids ?1 (tessera_ids). Gives how many rows.
int64_t store_outbox_sweep_sent(db *d, const char *find, const char *remove, int64_t before, int64_t most, arena *a);
// Deletes at most so many that were taken before that time and that nobody was told, the oldest first. Gives how many.
int64_t store_outbox_sweep(db *d, int64_t before, int64_t most);

// Keeps a message that is taken already, with its trace. None: it failed.
uuid store_outbox_keep(db *d, outbox_kind kind, text payload, int64_t now);
