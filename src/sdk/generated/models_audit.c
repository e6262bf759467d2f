// What the structs of tessera/models/audit.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_audit.h"
#include "tessera/models/audit.h"

static const tessera_reflect_field fields_audit_event[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_audit_event, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"entity_type", "entity_type", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_audit_event, entity_type), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Kind of what it happened to"},
    {"entity_id", "entity_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_audit_event, entity_id), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What it happened to"},
    {"action", "action", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_audit_event, action), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What happened"},
    {"actor_id", "actor_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_audit_event, actor_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team that acted; null: none, or the server itself"},
    {"actor_type", "actor_type", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_audit_event, actor_type), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "human or agent"},
    {"actor_key_id", "actor_key_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_audit_event, actor_key_id), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "API key with which it was done; null: with none"},
    {"actor_user_id", "actor_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_audit_event, actor_user_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "User who did it; null: none is known"},
    {"actor_subject", "actor_subject", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 8, offsetof(tessera_audit_event, actor_subject), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whom the identity provider's token or the client's certificate named; null: it was neither"},
    {"payload", "payload", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 9, offsetof(tessera_audit_event, payload), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What else there is to tell of it"},
    {"occurred_at", "occurred_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 10, offsetof(tessera_audit_event, occurred_at), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When"},
};
const tessera_reflect_model table_model_audit_event = {"audit_event", "tessera_audit_event", "AuditEvent", sizeof(tessera_audit_event), 11, fields_audit_event, "Something that happened, as the audit trail keeps it", 0x62f};
static const tessera_reflect_field fields_audit_head[] = {
    {"sequence", "sequence", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_audit_head, sequence), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Number of the last event that is sealed, from 1; 0: none is"},
    {"hash", "hash", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_audit_head, hash), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Hash behind that event, over it and all before: 64 hexadecimal digits"},
    {"sealed_at", "sealed_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_audit_head, sealed_at), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was sealed"},
    {"unsealed", "unsealed", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_audit_head, unsealed), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Events that wait to be sealed"},
};
const tessera_reflect_model table_model_audit_head = {"audit_head", "tessera_audit_head", "AuditHead", sizeof(tessera_audit_head), 4, fields_audit_head, "The last link of the chain that seals the audit trail: an anchor, if it is kept elsewhere", 0xb};
static const tessera_reflect_field fields_audit_link[] = {
    {"sequence", "sequence", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_audit_link, sequence), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Number of the event, from 1"},
    {"event_id", "event_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_audit_link, event_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id of the event"},
    {"digest", "digest", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_audit_link, digest), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "SHA-256 of the event as it was sealed"},
    {"hash", "hash", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_audit_link, hash), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "SHA-256 of the hash before and the digest, 64 bytes"},
    {"event", "event", TESSERA_KIND_RECORD, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_audit_link, event), 5, 5, INT64_MIN, INT64_MIN, NULL, &table_model_audit_event, NULL, "The event as it is now; null: it is gone"},
};
const tessera_reflect_model table_model_audit_link = {"audit_link", "tessera_audit_link", "AuditLink", sizeof(tessera_audit_link), 5, fields_audit_link, "A link of the chain", 0xf};
static const tessera_reflect_field fields_audit_range[] = {
    {"previous", "previous", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_audit_range, previous), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Hash before the first of the links; 64 zeros before the first of all"},
    {"links", "links", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_audit_range, links), 5, 5, INT64_MIN, INT64_MIN, NULL, &table_model_audit_link, NULL, "The links in their order"},
    {"next", "next", TESSERA_KIND_INT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_audit_range, next), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Number of the first event behind these; null: none is sealed"},
};
const tessera_reflect_model table_model_audit_range = {"audit_range", "tessera_audit_range", "AuditRange", sizeof(tessera_audit_range), 3, fields_audit_range, "A part of the chain, with all that is needed to verify it", 0x3};
static const tessera_reflect_field fields_audit_range_query[] = {
    {"first", "first", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_audit_range_query, first), 5, 5, 1, INT64_MIN, NULL, NULL, NULL, "Number of the first event"},
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_audit_range_query, limit), 5, 5, 1, INT64_MIN, NULL, NULL, NULL, "Most links in the reply"},
};
const tessera_reflect_model table_model_audit_range_query = {"audit_range_query", "tessera_audit_range_query", "AuditRangeQuery", sizeof(tessera_audit_range_query), 2, fields_audit_range_query, "The part of the chain to show", 0x0};
static const tessera_reflect_field fields_audit_list_input[] = {
    {"entity_type", "entity_type", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_audit_list_input, entity_type), 11, 11, INT64_MIN, 100, NULL, NULL, NULL, "Kind of what it happened to"},
    {"entity_id", "entity_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_audit_list_input, entity_id), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What it happened to"},
    {"action", "action", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_audit_list_input, action), 6, 6, INT64_MIN, 100, NULL, NULL, NULL, "What happened"},
    {"actor_id", "actor_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_audit_list_input, actor_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team that acted"},
    {"actor_type", "actor_type", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_audit_list_input, actor_type), 10, 10, INT64_MIN, 100, NULL, NULL, NULL, "human or agent"},
    {"since", "from", TESSERA_KIND_TIME, 0, TESSERA_PLACE_QUERY, 5, offsetof(tessera_audit_list_input, since), 5, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The earliest time"},
    {"until", "to", TESSERA_KIND_TIME, 0, TESSERA_PLACE_QUERY, 6, offsetof(tessera_audit_list_input, until), 5, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The latest time"},
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 7, offsetof(tessera_audit_list_input, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 8, offsetof(tessera_audit_list_input, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"after", "after", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 9, offsetof(tessera_audit_list_input, after), 5, 5, 1, 140000, NULL, NULL, NULL, "Place behind which the page begins: `next` of an earlier reply, asked for in the same order"},
};
const tessera_reflect_model table_model_audit_list_input = {"audit_list_input", "tessera_audit_list_input", "audit_list_input", sizeof(tessera_audit_list_input), 10, fields_audit_list_input, "List what happened, newest first", 0x0};
