// What the structs of tessera/models/repos.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/reflect.h"

extern const tessera_reflect_model table_model_repo;
extern const tessera_reflect_model table_model_repo_create;
extern const tessera_reflect_model table_model_repo_update;
extern const tessera_reflect_model table_model_repo_list_query;
