// Writes the classes that hold the calls of the Python clients, one per noun, waiting and asynchronous.
#include "modules.h"
#include "python.h"
#include <stdlib.h>
#include <string.h>

// The calls of this noun are methods of the client itself.
#define CLIENT_NOUN "health"

// --- parameters ------------------------------------------------------------------------------------------------------

// The default in the signature, as Python text; NULL: None.
static const char *default_of(const parameter *p) {
    const char *json = p->fallback != NULL ? p->fallback : p->field != NULL ? p->field->fallback : NULL;
    if (json == NULL || p->field == NULL)
        return NULL;
    switch (p->field->kind) {
    case KIND_BOOL:
        return strcmp(json, "true") == 0 ? "True" : "False";
    case KIND_INT:
    case KIND_NUMBER:
    case KIND_ENUM:
        return json;
    default:
        return NULL;
    }
}

// True when the default is what an absent parameter means anyway, so that it need not be sent.
static bool is_absent_by_default(const parameter *p) {
    const char *value = default_of(p);
    return value != NULL && p->fallback == NULL && (strcmp(value, "False") == 0 || strcmp(value, "0") == 0);
}

static void write_parameter(const parameter *p, FILE *out) {
    fprintf(out, "%s: ", p->name);
    python_parameter_type(out, p);
    if (p->required)
        return;
    const char *value = default_of(p);
    if (value != NULL)
        fprintf(out, " = %s", value);
    else
        fputs(p->field->kind == KIND_ANY ? " = None" : " | None = None", out);
}

// The signature's parameters, the required ones first. `separator` stands between them.
static void write_parameters(const route *r, const char *separator, FILE *out) {
    fputs("self", out);
    for (int optional = 0; optional < 2; optional++)
        for (size_t i = 0; i < r->parameter_count; i++) {
            if (r->parameters[i].required == (optional == 1))
                continue;
            fputs(separator, out);
            write_parameter(&r->parameters[i], out);
        }
}

static void write_arguments(const route *r, const char *separator, FILE *out) {
    for (size_t i = 0; i < r->parameter_count; i++)
        fprintf(out, ",%s%s%s", separator, r->parameters[i].name,
                is_absent_by_default(&r->parameters[i]) ? " or None" : "");
}

// The statement that makes the call: `head`, then the arguments, on one line where they fit.
static void write_return(const route *r, const char *head, FILE *out) {
    char *arguments = NULL;
    size_t length = 0;
    FILE *text = open_memstream(&arguments, &length);
    if (text == NULL)
        generator_fail("out of memory");
    write_arguments(r, " ", text);
    fclose(text);
    fprintf(out, "        return %s", head);
    if (strlen("        return )") + strlen(head) + length <= PYTHON_WIDTH) {
        fprintf(out, "%s)\n", arguments);
    } else {
        write_arguments(r, "\n            ", out);
        fputs(",\n        )\n", out);
    }
    free(arguments);
}

static void write_documentation(const route *r, const char *summary, FILE *out) {
    fprintf(out, "        \"\"\"%s.\n", summary);
    if (r->parameter_count > 0)
        fputs("\n        Args:\n", out);
    for (int optional = 0; optional < 2; optional++)
        for (size_t i = 0; i < r->parameter_count; i++) {
            const parameter *p = &r->parameters[i];
            if (p->required == (optional == 1))
                continue;
            if (p->field != NULL)
                fprintf(out, "            %s: %s\n", p->name, p->field->doc);
            else if (p->id)
                fprintf(out, "            %s: Id of the %.*s\n", p->name, (int)strlen(p->name) - 3, p->name);
            else
                fprintf(out, "            %s: Part of the path\n", p->name);
        }
    fputs(r->parameter_count > 0 ? "        \"\"\"\n" : "", out);
}

// A summary without parameters stays on one line.
static void write_summary(const route *r, const char *summary, FILE *out) {
    if (r->parameter_count > 0)
        write_documentation(r, summary, out);
    else
        fprintf(out, "        \"\"\"%s.\"\"\"\n", summary);
}

static void write_signature(const route *r, const char *head, const char *name, const char *result, FILE *out) {
    char *line = NULL;
    size_t length = 0;
    FILE *text = open_memstream(&line, &length);
    if (text == NULL)
        generator_fail("out of memory");
    fprintf(text, "    %s %s(", head, name);
    write_parameters(r, ", ", text);
    fprintf(text, ") -> %s:\n", result);
    fclose(text);
    if (length <= PYTHON_WIDTH + 1) {
        fputs(line, out);
    } else {
        fprintf(out, "    %s %s(\n        ", head, name);
        write_parameters(r, ",\n        ", out);
        fprintf(out, ",\n    ) -> %s:\n", result);
    }
    free(line);
}

// --- methods ---------------------------------------------------------------------------------------------------------

static const char *result_of(const route *r) {
    static char text[256];
    switch (r->shape) {
    case SHAPE_ONE:
        return r->reply->title;
    case SHAPE_PAGE:
        snprintf(text, sizeof text, "Page[%s]", r->reply->title);
        return text;
    case SHAPE_EMPTY:
        return "None";
    default:
        return "Any";
    }
}

static const char *name_of(const route *r) {
    static char text[256];
    if (strcmp(r->noun, CLIENT_NOUN) != 0)
        return r->sdk;
    if (strcmp(r->sdk, "check") == 0)
        return CLIENT_NOUN;
    snprintf(text, sizeof text, CLIENT_NOUN "_%s", r->sdk);
    return text;
}

static void write_method(const route *r, size_t index, bool async, FILE *out) {
    fputc('\n', out);
    write_signature(r, async ? "async def" : "def", name_of(r), result_of(r), out);
    write_summary(r, r->summary, out);
    char head[64];
    snprintf(head, sizeof head, "%sself._call(%zu", async ? "await " : "", index);
    write_return(r, head, out);
}

static void write_iterator(const route *r, size_t index, bool async, FILE *out) {
    char name[256], result[256], summary[512];
    bool list = strcmp(r->sdk, "list") == 0;
    snprintf(name, sizeof name, list ? "iter" : "iter_%s", r->sdk);
    snprintf(result, sizeof result, "%s[%s]", async ? "AsyncIterator" : "Iterator", r->reply->title);
    snprintf(summary, sizeof summary, "Walk all pages of `%s` from `offset` on, `limit` entries at a time", r->sdk);
    size_t offset_at = 0;
    while (offset_at < r->parameter_count && strcmp(r->parameters[offset_at].name, "offset") != 0)
        offset_at++;
    if (offset_at == r->parameter_count)
        generator_fail("%s.%s gives pages but takes no offset", r->noun, r->sdk);
    fputc('\n', out);
    write_signature(r, "def", name, result, out);
    write_summary(r, summary, out);
    char head[64];
    snprintf(head, sizeof head, "%s(self._call, %zu, %zu", async ? "walk_async" : "walk", offset_at, index);
    write_return(r, head, out);
}

static void write_methods(const tables *t, const char *noun, bool async, FILE *out) {
    for (size_t i = 0; i < t->route_count; i++) {
        const route *r = &t->routes[i];
        if (strcmp(r->noun, noun) != 0)
            continue;
        write_method(r, i, async, out);
        if (r->shape == SHAPE_PAGE)
            write_iterator(r, i, async, out);
    }
}

// --- files -----------------------------------------------------------------------------------------------------------

// Every type that the signatures of a noun's calls name, as text: what the file has to import.
static char *types_of(const tables *t, const char *noun, bool async) {
    char *types = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&types, &length);
    if (out == NULL)
        generator_fail("out of memory");
    for (size_t i = 0; i < t->route_count; i++) {
        const route *r = &t->routes[i];
        if (strcmp(r->noun, noun) != 0)
            continue;
        fprintf(out, "%s ", result_of(r));
        if (r->shape == SHAPE_PAGE)
            fputs(async ? "AsyncIterator " : "Iterator ", out);
        for (size_t j = 0; j < r->parameter_count; j++) {
            python_parameter_type(out, &r->parameters[j]);
            fputc(' ', out);
        }
    }
    fclose(out);
    return types;
}

static bool is_named(const char *types, const char *name) {
    size_t length = strlen(name);
    for (const char *at = strstr(types, name); at != NULL; at = strstr(at + 1, name)) {
        bool starts = at == types || strchr("[ ", at[-1]) != NULL;
        if (starts && strchr("[ ],", at[length]) != NULL)
            return true;
    }
    return false;
}

// `    from source import name, name`, or nothing when there is none of them.
static void write_import(const char *types, const char *source, const char *const *names, size_t count, FILE *out) {
    const char *separator = "";
    for (size_t i = 0; i < count; i++) {
        if (!is_named(types, names[i]))
            continue;
        if (separator[0] == '\0')
            fprintf(out, "    from %s import ", source);
        fprintf(out, "%s%s", separator, names[i]);
        separator = ", ";
    }
    fputs(separator[0] == '\0' ? "" : "\n", out);
}

// The same for names of the API, each on a line.
static void write_block(const char *types, const char *source, const char *const *names, size_t count, FILE *out) {
    bool open = false;
    for (size_t i = 0; i < count; i++) {
        if (!is_named(types, names[i]))
            continue;
        if (!open)
            fprintf(out, "    from %s import (\n", source);
        open = true;
        fprintf(out, "        %s,\n", names[i]);
    }
    fputs(open ? "    )\n" : "", out);
}

static void write_imports(const tables *t, const char *noun, bool async, FILE *out) {
    static const char *const collections[] = {"AsyncIterator", "Iterator", "Mapping", "Sequence"};
    const char *enums[LIMIT_ENUMS], *models[LIMIT_MODELS];
    for (size_t i = 0; i < t->enum_count; i++)
        enums[i] = t->enums[i].title;
    for (size_t i = 0; i < t->model_count; i++)
        models[i] = t->models[i].title;
    char *types = types_of(t, noun, async);
    fputs("TYPE_CHECKING = False  # typing takes longer to import than all the rest\nif TYPE_CHECKING:\n", out);
    write_import(types, "collections.abc", collections, 4, out);
    write_import(types, "datetime", (const char *const[]){"datetime"}, 1, out);
    // The constructor of the resources takes one too.
    if (strcmp(noun, CLIENT_NOUN) == 0 || is_named(types, "Any"))
        fputs("    from typing import Any\n", out);
    write_import(types, "uuid", (const char *const[]){"UUID"}, 1, out);
    fputc('\n', out);
    write_block(types, "..enums", enums, t->enum_count, out);
    write_block(types, "..models", models, t->model_count, out);
    write_import(types, "..page", (const char *const[]){"Page"}, 1, out);
    free(types);
}

static void write_head(const char *of, bool async, FILE *out) {
    fprintf(out,
            "# Generated from the tables in api/ by `make generate`; do not edit.\n"
            "# mypy: disable-error-code=no-any-return\n"
            "\"\"\"The calls of the %s client%s%s.\"\"\"\n\n"
            "from __future__ import annotations\n\n",
            async ? "asynchronous" : "synchronous", of[0] == '\0' ? "" : ": ", of);
}

static bool has_pages(const tables *t, const char *noun) {
    for (size_t i = 0; i < t->route_count; i++)
        if (strcmp(t->routes[i].noun, noun) == 0 && t->routes[i].shape == SHAPE_PAGE)
            return true;
    return false;
}

// The noun of a file of its own; NULL past the end.
static const char *resource_at(const tables *t, size_t index) {
    const char *noun;
    for (size_t i = 0; (noun = noun_at(t, i)) != NULL; i++)
        if (strcmp(noun, CLIENT_NOUN) != 0 && index-- == 0)
            return noun;
    return NULL;
}

static bool write_resource(const tables *t, size_t index, bool async, char *path, size_t size, FILE *out) {
    const char *noun = resource_at(t, index);
    if (noun == NULL)
        return false;
    snprintf(path, size, "python/tessera_sdk/calls%s/%s.py", async ? "_async" : "", noun);
    write_head(noun, async, out);
    fprintf(out, "from .._walk import Calls%s\n\n", !has_pages(t, noun) ? "" : async ? ", walk_async" : ", walk");
    write_imports(t, noun, async, out);
    fprintf(out, "\n\nclass %s", async ? "Async" : "");
    python_class_name(out, noun);
    fprintf(out, "(Calls):\n    \"\"\"The calls of `client.%s`.\"\"\"\n\n    __slots__ = ()\n", noun);
    write_methods(t, noun, async, out);
    return true;
}

static void write_resources(const tables *t, bool async, FILE *out) {
    const char *prefix = async ? "Async" : "", *noun;
    write_head("", async, out);
    fputs("from .._walk import Calls\n", out);
    for (size_t i = 0; (noun = resource_at(t, i)) != NULL; i++) {
        fprintf(out, "from .%s import %s", noun, prefix);
        python_class_name(out, noun);
        fputc('\n', out);
    }
    fputc('\n', out);
    write_imports(t, CLIENT_NOUN, async, out);
    fprintf(out, "\n\nclass %sResources(Calls):\n", prefix);
    python_docstring(out, 4, "What every client has: its resources, and the calls that belong to none.");
    fputs("\n    __slots__ = (\n", out);
    for (size_t i = 0; (noun = resource_at(t, i)) != NULL; i++)
        fprintf(out, "        \"%s\",\n", noun);
    fputs("    )\n\n    def __init__(self, call: Any) -> None:\n        super().__init__(call)\n", out);
    for (size_t i = 0; (noun = resource_at(t, i)) != NULL; i++) {
        fprintf(out, "        self.%s = %s", noun, prefix);
        python_class_name(out, noun);
        fputs("(call)\n", out);
    }
    write_methods(t, CLIENT_NOUN, async, out);
}

bool write_python_noun(const tables *t, size_t index, char *path, size_t size, FILE *out) {
    return write_resource(t, index, false, path, size, out);
}

bool write_python_noun_async(const tables *t, size_t index, char *path, size_t size, FILE *out) {
    return write_resource(t, index, true, path, size, out);
}

void write_python_calls(const tables *t, FILE *out) {
    write_resources(t, false, out);
}

void write_python_calls_async(const tables *t, FILE *out) {
    write_resources(t, true, out);
}
