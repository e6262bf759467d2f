// Registering consumers.
#pragma once
#include "model/model.h"
#include "schema/cache.h"
#include "store/db.h"

// What a consumer says of its use.
typedef struct registration_wish {
    const char *pinned_version; // NULL: none
    record_strings fields;      // that it reads; none: all
    int mode;                   // a compatibility_mode; RECORD_ENUM_NONE: what the contract promises
} registration_wish;

// Registers the team for the contract and records it in the audit trail; `registration` gets what was written.
// `bulk` is told there. DB_UNIQUE: the team has a live registration for the contract.
db_status registration_add(db *d, const uuid *contract, const uuid *team, const registration_wish *wish, bool bulk,
                           struct registration *registration, arena *a);

// The first of the fields that the contract's schema does not know; `fields.count` when it knows all.
size_t registration_unknown_field(db *d, schema_cache *cache, const uuid *contract, record_strings fields, arena *a);
// Why such a field is refused.
const char *registration_refusal(const char *field, arena *a);
