// The rows of the tables of api/ as they stand there, one C row each: names are names still.
#pragma once
#include "tables.h"

enum row_tag { ROW_MODEL, ROW_FIELD };

typedef struct model_row {
    enum row_tag tag;
    const char *model, *name, *title, *doc, *reference, *fallback;
    enum field_kind kind;
    unsigned flags;
    int64_t minimum, maximum;
} model_row;

typedef struct enum_row {
    bool value;
    const char *enumeration, *name, *title, *doc;
} enum_row;

typedef struct route_row {
    const char *noun, *verb, *sdk, *method, *path, *scope, *rate, *run, *query, *body, *reply, *summary;
    enum reply_shape shape;
    int status, also;
    bool alias;
} route_row;

typedef struct rename_row {
    const char *noun, *verb, *name, *wire, *json;
    enum parameter_place place;
} rename_row;

typedef struct type_row {
    const char *model, *name;
} type_row;

typedef struct offline_row {
    const char *noun, *model;
} offline_row;

typedef struct told_row {
    const char *model, *truth, *field, *when, *unless;
} told_row;

typedef struct row_tables {
    const enum_row *enums;
    size_t enum_count;
    const model_row *models;
    size_t model_count;
    const route_row *routes;
    size_t route_count;
    const setting *settings;
    size_t setting_count;
    const error_row *errors;
    size_t error_count;
    const metric_row *metrics;
    size_t metric_count;
    const job_row *jobs;
    size_t job_count;
    // Of api/sdk.def.
    const type_row *types;
    size_t type_count;
    const rename_row *parameters, *needed, *defaults, *page_defaults;
    size_t parameter_count, needed_count, default_count, page_default_count;
    const offline_row *offline;
    size_t offline_count;
    const told_row *told;
    size_t told_count;
} row_tables;
extern const row_tables rows;
