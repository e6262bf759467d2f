// Writes the methods of the Python clients, waiting and asynchronous.
#include "fail.h"
#include "python.h"
#include <stdlib.h>
#include <string.h>

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

// The signature's parameters, the required ones first, behind `first` where there is one. `separator` stands between
// them.
static void write_parameters(const route *r, const char *first, const char *separator, FILE *out) {
    const char *before = first == NULL ? "" : separator;
    fputs(first == NULL ? "" : first, out);
    for (int optional = 0; optional < 2; optional++)
        for (size_t i = 0; i < r->parameter_count; i++) {
            if (r->parameters[i].required == (optional == 1))
                continue;
            fputs(before, out);
            write_parameter(&r->parameters[i], out);
            before = separator;
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
    FILE *text = memory_open(&arguments, &length);
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

// How a signature is laid out: `indent` columns in, the first parameter when it is not the route's, what ends it.
typedef struct layout {
    int indent;
    const char *first, *end;
} layout;

// On one line where it fits, else a parameter a line.
static void write_call(const route *r, const layout *l, const char *head, const char *result, FILE *out) {
    char *line = NULL, between[32];
    size_t length = 0;
    FILE *text = memory_open(&line, &length);
    fprintf(text, "%*s%s(", l->indent, "", head);
    write_parameters(r, l->first, ", ", text);
    fprintf(text, ") -> %s%s\n", result, l->end);
    fclose(text);
    if (length <= PYTHON_WIDTH + 1) {
        fputs(line, out);
    } else {
        snprintf(between, sizeof between, ",\n%*s", l->indent + 4, "");
        fprintf(out, "%*s%s(%s", l->indent, "", head, between + 1);
        write_parameters(r, l->first, between, out);
        fprintf(out, ",\n%*s) -> %s%s\n", l->indent, "", result, l->end);
    }
    free(line);
}

static void write_signature(const route *r, const char *head, const char *name, const char *result, FILE *out) {
    write_call(r, &(layout){4, "self", ":"}, name_print("%s %s", head, name).text, result, out);
}

// --- methods ---------------------------------------------------------------------------------------------------------

static name_text result_of(const route *r, bool async) {
    switch (r->shape) {
    case SHAPE_ONE:
        return name_print("%s", r->reply->title);
    case SHAPE_PAGE:
        return name_print("%s[%s]", async ? "AsyncPage" : "Page", r->reply->title);
    case SHAPE_EMPTY:
        return name_print("None");
    default:
        return name_print("Any");
    }
}

static name_text name_of(const route *r) {
    if (strcmp(r->noun, PYTHON_CLIENT_NOUN) != 0)
        return name_print("%s", r->sdk);
    return strcmp(r->sdk, "check") == 0 ? name_print(PYTHON_CLIENT_NOUN) : name_print(PYTHON_CLIENT_NOUN "_%s", r->sdk);
}

void python_call(const route *r, FILE *out) {
    bool own = strcmp(r->noun, PYTHON_CLIENT_NOUN) == 0;
    name_text head = name_print("client.%s%s%s", own ? "" : r->noun, own ? "" : ".", name_of(r).text);
    write_call(r, &(layout){0, NULL, ""}, head.text, result_of(r, false).text, out);
}

static size_t parameter_at(const route *r, const char *name) {
    for (size_t i = 0; i < r->parameter_count; i++)
        if (strcmp(r->parameters[i].name, name) == 0)
            return i;
    generator_fail("%s.%s gives pages but takes no %s", r->noun, r->sdk, name);
}

// The beginning of a call by number of which the result is a page, or which walks over pages.
static name_text paging_head(const route *r, size_t index, const char *helper) {
    size_t offset_at = parameter_at(r, "offset"), after_at = parameter_at(r, "after");
    return name_print("%s(self._call, %zu, %zu, %zu", helper, offset_at, after_at, index);
}

static void write_method(const route *r, size_t index, bool async, FILE *out) {
    name_text result = result_of(r, async);
    fputc('\n', out);
    write_signature(r, async ? "async def" : "def", name_of(r).text, result.text, out);
    python_call_documentation(r, r->summary, result.text, out);
    name_text head = r->shape == SHAPE_PAGE ? paging_head(r, index, async ? "await paged_async" : "paged")
                                            : name_print("%sself._call(%zu", async ? "await " : "", index);
    write_return(r, head.text, out);
}

name_text python_iterator(const route *r) {
    return strcmp(r->sdk, "list") == 0 ? name_print("iter") : name_print("iter_%s", r->sdk);
}

static void write_iterator(const route *r, size_t index, bool async, FILE *out) {
    name_text result = name_print("%s[%s]", async ? "AsyncIterator" : "Iterator", r->reply->title);
    name_text summary = name_print("Walk all pages of `%s` from `offset` on, `limit` entries at a time", r->sdk);
    fputc('\n', out);
    write_signature(r, "def", python_iterator(r).text, result.text, out);
    python_call_documentation(r, summary.text, result.text, out);
    write_return(r, paging_head(r, index, async ? "walk_async" : "walk").text, out);
}

void python_methods(const tables *t, const char *noun, bool async, FILE *out) {
    for (size_t i = 0; i < t->route_count; i++) {
        const route *r = &t->routes[i];
        if (strcmp(r->noun, noun) != 0)
            continue;
        write_method(r, i, async, out);
        if (r->shape == SHAPE_PAGE)
            write_iterator(r, i, async, out);
    }
}
