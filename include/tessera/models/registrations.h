// The models of the API as structs: registrations.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/enums.h"
#include "tessera/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_registration tessera_registration;
typedef struct tessera_registration_update tessera_registration_update;

// A team that consumes a contract.
struct tessera_registration {
    uint64_t present;
    const char *pinned_version; // Version that it stays on; null: it goes with the active contract
    const char *id; // Id
    const char *contract_id; // The contract that was registered for
    const char *consumer_team_id; // Consumer team
    tessera_registration_status status; // State
    int64_t registered_at; // When it registered (microseconds since 1970)
    int64_t acknowledged_at; // When it last acknowledged a change (microseconds since 1970)
    int64_t updated_at; // When it last changed (microseconds since 1970)
    const char *consumer_team_name; // Name of the consumer team
    tessera_strings fields; // Fields that it reads; null: all
    tessera_compatibility_mode mode; // Compatibility that it needs; null: all that the contract promises
};
enum { TESSERA_FIELD_registration_pinned_version, TESSERA_FIELD_registration_id,
    TESSERA_FIELD_registration_contract_id, TESSERA_FIELD_registration_consumer_team_id,
    TESSERA_FIELD_registration_status, TESSERA_FIELD_registration_registered_at,
    TESSERA_FIELD_registration_acknowledged_at, TESSERA_FIELD_registration_updated_at,
    TESSERA_FIELD_registration_consumer_team_name, TESSERA_FIELD_registration_fields,
    TESSERA_FIELD_registration_mode, };
TESSERA_RECORD_FUNCTIONS(tessera_registration)
// A page of them, laid out as tessera_page.
typedef struct tessera_registration_page {
    int64_t total;
    int64_t limit;
    int64_t offset;
    size_t count;
    const tessera_registration *const *items;
    const char *next;
} tessera_registration_page;
TESSERA_RECORD_FUNCTIONS(tessera_registration_page)

// Changes of a registration; what is absent or null stays.
struct tessera_registration_update {
    uint64_t present;
    const char *pinned_version; // New version to stay on
    tessera_registration_status status; // New state
    bool unpin; // Take the pin away
    tessera_strings fields; // Fields that it reads now; an empty list: all
    tessera_compatibility_mode mode; // Compatibility that it needs now
    bool reset_mode; // It needs all that the contract promises again
};
enum { TESSERA_FIELD_registration_update_pinned_version, TESSERA_FIELD_registration_update_status,
    TESSERA_FIELD_registration_update_unpin, TESSERA_FIELD_registration_update_fields,
    TESSERA_FIELD_registration_update_mode, TESSERA_FIELD_registration_update_reset_mode, };

// Register a team as a consumer of a contract: what tessera_registrations_create takes.
typedef struct tessera_registrations_create_input {
    uint64_t present;
    const char *contract_id; // Contract; may be given in the query instead; required
    const char *consumer_team_id; // Consumer team; required
    const char *pinned_version; // Version to stay on
    // Fields that it reads: dotted paths or JSON pointers, [] for elements, * for any name; absent or empty: all
    tessera_strings fields;
    tessera_compatibility_mode mode; // Compatibility that it needs; absent: all that the contract promises
} tessera_registrations_create_input;
enum { TESSERA_FIELD_registrations_create_input_contract_id,
    TESSERA_FIELD_registrations_create_input_consumer_team_id,
    TESSERA_FIELD_registrations_create_input_pinned_version, TESSERA_FIELD_registrations_create_input_fields,
    TESSERA_FIELD_registrations_create_input_mode, };

// List registrations, newest first: what tessera_registrations_list takes.
typedef struct tessera_registrations_list_input {
    uint64_t present;
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
    const char *contract_id; // Contract
    const char *team_id; // Consumer team
    const char *consumer_team_id; // Consumer team
    tessera_registration_status status; // State
    const char *after; // Place behind which the page begins: `next` of an earlier reply, asked for in the same order
} tessera_registrations_list_input;
enum { TESSERA_FIELD_registrations_list_input_limit, TESSERA_FIELD_registrations_list_input_offset,
    TESSERA_FIELD_registrations_list_input_contract_id, TESSERA_FIELD_registrations_list_input_team_id,
    TESSERA_FIELD_registrations_list_input_consumer_team_id, TESSERA_FIELD_registrations_list_input_status,
    TESSERA_FIELD_registrations_list_input_after, };

#ifdef __cplusplus
}
#endif
