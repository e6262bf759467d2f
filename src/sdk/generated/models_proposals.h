// What the structs of tessera/models/proposals.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/reflect.h"

extern const tessera_reflect_model table_model_proposal_list_query;
extern const tessera_reflect_model table_model_proposal_entry;
extern const tessera_reflect_model table_model_proposal_query;
extern const tessera_reflect_model table_model_proposal_author;
extern const tessera_reflect_model table_model_proposal_consumers;
extern const tessera_reflect_model table_model_acknowledgment_summary;
extern const tessera_reflect_model table_model_pending_consumer;
extern const tessera_reflect_model table_model_proposal_audit;
extern const tessera_reflect_model table_model_proposal_status_response;
extern const tessera_reflect_model table_model_proposal_detail;
