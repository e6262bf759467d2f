// What the structs of tessera/models/registrations.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_registrations.h"
#include "tessera/models/registrations.h"

static const tessera_reflect_field fields_registration[] = {
    {"pinned_version", "pinned_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_registration, pinned_version), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version that it stays on; null: it goes with the active contract"},
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_registration, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"contract_id", "contract_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_registration, contract_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The contract that was registered for"},
    {"consumer_team_id", "consumer_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_registration, consumer_team_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Consumer team"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_registration, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_registration_status, NULL, NULL, "State"},
    {"registered_at", "registered_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_registration, registered_at), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it registered"},
    {"acknowledged_at", "acknowledged_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_registration, acknowledged_at), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it last acknowledged a change"},
    {"updated_at", "updated_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_registration, updated_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it last changed"},
    {"consumer_team_name", "consumer_team_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 8, offsetof(tessera_registration, consumer_team_name), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the consumer team"},
    {"fields", "fields", TESSERA_KIND_STRINGS, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 9, offsetof(tessera_registration, fields), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Fields that it reads; null: all"},
    {"mode", "mode", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 10, offsetof(tessera_registration, mode), 4, 4, INT64_MIN, INT64_MIN, &table_enum_compatibility_mode, NULL, NULL, "Compatibility that it needs; null: all that the contract promises"},
};
const tessera_reflect_model table_model_registration = {"registration", "tessera_registration", "Registration", sizeof(tessera_registration), 11, fields_registration, "A team that consumes a contract", 0x3e};
static const tessera_reflect_field fields_registration_update[] = {
    {"pinned_version", "pinned_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_registration_update, pinned_version), 14, 14, INT64_MIN, 1000, NULL, NULL, NULL, "New version to stay on"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_registration_update, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_registration_status, NULL, NULL, "New state"},
    {"unpin", "unpin", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_BODY, 2, offsetof(tessera_registration_update, unpin), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Take the pin away"},
    {"fields", "fields", TESSERA_KIND_STRINGS, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_registration_update, fields), 6, 6, INT64_MIN, 100, NULL, NULL, NULL, "Fields that it reads now; an empty list: all"},
    {"mode", "mode", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_registration_update, mode), 4, 4, INT64_MIN, INT64_MIN, &table_enum_compatibility_mode, NULL, NULL, "Compatibility that it needs now"},
    {"reset_mode", "reset_mode", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_BODY, 5, offsetof(tessera_registration_update, reset_mode), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "It needs all that the contract promises again"},
};
const tessera_reflect_model table_model_registration_update = {"registration_update", "tessera_registration_update", "RegistrationUpdate", sizeof(tessera_registration_update), 6, fields_registration_update, "Changes of a registration; what is absent or null stays", 0x0};
static const tessera_reflect_field fields_registrations_create_input[] = {
    {"contract_id", "contract_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED | TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_registrations_create_input, contract_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Contract; may be given in the query instead"},
    {"consumer_team_id", "consumer_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_registrations_create_input, consumer_team_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Consumer team"},
    {"pinned_version", "pinned_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_registrations_create_input, pinned_version), 14, 14, INT64_MIN, 1000, NULL, NULL, NULL, "Version to stay on"},
    {"fields", "fields", TESSERA_KIND_STRINGS, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_registrations_create_input, fields), 6, 6, INT64_MIN, 100, NULL, NULL, NULL, "Fields that it reads: dotted paths or JSON pointers, [] for elements, * for any name; absent or empty: all"},
    {"mode", "mode", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_registrations_create_input, mode), 4, 4, INT64_MIN, INT64_MIN, &table_enum_compatibility_mode, NULL, NULL, "Compatibility that it needs; absent: all that the contract promises"},
};
const tessera_reflect_model table_model_registrations_create_input = {"registrations_create_input", "tessera_registrations_create_input", "registrations_create_input", sizeof(tessera_registrations_create_input), 5, fields_registrations_create_input, "Register a team as a consumer of a contract", 0x0};
static const tessera_reflect_field fields_registrations_list_input[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_registrations_list_input, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_registrations_list_input, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"contract_id", "contract_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_registrations_list_input, contract_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Contract"},
    {"team_id", "consumer_team_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_registrations_list_input, team_id), 7, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Consumer team"},
    {"consumer_team_id", "consumer_team_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_registrations_list_input, consumer_team_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Consumer team"},
    {"status", "status", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_QUERY, 5, offsetof(tessera_registrations_list_input, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_registration_status, NULL, NULL, "State"},
    {"after", "after", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 6, offsetof(tessera_registrations_list_input, after), 5, 5, 1, 140000, NULL, NULL, NULL, "Place behind which the page begins: `next` of an earlier reply, asked for in the same order"},
};
const tessera_reflect_model table_model_registrations_list_input = {"registrations_list_input", "tessera_registrations_list_input", "registrations_list_input", sizeof(tessera_registrations_list_input), 7, fields_registrations_list_input, "List registrations, newest first", 0x0};
