// The tables of api/ in memory, with every name resolved: what the writers of generated files work from.
#pragma once
#include "api/kinds.def"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LIMIT_ENUMS 128
#define LIMIT_MODELS 1024
#define LIMIT_FIELDS 62 // of one model: each has a bit in `present`
#define LIMIT_ROUTES 512
#define LIMIT_ALIASES 128
#define LIMIT_PATH 4
#define LIMIT_BLOCKS 4096

enum field_flag {
    FLAG_REQUIRED = 1,
    FLAG_NULLABLE = 2,
    FLAG_OMIT = 4,
    FLAG_TRIM = 8,
    FLAG_LOWER = 16,
    FLAG_SECRET = 32,
    FLAG_FIRST = 64,
    FLAG_WHOLE = 128,
    FLAG_FORMATTED = 256,
    FLAG_SCHEMA = 512,
};

enum field_kind {
#define KIND(name, ...) KIND_##name,
    KINDS(KIND)
#undef KIND
        KIND_COUNT
};

// How a kind is called and spelt, by field_kind; api/kinds.def explains the columns.
typedef struct kind_row {
    const char *sdk, *sdk_slot, *sdk_form, *note, *python, *given, *words;
} kind_row;
extern const kind_row kind_rows[KIND_COUNT];

enum parameter_place { PLACE_PATH, PLACE_QUERY, PLACE_BODY, PLACE_WHOLE };
enum reply_shape {
    SHAPE_ONE,
    SHAPE_PAGE,
    SHAPE_EMPTY,
    SHAPE_JSON,
    SHAPE_HTML,
    SHAPE_TEXT,
    SHAPE_LINES,
    SHAPE_STREAM,
    SHAPE_REDIRECT
};

#define UNBOUNDED INT64_MIN

typedef struct enumeration_value {
    const char *name, *wire, *doc;
} enumeration_value;

typedef struct enumeration {
    const char *name, *title, *doc;
    const enumeration_value *values;
    size_t count;
} enumeration;

typedef struct model model;

// A setting of the server.
typedef struct setting {
    const char *field, *kind, *variable, *flag, *fallback, *doc;
    int64_t minimum, maximum;
} setting;

typedef struct field {
    const char *name;
    enum field_kind kind;
    unsigned flags;
    int64_t minimum, maximum; // UNBOUNDED: none, or a setting of the server
    const setting *bound;     // the setting that is the maximum; NULL: none is
    const char *fallback;     // the server's, as JSON text; NULL: null
    const char *sent;         // what the SDKs send for a field of an input when none is given, likewise
    const char *doc;
    const enumeration *enumeration; // ENUM, ENUMS
    const model *model;             // RECORD, RECORDS
} field;

// What a truth of a model tells of it.
typedef struct told {
    const field *truth, *field; // where the truth is true, the field is there; NULL: nothing is told
    const char *when, *unless;  // the classes, in Python, of those where it is and where it is not
} told;

struct model {
    const char *name, *title, *doc;
    const char *c_name; // without tessera_
    const char *home;   // the module of a model that a reply holds or a call takes as a parameter; NULL: it is neither
    field *fields;
    size_t count;
    bool shown;   // part of the SDKs: an input, a result, or inside one of these
    bool paged;   // some call replies with a page of it
    bool listed;  // some shown field is a list of it
    bool replied; // some call, or a function that asks no server, gives it
    told told;
    const char *offline; // the noun with which it lives when a function gives it that asks no server; else NULL
};

// A parameter of a call, as the SDKs show it.
typedef struct parameter {
    const char *name, *wire;
    enum parameter_place place;
    bool id;            // PLACE_PATH: a UUID, else a text
    const field *field; // the row that describes it
    bool required;
    const char *fallback; // what the SDK sends when none is given, as JSON text; NULL: nothing
} parameter;

typedef struct route {
    const char *noun, *verb, *sdk, *method, *path, *scope, *summary;
    const model *query, *body, *reply; // NULL: none
    enum reply_shape shape;
    int status, also; // of success; also 0: only the one
    bool idempotent;
    bool limited; // counts against a rate limit
    bool writes;
    const char *path_names[LIMIT_PATH];
    size_t path_count;
    parameter *parameters; // path, then the rest in the SDKs' order
    size_t parameter_count;
    const char *input_name;  // C type of the input struct, without tessera_ ("team_create"); NULL: it takes none
    const char *result_name; // C type of the result ("tessera_team_page"); NULL: there is none
    bool own_input;          // the input struct is of the call's own making, not the query's or the body's model
} route;

// Another name of a route.
typedef struct alias {
    const char *method, *path;
    const route *route;
} alias;

// Work that the server does from time to time, every so many seconds as a setting says.
typedef struct metric_row {
    const char *name, *type, *labels, *since, *doc;
} metric_row;

typedef struct job_row {
    const char *name, *doc;
    size_t period; // the setting's place
    int lease;     // seconds
} job_row;

typedef struct error_row {
    const char *code, *message, *doc;
    int status;
} error_row;

typedef struct tables {
    const char *root; // the checkout, for templates
    enumeration enums[LIMIT_ENUMS];
    size_t enum_count;
    model models[LIMIT_MODELS]; // without `nothing`
    size_t model_count;
    route routes[LIMIT_ROUTES];
    size_t route_count;
    alias aliases[LIMIT_ALIASES];
    size_t alias_count;
    const error_row *errors;
    size_t error_count;
    const setting *settings;
    size_t setting_count;
    const metric_row *metrics;
    size_t metric_count;
    const job_row *jobs;
    size_t job_count;
    void *blocks[LIMIT_BLOCKS]; // what goes with them
    size_t block_count;
} tables;

// The tables, read and checked. Ends the program with a message when they contradict themselves. To be freed.
tables *tables_read(void);
void tables_free(tables *t);
