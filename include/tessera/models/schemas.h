// The models of the API as structs: schemas.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/enums.h"
#include "tessera/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_schema_to_check tessera_schema_to_check;
typedef struct tessera_schema_validity tessera_schema_validity;

// A schema to check.
struct tessera_schema_to_check {
    uint64_t present;
    const char *schema; // JSON Schema (JSON object); required
};
enum { TESSERA_FIELD_schema_to_check_schema, };

// Whether a schema is valid.
struct tessera_schema_validity {
    uint64_t present;
    bool valid; // Whether it is
    tessera_strings errors; // What is wrong, each with its place
};
enum { TESSERA_FIELD_schema_validity_valid, TESSERA_FIELD_schema_validity_errors, };
TESSERA_RECORD_FUNCTIONS(tessera_schema_validity)

#ifdef __cplusplus
}
#endif
