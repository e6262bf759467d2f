// Puts the tables together and finds out what of them the SDKs show.
#include "tables.h"
#include "fail.h"
#include "rows.h"
#include "tables_read.h"
#include <stdlib.h>
#include <string.h>

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
    for (size_t i = 0; i < rows.offline_count; i++) {
        model *given = (model *)tables_model_find(t, rows.offline[i].model);
        given->offline = rows.offline[i].noun;
        given->replied = true;
        show_model(given);
    }
}

static const field *field_find(const model *m, const char *name) {
    for (size_t i = 0; i < m->count; i++)
        if (strcmp(m->fields[i].name, name) == 0)
            return &m->fields[i];
    generator_fail("the model '%s' has no field '%s'", m->name, name);
}

static void tell_models(tables *t) {
    for (size_t i = 0; i < rows.told_count; i++) {
        const told_row *row = &rows.told[i];
        model *m = (model *)tables_model_find(t, row->model);
        m->told = (told){field_find(m, row->truth), field_find(m, row->field), row->when, row->unless};
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
    tables_read_enums(t);
    tables_read_models(t);
    tables_read_routes(t);
    show_models(t);
    tell_models(t);
    t->errors = rows.errors;
    t->error_count = rows.error_count;
    t->settings = rows.settings;
    t->setting_count = rows.setting_count;
    t->metrics = rows.metrics;
    t->metric_count = rows.metric_count;
    t->jobs = rows.jobs;
    t->job_count = rows.job_count;
    check_names(t);
    return t;
}

void tables_free(tables *t) {
    for (size_t i = 0; i < t->block_count; i++)
        free(t->blocks[i]);
    free(t);
}
