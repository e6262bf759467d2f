// What the structs of tessera/models/users.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/reflect.h"

extern const tessera_reflect_model table_model_user;
extern const tessera_reflect_model table_model_user_create;
extern const tessera_reflect_model table_model_user_update;
extern const tessera_reflect_model table_model_user_list_query;
