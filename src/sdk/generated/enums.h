// What the enumerations of the interface look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/reflect.h"

extern const tessera_reflect_enum table_enum_user_type;
extern const tessera_reflect_enum table_enum_user_role;
extern const tessera_reflect_enum table_enum_resource_type;
extern const tessera_reflect_enum table_enum_guarantee_mode;
extern const tessera_reflect_enum table_enum_guarantee_severity;
extern const tessera_reflect_enum table_enum_semver_mode;
extern const tessera_reflect_enum table_enum_compatibility_mode;
extern const tessera_reflect_enum table_enum_schema_format;
extern const tessera_reflect_enum table_enum_contract_status;
extern const tessera_reflect_enum table_enum_registration_status;
extern const tessera_reflect_enum table_enum_change_type;
extern const tessera_reflect_enum table_enum_impact_change_type;
extern const tessera_reflect_enum table_enum_history_change_type;
extern const tessera_reflect_enum table_enum_proposal_status;
extern const tessera_reflect_enum table_enum_dependency_type;
extern const tessera_reflect_enum table_enum_dependency_source;
extern const tessera_reflect_enum table_enum_sync_status;
extern const tessera_reflect_enum table_enum_inference_status;
extern const tessera_reflect_enum table_enum_acknowledgment_response;
extern const tessera_reflect_enum table_enum_audit_run_status;
extern const tessera_reflect_enum table_enum_publish_action;
extern const tessera_reflect_enum table_enum_bulk_publish_status;
extern const tessera_reflect_enum table_enum_search_kind;
