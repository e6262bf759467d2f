// What the structs of tessera/models/teams.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/reflect.h"

extern const tessera_reflect_model table_model_team;
extern const tessera_reflect_model table_model_team_create;
extern const tessera_reflect_model table_model_team_update;
extern const tessera_reflect_model table_model_team_list_query;
extern const tessera_reflect_model table_model_team_delete_query;
extern const tessera_reflect_model table_model_team_reference;
extern const tessera_reflect_model table_model_reassign_assets;
extern const tessera_reflect_model table_model_reassign_result;
