// The calls of the API: proposals. tessera/calls.h tells what all of them have in common.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/client.h"
#include "tessera/models/proposals.h"

#ifdef __cplusplus
extern "C" {
#endif

// List proposals, newest first. GET /api/v1/proposals
TESSERA_API int tessera_proposals_list(tessera_client *client, const tessera_proposal_list_query *in,
    tessera_proposal_entry_page **out, tessera_error *error);
TESSERA_API tessera_future *tessera_proposals_list_async(tessera_client *client,
    const tessera_proposal_list_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_proposals_list_result(tessera_future *future, tessera_proposal_entry_page **out,
    tessera_error *error);

// Get a proposal, with how far it has come unless told otherwise. GET /api/v1/proposals/{proposal_id}
TESSERA_API int tessera_proposals_get(tessera_client *client, const char *proposal_id, const tessera_proposal_query *in,
    tessera_proposal_detail **out, tessera_error *error);
TESSERA_API tessera_future *tessera_proposals_get_async(tessera_client *client, const char *proposal_id,
    const tessera_proposal_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_proposals_get_result(tessera_future *future, tessera_proposal_detail **out,
    tessera_error *error);

// How far a proposal has come. GET /api/v1/proposals/{proposal_id}/status
TESSERA_API int tessera_proposals_get_status(tessera_client *client, const char *proposal_id,
    tessera_proposal_status_response **out, tessera_error *error);
TESSERA_API tessera_future *tessera_proposals_get_status_async(tessera_client *client,
    const char *proposal_id) TESSERA_MUST_USE;
TESSERA_API int tessera_proposals_get_status_result(tessera_future *future, tessera_proposal_status_response **out,
    tessera_error *error);

#ifdef __cplusplus
}
#endif
