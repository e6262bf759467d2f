// The sections of calls in docs/reference/.
#include "c_names.h"
#include "python.h"
#include "reference.h"
#include <ctype.h>
#include <string.h>

// --- errors ----------------------------------------------------------------------------------------------------------

// A code that the tables have, with its status; another one is not written.
static void write_code(FILE *out, const tables *t, const char *code, const char **separator) {
    for (size_t i = 0; i < t->error_count; i++)
        if (strcmp(t->errors[i].code, code) == 0) {
            fprintf(out, "%s`%s` (%d)", *separator, code, t->errors[i].status);
            *separator = ", ";
        }
}

// What an id in the path names may be missing. A list of what belongs to it may as well be empty then.
static void write_missing(FILE *out, const tables *t, const route *r, const char **separator) {
    char code[128];
    for (size_t i = 0; r->shape != SHAPE_PAGE && i < r->path_count; i++) {
        const char *name = r->path_names[i];
        size_t length = strlen(name);
        if (length <= 3 || strcmp(name + length - 3, "_id") != 0)
            continue;
        snprintf(code, sizeof code, "%.*s_NOT_FOUND", (int)length - 3, name_upper(name).text);
        write_code(out, t, code, separator);
    }
}

static const route *find_call(const tables *t, const char *noun, const char *sdk) {
    for (size_t i = 0; i < t->route_count; i++)
        if (strcmp(t->routes[i].noun, noun) == 0 && strcmp(t->routes[i].sdk, sdk) == 0)
            return &t->routes[i];
    return NULL;
}

// An update may clash where it changes what is required of a new one.
static bool changes_what_is_unique(const tables *t, const route *r) {
    const route *create = find_call(t, r->noun, "create");
    if (strcmp(r->sdk, "update") != 0 || create == NULL || create->body == NULL || r->body == NULL)
        return false;
    for (size_t i = 0; i < create->body->count; i++)
        for (size_t j = 0; (create->body->fields[i].flags & FLAG_REQUIRED) != 0 && j < r->body->count; j++)
            if (strcmp(create->body->fields[i].name, r->body->fields[j].name) == 0)
                return true;
    return false;
}

static void write_duplicate(FILE *out, const tables *t, const route *r, const char **separator) {
    char code[128];
    if (strcmp(r->sdk, "create") != 0 && strcmp(r->sdk, "restore") != 0 && !changes_what_is_unique(t, r))
        return;
    snprintf(code, sizeof code, "DUPLICATE_%.*s", (int)strlen(r->noun) - 1, name_upper(r->noun).text);
    write_code(out, t, code, separator);
}

// A write below a resource that can be read takes If-Match.
static bool takes_condition(const tables *t, const route *r) {
    const char *end = strrchr(r->path, '}');
    if (strcmp(r->method, "GET") == 0 || end == NULL)
        return false;
    size_t length = (size_t)(end + 1 - r->path);
    for (size_t i = 0; i < t->route_count; i++)
        if (strcmp(t->routes[i].method, "GET") == 0 && t->routes[i].shape == SHAPE_ONE &&
            strlen(t->routes[i].path) == length && strncmp(t->routes[i].path, r->path, length) == 0)
            return true;
    return false;
}

static void write_errors(FILE *out, const tables *t, const route *r) {
    const char *separator = "\n[Errors](errors.md), among others: ";
    write_missing(out, t, r, &separator);
    write_duplicate(out, t, r, &separator);
    if (takes_condition(t, r))
        write_code(out, t, "PRECONDITION_FAILED", &separator);
    if (r->parameter_count > 0)
        write_code(out, t, "VALIDATION_ERROR", &separator);
    fputs(strcmp(separator, ", ") == 0 ? ".\n" : "", out);
}

// --- a call ----------------------------------------------------------------------------------------------------------

static void write_request(FILE *out, const tables *t, const route *r) {
    char scope[32];
    reference_text(out, r->summary);
    fprintf(out, ". `%s %s`", r->method, r->path);
    for (size_t i = 0; i < t->alias_count; i++)
        if (t->aliases[i].route == r)
            fprintf(out, ", also `%s %s`", t->aliases[i].method, t->aliases[i].path);
    if (strcmp(r->scope, "PUBLIC") == 0) {
        fputs("; needs no credential.\n", out);
        return;
    }
    snprintf(scope, sizeof scope, "%s", r->scope);
    for (char *c = scope; *c != '\0'; c++)
        *c = (char)tolower((unsigned char)*c);
    fprintf(out, "; scope `%s`.\n", scope);
}

static void write_reply(FILE *out, const route *r) {
    fprintf(out, "\nReply: %d", r->status);
    if (r->also != 0)
        fprintf(out, " or %d", r->also);
    switch (r->shape) {
    case SHAPE_ONE:
        fputs(", ", out);
        reference_model(out, r->reply, r->noun);
        fputs(".\n", out);
        return;
    case SHAPE_PAGE:
        fputs(", a page of ", out);
        reference_model(out, r->reply, r->noun);
        fprintf(out, "; `client.%s.%s(…)` walks all pages.\n", r->noun, python_iterator(r).text);
        return;
    case SHAPE_EMPTY:
        fputs(", nothing.\n", out);
        return;
    case SHAPE_JSON:
        fputs(", a JSON document.\n", out);
        return;
    case SHAPE_TEXT:
    case SHAPE_LINES:
    case SHAPE_STREAM:
    case SHAPE_REDIRECT: // no call of an SDK has these
        break;
    case SHAPE_HTML:
        fputs(", a web page.\n", out);
    }
}

void reference_call_section(FILE *out, const tables *t, const route *r) {
    fprintf(out, "\n### %s.%s\n\n", r->noun, r->sdk);
    write_request(out, t, r);
    fputs("\n<!-- snippet: declare c -->\n```c\n", out);
    write_prototype(out, r, PROTOTYPE_SYNC, "", ";\n");
    fputs("```\n<!-- snippet: declare python -->\n```python\n", out);
    python_call(r, out);
    fputs("```\n", out);
    reference_parameters(out, r);
    write_reply(out, r);
    write_errors(out, t, r);
}
