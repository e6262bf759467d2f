// What the structs of tessera/models/bulk.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/reflect.h"

extern const tessera_reflect_model table_model_asset_create;
extern const tessera_reflect_model table_model_bulk_registration;
extern const tessera_reflect_model table_model_bulk_registrations;
extern const tessera_reflect_model table_model_bulk_assets;
extern const tessera_reflect_model table_model_bulk_acknowledgment;
extern const tessera_reflect_model table_model_bulk_acknowledgments;
extern const tessera_reflect_model table_model_bulk_item;
extern const tessera_reflect_model table_model_bulk_result;
