// Reads the tables of api/ by inclusion: each row becomes a C row, then names are resolved.
#include "tables.h"
#include "generator.h"
#include <stdlib.h>
#include <string.h>

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

static const enum_row enum_rows[] = {
#define ENUM(name, title, doc) {false, NULL, #name, #title, doc},
#define VALUE(enumeration, value, doc) {true, #enumeration, #value, #value, doc},
#define VALUE_AS(enumeration, value, wire, doc) {true, #enumeration, #value, wire, doc},
#define ENUM_END(name)
#include "api/enums.def"
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
enum { REQUIRED = 1, NULLABLE = 2, OMIT = 4, TRIM = 8, LOWER = 16, SECRET = 32, FIRST = 64, WHOLE = 128 };
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
#include "api/routes.def"
#undef ROUTE
#undef ALIAS
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

#define TYPE(model, name)
#define PARAMETER(noun, verb, name, place, wire)
#define NEEDED(noun, verb, name)
#define DEFAULT(noun, verb, name, json)
#define PAGE_DEFAULT(name, json)
#define OFFLINE(noun, model)

static const struct {
    const char *model, *name;
} type_rows[] = {
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

static const struct {
    const char *noun, *verb, *name;
} needed_rows[] = {
#undef NEEDED
#define NEEDED(noun, verb, name) {#noun, #verb, #name},
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

static const struct {
    const char *noun, *model;
} offline_rows[] = {
#undef OFFLINE
#define OFFLINE(noun, model) {#noun, #model},
#include "api/sdk.def"
#undef OFFLINE
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

// Zeroed memory that goes with the tables.
static void *allocate(tables *t, size_t count, size_t size) {
    if (t->block_count == LIMIT_BLOCKS)
        generator_fail("too many blocks");
    void *block = calloc(count == 0 ? 1 : count, size);
    if (block == NULL)
        generator_fail("out of memory");
    return t->blocks[t->block_count++] = block;
}

static const enumeration *enum_find(const tables *t, const char *name) {
    for (size_t i = 0; i < t->enum_count; i++)
        if (strcmp(t->enums[i].name, name) == 0)
            return &t->enums[i];
    generator_fail("no enumeration '%s'", name);
}

static const model *model_find(const tables *t, const char *name) {
    if (strcmp(name, "nothing") == 0)
        return NULL;
    for (size_t i = 0; i < t->model_count; i++)
        if (strcmp(t->models[i].name, name) == 0)
            return &t->models[i];
    generator_fail("no model '%s'", name);
}

static void read_enums(tables *t) {
    enumeration_value *values = allocate(t, COUNT(enum_rows), sizeof *values);
    size_t used = 0;
    for (size_t i = 0; i < COUNT(enum_rows); i++) {
        const enum_row *row = &enum_rows[i];
        if (!row->value) {
            if (t->enum_count == LIMIT_ENUMS)
                generator_fail("more than %d enumerations", LIMIT_ENUMS);
            t->enums[t->enum_count++] = (enumeration){row->name, row->title, row->doc, values + used, 0};
            continue;
        }
        enumeration *current = &t->enums[t->enum_count - 1];
        if (strcmp(current->name, row->enumeration) != 0)
            generator_fail("value '%s' stands in '%s'", row->name, current->name);
        values[used++] = (enumeration_value){row->name, row->title, row->doc};
        current->count++;
    }
}

static const char *type_name(const char *model_name) {
    for (size_t i = 0; i < COUNT(type_rows); i++)
        if (strcmp(type_rows[i].model, model_name) == 0)
            return type_rows[i].name;
    return model_name;
}

// The setting that a field's maximum is; NULL: a number, or none.
static const setting *find_bound(int64_t maximum) {
    bool named = maximum > UNBOUNDED && maximum <= UNBOUNDED + (int64_t)COUNT(setting_rows);
    return named ? &setting_rows[maximum - UNBOUNDED - 1] : NULL;
}

static void read_models(tables *t) {
    field *fields = allocate(t, COUNT(model_rows), sizeof *fields);
    size_t used = 0;
    model nothing = {0};
    model *current = &nothing;
    for (size_t i = 0; i < COUNT(model_rows); i++) {
        const model_row *row = &model_rows[i];
        if (row->tag == ROW_MODEL) {
            if (strcmp(row->model, "nothing") == 0)
                continue;
            if (t->model_count == LIMIT_MODELS)
                generator_fail("more than %d models", LIMIT_MODELS);
            current = &t->models[t->model_count++];
            *current = (model){.name = row->model,
                               .title = row->title,
                               .doc = row->doc,
                               .c_name = type_name(row->model),
                               .fields = fields + used};
            continue;
        }
        if (current->name == NULL || strcmp(current->name, row->model) != 0)
            generator_fail("field '%s' of '%s' stands elsewhere", row->name, row->model);
        if (current->count == LIMIT_FIELDS)
            generator_fail("'%s' has more than %d fields", current->name, LIMIT_FIELDS);
        const setting *bound = find_bound(row->maximum);
        if (find_bound(row->minimum) != NULL)
            generator_fail("the least of '%s' is a setting, which no client would know", row->name);
        fields[used++] = (field){
            .name = row->name,
            .kind = row->kind,
            .flags = row->flags,
            .minimum = row->minimum,
            .maximum = bound == NULL ? row->maximum : UNBOUNDED,
            .bound = bound,
            .fallback = row->fallback,
            .doc = row->doc,
        };
        current->count++;
    }
}

// References may point forward, so they are resolved when every model is known.
static void resolve_references(tables *t) {
    size_t at = 0;
    field *fields = t->models[0].fields;
    for (size_t i = 0; i < COUNT(model_rows); i++) {
        const model_row *row = &model_rows[i];
        if (row->tag == ROW_MODEL)
            continue;
        field *f = &fields[at++];
        if (f->kind == KIND_ENUM || f->kind == KIND_ENUMS)
            f->enumeration = enum_find(t, row->reference);
        if (f->kind == KIND_RECORD || f->kind == KIND_RECORDS)
            f->model = model_find(t, row->reference);
    }
}

static void read_path(tables *t, route *r) {
    for (const char *open = strchr(r->path, '{'); open != NULL; open = strchr(open + 1, '{')) {
        const char *close = strchr(open, '}');
        if (close == NULL || r->path_count == LIMIT_PATH)
            generator_fail("bad path '%s'", r->path);
        char *name = allocate(t, (size_t)(close - open), 1);
        memcpy(name, open + 1, (size_t)(close - open) - 1);
        r->path_names[r->path_count++] = name;
    }
}

static const char *find_default(const route *r, const char *name) {
    for (size_t i = 0; i < COUNT(default_rows); i++) {
        const rename_row *row = &default_rows[i];
        if (strcmp(row->noun, r->noun) == 0 && strcmp(row->verb, r->verb) == 0 && strcmp(row->name, name) == 0)
            return row->json;
    }
    for (size_t i = 0; r->shape == SHAPE_PAGE && i < COUNT(page_default_rows); i++)
        if (strcmp(page_default_rows[i].name, name) == 0)
            return page_default_rows[i].json;
    return NULL;
}

static bool is_needed(const route *r, const char *name) {
    for (size_t i = 0; i < COUNT(needed_rows); i++)
        if (strcmp(needed_rows[i].noun, r->noun) == 0 && strcmp(needed_rows[i].verb, r->verb) == 0 &&
            strcmp(needed_rows[i].name, name) == 0)
            return true;
    return false;
}

static void add_parameter(route *r, const char *name, const char *wire, enum parameter_place place, const field *f) {
    for (size_t i = 0; i < r->parameter_count; i++)
        if (strcmp(r->parameters[i].name, name) == 0)
            generator_fail("%s.%s has two parameters '%s'", r->noun, r->verb, name);
    if (r->parameter_count == LIMIT_FIELDS)
        generator_fail("%s.%s has more than %d parameters", r->noun, r->verb, LIMIT_FIELDS);
    bool synonym = strcmp(name, wire) != 0;
    r->parameters[r->parameter_count++] = (parameter){
        .name = name,
        .wire = wire,
        .place = place,
        .field = f,
        .required = (f != NULL && (f->flags & FLAG_REQUIRED) != 0 && !synonym) || is_needed(r, name),
        .fallback = find_default(r, name),
    };
}

static const field *field_find(const model *m, const char *name) {
    for (size_t i = 0; m != NULL && i < m->count; i++)
        if (strcmp(m->fields[i].name, name) == 0)
            return &m->fields[i];
    return NULL;
}

static bool wire_is_taken(const route *r, const char *wire, enum parameter_place place) {
    for (size_t i = 0; i < r->parameter_count; i++)
        if (r->parameters[i].place == place && strcmp(r->parameters[i].wire, wire) == 0)
            return true;
    return false;
}

// What the query and the body both take is given in the body.
static void add_model(route *r, const model *m, enum parameter_place place) {
    for (size_t i = 0; m != NULL && i < m->count; i++)
        if ((place != PLACE_QUERY || field_find(r->body, m->fields[i].name) == NULL) &&
            !wire_is_taken(r, m->fields[i].name, place))
            add_parameter(r, m->fields[i].name, m->fields[i].name,
                          (m->fields[i].flags & FLAG_WHOLE) != 0 ? PLACE_WHOLE : place, &m->fields[i]);
}

static void read_parameters(tables *t, route *r) {
    r->parameters = allocate(t, LIMIT_FIELDS + LIMIT_PATH, sizeof *r->parameters);
    for (size_t i = 0; i < r->path_count; i++) {
        size_t length = strlen(r->path_names[i]);
        add_parameter(r, r->path_names[i], r->path_names[i], PLACE_PATH, NULL);
        r->parameters[i].required = true;
        r->parameters[i].id = length > 3 && strcmp(r->path_names[i] + length - 3, "_id") == 0;
    }
    r->own_input = r->query != NULL && r->body != NULL;
    for (size_t i = 0; i < COUNT(parameter_rows); i++) {
        const rename_row *row = &parameter_rows[i];
        if (strcmp(row->noun, r->noun) != 0 || strcmp(row->verb, r->verb) != 0)
            continue;
        const field *f = field_find(row->place == PLACE_QUERY ? r->query : r->body, row->wire);
        if (f == NULL)
            generator_fail("%s.%s has no '%s'", r->noun, r->verb, row->wire);
        add_parameter(r, row->name, row->wire, row->place, f);
        r->own_input = true;
    }
    add_model(r, r->query, PLACE_QUERY);
    add_model(r, r->body, PLACE_BODY);
}

static void read_alias(tables *t, const route_row *row) {
    if (t->alias_count == LIMIT_ALIASES)
        generator_fail("more than %d aliases", LIMIT_ALIASES);
    for (size_t i = 0; i < t->route_count; i++)
        if (strcmp(t->routes[i].noun, row->noun) == 0 && strcmp(t->routes[i].verb, row->verb) == 0) {
            t->aliases[t->alias_count++] = (alias){row->method, row->path, &t->routes[i]};
            return;
        }
    generator_fail("%s %s is another name of no route", row->method, row->path);
}

static void read_routes(tables *t) {
    if (COUNT(route_rows) > LIMIT_ROUTES)
        generator_fail("more than %d routes", LIMIT_ROUTES);
    for (size_t i = 0; i < COUNT(route_rows); i++) {
        const route_row *row = &route_rows[i];
        if (row->alias) {
            read_alias(t, row);
            continue;
        }
        route *r = &t->routes[t->route_count++];
        *r = (route){
            .noun = row->noun,
            .verb = row->verb,
            .sdk = row->sdk,
            .method = row->method,
            .path = row->path,
            .scope = row->scope,
            .summary = row->summary,
            .query = model_find(t, row->query),
            .body = model_find(t, row->body),
            .reply = model_find(t, row->reply),
            .shape = row->shape,
            .status = row->status,
            .also = row->also,
            // RFC 9110 section 9.2.2
            .idempotent = strcmp(row->method, "POST") != 0 && strcmp(row->method, "PATCH") != 0,
            .limited = strcmp(row->rate, "NONE") != 0,
            .writes = strcmp(row->run, "WRITE") == 0 || strcmp(row->run, "PREPARED") == 0,
        };
        read_path(t, r);
        read_parameters(t, r);
    }
}

static void show_model(model *m);

static void show_field(const field *f) {
    if (f->model == NULL)
        return;
    model *referenced = (model *)f->model;
    referenced->listed |= f->kind == KIND_RECORDS;
    show_model(referenced);
}

static void show_model(model *m) {
    if (m == NULL || m->shown)
        return;
    m->shown = true;
    for (size_t i = 0; i < m->count; i++)
        show_field(&m->fields[i]);
}

// The models that the SDKs show: not those whose fields a call takes as parameters of its own.
static void show_models(tables *t) {
    for (size_t i = 0; i < t->route_count; i++) {
        route *r = &t->routes[i];
        model *reply = (model *)r->reply;
        if (reply != NULL) {
            reply->paged |= r->shape == SHAPE_PAGE;
            reply->replied |= r->shape == SHAPE_ONE;
            show_model(reply);
        }
        for (size_t j = 0; r->own_input && j < r->parameter_count; j++)
            if (r->parameters[j].field != NULL)
                show_field(r->parameters[j].field);
        if (r->own_input)
            continue;
        show_model((model *)r->query);
        show_model((model *)r->body);
    }
    for (size_t i = 0; i < COUNT(offline_rows); i++) {
        model *given = (model *)model_find(t, offline_rows[i].model);
        given->offline = offline_rows[i].noun;
        given->replied = true;
        show_model(given);
    }
}

// Types and functions share one name space in C.
static void check_names(const tables *t) {
    for (size_t i = 0; i < t->model_count; i++)
        for (size_t j = 0; t->models[i].shown && j < t->route_count; j++) {
            const char *type = t->models[i].c_name;
            size_t noun = strlen(t->routes[j].noun);
            if (strncmp(type, t->routes[j].noun, noun) == 0 && type[noun] == '_' &&
                strcmp(type + noun + 1, t->routes[j].sdk) == 0)
                generator_fail("model and call are both called tessera_%s: give the model a TYPE row", type);
        }
}

tables *tables_read(void) {
    tables *t = calloc(1, sizeof *t);
    if (t == NULL)
        generator_fail("out of memory");
    read_enums(t);
    read_models(t);
    resolve_references(t);
    read_routes(t);
    show_models(t);
    t->errors = error_rows;
    t->error_count = COUNT(error_rows);
    t->settings = setting_rows;
    t->setting_count = COUNT(setting_rows);
    check_names(t);
    return t;
}

void tables_free(tables *t) {
    for (size_t i = 0; i < t->block_count; i++)
        free(t->blocks[i]);
    free(t);
}
