// Writes the dataclasses and enumerations of the Python package.
#include "fail.h"
#include "python.h"
#include "writers.h"
#include <string.h>

static void write_head(FILE *out, const char *doc) {
    fprintf(out, "# Generated from the tables in api/ by `make generate`; do not edit.\n\"\"\"%s\"\"\"\n\n", doc);
}

// --- enumerations ----------------------------------------------------------------------------------------------------

void write_python_enums(const tables *t, FILE *out) {
    write_head(out, "The enumerations of the API: members compare equal to their text.");
    fputs("from enum import StrEnum\n\n__all__ = (\n", out);
    for (size_t i = 0; i < t->enum_count; i++)
        fprintf(out, "    \"%s\",\n", t->enums[i].title);
    fputs(")\n", out);
    for (size_t i = 0; i < t->enum_count; i++) {
        const enumeration *e = &t->enums[i];
        fprintf(out, "\n\nclass %s(StrEnum):\n", e->title);
        python_docstring(out, 4, e->doc);
        for (size_t j = 0; j < e->count; j++) {
            fprintf(out, "\n    %s = ", name_upper(e->values[j].name).text);
            write_literal(out, e->values[j].wire);
            fputc('\n', out);
            python_docstring(out, 4, e->values[j].doc);
        }
    }
}

// --- models ----------------------------------------------------------------------------------------------------------

typedef struct needs {
    bool any, datetime, uuid, schema;
    const enumeration *enums[LIMIT_ENUMS];
    size_t enum_count;
    const model *models[LIMIT_MODELS];
    size_t model_count;
} needs;

static void need_enum(needs *n, const enumeration *e) {
    for (size_t i = 0; i < n->enum_count; i++)
        if (n->enums[i] == e)
            return;
    n->enums[n->enum_count++] = e;
}

static void need_model(needs *n, const model *m) {
    for (size_t i = 0; i < n->model_count; i++)
        if (n->models[i] == m)
            return;
    n->models[n->model_count++] = m;
}

static void need_field(needs *n, const field *f) {
    const char *type = kind_rows[f->kind].python;
    if ((f->flags & FLAG_SCHEMA) != 0) { // has a name of its own for its type
        n->schema = true;
        return;
    }
    n->any = n->any || strstr(type, "Any") != NULL;
    n->datetime = n->datetime || strstr(type, "datetime") != NULL;
    n->uuid = n->uuid || strstr(type, "UUID") != NULL;
    if (f->enumeration != NULL)
        need_enum(n, f->enumeration);
    if (f->model != NULL)
        need_model(n, f->model);
}

static bool is_at_home(const model *m, const char *module) {
    return m->home != NULL && strcmp(m->home, module) == 0;
}

static bool module_uses(const tables *t, const char *module, const char *other) {
    for (size_t i = 0; i < t->model_count; i++)
        for (size_t j = 0; is_at_home(&t->models[i], module) && j < t->models[i].count; j++)
            if (t->models[i].fields[j].model != NULL && is_at_home(t->models[i].fields[j].model, other))
                return true;
    return false;
}

// A record whose presence others of the same model tell: a publish that published has a contract.
static bool is_told(const model *m, const field *f) {
    return m->told.truth != NULL && f->kind == KIND_RECORD && python_field_is_optional(f);
}

static bool module_tells(const tables *t, const char *module) {
    for (size_t i = 0; i < t->model_count; i++)
        if (is_at_home(&t->models[i], module) && t->models[i].told.truth != NULL)
            return true;
    return false;
}

// Whether a list stands where dict() looks for a method.
static bool hides_keys(const model *m) {
    for (size_t i = 0; i < m->count; i++)
        if (strcmp(m->fields[i].name, "keys") == 0)
            return true;
    return false;
}

static bool module_hides_keys(const tables *t, const char *module) {
    for (size_t i = 0; i < t->model_count; i++)
        if (is_at_home(&t->models[i], module) && hides_keys(&t->models[i]))
            return true;
    return false;
}

static void write_imports(const tables *t, const char *module, FILE *out) {
    needs n = {0};
    for (size_t i = 0; i < t->model_count; i++)
        for (size_t j = 0; is_at_home(&t->models[i], module) && j < t->models[i].count; j++)
            need_field(&n, &t->models[i].fields[j]);
    fputs("from dataclasses import dataclass\n", out);
    if (n.datetime)
        fputs("from datetime import datetime\n", out);
    bool tells = module_tells(t, module);
    if (tells)
        fprintf(out, "from typing import TYPE_CHECKING, %sLiteral\n", n.any ? "Any, " : "");
    else if (n.any)
        fputs("from typing import Any\n", out);
    if (n.uuid)
        fputs("from uuid import UUID\n", out);
    fprintf(out, "\nfrom .._model import %sModel%s%s\n", n.schema ? "JSONSchema, " : "", tells ? ", Told" : "",
            module_hides_keys(t, module) ? ", open_dict" : "");
    if (n.enum_count > 0) {
        fputs("from ..enums import (\n", out);
        for (size_t i = 0; i < n.enum_count; i++)
            fprintf(out, "    %s,\n", n.enums[i]->title);
        fputs(")\n", out);
    }
    for (size_t i = 0; python_module_at(t, i) != NULL; i++) {
        const char *other = python_module_at(t, i), *separator = "";
        if (strcmp(other, module) == 0 || !module_uses(t, module, other))
            continue;
        if (module_uses(t, other, module))
            generator_fail("the Python modules '%s' and '%s' need each other", module, other);
        fprintf(out, "from .%s import ", other);
        for (size_t j = 0; j < n.model_count; j++) {
            if (!is_at_home(n.models[j], other))
                continue;
            fprintf(out, "%s%s", separator, n.models[j]->title);
            separator = ", ";
        }
        fputc('\n', out);
    }
}

// The classes that are there for type checkers alone; no instance is of them.
static void write_told(const model *m, FILE *out) {
    fprintf(out, "\n\nif TYPE_CHECKING:\n    # What `%s` tells apart.\n", m->told.truth->name);
    fprintf(out, "    class %s(%s):\n        %s: Literal[True]\n        %s: ", m->told.when, m->title,
            m->told.truth->name, m->told.field->name);
    python_field_type(out, m->told.field);
    fprintf(out, "\n\n    class %s(%s):\n        %s: Literal[False]\n", m->told.unless, m->title, m->told.truth->name);
    fprintf(out, "\n    Any%s = %s | %s\n", m->title, m->told.when, m->told.unless);
}

static void write_model(const model *m, FILE *out) {
    fprintf(out, "\n\n%s@dataclass(frozen=True, slots=True, kw_only=True)\nclass %s(Model):\n",
            hides_keys(m) ? "@open_dict\n" : "", m->title);
    python_docstring(out, 4, m->doc);
    for (size_t i = 0; i < m->count; i++) {
        const field *f = &m->fields[i];
        fprintf(out, "\n    %s: ", f->name);
        bool told = is_told(m, f);
        fputs(told ? "Told[" : "", out);
        python_field_type(out, f);
        if (told)
            fputs("] = None", out);
        else if (python_field_is_optional(f))
            fputs(f->kind == KIND_ANY ? " = None" : " | None = None", out);
        // Models have an attribute of that name for what came back with them.
        fputs(strcmp(f->name, "response") == 0 ? "  # type: ignore[assignment]\n" : "\n", out);
        python_docstring(out, 4, f->doc);
    }
    // Where programs import it from, and so what pickles hold.
    fputs("\n    __module__ = \"tessera_sdk.models\"\n\n    def __hash__(self) -> int:\n        return "
          "Model.__hash__(self)\n",
          out);
    if (m->told.truth != NULL)
        write_told(m, out);
}

void python_model_module(const tables *t, const char *module, FILE *out) {
    write_head(out, "Models of the API; import them from tessera_sdk or tessera_sdk.models.");
    write_imports(t, module, out);
    for (size_t i = 0; i < t->model_count; i++)
        if (is_at_home(&t->models[i], module))
            write_model(&t->models[i], out);
}

void write_python_models(const tables *t, FILE *out) {
    write_head(
        out,
        "Every model of the API. A model's class is made when it is first asked for: most programs use a few of them.");
    fputs("from importlib import import_module\nfrom typing import TYPE_CHECKING, Any\n\nif TYPE_CHECKING:\n", out);
    for (size_t i = 0; python_module_at(t, i) != NULL; i++) {
        const char *module = python_module_at(t, i);
        fprintf(out, "    from .%s import (\n", module);
        for (size_t j = 0; j < t->model_count; j++)
            if (is_at_home(&t->models[j], module))
                fprintf(out, "        %s as %s,\n", t->models[j].title, t->models[j].title);
        fputs("    )\n", out);
    }
    fputs("\n# The module that holds each class.\n_HOMES = {\n", out);
    for (size_t i = 0; i < t->model_count; i++)
        if (t->models[i].home != NULL)
            fprintf(out, "    \"%s\": \"%s\",\n", t->models[i].title, t->models[i].home);
    fputs("}\n\n__all__ = (\n", out);
    for (size_t i = 0; i < t->model_count; i++)
        if (t->models[i].home != NULL)
            fprintf(out, "    \"%s\",\n", t->models[i].title);
    fputs(")\n\n\n"
          "def __getattr__(name: str) -> Any:\n"
          "    home = _HOMES.get(name)\n"
          "    if home is None:\n"
          "        raise AttributeError(f\"module {__name__!r} has no attribute {name!r}\")\n"
          "    value = getattr(import_module(f\"{__name__}.{home}\"), name)\n"
          "    globals()[name] = value\n"
          "    return value\n\n\n"
          "def __dir__() -> list[str]:\n"
          "    return sorted({*globals(), *_HOMES})\n",
          out);
}
