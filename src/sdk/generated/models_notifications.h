// What the structs of tessera/models/notifications.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/reflect.h"

extern const tessera_reflect_model table_model_notification;
extern const tessera_reflect_model table_model_notification_query;
