// What the structs of tessera/models/registrations.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/reflect.h"

extern const tessera_reflect_model table_model_registration;
extern const tessera_reflect_model table_model_registration_update;
extern const tessera_reflect_model table_model_registrations_create_input;
extern const tessera_reflect_model table_model_registrations_list_input;
