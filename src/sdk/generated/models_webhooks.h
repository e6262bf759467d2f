// What the structs of tessera/models/webhooks.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/reflect.h"

extern const tessera_reflect_model table_model_webhook_endpoint;
extern const tessera_reflect_model table_model_webhook_endpoint_secret;
extern const tessera_reflect_model table_model_webhook_endpoint_create;
extern const tessera_reflect_model table_model_webhook_endpoint_update;
extern const tessera_reflect_model table_model_webhook_rotation;
extern const tessera_reflect_model table_model_webhook_delivery;
extern const tessera_reflect_model table_model_webhook_delivery_query;
extern const tessera_reflect_model table_model_webhook_receipt_create;
extern const tessera_reflect_model table_model_webhook_receipt;
