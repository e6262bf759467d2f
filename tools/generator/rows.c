// Reads the tables of api/ by inclusion: each row becomes a C row.
#include "rows.h"

static const enum_row enum_rows[] = {
#define ENUM(name, title, doc) {false, NULL, #name, #title, doc},
#define VALUE(enumeration, value, doc) {true, #enumeration, #value, #value, doc},
#define VALUE_AS(enumeration, value, wire, doc) {true, #enumeration, #value, wire, doc},
#define ENUM_END(name)
#include "api/enums.def"
#include "api/enums_offline.def"
#undef ENUM
#undef VALUE
#undef VALUE_AS
#undef ENUM_END
};

// Settings of the server bound some fields; its clients do not know them.
enum {
#define SETTING(field, kind, variable, flag, minimum, maximum, fallback, doc) setting_##field,
#include "api/config.def"
#undef SETTING
};
enum {
    REQUIRED = 1,
    NULLABLE = 2,
    OMIT = 4,
    TRIM = 8,
    LOWER = 16,
    SECRET = 32,
    FIRST = 64,
    WHOLE = 128,
    FORMATTED = 256,
    SCHEMA = 512
};
#define NO UNBOUNDED
#define VARIABLE(setting) (UNBOUNDED + 1 + setting_##setting)
#define FALLBACK(setting) NULL

static const model_row model_rows[] = {
#define MODEL(model, title, doc) {ROW_MODEL, #model, NULL, #title, doc, NULL, NULL, KIND_STRING, 0, 0, 0},
#define FIELD(model, field, kind, reference, flags, minimum, maximum, fallback, rule, doc)                             \
    {ROW_FIELD, #model, #field, NULL, doc, #reference, fallback, KIND_##kind, flags, minimum, maximum},
#define MODEL_END(model)
#define MODEL_END_RULE(model, rule)
#include "api/models.def"
#include "api/models/offline.def"
#undef MODEL
#undef FIELD
#undef MODEL_END
#undef MODEL_END_RULE
};

static const route_row route_rows[] = {
#define ROUTE(noun, verb, sdk, method, path, scope, rate, run, query, body, shape, reply, status, also, summary)       \
    {#noun,  #verb, #sdk,   #method, path,          #scope, #rate, #run,                                               \
     #query, #body, #reply, summary, SHAPE_##shape, status, also,  false},
#define ALIAS(method, path, noun, verb)                                                                                \
    {#noun, #verb, NULL, #method, path, NULL, NULL, NULL, NULL, NULL, NULL, NULL, SHAPE_ONE, 0, 0, true},
#define RESOURCE(noun, verb)
#include "api/routes.def"
#undef ROUTE
#undef ALIAS
#undef RESOURCE
};

static const setting setting_rows[] = {
#define SETTING(field, kind, variable, flag, minimum, maximum, fallback, doc)                                          \
    {#field, #kind, variable, flag, fallback, doc, minimum, maximum},
#include "api/config.def"
#undef SETTING
};

static const error_row error_rows[] = {
#define ERROR(code, status, message, doc) {#code, message, doc, status},
#include "api/errors.def"
#undef ERROR
};

static const job_row job_rows[] = {
#define JOB(name, period, lease, way, doc) {#name, doc, setting_##period, lease},
#include "api/jobs.def"
#undef JOB
};

static const metric_row metric_rows[] = {
#define METRIC(identifier, name, type, labels, since, doc) {name, #type, labels, #since, doc},
#include "api/metrics.def"
#undef METRIC
};

#define TYPE(model, name)
#define PARAMETER(noun, verb, name, place, wire)
#define NEEDED(noun, verb, name)
#define DEFAULT(noun, verb, name, json)
#define PAGE_DEFAULT(name, json)
#define OFFLINE(noun, model)
#define TOLD(model, truth, field, when, unless)

static const type_row type_rows[] = {
#undef TYPE
#define TYPE(model, name) {#model, #name},
#include "api/sdk.def"
#undef TYPE
#define TYPE(model, name)
};

static const rename_row parameter_rows[] = {
#undef PARAMETER
#define PARAMETER(noun, verb, name, place, wire) {#noun, #verb, #name, #wire, NULL, PLACE_##place},
#include "api/sdk.def"
#undef PARAMETER
#define PARAMETER(noun, verb, name, place, wire)
};

static const rename_row needed_rows[] = {
#undef NEEDED
#define NEEDED(noun, verb, name) {#noun, #verb, #name, NULL, NULL, PLACE_QUERY},
#include "api/sdk.def"
#undef NEEDED
#define NEEDED(noun, verb, name)
};

// The last row ends each list, so that neither is empty.
static const rename_row default_rows[] = {
#undef DEFAULT
#define DEFAULT(noun, verb, name, json) {#noun, #verb, #name, NULL, json, PLACE_QUERY},
#include "api/sdk.def"
#undef DEFAULT
#define DEFAULT(noun, verb, name, json)
    {"", "", "", NULL, NULL, PLACE_QUERY},
};

static const rename_row page_default_rows[] = {
#undef PAGE_DEFAULT
#define PAGE_DEFAULT(name, json) {"", "", #name, NULL, json, PLACE_QUERY},
#include "api/sdk.def"
#undef PAGE_DEFAULT
#define PAGE_DEFAULT(name, json)
    {"", "", "", NULL, NULL, PLACE_QUERY},
};

static const offline_row offline_rows[] = {
#undef OFFLINE
#define OFFLINE(noun, model) {#noun, #model},
#include "api/sdk.def"
#undef OFFLINE
#define OFFLINE(noun, model)
};

static const told_row told_rows[] = {
#undef TOLD
#define TOLD(model, truth, field, when, unless) {#model, #truth, #field, #when, #unless},
#include "api/sdk.def"
#undef TOLD
};

const kind_row kind_rows[KIND_COUNT] = {
#define KIND(name, slot, described, sdk, sdk_slot, sdk_form, note, python, given, words)                               \
    {#sdk, sdk_slot, sdk_form, note, python, given, words},
    KINDS(KIND)
#undef KIND
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

const row_tables rows = {
    .enums = enum_rows,
    .enum_count = COUNT(enum_rows),
    .models = model_rows,
    .model_count = COUNT(model_rows),
    .routes = route_rows,
    .route_count = COUNT(route_rows),
    .settings = setting_rows,
    .setting_count = COUNT(setting_rows),
    .errors = error_rows,
    .error_count = COUNT(error_rows),
    .metrics = metric_rows,
    .metric_count = COUNT(metric_rows),
    .jobs = job_rows,
    .job_count = COUNT(job_rows),
    .types = type_rows,
    .type_count = COUNT(type_rows),
    .parameters = parameter_rows,
    .parameter_count = COUNT(parameter_rows),
    .needed = needed_rows,
    .needed_count = COUNT(needed_rows),
    .defaults = default_rows,
    .default_count = COUNT(default_rows),
    .page_defaults = page_default_rows,
    .page_default_count = COUNT(page_default_rows),
    .offline = offline_rows,
    .offline_count = COUNT(offline_rows),
    .told = told_rows,
    .told_count = COUNT(told_rows),
};
