// The calls of the API: audit. tessera/calls.h tells what all of them have in common.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/client.h"
#include "tessera/models/common.h"
#include "tessera/models/audit.h"

#ifdef __cplusplus
extern "C" {
#endif

// List what happened, newest first. GET /api/v1/audit/events
TESSERA_API int tessera_audit_list(tessera_client *client, const tessera_audit_list_input *in,
    tessera_audit_event_page **out, tessera_error *error);
TESSERA_API tessera_future *tessera_audit_list_async(tessera_client *client,
    const tessera_audit_list_input *in) TESSERA_MUST_USE;
TESSERA_API int tessera_audit_list_result(tessera_future *future, tessera_audit_event_page **out, tessera_error *error);

// Get an event of the audit trail. GET /api/v1/audit/events/{event_id}
TESSERA_API int tessera_audit_get(tessera_client *client, const char *event_id, tessera_audit_event **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_audit_get_async(tessera_client *client, const char *event_id) TESSERA_MUST_USE;
TESSERA_API int tessera_audit_get_result(tessera_future *future, tessera_audit_event **out, tessera_error *error);

// List what happened to one thing, newest first. GET /api/v1/audit/entities/{entity_type}/{entity_id}/history
TESSERA_API int tessera_audit_entity_history(tessera_client *client, const char *entity_type, const char *entity_id,
    const tessera_page_query *in, tessera_audit_event_page **out, tessera_error *error);
TESSERA_API tessera_future *tessera_audit_entity_history_async(tessera_client *client, const char *entity_type,
    const char *entity_id, const tessera_page_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_audit_entity_history_result(tessera_future *future, tessera_audit_event_page **out,
    tessera_error *error);

// How far the audit trail is sealed, and the hash over it. GET /api/v1/audit/chain/head
TESSERA_API int tessera_audit_chain_head(tessera_client *client, tessera_audit_head **out, tessera_error *error);
TESSERA_API tessera_future *tessera_audit_chain_head_async(tessera_client *client) TESSERA_MUST_USE;
TESSERA_API int tessera_audit_chain_head_result(tessera_future *future, tessera_audit_head **out, tessera_error *error);

// A part of the chain that seals the audit trail, with its events. GET /api/v1/audit/chain
TESSERA_API int tessera_audit_chain(tessera_client *client, const tessera_audit_range_query *in,
    tessera_audit_range **out, tessera_error *error);
TESSERA_API tessera_future *tessera_audit_chain_async(tessera_client *client,
    const tessera_audit_range_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_audit_chain_result(tessera_future *future, tessera_audit_range **out, tessera_error *error);

#ifdef __cplusplus
}
#endif
