// What the structs of tessera/models/schemas.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/reflect.h"

extern const tessera_reflect_model table_model_schema_to_check;
extern const tessera_reflect_model table_model_schema_validity;
extern const tessera_reflect_model table_model_schema_change;
extern const tessera_reflect_model table_model_schema_comparison;
extern const tessera_reflect_model table_model_schema_compatibility;
extern const tessera_reflect_model table_model_schema_migration;
extern const tessera_reflect_model table_model_schema_conversion;
extern const tessera_reflect_model table_model_schema_example;
extern const tessera_reflect_model table_model_schema_example_list;
extern const tessera_reflect_model table_model_document_digest;
extern const tessera_reflect_model table_model_document_place;
