// What the structs of tessera/models/schemas.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_schemas.h"
#include "tessera/models/schemas.h"

static const tessera_reflect_field fields_schema_to_check[] = {
    {"schema", "schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_WHOLE, 0, offsetof(tessera_schema_to_check, schema), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON Schema"},
};
const tessera_reflect_model table_model_schema_to_check = {"schema_to_check", "tessera_schema_to_check", "SchemaToCheck", sizeof(tessera_schema_to_check), 1, fields_schema_to_check, "A schema to check"};
static const tessera_reflect_field fields_schema_validity[] = {
    {"valid", "valid", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_schema_validity, valid), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it is"},
    {"errors", "errors", TESSERA_KIND_STRINGS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_schema_validity, errors), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What is wrong, each with its place"},
};
const tessera_reflect_model table_model_schema_validity = {"schema_validity", "tessera_schema_validity", "SchemaValidity", sizeof(tessera_schema_validity), 2, fields_schema_validity, "Whether a schema is valid"};
