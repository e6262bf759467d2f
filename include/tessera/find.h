// Finding what is there by its name, and making it where it is not. To the caller each is one call, whatever number of requests
// it takes: it has a time limit, settings (tessera_client_next_call) and a future as all calls do, and what it gives is freed as
// the results of calls are (tessera/calls.h). An idempotency key among the settings is that of the creation.
#pragma once
#include "tessera/models.h"

#ifdef __cplusplus
extern "C" {
#endif

// The active team of exactly that name. TESSERA_E_NOT_FOUND: there is none.
TESSERA_API int tessera_teams_get_by_name(tessera_client *client, const char *name, tessera_team **out,
                                          tessera_error *error);
TESSERA_API tessera_future *tessera_teams_get_by_name_async(tessera_client *client, const char *name) TESSERA_MUST_USE;
TESSERA_API int tessera_teams_get_by_name_result(tessera_future *future, tessera_team **out, tessera_error *error);

// Creates a team, or gets the one that has the name already, as it is. Any number of programs may do so at once: one creates, all
// get the same.
TESSERA_API int tessera_teams_get_or_create(tessera_client *client, const tessera_team_create *in, tessera_team **out,
                                            tessera_error *error);
TESSERA_API tessera_future *tessera_teams_get_or_create_async(tessera_client *client,
                                                              const tessera_team_create *in) TESSERA_MUST_USE;
TESSERA_API int tessera_teams_get_or_create_result(tessera_future *future, tessera_team **out, tessera_error *error);

// The active asset of exactly that name in that environment. NULL: in any; TESSERA_E_CONFLICT then: several have it.
// TESSERA_E_NOT_FOUND: there is none.
TESSERA_API int tessera_assets_get_by_fqn(tessera_client *client, const char *fqn, const char *environment,
                                          tessera_asset **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_get_by_fqn_async(tessera_client *client, const char *fqn,
                                                            const char *environment) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_get_by_fqn_result(tessera_future *future, tessera_asset **out, tessera_error *error);

// Creates an asset, or gets the one that has the name in the environment already, as it is; otherwise as
// tessera_teams_get_or_create.
TESSERA_API int tessera_assets_get_or_create(tessera_client *client, const tessera_asset_create *in,
                                             tessera_asset **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_get_or_create_async(tessera_client *client,
                                                               const tessera_asset_create *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_get_or_create_result(tessera_future *future, tessera_asset **out, tessera_error *error);

#ifdef __cplusplus
}
#endif
