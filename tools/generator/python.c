// What the writers of the Python package share: where classes live, how types and texts are spelt.
#include "python.h"
#include <ctype.h>
#include <string.h>

static const char common[] = "common";

// What models of several modules hold goes to a module of its own, so that no two modules need each other.
static void home_give(const char **homes, const tables *t, const model *m, const char *module) {
    const char **home = &homes[m - t->models];
    if (m->replied || *home == common || (*home != NULL && strcmp(*home, module) == 0))
        return;
    *home = *home == NULL ? module : common;
    for (size_t i = 0; i < m->count; i++)
        if (m->fields[i].model != NULL)
            home_give(homes, t, m->fields[i].model, *home);
}

// A model that a call replies with lives with the call's noun, calls for one thing before those for pages; what it
// holds and no call replies with lives beside it, or in the common module.
static const char **homes_find(const tables *t) {
    static const char *homes[LIMIT_MODELS];
    static bool found;
    if (found)
        return homes;
    found = true;
    static const enum reply_shape order[] = {SHAPE_ONE, SHAPE_PAGE};
    for (size_t pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < t->route_count; i++) {
            const route *r = &t->routes[i];
            if (r->reply != NULL && r->shape == order[pass] && homes[r->reply - t->models] == NULL)
                homes[r->reply - t->models] = r->noun;
        }
    for (size_t i = 0; i < t->model_count; i++)
        for (size_t j = 0; homes[i] != NULL && j < t->models[i].count; j++)
            if (t->models[i].fields[j].model != NULL)
                home_give(homes, t, t->models[i].fields[j].model, homes[i]);
    for (size_t i = 0; i < t->route_count; i++)
        for (size_t j = 0; j < t->routes[i].parameter_count; j++) {
            const field *f = t->routes[i].parameters[j].field;
            if (f != NULL && f->model != NULL)
                home_give(homes, t, f->model, t->routes[i].noun);
        }
    return homes;
}

const char *python_module(const tables *t, const model *m) {
    return homes_find(t)[m - t->models];
}

const char *python_module_at(const tables *t, size_t index) {
    const char **homes = homes_find(t);
    const char *seen[LIMIT_MODELS];
    size_t count = 0;
    for (size_t i = 0; i < t->model_count; i++) {
        bool known = homes[i] == NULL;
        for (size_t j = 0; j < count && !known; j++)
            known = strcmp(seen[j], homes[i]) == 0;
        if (known)
            continue;
        if (count == index)
            return homes[i];
        seen[count++] = homes[i];
    }
    return NULL;
}

void python_docstring(FILE *out, int indent, const char *text) {
    fprintf(out, "%*s\"\"\"", indent, "");
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '\\' || (*c == '"' && c[1] == '\0'))
            fputc('\\', out);
        fputc(*c, out);
    }
    fputs("\"\"\"\n", out);
}

bool python_field_is_optional(const field *f) {
    return (f->flags & FLAG_REQUIRED) == 0;
}

void python_field_type(FILE *out, const field *f) {
    static const char *const types[] = {
        [KIND_STRING] = "str",
        [KIND_UUID] = "UUID",
        [KIND_TIME] = "datetime",
        [KIND_INT] = "int",
        [KIND_NUMBER] = "float",
        [KIND_BOOL] = "bool",
        [KIND_OBJECT] = "dict[str, Any]",
        [KIND_ANY] = "Any",
        [KIND_ARRAY] = "list[Any]",
        [KIND_TEXTMAP] = "dict[str, str]",
        [KIND_LISTMAP] = "dict[str, list[str]]",
        [KIND_STRINGS] = "list[str]",
        [KIND_UUIDS] = "list[UUID]",
    };
    switch (f->kind) {
    case KIND_ENUM:
        fputs(f->enumeration->title, out);
        return;
    case KIND_ENUMS:
        fprintf(out, "list[%s]", f->enumeration->title);
        return;
    case KIND_RECORD:
        fputs(f->model->title, out);
        return;
    case KIND_RECORDS:
        fprintf(out, "list[%s]", f->model->title);
        return;
    default:
        fputs(types[f->kind], out);
    }
}

void python_parameter_type(FILE *out, const parameter *p) {
    static const char *const types[] = {
        [KIND_STRING] = "str",
        [KIND_UUID] = "str | UUID",
        [KIND_TIME] = "str | datetime",
        [KIND_INT] = "int",
        [KIND_NUMBER] = "float",
        [KIND_BOOL] = "bool",
        [KIND_OBJECT] = "Mapping[str, Any]",
        [KIND_ANY] = "Any",
        [KIND_ARRAY] = "Sequence[Any]",
        [KIND_TEXTMAP] = "Mapping[str, str]",
        [KIND_LISTMAP] = "Mapping[str, Sequence[str]]",
        [KIND_STRINGS] = "Sequence[str]",
        [KIND_UUIDS] = "Sequence[str | UUID]",
    };
    const field *f = p->field;
    if (f == NULL) {
        fputs(p->id ? "str | UUID" : "str", out);
        return;
    }
    switch (f->kind) {
    case KIND_ENUM:
        fprintf(out, "%s | str", f->enumeration->title);
        return;
    case KIND_ENUMS:
        fprintf(out, "Sequence[%s | str]", f->enumeration->title);
        return;
    case KIND_RECORD:
        fprintf(out, "%s | Mapping[str, Any]", f->model->title);
        return;
    case KIND_RECORDS:
        fprintf(out, "Sequence[%s | Mapping[str, Any]]", f->model->title);
        return;
    default:
        fputs(types[f->kind], out);
    }
}

void python_class_name(FILE *out, const char *noun) {
    bool start = true;
    for (const char *c = noun; *c != '\0'; c++) {
        if (*c != '_')
            fputc(start ? toupper((unsigned char)*c) : *c, out);
        start = *c == '_';
    }
}
