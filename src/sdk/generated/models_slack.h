// What the structs of tessera/models/slack.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/reflect.h"

extern const tessera_reflect_model table_model_slack_config;
extern const tessera_reflect_model table_model_slack_config_create;
extern const tessera_reflect_model table_model_slack_config_update;
extern const tessera_reflect_model table_model_slack_config_list_query;
extern const tessera_reflect_model table_model_slack_test_result;
