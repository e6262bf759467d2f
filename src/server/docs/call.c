// One call of the API for people: what it takes, what it answers, and a command line that makes it. The rows say in data-
// attributes where each field is sent; with these, page.js makes the form that tries the call.
#include "server/describe.h"
#include "server/docs/docs.h"
#include "server/request.h"

#define EXAMPLE_ORIGIN "http://localhost:8000" // page.js puts the page's own in its place

// --- fields ----------------------------------------------------------------------------------------------------------

void html_link(buffer *out, const char *name, const char *before, const char *after) {
    buffer_printf(out, "%s<a href=\"#%s\">%s</a>%s", before, name, name, after);
}

static void field_kind(buffer *out, const record_field *f) {
    static const char *const names[] = {
#define KIND(name, slot, described, sdk, sdk_slot, sdk_form, note, python, given, words) words,
        KINDS(KIND)
#undef KIND
    };
    switch ((record_kind)f->kind) {
    case RECORD_ENUM:
        html_link(out, ((const record_enum *)f->reference)->name, "", "");
        return;
    case RECORD_ENUMS:
        html_link(out, ((const record_enum *)f->reference)->name, "", ", repeatable");
        return;
    case RECORD_RECORD:
        html_link(out, ((const record_type *)f->reference)->title, "", "");
        return;
    case RECORD_RECORDS:
        html_link(out, ((const record_type *)f->reference)->title, "list of ", "");
        return;
    default:
        buffer_append_string(out, names[f->kind]);
    }
}

static void field_bounds(buffer *out, const record_field *f, const record_limits *limits) {
    int64_t minimum = record_bound(limits, f->minimum), maximum = record_bound(limits, f->maximum);
    if (minimum != RECORD_INT_NONE && maximum != RECORD_INT_NONE)
        buffer_printf(out, ", %lld to %lld", (long long)minimum, (long long)maximum);
    else if (minimum != RECORD_INT_NONE)
        buffer_printf(out, ", at least %lld", (long long)minimum);
    else if (maximum != RECORD_INT_NONE)
        buffer_printf(out, ", at most %lld", (long long)maximum);
    if (f->flags & RECORD_REQUIRED)
        buffer_append_string(out, ", required");
    if (f->flags & RECORD_NULLABLE)
        buffer_append_string(out, ", may be null");
}

static void begin_row(buffer *out, const char *name, const char *place) {
    if (place == NULL)
        buffer_printf(out, "<tr><td><code>%s</code></td><td>", name);
    else
        buffer_printf(out, "<tr data-in=\"%s\" data-name=\"%s\"><td><code>%s</code> <small>%s</small></td><td>", place,
                      name, name, place);
}

void html_fields(buffer *out, const record_type *type, const char *place, const record_limits *limits) {
    for (unsigned i = 0; i < type->field_count; i++) {
        const record_field *f = &type->fields[i];
        begin_row(out, f->name, place);
        field_kind(out, f);
        field_bounds(out, f, limits);
        buffer_append_string(out, "</td><td>");
        html_escape(out, f->doc);
        buffer_append_string(out, "</td></tr>");
    }
}

static void path_fields(buffer *out, const char *path, arena *a) {
    for (const char *open = strchr(path, '{'); open != NULL; open = strchr(open + 1, '{')) {
        text name = {open + 1, strcspn(open + 1, "}")};
        begin_row(out, arena_text(a, name), "path");
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

static void example_command(buffer *out, const route *row, arena *a) {
    bool has_body = row->body->field_count > 0;
    const char *implied = has_body ? "POST" : "GET", *method = http_method_name(row->method);
    buffer_append_string(out, "<pre class=\"curl\">curl ");
    if (strcmp(method, implied) != 0)
        buffer_printf(out, "-X %s ", method);
    buffer_append_string(out, "'<span class=\"origin\">" EXAMPLE_ORIGIN "</span>");
    example_target(out, row, a);
    buffer_append_string(out, "'");
    if (has_body) {
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
                  "<section class=\"entry call\" id=\"%s_%s\" data-noun=\"%s\" data-method=\"%s\" data-path=\"%s\">"
                  "<h3><span class=\"method\">%s</span> <code>%s</code> <span class=\"scope\">%s</span></h3><p>",
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

void html_call(buffer *out, const route *row, const record_limits *limits, arena *a) {
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
    example_command(out, row, a);
    buffer_append_string(out, "</section>");
}
