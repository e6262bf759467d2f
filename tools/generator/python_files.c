// Writes the files that hold the calls of the Python clients: a module per noun, for either client.
#include "python.h"
#include "writers.h"
#include <stdlib.h>
#include <string.h>

static bool is_first_of_noun(const tables *t, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (strcmp(t->routes[i].noun, t->routes[index].noun) == 0)
            return false;
    return true;
}

// Nouns that are resources of the client, by index; NULL past the end.
static const char *resource_at(const tables *t, size_t index) {
    for (size_t i = 0; i < t->route_count; i++) {
        if (!is_first_of_noun(t, i) || strcmp(t->routes[i].noun, PYTHON_CLIENT_NOUN) == 0)
            continue;
        if (index-- == 0)
            return t->routes[i].noun;
    }
    return NULL;
}

// --- imports ---------------------------------------------------------------------------------------------------------

static bool route_names_enum(const route *r, const enumeration *e) {
    for (size_t i = 0; i < r->parameter_count; i++)
        if (r->parameters[i].field != NULL && r->parameters[i].field->enumeration == e)
            return true;
    return false;
}

static bool route_names_model(const route *r, const model *m) {
    for (size_t i = 0; i < r->parameter_count; i++)
        if (r->parameters[i].field != NULL && r->parameters[i].field->model == m)
            return true;
    return r->reply == m;
}

static bool noun_names(const tables *t, const char *noun, const enumeration *e, const model *m) {
    for (size_t i = 0; i < t->route_count; i++)
        if (strcmp(t->routes[i].noun, noun) == 0 &&
            (e != NULL ? route_names_enum(&t->routes[i], e) : route_names_model(&t->routes[i], m)))
            return true;
    return false;
}

static void write_named_imports(const tables *t, const char *noun, FILE *out) {
    bool any = false;
    for (size_t i = 0; i < t->enum_count; i++)
        if (noun_names(t, noun, &t->enums[i], NULL)) {
            fprintf(out, "%s        %s,\n", any ? "" : "    from ..enums import (\n", t->enums[i].title);
            any = true;
        }
    fputs(any ? "    )\n" : "", out);
    any = false;
    for (size_t i = 0; i < t->model_count; i++)
        if (t->models[i].told.truth == NULL && noun_names(t, noun, NULL, &t->models[i])) {
            fprintf(out, "%s        %s,\n", any ? "" : "    from ..models import (\n", t->models[i].title);
            any = true;
        }
    fputs(any ? "    )\n" : "", out);
    for (size_t i = 0; i < t->model_count; i++) {
        const model *m = &t->models[i];
        if (m->told.truth != NULL && noun_names(t, noun, NULL, m))
            fprintf(out, "    from ..models.%s import Any%s as %s\n", m->home, m->title, m->title);
    }
}

// The names of a module that the text uses, as an import; nothing when it uses none. `names` ends with NULL.
static void write_used_imports(const char *text, const char *module, const char *const *names, FILE *out) {
    bool any = false;
    for (; *names != NULL; names++) {
        size_t length = strlen(*names);
        bool used = false;
        for (const char *at = strstr(text, *names); at != NULL && !used; at = strstr(at + 1, *names))
            used = strchr(" [,(|", at[-1]) != NULL && strchr(" [],)|:", at[length]) != NULL;
        if (!used)
            continue;
        fprintf(out, any ? ", %s" : "    from %s import %s", any ? *names : module, *names);
        any = true;
    }
    fputs(any ? "\n" : "", out);
}

// What type checkers need besides; nothing when they need nothing. `more` are rows of the caller's.
static void write_imports(const tables *t, const char *noun, const char *methods, const char *more, FILE *out) {
    char *rows = NULL;
    size_t length = 0;
    FILE *text = memory_open(&rows, &length);
    write_used_imports(methods, "collections.abc",
                       (const char *const[]){"AsyncIterator", "Iterator", "Mapping", "Sequence", NULL}, text);
    write_used_imports(methods, "os", (const char *const[]){"PathLike", NULL}, text);
    write_used_imports(methods, "datetime", (const char *const[]){"datetime", NULL}, text);
    write_used_imports(methods, "typing", (const char *const[]){"Any", NULL}, text);
    write_used_imports(methods, "uuid", (const char *const[]){"UUID", NULL}, text);
    write_named_imports(t, noun, text);
    write_used_imports(methods, "..page", (const char *const[]){"AsyncPage", "Page", NULL}, text);
    fputs(more, text);
    fclose(text);
    if (length > 0)
        fprintf(out, "TYPE_CHECKING = False  # typing takes longer to import than all the rest\nif TYPE_CHECKING:\n%s",
                rows);
    free(rows);
}

// --- modules ---------------------------------------------------------------------------------------------------------

// `whose` and `rest` say whose calls the module holds.
static void write_head(FILE *out, const char *whose, const char *rest) {
    fputs("# Generated from the tables in api/ by `make generate`; do not edit.\n"
          "# mypy: disable-error-code=no-any-return\n",
          out);
    fprintf(out, "\"\"\"The calls of %s%s.\"\"\"\n\nfrom __future__ import annotations\n\n", whose, rest);
}

static char *methods_text(const tables *t, const char *noun, bool async) {
    char *text = NULL;
    size_t length = 0;
    FILE *out = memory_open(&text, &length);
    python_methods(t, noun, async, out);
    fclose(out);
    return text;
}

static const char *walk_import(const char *methods, bool async) {
    if (strstr(methods, "return walk") == NULL)
        return "";
    return async ? ", paged_async, walk_async" : ", paged, walk";
}

static void write_class_name(const char *noun, bool async, FILE *out) {
    fputs(async ? "Async" : "", out);
    python_class_name(out, noun);
}

// What the class of a noun is derived from, and where that is written by hand: it has the calls that take several requests, to
// find something by its name or to export everything.
typedef struct noun_base {
    const char *noun, *module, *name;
} noun_base;

static const noun_base *base_of(const char *noun) {
    static const noun_base bases[] = {
        {"assets", "_finding", "FindAssets"}, {"audit", "_export", "Export"}, {"teams", "_finding", "FindTeams"}};
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++)
        if (strcmp(bases[i].noun, noun) == 0)
            return &bases[i];
    return NULL;
}

static void write_resource(const tables *t, const char *noun, bool async, FILE *out) {
    char *methods = methods_text(t, noun, async);
    char whose[128];
    snprintf(whose, sizeof whose, "`client.%s`", noun);
    write_head(out, whose, "");
    const noun_base *base = base_of(noun);
    name_text name = name_print("%s%s", async && base != NULL ? "Async" : "", base == NULL ? "Calls" : base->name);
    const char *walk = walk_import(methods, async);
    if (base != NULL)
        fprintf(out, "from ..%s import %s\nfrom .._walk import %s\n\n", base->module, name.text, walk + strlen(", "));
    else
        fprintf(out, "from .._walk import Calls%s\n\n", walk);
    write_imports(t, noun, methods, "", out);
    fputs("\n\nclass ", out);
    write_class_name(noun, async, out);
    fprintf(out, "(%s):\n    \"\"\"The calls of `client.%s`.\"\"\"\n\n    __slots__ = ()\n%s", name.text, noun,
            methods);
    free(methods);
}

static void write_resource_list(const tables *t, bool async, const char *row, FILE *out) {
    for (size_t i = 0; resource_at(t, i) != NULL; i++) {
        const char *noun = resource_at(t, i);
        // A row names the noun wherever it has %, and its class at @.
        for (const char *c = row; *c != '\0'; c++)
            if (*c == '%')
                fputs(noun, out);
            else if (*c == '@')
                write_class_name(noun, async, out);
            else
                fputc(*c, out);
    }
}

static char *resource_list(const tables *t, bool async, const char *row) {
    char *rows = NULL;
    size_t length = 0;
    FILE *out = memory_open(&rows, &length);
    write_resource_list(t, async, row, out);
    fclose(out);
    return rows;
}

static void write_resources(const tables *t, bool async, FILE *out) {
    char *methods = methods_text(t, PYTHON_CLIENT_NOUN, async);
    write_head(out, async ? "the asynchronous" : "the synchronous", " client");
    fputs("from .._walk import Calls, find_resource\n\n", out);
    char *rows = resource_list(t, async, "    from .% import @\n");
    write_imports(t, PYTHON_CLIENT_NOUN, methods, rows, out);
    free(rows);
    fputs("\n# The classes of the resources, each in the module of its name.\n_CLASSES = {\n", out);
    write_resource_list(t, async, "    \"%\": \"@\",\n", out);
    fprintf(out, "}\n\n\nclass %sResources(Calls):\n", async ? "Async" : "");
    python_docstring(out, 4, "What every client has: its resources, and the calls that belong to none.");
    fputs("\n    __slots__ = tuple(_CLASSES)\n\n    if TYPE_CHECKING:\n", out);
    write_resource_list(t, async, "        %: @\n", out);
    fputs("    else:\n"
          "        # A resource is made when it is first asked for: most programs use a few of them.\n"
          "        def __getattr__(self, name):\n"
          "            return find_resource(self, name, _CLASSES, __name__)\n",
          out);
    fputs(methods, out);
    free(methods);
}

void write_python_calls(const tables *t, FILE *out) {
    write_resources(t, false, out);
}

void write_python_calls_async(const tables *t, FILE *out) {
    write_resources(t, true, out);
}

bool write_python_module(const tables *t, size_t index, char *path, size_t size, FILE *out) {
    const char *module;
    for (size_t i = 0; (module = python_module_at(t, i)) != NULL; i++)
        if (index-- == 0) {
            snprintf(path, size, "python/tessera_sdk/models/%s.py", module);
            python_model_module(t, module, out);
            return true;
        }
    for (size_t i = 0; (module = resource_at(t, i)) != NULL; i++)
        for (int async = 0; async < 2; async++)
            if (index-- == 0) {
                snprintf(path, size, "python/tessera_sdk/calls%s/%s.py", async == 1 ? "_async" : "", module);
                write_resource(t, module, async == 1, out);
                return true;
            }
    return false;
}
