// What became of writes under the keys that client libraries make: version 7 UUIDs. A row stands at a number that is made of the
// key's time and of some of its random bits, so that rows are written nearly in their order, which costs least. It is a reference
// to what was created where that tells the reply.
#pragma once
#include "store/idempotency.h"

enum { AUTOMATIC_FINGERPRINT = 8 }; // bytes of a request's fingerprint

typedef enum automatic_keeping {
    AUTOMATIC_KEPT,
    AUTOMATIC_KNOWN,   // something is kept under the key already
    AUTOMATIC_CROWDED, // there are so many keys of that millisecond with those bits, which chance does not make
    AUTOMATIC_FAILED,  // the database did
} automatic_keeping;

// What is known under this key of that caller. False: nothing. `created_at` of the reply is not filled.
bool store_automatic_keys_find(db *d, const uuid *key, text caller, idempotent_reply *out, arena *a);
// Keeps a reply, whose fingerprint has AUTOMATIC_FINGERPRINT bytes. Waits for others who write under the key.
automatic_keeping store_automatic_keys_insert(db *d, const uuid *key, text caller, const idempotent_reply *reply,
                                              arena *a);
// Deletes at most so many of the rows whose keys are older than this one. Gives how many.
int64_t store_automatic_keys_sweep(db *d, const uuid *before, int64_t most);
