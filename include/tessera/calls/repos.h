// The calls of the API: repos. tessera/calls.h tells what all of them have in common.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/client.h"
#include "tessera/models/repos.h"

#ifdef __cplusplus
extern "C" {
#endif

// Create a repository. POST /api/v1/repos
TESSERA_API int tessera_repos_create(tessera_client *client, const tessera_repo_create *in, tessera_repo **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_repos_create_async(tessera_client *client,
    const tessera_repo_create *in) TESSERA_MUST_USE;
TESSERA_API int tessera_repos_create_result(tessera_future *future, tessera_repo **out, tessera_error *error);

// List repositories by name. GET /api/v1/repos
TESSERA_API int tessera_repos_list(tessera_client *client, const tessera_repo_list_query *in, tessera_repo_page **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_repos_list_async(tessera_client *client,
    const tessera_repo_list_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_repos_list_result(tessera_future *future, tessera_repo_page **out, tessera_error *error);

// Get a repository. GET /api/v1/repos/{repo_id}
TESSERA_API int tessera_repos_get(tessera_client *client, const char *repo_id, tessera_repo **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_repos_get_async(tessera_client *client, const char *repo_id) TESSERA_MUST_USE;
TESSERA_API int tessera_repos_get_result(tessera_future *future, tessera_repo **out, tessera_error *error);

// Change a repository. PATCH /api/v1/repos/{repo_id}
TESSERA_API int tessera_repos_update(tessera_client *client, const char *repo_id, const tessera_repo_update *in,
    tessera_repo **out, tessera_error *error);
TESSERA_API tessera_future *tessera_repos_update_async(tessera_client *client, const char *repo_id,
    const tessera_repo_update *in) TESSERA_MUST_USE;
TESSERA_API int tessera_repos_update_result(tessera_future *future, tessera_repo **out, tessera_error *error);

// Delete a repository; its services stay. DELETE /api/v1/repos/{repo_id}
TESSERA_API int tessera_repos_delete(tessera_client *client, const char *repo_id, tessera_error *error);
TESSERA_API tessera_future *tessera_repos_delete_async(tessera_client *client, const char *repo_id) TESSERA_MUST_USE;
TESSERA_API int tessera_repos_delete_result(tessera_future *future, tessera_error *error);

#ifdef __cplusplus
}
#endif
