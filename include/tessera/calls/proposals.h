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

// The proposals that wait for a team's answer, newest first. GET /api/v1/proposals/pending/{team_id}
TESSERA_API int tessera_proposals_pending(tessera_client *client, const char *team_id,
    const tessera_pending_proposals_query *in, tessera_pending_proposals **out, tessera_error *error);
TESSERA_API tessera_future *tessera_proposals_pending_async(tessera_client *client, const char *team_id,
    const tessera_pending_proposals_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_proposals_pending_result(tessera_future *future, tessera_pending_proposals **out,
    tessera_error *error);

// Answer a proposal as a consumer. POST /api/v1/proposals/{proposal_id}/acknowledge
TESSERA_API int tessera_proposals_acknowledge(tessera_client *client, const char *proposal_id,
    const tessera_proposals_acknowledge_input *in, tessera_acknowledgment **out, tessera_error *error);
TESSERA_API tessera_future *tessera_proposals_acknowledge_async(tessera_client *client, const char *proposal_id,
    const tessera_proposals_acknowledge_input *in) TESSERA_MUST_USE;
TESSERA_API int tessera_proposals_acknowledge_result(tessera_future *future, tessera_acknowledgment **out,
    tessera_error *error);

// Object to a proposal as a team downstream, which blocks nothing. POST /api/v1/proposals/{proposal_id}/object
TESSERA_API int tessera_proposals_file_objection(tessera_client *client, const char *proposal_id,
    const tessera_proposals_file_objection_input *in, tessera_objection_result **out, tessera_error *error);
TESSERA_API tessera_future *tessera_proposals_file_objection_async(tessera_client *client, const char *proposal_id,
    const tessera_proposals_file_objection_input *in) TESSERA_MUST_USE;
TESSERA_API int tessera_proposals_file_objection_result(tessera_future *future, tessera_objection_result **out,
    tessera_error *error);

// Take a proposal back. POST /api/v1/proposals/{proposal_id}/withdraw
TESSERA_API int tessera_proposals_withdraw(tessera_client *client, const char *proposal_id, tessera_proposal **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_proposals_withdraw_async(tessera_client *client,
    const char *proposal_id) TESSERA_MUST_USE;
TESSERA_API int tessera_proposals_withdraw_result(tessera_future *future, tessera_proposal **out, tessera_error *error);

// Approve a proposal without the rest of its consumers. POST /api/v1/proposals/{proposal_id}/force
TESSERA_API int tessera_proposals_force(tessera_client *client, const char *proposal_id, const tessera_force_query *in,
    tessera_proposal **out, tessera_error *error);
TESSERA_API tessera_future *tessera_proposals_force_async(tessera_client *client, const char *proposal_id,
    const tessera_force_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_proposals_force_result(tessera_future *future, tessera_proposal **out, tessera_error *error);

// Give a proposal up. POST /api/v1/proposals/{proposal_id}/expire
TESSERA_API int tessera_proposals_expire(tessera_client *client, const char *proposal_id, tessera_proposal **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_proposals_expire_async(tessera_client *client,
    const char *proposal_id) TESSERA_MUST_USE;
TESSERA_API int tessera_proposals_expire_result(tessera_future *future, tessera_proposal **out, tessera_error *error);

// Publish an approved proposal as a contract. POST /api/v1/proposals/{proposal_id}/publish
TESSERA_API int tessera_proposals_publish(tessera_client *client, const char *proposal_id,
    const tessera_proposals_publish_input *in, tessera_proposal_published **out, tessera_error *error);
TESSERA_API tessera_future *tessera_proposals_publish_async(tessera_client *client, const char *proposal_id,
    const tessera_proposals_publish_input *in) TESSERA_MUST_USE;
TESSERA_API int tessera_proposals_publish_result(tessera_future *future, tessera_proposal_published **out,
    tessera_error *error);

// Expire the proposals whose time ran out. POST /api/v1/proposals/expire-pending
TESSERA_API int tessera_proposals_expire_pending(tessera_client *client, tessera_expired_proposals **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_proposals_expire_pending_async(tessera_client *client) TESSERA_MUST_USE;
TESSERA_API int tessera_proposals_expire_pending_result(tessera_future *future, tessera_expired_proposals **out,
    tessera_error *error);

#ifdef __cplusplus
}
#endif
