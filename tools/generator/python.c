// What the writers of the Python package share: which modules have classes, how types and texts are spelt.
#include "python.h"
#include "modules.h"
#include <ctype.h>
#include <string.h>

const char *python_module(const tables *t, const model *m) {
    return model_home(t, m);
}

const char *python_module_at(const tables *t, size_t index) {
    const char *seen[LIMIT_MODELS];
    size_t count = 0;
    for (size_t i = 0; i < t->model_count; i++) {
        const char *home = model_home(t, &t->models[i]);
        bool known = home == NULL;
        for (size_t j = 0; j < count && !known; j++)
            known = strcmp(seen[j], home) == 0;
        if (known)
            continue;
        if (count == index)
            return home;
        seen[count++] = home;
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
