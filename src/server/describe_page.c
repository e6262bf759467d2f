#include "model/model.h"
#include "server/describe.h"
#include "server/request.h"

#define PAGE_MAXIMUM (16u << 20)

static const char style[] =
    "body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1rem 1.5rem "
    "4rem;color:#1c2430;background:#fff}"
    "h1{font-size:1.9rem}h2{margin-top:3rem;border-bottom:1px solid "
    "#d5dbe3;padding-bottom:.3rem;text-transform:capitalize}"
    "h3{margin:2rem 0 .3rem;font-size:1rem}code{font:14px/1.4 ui-monospace,monospace;background:#f2f5f9;padding:.1rem "
    ".3rem;"
    "border-radius:3px}.method{display:inline-block;min-width:4.2rem;font-weight:700;color:#0b5cad}.scope{float:right;"
    "color:#5b6675;"
    "font-size:.85rem}table{border-collapse:collapse;width:100%;font-size:.92rem}td,th{text-align:left;vertical-align:"
    "top;"
    "padding:.3rem .6rem .3rem 0;border-bottom:1px solid #e8ecf1}a{color:#0b5cad}nav a{margin-right:1rem}"
    "@media(prefers-color-scheme:dark){body{background:#12161c;color:#dfe5ec}code{background:#1e252e}h2{border-color:#"
    "37414e}"
    "td,th{border-color:#262e38}a,.method{color:#6cb2ff}.scope{color:#93a0b0}}";

static void escaped(buffer *out, const char *string) {
    for (const char *c = string; *c != '\0'; c++)
        switch (*c) {
        case '<':
            buffer_append_string(out, "&lt;");
            break;
        case '>':
            buffer_append_string(out, "&gt;");
            break;
        case '&':
            buffer_append_string(out, "&amp;");
            break;
        case '"':
            buffer_append_string(out, "&quot;");
            break;
        default:
            buffer_append_byte(out, *c);
        }
}

// --- fields ----------------------------------------------------------------------------------------------------------

static void type_link(buffer *out, const char *name, const char *before, const char *after) {
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
        type_link(out, ((const record_enum *)f->reference)->name, "", "");
        return;
    case RECORD_ENUMS:
        type_link(out, ((const record_enum *)f->reference)->name, "", ", repeatable");
        return;
    case RECORD_RECORD:
        type_link(out, ((const record_type *)f->reference)->title, "", "");
        return;
    case RECORD_RECORDS:
        type_link(out, ((const record_type *)f->reference)->title, "list of ", "");
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

static void field_rows(buffer *out, const record_type *type, const char *where, const record_limits *limits) {
    for (unsigned i = 0; i < type->field_count; i++) {
        const record_field *f = &type->fields[i];
        buffer_printf(out, "<tr><td><code>%s</code>%s</td><td>", f->name, where);
        field_kind(out, f);
        field_bounds(out, f, limits);
        buffer_append_string(out, "</td><td>");
        escaped(out, f->doc);
        buffer_append_string(out, "</td></tr>");
    }
}

// --- routes ----------------------------------------------------------------------------------------------------------

static void route_section(buffer *out, const route *row, const record_limits *limits) {
    buffer_printf(
        out, "<h3 id=\"%s_%s\"><span class=\"scope\">%s</span><span class=\"method\">%s</span> <code>%s</code></h3><p>",
        row->noun, row->verb, row->scope == SCOPE_PUBLIC ? "no credential" : route_scope_name(row->scope),
        http_method_name(row->method), row->path);
    escaped(out, row->summary);
    buffer_printf(out, ". Answers %d", row->status);
    if (row->also != 0)
        buffer_printf(out, " or %d", row->also);
    if (row->shape == SHAPE_ONE)
        type_link(out, row->reply->title, " with ", "");
    if (row->shape == SHAPE_PAGE)
        type_link(out, row->reply->title, " with a page of ", "");
    buffer_append_string(out, ".</p>");
    if (row->query->field_count + row->body->field_count == 0)
        return;
    buffer_append_string(out, "<table>");
    field_rows(out, row->query, " <small>query</small>", limits);
    field_rows(out, row->body, "", limits);
    buffer_append_string(out, "</table>");
}

static void routes(buffer *out, const router *r, const record_limits *limits) {
    const char *noun = "";
    const route *row;
    for (size_t i = 0; (row = router_at(r, i)) != NULL; i++) {
        if (row->alias) {
            buffer_printf(out, "<p>Also as <span class=\"method\">%s</span> <code>%s</code>.</p>",
                          http_method_name(row->method), row->path);
            continue;
        }
        if (strcmp(noun, row->noun) != 0)
            buffer_printf(out, "<h2 id=\"%s\">%s</h2>", row->noun, row->noun);
        noun = row->noun;
        route_section(out, row, limits);
    }
}

static void models(buffer *out, const record_limits *limits) {
    const record_type *type;
    buffer_append_string(out, "<h2 id=\"models\">Models</h2>");
    for (size_t i = 0; (type = model_at(i)) != NULL; i++) {
        if (type->field_count == 0)
            continue;
        buffer_printf(out, "<h3 id=\"%s\">%s</h3><p>", type->title, type->title);
        escaped(out, type->doc);
        buffer_append_string(out, ".</p><table>");
        field_rows(out, type, "", limits);
        buffer_append_string(out, "</table>");
    }
    const model_enum_doc *doc;
    buffer_append_string(out, "<h2 id=\"enumerations\">Enumerations</h2>");
    for (size_t i = 0; (doc = model_enum_at(i)) != NULL; i++) {
        buffer_printf(out, "<h3 id=\"%s\">%s</h3><p>", doc->enumeration->name, doc->enumeration->name);
        escaped(out, doc->doc);
        buffer_append_string(out, ".</p><table>");
        for (unsigned v = 0; v < doc->enumeration->count; v++) {
            buffer_printf(out, "<tr><td><code>%s</code></td><td>", doc->enumeration->values[v]);
            escaped(out, doc->value_docs[v]);
            buffer_append_string(out, "</td></tr>");
        }
        buffer_append_string(out, "</table>");
    }
}

static void error_codes(buffer *out) {
    const error_row *row;
    buffer_append_string(
        out, "<h2 id=\"errors\">Errors</h2><p>Every error is <code>{\"error\": {\"code\", \"message\", "
             "\"request_id\", \"timestamp\", \"details\"}}</code>; with 422 a list <code>detail</code> names "
             "every problem of the request.</p><table>");
    for (size_t i = 0; (row = error_at(i)) != NULL; i++) {
        buffer_printf(out, "<tr><td><code>%s</code></td><td>%d</td><td>", row->code, row->status);
        escaped(out, row->doc[0] == '\0' ? row->message : row->doc);
        buffer_append_string(out, "</td></tr>");
    }
    buffer_append_string(out, "</table>");
}

text describe_page(const router *r, const record_limits *limits, arena *a) {
    buffer out;
    buffer_init(&out, PAGE_MAXIMUM);
    buffer_printf(
        &out,
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,"
        "initial-scale=1\"><title>Tessera API</title><style>%s</style><h1>Tessera API</h1><p>Version %s. The same as "
        "data: <a href=\"/openapi.json\">openapi.json</a>.</p><nav>",
        style, TESSERA_VERSION);
    const char *noun = "";
    const route *row;
    for (size_t i = 0; (row = router_at(r, i)) != NULL; i++) {
        if (strcmp(noun, row->noun) != 0)
            buffer_printf(&out, "<a href=\"#%s\">%s</a>", row->noun, row->noun);
        noun = row->noun;
    }
    buffer_append_string(&out, "<a href=\"#models\">models</a><a href=\"#enumerations\">enumerations</a>"
                               "<a href=\"#errors\">errors</a></nav>");
    routes(&out, r, limits);
    models(&out, limits);
    error_codes(&out);
    buffer_append_string(&out, "</html>");
    text page = {arena_text(a, buffer_text(&out)), out.length};
    buffer_done(&out);
    return page;
}
