#include "domain/line_kinds.h"

const line_kind_row line_kinds[line_kind_count] = {
    [LINE_TEAM] = {"team", "teams", &type_team, &type_team_create, "deleted_at", NULL},
    [LINE_USER] = {"user", "users", &type_user, &type_user_create, NULL, NULL},
    [LINE_ASSET] = {"asset", "assets", &type_asset, &type_asset_create, "deleted_at", "service_id"},
    [LINE_CONTRACT] = {"contract", "contracts", &type_contract, &type_publish, "schema_source", NULL},
    [LINE_REGISTRATION] = {"registration", "registrations", &type_registration, &type_registration_create, "deleted_at",
                           NULL},
};
