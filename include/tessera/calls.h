// The calls of the API.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once

// Each call exists three times: tessera_x waits and gives the result, tessera_x_async gives a future at once,
// and tessera_x_result takes the result of that future. Ids are UUIDs as text. Inputs are copied before the
// call returns; NULL stands for an empty input. Synchronous calls return a tessera_status: TESSERA_OK, or the
// failure that `*error` (may be NULL) describes; the result is then untouched. `out` may be NULL to drop the
// result. Futures are never NULL.

#include "tessera/calls/health.h"
#include "tessera/calls/description.h"
#include "tessera/calls/teams.h"
#include "tessera/calls/users.h"
#include "tessera/calls/assets.h"
#include "tessera/calls/repos.h"
#include "tessera/calls/services.h"
#include "tessera/calls/contracts.h"
#include "tessera/calls/registrations.h"
#include "tessera/calls/proposals.h"
#include "tessera/calls/schemas.h"
#include "tessera/calls/bulk.h"
#include "tessera/calls/search.h"
#include "tessera/models.h"

#ifdef __cplusplus
extern "C" {
#endif

// The calls by number, for tessera_submit (tessera/reflect.h).
typedef enum tessera_call {
    TESSERA_CALL_HEALTH_CHECK,
    TESSERA_CALL_HEALTH_READY,
    TESSERA_CALL_HEALTH_LIVE,
    TESSERA_CALL_DESCRIPTION_INDEX,
    TESSERA_CALL_DESCRIPTION_OPENAPI,
    TESSERA_CALL_DESCRIPTION_DOCS,
    TESSERA_CALL_TEAMS_CREATE,
    TESSERA_CALL_TEAMS_LIST,
    TESSERA_CALL_TEAMS_GET,
    TESSERA_CALL_TEAMS_UPDATE,
    TESSERA_CALL_TEAMS_DELETE,
    TESSERA_CALL_TEAMS_RESTORE,
    TESSERA_CALL_TEAMS_MEMBERS,
    TESSERA_CALL_TEAMS_REASSIGN_ASSETS,
    TESSERA_CALL_USERS_CREATE,
    TESSERA_CALL_USERS_LIST,
    TESSERA_CALL_USERS_GET,
    TESSERA_CALL_USERS_UPDATE,
    TESSERA_CALL_USERS_DEACTIVATE,
    TESSERA_CALL_USERS_REACTIVATE,
    TESSERA_CALL_ASSETS_CREATE,
    TESSERA_CALL_ASSETS_LIST,
    TESSERA_CALL_ASSETS_SEARCH,
    TESSERA_CALL_ASSETS_BULK_ASSIGN,
    TESSERA_CALL_ASSETS_CONTEXT_BY_FQN,
    TESSERA_CALL_ASSETS_GET,
    TESSERA_CALL_ASSETS_UPDATE,
    TESSERA_CALL_ASSETS_DELETE,
    TESSERA_CALL_ASSETS_RESTORE,
    TESSERA_CALL_ASSETS_CONTEXT,
    TESSERA_CALL_ASSETS_PUBLISH_CONTRACT,
    TESSERA_CALL_ASSETS_LIST_CONTRACTS,
    TESSERA_CALL_ASSETS_GET_CONTRACT_HISTORY,
    TESSERA_CALL_ASSETS_DIFF_CONTRACTS,
    TESSERA_CALL_ASSETS_VERSION_SUGGESTION,
    TESSERA_CALL_ASSETS_IMPACT_PREVIEW,
    TESSERA_CALL_ASSETS_ADD_DEPENDENCY,
    TESSERA_CALL_ASSETS_LIST_DEPENDENCIES,
    TESSERA_CALL_ASSETS_REMOVE_DEPENDENCY,
    TESSERA_CALL_ASSETS_GET_LINEAGE,
    TESSERA_CALL_REPOS_CREATE,
    TESSERA_CALL_REPOS_LIST,
    TESSERA_CALL_REPOS_GET,
    TESSERA_CALL_REPOS_UPDATE,
    TESSERA_CALL_REPOS_DELETE,
    TESSERA_CALL_SERVICES_CREATE,
    TESSERA_CALL_SERVICES_LIST,
    TESSERA_CALL_SERVICES_GET,
    TESSERA_CALL_SERVICES_UPDATE,
    TESSERA_CALL_SERVICES_DELETE,
    TESSERA_CALL_SERVICES_ASSETS,
    TESSERA_CALL_CONTRACTS_LIST,
    TESSERA_CALL_CONTRACTS_COMPARE,
    TESSERA_CALL_CONTRACTS_GET,
    TESSERA_CALL_CONTRACTS_UPDATE_GUARANTEES,
    TESSERA_CALL_CONTRACTS_GET_REGISTRATIONS,
    TESSERA_CALL_CONTRACTS_BULK_PUBLISH,
    TESSERA_CALL_REGISTRATIONS_CREATE,
    TESSERA_CALL_REGISTRATIONS_LIST,
    TESSERA_CALL_REGISTRATIONS_GET,
    TESSERA_CALL_REGISTRATIONS_UPDATE,
    TESSERA_CALL_REGISTRATIONS_DELETE,
    TESSERA_CALL_PROPOSALS_LIST,
    TESSERA_CALL_PROPOSALS_GET,
    TESSERA_CALL_PROPOSALS_GET_STATUS,
    TESSERA_CALL_SCHEMAS_VALIDATE,
    TESSERA_CALL_BULK_CREATE_REGISTRATIONS,
    TESSERA_CALL_BULK_CREATE_ASSETS,
    TESSERA_CALL_BULK_CREATE_ACKNOWLEDGMENTS,
    TESSERA_CALL_SEARCH_EVERYTHING,
    TESSERA_CALL_COUNT
} tessera_call;

#ifdef __cplusplus
}
#endif
