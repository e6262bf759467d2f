// What the structs of tessera/models/common.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_common.h"
#include "tessera/models/common.h"

static const tessera_reflect_field fields_page_query[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_page_query, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_page_query, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
};
const tessera_reflect_model table_model_page_query = {"page_query", "tessera_page_query", "PageQuery", sizeof(tessera_page_query), 2, fields_page_query, "Paging"};
static const tessera_reflect_field fields_guarantees[] = {
    {"freshness", "freshness", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_guarantees, freshness), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How old data may be"},
    {"volume", "volume", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_guarantees, volume), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How many rows there are"},
    {"nullability", "nullability", TESSERA_KIND_TEXTMAP, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_guarantees, nullability), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Field to never or allowed"},
    {"accepted_values", "accepted_values", TESSERA_KIND_LISTMAP, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_guarantees, accepted_values), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Field to its accepted values"},
};
const tessera_reflect_model table_model_guarantees = {"guarantees", "tessera_guarantees", "Guarantees", sizeof(tessera_guarantees), 4, fields_guarantees, "What a producer promises beyond the schema"};
static const tessera_reflect_field fields_breaking_change[] = {
    {"type", "type", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_breaking_change, type), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Kind of change"},
    {"path", "path", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_breaking_change, path), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Where"},
    {"message", "message", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_breaking_change, message), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What changed, for people"},
    {"old_value", "old_value", TESSERA_KIND_ANY, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_breaking_change, old_value), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Before"},
    {"new_value", "new_value", TESSERA_KIND_ANY, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_breaking_change, new_value), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "After"},
};
const tessera_reflect_model table_model_breaking_change = {"breaking_change", "tessera_breaking_change", "BreakingChange", sizeof(tessera_breaking_change), 5, fields_breaking_change, "One change between two schemas"};
