// What the structs of tessera/models/discovery.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/reflect.h"

extern const tessera_reflect_model table_model_discovery_scope;
extern const tessera_reflect_model table_model_discovery_result;
extern const tessera_reflect_model table_model_inferred_query;
extern const tessera_reflect_model table_model_inference_evidence;
extern const tessera_reflect_model table_model_inferred_dependency;
extern const tessera_reflect_model table_model_inferred_list;
extern const tessera_reflect_model table_model_inference_confirm;
extern const tessera_reflect_model table_model_promoted_registration;
extern const tessera_reflect_model table_model_inference_confirmed;
extern const tessera_reflect_model table_model_inference_reject;
extern const tessera_reflect_model table_model_inference_rejected;
extern const tessera_reflect_model table_model_coverage_gap;
extern const tessera_reflect_model table_model_discovery_figures;
