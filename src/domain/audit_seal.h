// Sealing: events that lie behind the chain are taken into it, so that those who write them need not wait for one another. In two
// steps, since reading and hashing is most of the work and needs no transaction.
#pragma once
#include "store/db.h"

// What is to be sealed next.
typedef struct audit_seal_draft audit_seal_draft;

// At most so many events; NULL: there are none. In `a`.
const audit_seal_draft *audit_seal_prepare(db *reader, size_t most, arena *a);
// Writes it. Gives the number of events; 0 where the chain has gone on since it was prepared: then nothing is written.
size_t audit_seal_keep(db *d, const audit_seal_draft *draft);
