// What the writers of the Python package share: which modules have classes, how types and texts are spelt.
#include "python.h"
#include <ctype.h>
#include <string.h>

const char *python_module_at(const tables *t, size_t index) {
    const char *seen[LIMIT_MODELS];
    size_t count = 0;
    for (size_t i = 0; i < t->model_count; i++) {
        const char *home = t->models[i].home;
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

// The name of the class that a field refers to.
static const char *class_of(const field *f) {
    return f->enumeration != NULL ? f->enumeration->title : f->model != NULL ? f->model->title : "";
}

void python_field_type(FILE *out, const field *f) {
    bool schema = (f->flags & FLAG_SCHEMA) != 0;
    fputs(schema ? "JSONSchema" : name_within(kind_rows[f->kind].python, class_of(f)).text, out);
}

void python_parameter_type(FILE *out, const parameter *p) {
    const field *f = p->field;
    if (f == NULL)
        fputs(kind_rows[p->id ? KIND_UUID : KIND_STRING].given, out);
    else
        fputs(name_within(kind_rows[f->kind].given, class_of(f)).text, out);
    if (f != NULL && (f->flags & FLAG_SCHEMA) != 0)
        fputs(" | bool", out);
    if (f != NULL && (f->flags & FLAG_FORMATTED) != 0) // not every language writes its documents as objects
        fputs(" | Sequence[Any]", out);
    if (f != NULL &&
        (f->flags & (FLAG_SCHEMA | FLAG_FORMATTED)) != 0) // JSON text, its file, what pydantic can describe
        fputs(" | str | PathLike[str] | type[Any]", out);
}

void python_class_name(FILE *out, const char *noun) {
    bool start = true;
    for (const char *c = noun; *c != '\0'; c++) {
        if (*c != '_')
            fputc(start ? toupper((unsigned char)*c) : *c, out);
        start = *c == '_';
    }
}
