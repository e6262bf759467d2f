// What was taken out of the audit trail (domain/audit_archive.h).
#pragma once
#include "store/audit_seals.h"

typedef struct audit_archive {
    int64_t number;        // from 1; 0: there is none
    int64_t last_seal;     // the part of the chain that it ends with
    int64_t last_sequence; // the event
    unsigned char hash[AUDIT_HASH_BYTES];
    unsigned char file_hash[AUDIT_HASH_BYTES]; // SHA-256 of the file
    int64_t archived_at;
} audit_archive;

// The last one; false, and zeros, when there is none.
bool store_audit_archives_last(db *d, audit_archive *out);
// The hash before the first event of a part, of the part before it or of what was archived. Scratch memory from `a`.
void store_audit_hash_before(db *d, const audit_seal *seal, unsigned char out[AUDIT_HASH_BYTES], arena *a);
// DB_UNIQUE: there is one of that number, or that ends there.
db_status store_audit_archives_insert(db *d, const audit_archive *archive);
// Deletes events and what is counted of them, and then the part of the chain, behind whose end there is an archive. DB_FAILED
// also where one of the events is not there.
db_status store_audit_archives_take_events(db *d, const uuid *ids, size_t count, arena *a);
db_status store_audit_archives_take_seal(db *d, int64_t number);
