// The page to log in with: a form, without scripts, that asks no other host for anything.
#include "server/describe.h"
#include "server/docs/docs.h"

enum { PAGE_MAXIMUM = 65536 };

static void field(buffer *out, const char *name, const char *label, const char *attributes) {
    buffer_printf(out, "<label for=\"%s\">%s</label><input id=\"%s\" name=\"%s\" required %s>", name, label, name, name,
                  attributes);
}

text login_page(const char *next, const char *fault, arena *a) {
    buffer out;
    buffer_init(&out, PAGE_MAXIMUM);
    buffer_printf(
        &out,
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>Log in - Tessera</title>"
        "<link rel=\"icon\" href=\"data:,\"><style>%s</style><main><h1>Log in to Tessera</h1>"
        "<form method=\"post\" action=\"/login\">",
        docs_login_css);
    if (fault != NULL)
        buffer_printf(&out, "<p class=\"fault\" id=\"fault\" role=\"alert\">%s</p>", fault);
    field(&out, "username", "User name",
          "autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\" maxlength=\"255\" autofocus");
    field(&out, "password", "Password",
          fault == NULL ? "type=\"password\" autocomplete=\"current-password\" maxlength=\"128\""
                        : "type=\"password\" autocomplete=\"current-password\" maxlength=\"128\" "
                          "aria-describedby=\"fault\"");
    if (next != NULL) {
        buffer_append_string(&out, "<input type=\"hidden\" name=\"next\" value=\"");
        html_escape(&out, next);
        buffer_append_string(&out, "\">");
    }
    buffer_append_string(&out, "<button>Log in</button></form></main></html>\n");
    text made = {arena_text(a, buffer_text(&out)), out.length};
    buffer_done(&out);
    return made;
}

const char *login_page_policy(arena *a) {
    return arena_printf(a,
                        "default-src 'none'; style-src %s; img-src data:; base-uri 'none'; form-action 'self'; "
                        "frame-ancestors 'none'",
                        html_policy_hash(docs_login_css, a));
}
