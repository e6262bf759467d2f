// Where models live: with the noun that gives or takes them.
#include "modules.h"
#include "fail.h"
#include <string.h>

static const char common[] = "common";

// What models of several modules hold goes to a module of its own, so that no two modules need each other.
static void home_give(tables *t, const model *m, const char *module) {
    const char **home = &t->models[m - t->models].home;
    if (m->replied || *home == common || (*home != NULL && strcmp(*home, module) == 0))
        return;
    *home = *home == NULL ? module : common;
    for (size_t i = 0; i < m->count; i++)
        if (m->fields[i].model != NULL)
            home_give(t, m->fields[i].model, *home);
}

// A model that a call replies with lives with the call's noun, calls for one thing before those for pages; what it
// holds and no call replies with lives beside it, or in the common module.
static void homes_find(tables *t) {
    static const enum reply_shape order[] = {SHAPE_ONE, SHAPE_PAGE};
    for (size_t pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < t->route_count; i++) {
            const route *r = &t->routes[i];
            if (r->reply != NULL && r->shape == order[pass] && r->reply->home == NULL)
                t->models[r->reply - t->models].home = r->noun;
        }
    for (size_t i = 0; i < t->model_count; i++)
        if (t->models[i].home == NULL)
            t->models[i].home = t->models[i].offline;
    for (size_t i = 0; i < t->model_count; i++)
        for (size_t j = 0; t->models[i].home != NULL && j < t->models[i].count; j++)
            if (t->models[i].fields[j].model != NULL)
                home_give(t, t->models[i].fields[j].model, t->models[i].home);
    for (size_t i = 0; i < t->route_count; i++)
        for (size_t j = 0; j < t->routes[i].parameter_count; j++) {
            const field *f = t->routes[i].parameters[j].field;
            if (f != NULL && f->model != NULL)
                home_give(t, f->model, t->routes[i].noun);
        }
}

const char *model_module(const tables *t, const model *m) {
    const char *module = m->home;
    if (module != NULL)
        return module;
    for (size_t i = 0; i < t->route_count; i++) {
        const route *r = &t->routes[i];
        if (r->own_input || (r->query != m && r->body != m))
            continue;
        if (module != NULL && strcmp(module, r->noun) != 0)
            return common;
        module = r->noun;
    }
    if (module == NULL)
        generator_fail("no module for the model '%s'", m->name);
    return module;
}

bool is_in_module(const tables *t, const model *m, const char *module) {
    return m->shown && strcmp(model_module(t, m), module) == 0;
}

// Adds to a set of names. True when it was not there.
static bool name_add(const char **names, size_t *count, const char *name) {
    for (size_t i = 0; i < *count; i++)
        if (strcmp(names[i], name) == 0)
            return false;
    names[(*count)++] = name;
    return true;
}

const char *module_at(const tables *t, size_t index) {
    const char *names[LIMIT_MODELS + LIMIT_ROUTES];
    size_t count = 0;
    for (size_t i = 0; i < t->model_count && count <= index; i++)
        if (t->models[i].shown)
            name_add(names, &count, model_module(t, &t->models[i]));
    for (size_t i = 0; i < t->route_count && count <= index; i++)
        if (t->routes[i].own_input)
            name_add(names, &count, t->routes[i].noun);
    return index < count ? names[index] : NULL;
}

const char *noun_at(const tables *t, size_t index) {
    const char *names[LIMIT_ROUTES];
    size_t count = 0;
    for (size_t i = 0; i < t->route_count && count <= index; i++)
        name_add(names, &count, t->routes[i].noun);
    return index < count ? names[index] : NULL;
}

static bool field_is_of(const tables *t, const field *f, const char *module) {
    return f != NULL && f->model != NULL && strcmp(model_module(t, f->model), module) == 0;
}

bool module_needs(const tables *t, const char *module, const char *other) {
    if (strcmp(module, other) == 0)
        return false;
    for (size_t i = 0; i < t->model_count; i++) {
        const model *m = &t->models[i];
        if (!m->shown || strcmp(model_module(t, m), module) != 0)
            continue;
        for (size_t j = 0; j < m->count; j++)
            if (field_is_of(t, &m->fields[j], other))
                return true;
    }
    for (size_t i = 0; i < t->route_count; i++) {
        const route *r = &t->routes[i];
        for (size_t j = 0; r->own_input && strcmp(r->noun, module) == 0 && j < r->parameter_count; j++)
            if (field_is_of(t, r->parameters[j].field, other))
                return true;
    }
    return false;
}

// Takes away, again and again, the modules whose needs are met. What stays needs itself.
static void modules_check(const tables *t) {
    const char *left[LIMIT_MODELS + LIMIT_ROUTES];
    size_t count = 0;
    for (const char *module = NULL; (module = module_at(t, count)) != NULL;)
        left[count++] = module;
    for (size_t i = 0; i < count;) {
        bool met = true;
        for (size_t j = 0; j < count && met; j++)
            met = !module_needs(t, left[i], left[j]);
        if (!met) {
            i++;
            continue;
        }
        left[i] = left[--count];
        i = 0;
    }
    if (count > 0)
        generator_fail("'%s' and other modules need each other", left[0]);
}

void modules_find(tables *t) {
    homes_find(t);
    modules_check(t);
}
