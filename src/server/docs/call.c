// One call of the API for people: what it takes, what it answers, and a command line that makes it. The rows say in data-
// attributes where each field is sent; with these, page.js makes the form that tries the call.
#include "server/describe.h"
#include "server/docs/docs.h"
#include "server/request.h"

#define EXAMPLE_ORIGIN "http://localhost:8000" // page.js puts the page's own in its place

static void path_fields(buffer *out, const char *path, arena *a) {
    for (const char *open = strchr(path, '{'); open != NULL; open = strchr(open + 1, '{')) {
        text name = {open + 1, strcspn(open + 1, "}")};
        html_begin_row(out, arena_text(a, name), "path");
        if (text_ends_with(name, TEXT("_id")))
            buffer_printf(out, "UUID, required</td><td>Id of the %.*s</td></tr>", (int)name.length - 3, name.data);
        else
            buffer_append_string(out, "text, required</td><td></td></tr>");
    }
}

// --- the example -----------------------------------------------------------------------------------------------------

// The path with the sample id in place of each parameter, and what the query must have.
static void example_target(buffer *out, const route *row, arena *a) {
    const char *rest = row->path;
    for (const char *open; (open = strchr(rest, '{')) != NULL; rest = strchr(open, '}') + 1)
        buffer_printf(out, "%.*s" EXAMPLE_ID, (int)(open - rest), rest);
    buffer_append_string(out, rest);
    const json_value *query = describe_example(row->query, a);
    for (uint32_t i = 0; i < query->count; i++) {
        const json_value *value = &query->members[i].value;
        const char *shown = value->type == JSON_STRING ? value->string : json_print(a, value, NULL);
        buffer_printf(out, "%s%s=%s", i == 0 ? "?" : "&amp;", query->members[i].name, shown);
    }
}

static void example_command(buffer *out, const route *row, bool authenticates, arena *a) {
    bool has_body = row->body->field_count > 0;
    const char *implied = has_body ? "POST" : "GET", *method = http_method_name(row->method);
    buffer_append_string(out, "<pre class=\"curl\">curl ");
    if (strcmp(method, implied) != 0)
        buffer_printf(out, "-X %s ", method);
    buffer_append_string(out, "'<span class=\"origin\">" EXAMPLE_ORIGIN "</span>");
    example_target(out, row, a);
    buffer_append_string(out, "'");
    if (authenticates && row->scope != SCOPE_PUBLIC)
        buffer_append_string(out, " \\\n  -H \"Authorization: Bearer $TESSERA_API_KEY\"");
    if (has_body && row->shape == SHAPE_REDIRECT) {
        const json_value *fields = describe_example(row->body, a);
        for (uint32_t i = 0; i < fields->count; i++)
            buffer_printf(out, " \\\n  --data-urlencode '%s=%s'", fields->members[i].name,
                          fields->members[i].value.string);
    } else if (has_body) {
        buffer_append_string(out, " \\\n  -H 'Content-Type: application/json' \\\n  -d '<span class=\"body\">");
        html_escape(out, example_print(describe_example(row->body, a), a));
        buffer_append_string(out, "</span>'");
    }
    buffer_append_string(out, "</pre>");
}

// --- the call --------------------------------------------------------------------------------------------------------

static void head(buffer *out, const route *row) {
    const char *method = http_method_name(row->method);
    buffer_printf(out,
                  "<section class=\"entry%s\" id=\"%s_%s\" data-noun=\"%s\" data-method=\"%s\" data-path=\"%s\">"
                  "<h3><span class=\"method\">%s</span> <code>%s</code> <span class=\"scope\">%s</span></h3><p>",
                  row->shape == SHAPE_REDIRECT ? "" : " call", // those cannot be tried: they are for the browser itself
                  row->noun, row->verb, row->noun, method, row->path, method, row->path,
                  row->scope == SCOPE_PUBLIC ? "no credential" : route_scope_name(row->scope));
    html_escape(out, row->summary);
    buffer_printf(out, ". Answers %d", row->status);
    if (row->also != 0)
        buffer_printf(out, " or %d", row->also);
    if (row->shape == SHAPE_ONE)
        html_link(out, row->reply->title, " with ", "");
    if (row->shape == SHAPE_PAGE)
        html_link(out, row->reply->title, " with a page of ", "");
    buffer_append_string(out, ".</p>");
}

void html_call(buffer *out, const route *row, const record_limits *limits, bool authenticates, arena *a) {
    if (row->alias) {
        buffer_printf(out, "<p class=\"alias\">Also as <span class=\"method\">%s</span> <code>%s</code>.</p>",
                      http_method_name(row->method), row->path);
        return;
    }
    head(out, row);
    if (strchr(row->path, '{') != NULL || row->query->field_count + row->body->field_count > 0) {
        buffer_append_string(out, "<table>");
        path_fields(out, row->path, a);
        html_fields(out, row->query, "query", limits);
        html_fields(out, row->body, "body", limits);
        buffer_append_string(out, "</table>");
    }
    example_command(out, row, authenticates, a);
    buffer_append_string(out, "</section>");
}
