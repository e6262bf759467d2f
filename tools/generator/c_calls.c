// The calls: their public headers and the functions behind them.
#include "c_names.h"
#include "modules.h"
#include "writers.h"
#include <string.h>

// "ASSETS_GET"
static name_text call_number(const route *r) {
    return name_upper(name_print("%s_%s", r->noun, r->sdk).text);
}

static const char calls_preface[] =
    "\n"
    "// Each call exists three times: tessera_x waits and gives the result, tessera_x_async gives a future at once,\n"
    "// and tessera_x_result takes the result of that future. Ids are UUIDs as text. Inputs are copied before the\n"
    "// call returns; NULL stands for an empty input. Synchronous calls return a tessera_status: TESSERA_OK, or the\n"
    "// failure that `*error` (may be NULL) describes; the result is then untouched. `out` may be NULL to drop the\n"
    "// result. Futures are never NULL.\n\n";

// What a call takes and gives lives in the headers of the models.
static bool noun_needs(const tables *t, const char *noun, const char *module) {
    for (size_t i = 0; i < t->route_count; i++) {
        const route *r = &t->routes[i];
        if (strcmp(r->noun, noun) != 0)
            continue;
        if (r->own_input && strcmp(noun, module) == 0)
            return true;
        const model *used[] = {r->reply, r->own_input ? NULL : r->query, r->own_input ? NULL : r->body};
        for (size_t j = 0; j < sizeof used / sizeof used[0]; j++)
            if (used[j] != NULL && strcmp(model_module(t, used[j]), module) == 0)
                return true;
    }
    return false;
}

bool write_c_call_header(const tables *t, size_t index, char *path, size_t size, FILE *out) {
    const char *noun = noun_at(t, index), *module;
    if (noun == NULL)
        return false;
    char title[128];
    snprintf(path, size, "include/tessera/calls/%s.h", noun);
    snprintf(title, sizeof title, "The calls of the API: %s. tessera/calls.h tells what all of them have in common.",
             noun);
    write_header_top(out, title);
    fputs("#include \"tessera/client.h\"\n", out);
    for (size_t i = 0; (module = module_at(t, i)) != NULL; i++)
        if (noun_needs(t, noun, module))
            fprintf(out, "#include \"tessera/models/%s.h\"\n", module);
    write_header_start(out);
    for (size_t i = 0; i < t->route_count; i++) {
        const route *r = &t->routes[i];
        if (strcmp(r->noun, noun) != 0)
            continue;
        fprintf(out, "\n// %s. %s %s\n", r->summary, r->method, r->path);
        write_prototype(out, r, PROTOTYPE_SYNC, "TESSERA_API ", ";\n");
        write_prototype(out, r, PROTOTYPE_ASYNC, "TESSERA_API ", " TESSERA_MUST_USE;\n");
        write_prototype(out, r, PROTOTYPE_RESULT, "TESSERA_API ", ";\n");
    }
    write_header_end(out);
    return true;
}

void write_c_calls(const tables *t, FILE *out) {
    const char *noun;
    write_header_top(out, "The calls of the API.");
    fputs(calls_preface, out);
    for (size_t i = 0; (noun = noun_at(t, i)) != NULL; i++)
        fprintf(out, "#include \"tessera/calls/%s.h\"\n", noun);
    fputs("#include \"tessera/models.h\"\n", out);
    write_header_start(out);
    fputs("\n// The calls by number, for tessera_submit (tessera/reflect.h).\ntypedef enum tessera_call {\n", out);
    for (size_t i = 0; i < t->route_count; i++)
        fprintf(out, "    TESSERA_CALL_%s,\n", call_number(&t->routes[i]).text);
    fputs("    TESSERA_CALL_COUNT\n} tessera_call;\n", out);
    write_header_end(out);
}

// --- functions -------------------------------------------------------------------------------------------------------

static void write_paths(FILE *out, const route *r) {
    if (r->path_count == 0) {
        fputs("NULL", out);
        return;
    }
    fputs("(const char *const[]){", out);
    for (size_t i = 0; i < r->path_count; i++)
        fprintf(out, "%s%s", i == 0 ? "" : ", ", r->path_names[i]);
    fputc('}', out);
}

static void write_functions(FILE *out, const route *r) {
    const char *input = r->input_name == NULL ? "NULL" : "in";
    const char *result = r->result_name == NULL ? "NULL" : "(void **)out";
    name_text number = call_number(r);
    write_prototype(out, r, PROTOTYPE_SYNC, "\n", " {\n");
    fprintf(out, "    return call_now(client, TESSERA_CALL_%s, ", number.text);
    write_paths(out, r);
    fprintf(out, ", %s, %s, error);\n}\n", input, result);
    write_prototype(out, r, PROTOTYPE_ASYNC, "", " {\n");
    fprintf(out, "    return tessera_submit(client, TESSERA_CALL_%s, ", number.text);
    write_paths(out, r);
    fprintf(out, ", %s, NULL);\n}\n", input);
    write_prototype(out, r, PROTOTYPE_RESULT, "", " {\n");
    fprintf(out, "    return call_take(future, TESSERA_CALL_%s, %s, error);\n}\n", number.text, result);
}

bool write_c_call_functions(const tables *t, size_t index, char *path, size_t size, FILE *out) {
    const char *noun = noun_at(t, index);
    if (noun == NULL)
        return false;
    char title[128];
    snprintf(path, size, "src/sdk/generated/calls_%s.c", noun);
    snprintf(title, sizeof title, "The calls of %s: each names its row and its parameters.", noun);
    write_source_top(out, title);
    fputs("#include \"sdk/call.h\"\n#include \"tessera/calls.h\"\n", out);
    for (size_t i = 0; i < t->route_count; i++)
        if (strcmp(t->routes[i].noun, noun) == 0)
            write_functions(out, &t->routes[i]);
    return true;
}
