// The calls of the API: teams. tessera/calls.h tells what all of them have in common.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/client.h"
#include "tessera/models/common.h"
#include "tessera/models/teams.h"
#include "tessera/models/users.h"

#ifdef __cplusplus
extern "C" {
#endif

// Create a team. POST /api/v1/teams
TESSERA_API int tessera_teams_create(tessera_client *client, const tessera_team_create *in, tessera_team **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_teams_create_async(tessera_client *client,
    const tessera_team_create *in) TESSERA_MUST_USE;
TESSERA_API int tessera_teams_create_result(tessera_future *future, tessera_team **out, tessera_error *error);

// List active teams by name. GET /api/v1/teams
TESSERA_API int tessera_teams_list(tessera_client *client, const tessera_team_list_query *in, tessera_team_page **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_teams_list_async(tessera_client *client,
    const tessera_team_list_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_teams_list_result(tessera_future *future, tessera_team_page **out, tessera_error *error);

// Get a team. GET /api/v1/teams/{team_id}
TESSERA_API int tessera_teams_get(tessera_client *client, const char *team_id, tessera_team **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_teams_get_async(tessera_client *client, const char *team_id) TESSERA_MUST_USE;
TESSERA_API int tessera_teams_get_result(tessera_future *future, tessera_team **out, tessera_error *error);

// Change a team. PATCH /api/v1/teams/{team_id}
TESSERA_API int tessera_teams_update(tessera_client *client, const char *team_id, const tessera_team_update *in,
    tessera_team **out, tessera_error *error);
TESSERA_API tessera_future *tessera_teams_update_async(tessera_client *client, const char *team_id,
    const tessera_team_update *in) TESSERA_MUST_USE;
TESSERA_API int tessera_teams_update_result(tessera_future *future, tessera_team **out, tessera_error *error);

// Delete a team; it can be restored. DELETE /api/v1/teams/{team_id}
TESSERA_API int tessera_teams_delete(tessera_client *client, const char *team_id, const tessera_team_delete_query *in,
    tessera_error *error);
TESSERA_API tessera_future *tessera_teams_delete_async(tessera_client *client, const char *team_id,
    const tessera_team_delete_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_teams_delete_result(tessera_future *future, tessera_error *error);

// Restore a deleted team. POST /api/v1/teams/{team_id}/restore
TESSERA_API int tessera_teams_restore(tessera_client *client, const char *team_id, tessera_team **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_teams_restore_async(tessera_client *client, const char *team_id) TESSERA_MUST_USE;
TESSERA_API int tessera_teams_restore_result(tessera_future *future, tessera_team **out, tessera_error *error);

// List a team's active users by name. GET /api/v1/teams/{team_id}/members
TESSERA_API int tessera_teams_members(tessera_client *client, const char *team_id, const tessera_page_query *in,
    tessera_user_page **out, tessera_error *error);
TESSERA_API tessera_future *tessera_teams_members_async(tessera_client *client, const char *team_id,
    const tessera_page_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_teams_members_result(tessera_future *future, tessera_user_page **out, tessera_error *error);

// Move a team's assets to another team. POST /api/v1/teams/{team_id}/reassign-assets
TESSERA_API int tessera_teams_reassign_assets(tessera_client *client, const char *team_id,
    const tessera_reassign_assets *in, tessera_reassign_result **out, tessera_error *error);
TESSERA_API tessera_future *tessera_teams_reassign_assets_async(tessera_client *client, const char *team_id,
    const tessera_reassign_assets *in) TESSERA_MUST_USE;
TESSERA_API int tessera_teams_reassign_assets_result(tessera_future *future, tessera_reassign_result **out,
    tessera_error *error);

#ifdef __cplusplus
}
#endif
