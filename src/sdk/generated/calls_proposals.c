// The calls of proposals: each names its row and its parameters.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/call.h"
#include "tessera/calls.h"

int tessera_proposals_list(tessera_client *client, const tessera_proposal_list_query *in,
    tessera_proposal_entry_page **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_PROPOSALS_LIST, NULL, in, (void **)out, error);
}
tessera_future *tessera_proposals_list_async(tessera_client *client, const tessera_proposal_list_query *in) {
    return tessera_submit(client, TESSERA_CALL_PROPOSALS_LIST, NULL, in, NULL);
}
int tessera_proposals_list_result(tessera_future *future, tessera_proposal_entry_page **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_PROPOSALS_LIST, (void **)out, error);
}

int tessera_proposals_get(tessera_client *client, const char *proposal_id, const tessera_proposal_query *in,
    tessera_proposal_detail **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_PROPOSALS_GET, (const char *const[]){proposal_id}, in, (void **)out, error);
}
tessera_future *tessera_proposals_get_async(tessera_client *client, const char *proposal_id,
    const tessera_proposal_query *in) {
    return tessera_submit(client, TESSERA_CALL_PROPOSALS_GET, (const char *const[]){proposal_id}, in, NULL);
}
int tessera_proposals_get_result(tessera_future *future, tessera_proposal_detail **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_PROPOSALS_GET, (void **)out, error);
}

int tessera_proposals_get_status(tessera_client *client, const char *proposal_id,
    tessera_proposal_status_response **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_PROPOSALS_GET_STATUS, (const char *const[]){proposal_id}, NULL, (void **)out, error);
}
tessera_future *tessera_proposals_get_status_async(tessera_client *client, const char *proposal_id) {
    return tessera_submit(client, TESSERA_CALL_PROPOSALS_GET_STATUS, (const char *const[]){proposal_id}, NULL, NULL);
}
int tessera_proposals_get_status_result(tessera_future *future, tessera_proposal_status_response **out,
    tessera_error *error) {
    return call_take(future, TESSERA_CALL_PROPOSALS_GET_STATUS, (void **)out, error);
}
