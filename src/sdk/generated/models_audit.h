// What the structs of tessera/models/audit.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/reflect.h"

extern const tessera_reflect_model table_model_audit_event;
extern const tessera_reflect_model table_model_audit_head;
extern const tessera_reflect_model table_model_audit_link;
extern const tessera_reflect_model table_model_audit_range;
extern const tessera_reflect_model table_model_audit_range_query;
extern const tessera_reflect_model table_model_audit_list_input;
