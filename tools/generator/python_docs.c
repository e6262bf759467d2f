// Writes the docstrings of the methods of the Python clients: what they take, give and raise.
#include "python.h"
#include <stdlib.h>
#include <string.h>

// An entry of a list, which goes on further in where it is too long for one line.
static void write_entry(const char *text, FILE *out) {
    int indent = 12;
    while (indent + strlen(text) > PYTHON_WIDTH) {
        const char *end = text + PYTHON_WIDTH - indent;
        while (end > text && *end != ' ')
            end--;
        if (end == text)
            break;
        fprintf(out, "%*s%.*s\n", indent, "", (int)(end - text), text);
        text = end + 1;
        indent = 16;
    }
    fprintf(out, "%*s%s\n", indent, "", text);
}

static void write_argument(const parameter *p, FILE *out) {
    char *entry = NULL;
    size_t length = 0;
    FILE *text = memory_open(&entry, &length);
    fprintf(text, "%s (", p->name);
    python_parameter_type(text, p);
    fputs("): ", text);
    if (p->field != NULL)
        fputs(p->field->doc, text);
    else if (p->id)
        fprintf(text, "Id of the %.*s", (int)strlen(p->name) - 3, p->name);
    else
        fputs("Part of the path", text);
    fclose(text);
    write_entry(entry, out);
    free(entry);
}

static void write_arguments(const route *r, FILE *out) {
    if (r->parameter_count > 0)
        fputs("\n        Args:\n", out);
    for (int optional = 0; optional < 2; optional++)
        for (size_t i = 0; i < r->parameter_count; i++)
            if (r->parameters[i].required == (optional == 0))
                write_argument(&r->parameters[i], out);
}

static void write_result(const route *r, const char *result, FILE *out) {
    if (r->shape == SHAPE_EMPTY)
        return;
    const char *what = r->shape == SHAPE_ONE                ? r->reply->doc
                       : r->shape != SHAPE_PAGE             ? "The document"
                       : strstr(result, "Iterator") == NULL ? "One page, and where it stands in the whole list"
                                                            : "One after another";
    fprintf(out, "\n        Returns:\n            %s: %s\n", result, what);
}

static void write_error(bool may, const char *name, const char *when, FILE *out) {
    if (may)
        fprintf(out, "            %s: %s\n", name, when);
}

static void write_errors(const route *r, FILE *out) {
    fputs("\n        Raises:\n", out);
    write_error(r->parameter_count > 0, "ValidationError", "A value does not fit", out);
    write_error(r->body != NULL, "BadRequestError", "The values do not go together, or not with what is there", out);
    write_error(r->path_count > 0, "NotFoundError", "What the call names is not there", out);
    write_error(r->writes, "ConflictError", "The call clashes with what is there", out);
    write_error(strcmp(r->scope, "PUBLIC") != 0, "AuthenticationError",
                "The credential is missing, wrong or not enough", out);
    write_error(r->limited, "RateLimitError", "Too many calls", out);
    write_error(true, "ServerError", "The server failed", out);
    write_error(true, "TesseraConnectionError", "Nothing usable came back, or not in time", out);
}

void python_call_documentation(const route *r, const char *summary, const char *result, FILE *out) {
    fprintf(out, "        \"\"\"%s.\n", summary);
    write_arguments(r, out);
    write_result(r, result, out);
    write_errors(r, out);
    fputs("        \"\"\"\n", out);
}
