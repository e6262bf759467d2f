// What the structs of tessera/models/contracts.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/reflect.h"

extern const tessera_reflect_model table_model_contract;
extern const tessera_reflect_model table_model_contract_list_query;
extern const tessera_reflect_model table_model_contract_summary;
extern const tessera_reflect_model table_model_compare_result;
extern const tessera_reflect_model table_model_guarantees_update;
extern const tessera_reflect_model table_model_bulk_contract;
extern const tessera_reflect_model table_model_bulk_publish_item;
extern const tessera_reflect_model table_model_bulk_publish_result;
extern const tessera_reflect_model table_model_contracts_compare_input;
extern const tessera_reflect_model table_model_contracts_bulk_publish_input;
