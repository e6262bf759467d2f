// The report as one page by itself: nothing is fetched, nothing runs, and it is dark where the reader's screen is.
#include "cli/check.h"
#include <string.h>

static const char style[] =
    ":root{color-scheme:light dark;--bad:light-dark(#b3261e,#ff8a80);--good:light-dark(#1b6e2d,#81c995);"
    "--line:light-dark(#ccc,#444)}\n"
    "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}\n"
    "h1{font-size:1.4rem}summary{cursor:pointer;padding:.4rem 0}details{border-bottom:1px solid var(--line)}\n"
    "table{border-collapse:collapse;width:100%;margin:0 0 1rem}\n"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-top:1px solid var(--line)}\n"
    "code{font:14px/1.4 ui-monospace,monospace;overflow-wrap:anywhere}.bad{color:var(--bad)}.good{color:var(--good)}\n";

static void element(out *o, const char *tag, const char *text) {
    out_printf(o, "<%s>", tag);
    out_xml(o, text == NULL ? "" : text);
    out_printf(o, "</%.*s>%s", (int)strcspn(tag, " "), tag, strcmp(tag, "p") == 0 ? "\n" : "");
}

static void print_finding(cli *c, const finding *f, out *o) {
    bool open = f->severity == SEVERITY_ERROR && f->waiver == NULL;
    out_text(o, "<tr>");
    element(o, open ? "td class=\"bad\"" : "td", f->waiver != NULL ? "waived" : severity_name(f->severity));
    out_text(o, "<td>");
    element(o, "code", pool_printf(c->memory, "%u:%u", f->line, f->column));
    out_text(o, "</td><td>");
    element(o, "span", f->message);
    if (f->breaking)
        element(o, "span", pool_printf(c->memory, " (breaks %s)", finding_modes(c->memory, f)));
    if (f->waiver != NULL)
        element(o, "div",
                pool_printf(c->memory, "until %s by %s: %s", value_get_text(f->waiver, "until"),
                            value_get_text(f->waiver, "by"), value_get_text(f->waiver, "reason")));
    out_text(o, "</td><td>");
    element(o, "code", f->kind);
    out_text(o, "</td><td>");
    element(o, "code", f->fingerprint);
    out_text(o, "</td></tr>\n");
}

static void print_file(cli *c, const report *r, const checked *k, out *o) {
    bool bad = k->verdict == VERDICT_ERROR || (k->verdict == VERDICT_BREAKING && k->breaking > k->waived);
    out_printf(o, "<details%s><summary>", bad ? " open" : "");
    element(o, bad ? "strong class=\"bad\"" : "strong class=\"good\"", verdict_name(r, k->verdict));
    out_text(o, " ");
    element(o, "code", k->file);
    if (k->asset != NULL)
        element(o, "span", pool_printf(c->memory, " (%s)", k->asset));
    if (k->from != NULL && k->suggested != NULL && k->count > 0)
        element(o, "span", pool_printf(c->memory, " %s → %s", k->from, k->suggested));
    out_text(o, "</summary>\n");
    if (k->problem != NULL)
        element(o, "p", k->problem);
    if (k->count > 0)
        out_text(o,
                 "<table>\n<tr><th>Severity</th><th>Place</th><th>What</th><th>Rule</th><th>Fingerprint</th></tr>\n");
    for (size_t i = 0; i < k->count; i++)
        print_finding(c, &k->findings[i], o);
    out_text(o, k->count > 0 ? "</table>\n</details>\n" : "</details>\n");
}

void print_html(cli *c, const report *r, out *o) {
    static const verdict order[] = {VERDICT_BREAKING, VERDICT_ERROR, VERDICT_COMPATIBLE, VERDICT_NEW,
                                    VERDICT_UNCHANGED};
    bool bad = r->breaking || r->counts[VERDICT_ERROR] > 0;
    out_printf(o,
               "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta name=\"viewport\" content=\"width=device-width\">\n<title>%s: %s</title>\n<style>\n%s</style>\n"
               "</head>\n<body>\n<h1>%s: <span class=\"%s\">%s</span></h1>\n",
               r->title, report_verdict(r), style, r->title, bad ? "bad" : "good", report_verdict(r));
    if (r->against != NULL)
        element(o, "p", pool_printf(c->memory, "Against %s", r->against));
    element(o, "p", report_counts(c->memory, r));
    for (size_t v = 0; v < sizeof order / sizeof order[0]; v++)
        for (size_t i = 0; i < r->count; i++)
            if (r->items[i].verdict == order[v])
                print_file(c, r, &r->items[i], o);
    for (size_t i = 0; i < r->warning_count; i++)
        element(o, "p", pool_printf(c->memory, "Warning: %s", r->warnings[i]));
    out_text(o, "</body>\n</html>\n");
}
