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

int tessera_proposals_pending(tessera_client *client, const char *team_id, const tessera_pending_proposals_query *in,
    tessera_pending_proposals **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_PROPOSALS_PENDING, (const char *const[]){team_id}, in, (void **)out, error);
}
tessera_future *tessera_proposals_pending_async(tessera_client *client, const char *team_id,
    const tessera_pending_proposals_query *in) {
    return tessera_submit(client, TESSERA_CALL_PROPOSALS_PENDING, (const char *const[]){team_id}, in, NULL);
}
int tessera_proposals_pending_result(tessera_future *future, tessera_pending_proposals **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_PROPOSALS_PENDING, (void **)out, error);
}

int tessera_proposals_acknowledge(tessera_client *client, const char *proposal_id,
    const tessera_proposals_acknowledge_input *in, tessera_acknowledgment **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_PROPOSALS_ACKNOWLEDGE, (const char *const[]){proposal_id}, in, (void **)out, error);
}
tessera_future *tessera_proposals_acknowledge_async(tessera_client *client, const char *proposal_id,
    const tessera_proposals_acknowledge_input *in) {
    return tessera_submit(client, TESSERA_CALL_PROPOSALS_ACKNOWLEDGE, (const char *const[]){proposal_id}, in, NULL);
}
int tessera_proposals_acknowledge_result(tessera_future *future, tessera_acknowledgment **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_PROPOSALS_ACKNOWLEDGE, (void **)out, error);
}

int tessera_proposals_file_objection(tessera_client *client, const char *proposal_id,
    const tessera_proposals_file_objection_input *in, tessera_objection_result **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_PROPOSALS_FILE_OBJECTION, (const char *const[]){proposal_id}, in, (void **)out, error);
}
tessera_future *tessera_proposals_file_objection_async(tessera_client *client, const char *proposal_id,
    const tessera_proposals_file_objection_input *in) {
    return tessera_submit(client, TESSERA_CALL_PROPOSALS_FILE_OBJECTION, (const char *const[]){proposal_id}, in, NULL);
}
int tessera_proposals_file_objection_result(tessera_future *future, tessera_objection_result **out,
    tessera_error *error) {
    return call_take(future, TESSERA_CALL_PROPOSALS_FILE_OBJECTION, (void **)out, error);
}

int tessera_proposals_withdraw(tessera_client *client, const char *proposal_id, tessera_proposal **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_PROPOSALS_WITHDRAW, (const char *const[]){proposal_id}, NULL, (void **)out, error);
}
tessera_future *tessera_proposals_withdraw_async(tessera_client *client, const char *proposal_id) {
    return tessera_submit(client, TESSERA_CALL_PROPOSALS_WITHDRAW, (const char *const[]){proposal_id}, NULL, NULL);
}
int tessera_proposals_withdraw_result(tessera_future *future, tessera_proposal **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_PROPOSALS_WITHDRAW, (void **)out, error);
}

int tessera_proposals_force(tessera_client *client, const char *proposal_id, const tessera_force_query *in,
    tessera_proposal **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_PROPOSALS_FORCE, (const char *const[]){proposal_id}, in, (void **)out, error);
}
tessera_future *tessera_proposals_force_async(tessera_client *client, const char *proposal_id,
    const tessera_force_query *in) {
    return tessera_submit(client, TESSERA_CALL_PROPOSALS_FORCE, (const char *const[]){proposal_id}, in, NULL);
}
int tessera_proposals_force_result(tessera_future *future, tessera_proposal **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_PROPOSALS_FORCE, (void **)out, error);
}

int tessera_proposals_expire(tessera_client *client, const char *proposal_id, tessera_proposal **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_PROPOSALS_EXPIRE, (const char *const[]){proposal_id}, NULL, (void **)out, error);
}
tessera_future *tessera_proposals_expire_async(tessera_client *client, const char *proposal_id) {
    return tessera_submit(client, TESSERA_CALL_PROPOSALS_EXPIRE, (const char *const[]){proposal_id}, NULL, NULL);
}
int tessera_proposals_expire_result(tessera_future *future, tessera_proposal **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_PROPOSALS_EXPIRE, (void **)out, error);
}

int tessera_proposals_publish(tessera_client *client, const char *proposal_id,
    const tessera_proposals_publish_input *in, tessera_proposal_published **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_PROPOSALS_PUBLISH, (const char *const[]){proposal_id}, in, (void **)out, error);
}
tessera_future *tessera_proposals_publish_async(tessera_client *client, const char *proposal_id,
    const tessera_proposals_publish_input *in) {
    return tessera_submit(client, TESSERA_CALL_PROPOSALS_PUBLISH, (const char *const[]){proposal_id}, in, NULL);
}
int tessera_proposals_publish_result(tessera_future *future, tessera_proposal_published **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_PROPOSALS_PUBLISH, (void **)out, error);
}

int tessera_proposals_expire_pending(tessera_client *client, tessera_expired_proposals **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_PROPOSALS_EXPIRE_PENDING, NULL, NULL, (void **)out, error);
}
tessera_future *tessera_proposals_expire_pending_async(tessera_client *client) {
    return tessera_submit(client, TESSERA_CALL_PROPOSALS_EXPIRE_PENDING, NULL, NULL, NULL);
}
int tessera_proposals_expire_pending_result(tessera_future *future, tessera_expired_proposals **out,
    tessera_error *error) {
    return call_take(future, TESSERA_CALL_PROPOSALS_EXPIRE_PENDING, (void **)out, error);
}
