// The tables of api/ once more, as the data that describes each enumeration and struct of model.h.
#include "model/model.h"
#include "model/rules.h"
#include <assert.h>

// --- enumerations ----------------------------------------------------------------------------------------------------
#define ENUM(name, title, doc) static const char *const values_##name[] = {
#define VALUE(enumeration, value, doc) #value,
#define VALUE_AS(enumeration, value, wire, doc) wire,
#define ENUM_END(name)                                                                                                 \
    }                                                                                                                  \
    ;                                                                                                                  \
    const record_enum enum_##name = {#name, values_##name, sizeof values_##name / sizeof *values_##name};
#include "api/enums.def"
#undef ENUM
#undef VALUE
#undef VALUE_AS
#undef ENUM_END

#define ENUM(name, title, doc) static const char *const docs_##name[] = {
#define VALUE(enumeration, value, doc) doc,
#define VALUE_AS(enumeration, value, wire, doc) doc,
#define ENUM_END(name)                                                                                                 \
    }                                                                                                                  \
    ;
#include "api/enums.def"
#undef ENUM
#undef VALUE
#undef VALUE_AS
#undef ENUM_END

static const model_enum_doc enum_docs[] = {
#define ENUM(name, title, doc) {&enum_##name, #title, doc, docs_##name},
#define VALUE(enumeration, value, doc)
#define VALUE_AS(enumeration, value, wire, doc)
#define ENUM_END(name)
#include "api/enums.def"
#undef ENUM
#undef VALUE
#undef VALUE_AS
#undef ENUM_END
};

// --- models ----------------------------------------------------------------------------------------------------------
#define REQUIRED RECORD_REQUIRED
#define NULLABLE RECORD_NULLABLE
#define OMIT RECORD_OMIT
#define TRIM RECORD_TRIM
#define LOWER RECORD_LOWER
#define SECRET RECORD_SECRET
#define FIRST RECORD_FIRST
#define WHOLE RECORD_WHOLE
#define FORMATTED RECORD_FORMATTED
#define SCHEMA RECORD_SCHEMA
#define NO RECORD_INT_NONE
#define VARIABLE(setting) RECORD_LIMIT(setting_##setting)
#define FALLBACK(setting) RECORD_LIMIT_FALLBACK(setting_##setting)
static_assert(setting_count <= RECORD_LIMITS_MAXIMUM, "a limit has no number");
#define rule_none NULL

#define DESCRIBED(name, slot, described, ...) described

// Each row of fields ends with an empty one, so that a model without fields is an array too.
#define MODEL(name, title, doc) static const record_field fields_##name[] = {
#define FIELD(model, field, kind, reference, flags, minimum, maximum, fallback, rule, doc)                             \
    {#field,                                                                                                           \
     sizeof(#field) - 1,                                                                                               \
     RECORD_##kind,                                                                                                    \
     flags,                                                                                                            \
     offsetof(struct model, field),                                                                                    \
     KIND_##kind(DESCRIBED, reference),                                                                                \
     minimum,                                                                                                          \
     maximum,                                                                                                          \
     fallback,                                                                                                         \
     #rule,                                                                                                            \
     rule_##rule,                                                                                                      \
     doc},
#define MODEL_END(name)                                                                                                \
    { 0 }                                                                                                              \
    }                                                                                                                  \
    ;
#define MODEL_END_RULE(name, rule) MODEL_END(name)
#include "api/models.def"
#undef MODEL
#undef FIELD
#undef MODEL_END
#undef MODEL_END_RULE
#undef PAGE_FIELDS
#undef PAGE_AFTER

#define MODEL(name, title, doc)                                                                                        \
    const record_type type_##name = {#name, #title, fields_##name, sizeof fields_##name / sizeof *fields_##name - 1,   \
                                     sizeof(struct name), doc,
#define FIELD(model, field, kind, reference, flags, minimum, maximum, fallback, rule, doc)
#define MODEL_END(name)                                                                                                \
    NULL                                                                                                               \
    }                                                                                                                  \
    ;
#define MODEL_END_RULE(name, rule)                                                                                     \
    rule                                                                                                               \
    }                                                                                                                  \
    ;
#include "api/models.def"
#undef MODEL
#undef FIELD
#undef MODEL_END
#undef MODEL_END_RULE
#undef PAGE_FIELDS
#undef PAGE_AFTER

static const record_type *const models[] = {
#define MODEL(name, title, doc) &type_##name,
#define FIELD(model, field, kind, reference, flags, minimum, maximum, fallback, rule, doc)
#define MODEL_END(name)
#define MODEL_END_RULE(name, rule)
#include "api/models.def"
#undef MODEL
#undef FIELD
#undef MODEL_END
#undef MODEL_END_RULE
#undef PAGE_FIELDS
#undef PAGE_AFTER
};

int model_enum_parse(const record_enum *enumeration, text wire) {
    for (unsigned i = 0; i < enumeration->count; i++)
        if (text_is(wire, enumeration->values[i]))
            return (int)i;
    return RECORD_ENUM_NONE;
}

const record_type *model_at(size_t index) {
    return index < sizeof models / sizeof *models ? models[index] : NULL;
}

const model_enum_doc *model_enum_at(size_t index) {
    return index < sizeof enum_docs / sizeof *enum_docs ? &enum_docs[index] : NULL;
}
