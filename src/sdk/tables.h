// The generated tables.
#pragma once
#include "tessera/calls.h"
#include "tessera/reflect.h"

extern const tessera_reflect_enum *const table_enums[];   // NULL ends it
extern const tessera_reflect_model *const table_models[]; // NULL ends it
extern const tessera_reflect_call table_calls[];          // TESSERA_CALL_COUNT rows
