// The page for people, made once at the start from the tables of api/. It is one document that asks no other host for
// anything: its style and its script are part of it, and its policy names the hash of each, so that no other runs.
#include "base/json_build.h"
#include "model/model.h"
#include "server/describe.h"
#include "server/docs/docs.h"
#include "server/request.h"

#define PAGE_MAXIMUM (16u << 20)

// --- navigation ------------------------------------------------------------------------------------------------------

static void nav_calls(buffer *out, const router *r) {
    const char *noun = "";
    const route *row;
    for (size_t i = 0; (row = router_at(r, i)) != NULL; i++) {
        if (row->alias)
            continue;
        if (strcmp(noun, row->noun) != 0)
            buffer_printf(out, "%s<li><a href=\"#%s\">%s</a><ul>", *noun == '\0' ? "" : "</ul>", row->noun, row->noun);
        noun = row->noun;
        buffer_printf(out, "<li><a href=\"#%s_%s\">%s</a>", row->noun, row->verb, row->verb);
    }
    buffer_append_string(out, "</ul>");
}

static void navigation(buffer *out, const router *r) {
    buffer_append_string(out, "<nav aria-label=\"Contents\"><ul>");
    nav_calls(out, r);
    buffer_append_string(out, "<li><a href=\"#models\">models</a><li><a href=\"#enumerations\">enumerations</a>"
                              "<li><a href=\"#errors\">errors</a></ul></nav>");
}

// --- sections --------------------------------------------------------------------------------------------------------

static void begin_group(buffer *out, const char *id, const char *title) {
    buffer_printf(out, "<section class=\"group\"><h2 id=\"%s\">%s</h2>", id, title);
}

static void calls(buffer *out, const router *r, const record_limits *limits, bool authenticates, arena *a) {
    const char *noun = "";
    const route *row;
    for (size_t i = 0; (row = router_at(r, i)) != NULL; i++) {
        if (strcmp(noun, row->noun) != 0 && !row->alias) {
            buffer_append_string(out, *noun == '\0' ? "" : "</section>");
            begin_group(out, row->noun, row->noun);
            noun = row->noun;
        }
        html_call(out, row, limits, authenticates, a);
    }
    buffer_append_string(out, "</section>");
}

static void begin_entry(buffer *out, const char *id, const char *doc) {
    buffer_printf(out, "<section class=\"entry\" id=\"%s\"><h3>%s</h3><p>", id, id);
    html_escape(out, doc);
    buffer_append_string(out, ".</p><table>");
}

static void models(buffer *out, const record_limits *limits) {
    const record_type *type;
    begin_group(out, "models", "Models");
    for (size_t i = 0; (type = model_at(i)) != NULL; i++) {
        if (type->field_count == 0)
            continue;
        begin_entry(out, type->title, type->doc);
        html_fields(out, type, NULL, limits);
        buffer_append_string(out, "</table></section>");
    }
    buffer_append_string(out, "</section>");
}

static void enumerations(buffer *out) {
    const model_enum_doc *doc;
    begin_group(out, "enumerations", "Enumerations");
    for (size_t i = 0; (doc = model_enum_at(i)) != NULL; i++) {
        begin_entry(out, doc->enumeration->name, doc->doc);
        for (unsigned v = 0; v < doc->enumeration->count; v++) {
            buffer_printf(out, "<tr><td><code>%s</code></td><td>", doc->enumeration->values[v]);
            html_escape(out, doc->value_docs[v]);
            buffer_append_string(out, "</td></tr>");
        }
        buffer_append_string(out, "</table></section>");
    }
    buffer_append_string(out, "</section>");
}

static void error_codes(buffer *out) {
    const error_row *row;
    begin_group(out, "errors", "Errors");
    buffer_append_string(out,
                         "<p>Every error is <code>{\"error\": {\"code\", \"message\", \"request_id\", \"timestamp\", "
                         "\"details\"}}</code>; with 422 a list <code>detail</code> names every problem of the "
                         "request.</p><table>");
    for (size_t i = 0; (row = error_at(i)) != NULL; i++) {
        buffer_printf(out, "<tr class=\"entry\"><td><code>%s</code></td><td>%d</td><td>", row->code, row->status);
        html_escape(out, row->doc[0] == '\0' ? row->message : row->doc);
        buffer_append_string(out, "</td></tr>");
    }
    buffer_append_string(out, "</table></section>");
}

// --- the whole -------------------------------------------------------------------------------------------------------

// Kept nowhere: it is gone with the page.
#define KEY_FIELD                                                                                                      \
    "<input type=\"password\" id=\"key\" autocomplete=\"off\" aria-label=\"API key to try calls with\" "               \
    "placeholder=\"API key to try calls with\">"

static void page(buffer *out, const router *r, const record_limits *limits, bool authenticates, arena *a) {
    buffer_printf(out,
                  "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
                  "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>Tessera API</title>"
                  "<link rel=\"icon\" href=\"data:,\"><style>%s</style>"
                  "<a class=\"skip\" href=\"#content\">Skip to the calls</a>"
                  "<header><h1>Tessera API</h1><p>Version %s. The same as data: <a "
                  "href=\"/openapi.json\">openapi.json</a>.</p>"
                  "<div id=\"find\" role=\"search\" hidden><input type=\"search\" id=\"words\" autocomplete=\"off\" "
                  "aria-label=\"Search calls, models and errors\" placeholder=\"Search calls, models, errors ( / )\">"
                  "<output id=\"found\" for=\"words\"></output>%s</div></header>",
                  docs_page_css, TESSERA_VERSION, authenticates ? KEY_FIELD : "");
    navigation(out, r);
    buffer_append_string(out, "<main id=\"content\" tabindex=\"-1\">");
    calls(out, r, limits, authenticates, a);
    models(out, limits);
    enumerations(out);
    error_codes(out);
    buffer_printf(out, "</main><script>%s</script></html>", docs_page_js);
}

text describe_page(const router *r, const record_limits *limits, bool authenticates, arena *a) {
    buffer out;
    buffer_init(&out, PAGE_MAXIMUM);
    page(&out, r, limits, authenticates, a);
    text made = {arena_text(a, buffer_text(&out)), out.length};
    buffer_done(&out);
    return made;
}

const char *describe_page_policy(arena *a) {
    return arena_printf(
        a,
        "default-src 'none'; script-src %s; style-src %s; img-src data:; connect-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'",
        html_policy_hash(docs_page_js, a), html_policy_hash(docs_page_css, a));
}

text describe_index(arena *a) {
    json_builder object = json_builder_on(a);
    json_put_string(&object, "name", "Tessera");
    json_put_string(&object, "version", TESSERA_VERSION);
    json_put_string(&object, "api", "/api/v1");
    json_put_string(&object, "docs", "/docs");
    json_put_string(&object, "openapi", "/openapi.json");
    json_put_string(&object, "health", "/health");
    size_t length = 0;
    const char *printed = json_print(a, json_built(&object), &length);
    return (text){printed, length};
}
