// The tables of api/ as C: enums, structs and their record descriptions. Declared once there, expanded here.
#pragma once
#include "base/record.h"

// --- enumerations: `enum resource_type { resource_type_api_endpoint, ... }` and `enum_resource_type` -----------------
#define ENUM(name, title, doc) enum name {
#define VALUE(enumeration, value, doc) enumeration##_##value,
#define VALUE_AS(enumeration, value, wire, doc) enumeration##_##value,
#define ENUM_END(name)                                                                                                 \
    name##_count                                                                                                       \
    }                                                                                                                  \
    ;                                                                                                                  \
    extern const record_enum enum_##name;
#include "api/enums.def"
#undef ENUM
#undef VALUE
#undef VALUE_AS
#undef ENUM_END

// --- settings: `setting_max_fqn_length` is the place of that setting among the limits of records ---------------------
enum model_setting {
#define SETTING(field, kind, environment, flag, minimum, maximum, fallback, doc) setting_##field,
#include "api/config.def"
#undef SETTING
    setting_count
};

// --- structs: `struct asset { ... }` and `type_asset` ----------------------------------------------------------------
#define MODEL_SLOT(name, slot, ...) slot

#define MODEL(name, title, doc) struct name {
#define FIELD(model, field, kind, reference, flags, minimum, maximum, fallback, rule, doc)                             \
    KIND_##kind(MODEL_SLOT, reference) field;
#define MODEL_END(name)                                                                                                \
    }                                                                                                                  \
    ;                                                                                                                  \
    extern const record_type type_##name;
#define MODEL_END_RULE(name, rule) MODEL_END(name)
#include "api/models.def"
#undef MODEL
#undef FIELD
#undef MODEL_END
#undef MODEL_END_RULE
#undef PAGE_FIELDS
#undef PAGE_AFTER
#undef MODEL_SLOT

// Enumeration by name of its wire value; RECORD_ENUM_NONE when unknown.
int model_enum_parse(const record_enum *enumeration, text wire);
// Every model, for the description of the API; NULL past the end.
const record_type *model_at(size_t index);
// Every enumeration with its documentation; NULL past the end.
typedef struct model_enum_doc {
    const record_enum *enumeration;
    const char *title;
    const char *doc;
    const char *const *value_docs;
} model_enum_doc;
const model_enum_doc *model_enum_at(size_t index);
