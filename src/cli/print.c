// The report for people, and as JSON.
#include "cli/check.h"
#include "cli/settings.h"
#include <string.h>

static const char *names(pool *p, const value *list) {
    out text = {0};
    for (size_t i = 0; list != NULL && i < list->count; i++)
        out_printf(&text, "%s%s", i == 0 ? "" : ", ", pool_plain(p, list->items[i].value->text));
    const char *joined = pool_copy(p, text.data == NULL ? "" : text.data, text.length);
    out_done(&text);
    return joined;
}

static void print_finding(cli *c, const checked *k, const finding *f, out *o, bool colors) {
    bool open = f->breaking && f->waiver == NULL;
    out_text(o, "  ");
    out_colored(o, colors, open ? "31" : "2", f->breaking ? "!" : "~");
    out_printf(o, " %s:%u:%u: %s [%s]\n", pool_plain(c->memory, k->file), f->line, f->column,
               pool_plain(c->memory, f->message), f->kind);
    if (f->breaking)
        out_printf(o, "      breaks %s; change %s\n", finding_modes(c->memory, f), f->fingerprint);
    if (f->waiver != NULL)
        out_printf(o, "      waived until %s by %s: %s\n", pool_plain(c->memory, value_get_text(f->waiver, "until")),
                   pool_plain(c->memory, value_get_text(f->waiver, "by")),
                   pool_plain(c->memory, value_get_text(f->waiver, "reason")));
}

static void print_next(cli *c, const checked *k, out *o) {
    bool open = k->breaking > k->waived && !is_approved(k);
    if (is_approved(k))
        out_printf(o, "  Approved by proposal %s%s%s: it may be published\n", k->proposal,
                   k->agreed != NULL && k->agreed->count > 0 ? ", agreed by " : "", names(c->memory, k->agreed));
    else if (k->proposal != NULL)
        out_printf(o, "  Proposal %s is %s%s%s\n      %s\n", k->proposal,
                   k->proposal_state == NULL ? "open" : k->proposal_state,
                   k->waiting_for != NULL && k->waiting_for->count > 0 ? ", waiting for " : "",
                   names(c->memory, k->waiting_for), settings_page(c, "proposals", k->proposal));
    if (open && k->way_out != NULL)
        out_printf(o, "  A compatible way: %s\n", pool_plain(c->memory, k->way_out));
    if (k->proposal == NULL && open && k->asset != NULL)
        out_printf(o, "  Next: tessera propose %s -s %s\n", pool_word(c->memory, k->asset),
                   pool_word(c->memory, k->file));
}

static void print_checked(cli *c, const report *r, const checked *k, out *o, bool colors) {
    static const char *const colors_of[] = {"36", "2", "32", "31", "31"};
    out_colored(o, colors, colors_of[k->verdict], verdict_name(r, k->verdict));
    const char *file = pool_plain(c->memory, k->file), *asset = pool_plain(c->memory, k->asset);
    out_printf(o, " %s%s%s%s", file, k->asset == NULL ? "" : " (", asset, k->asset == NULL ? "" : ")");
    if (k->verdict == VERDICT_ERROR) {
        out_printf(o, ": %s\n", pool_plain(c->memory, k->problem));
        return;
    }
    if (k->from != NULL && k->suggested != NULL && k->count > 0)
        out_printf(o, " %s -> %s", k->from, k->suggested);
    if (k->was != NULL)
        out_printf(o, ", which was %s", pool_plain(c->memory, k->was));
    out_text(o, "\n");
    for (size_t i = 0; i < k->count; i++)
        print_finding(c, k, &k->findings[i], o, colors);
    if (k->verdict == VERDICT_BREAKING && k->consumers != NULL && k->consumers->count > 0)
        out_printf(o, "  Read by: %s\n", names(c->memory, k->consumers));
    print_next(c, k, o);
}

void print_text(cli *c, const report *r, out *o, bool colors) {
    out_printf(o, "Against %s\n", pool_plain(c->memory, r->against));
    for (size_t i = 0; i < r->count; i++)
        if (r->items[i].verdict != VERDICT_UNCHANGED || r->count == 1)
            print_checked(c, r, &r->items[i], o, colors);
    out_printf(o, "%s\n", report_counts(c->memory, r));
    for (size_t i = 0; i < r->warning_count; i++)
        out_printf(o, "Warning: %s\n", pool_plain(c->memory, r->warnings[i]));
}

// --- JSON ------------------------------------------------------------------------------------------------------------

static const value *modes_value(cli *c, const finding *f) {
    value *list = value_new(c->memory, VALUE_ARRAY);
    const bool given[] = {f->breaks_backward, f->breaks_forward, f->breaks_full};
    static const char *const modes[] = {"backward", "forward", "full"};
    for (size_t i = 0; i < 3; i++)
        if (given[i])
            value_append(c->memory, list, value_string(c->memory, modes[i]));
    return list;
}

const value *finding_value(cli *c, const finding *f) {
    pool *p = c->memory;
    value *v = value_new(p, VALUE_OBJECT);
    const value *null = value_new(p, VALUE_NULL);
    value_put(p, v, "type", value_string(p, f->kind));
    value_put(p, v, "severity", value_string(p, severity_name(f->severity)));
    value_put(p, v, "path", value_string(p, f->path));
    value_put(p, v, "pointer", value_string(p, f->pointer));
    value_put(p, v, "message", value_string(p, f->message));
    value_put(p, v, "old_value", f->old_value == NULL ? null : f->old_value);
    value_put(p, v, "new_value", f->new_value == NULL ? null : f->new_value);
    value_put(p, v, "breaks", modes_value(c, f));
    value_put(p, v, "line", value_number(p, f->line));
    value_put(p, v, "column", value_number(p, f->column));
    value_put(p, v, "fingerprint", value_string(p, f->fingerprint));
    value_put(p, v, "waived", f->waiver == NULL ? null : f->waiver);
    return v;
}

static const value *checked_value(cli *c, const report *r, const checked *k) {
    pool *p = c->memory;
    value *v = value_new(p, VALUE_OBJECT), *changes = value_new(p, VALUE_ARRAY), *proposal = value_new(p, VALUE_NULL);
    if (k->proposal != NULL) {
        proposal = value_new(p, VALUE_OBJECT);
        value_put(p, proposal, "id", value_string(p, k->proposal));
        value_put(p, proposal, "status", value_string(p, k->proposal_state));
        value_put(p, proposal, "waiting_for", k->waiting_for == NULL ? value_new(p, VALUE_ARRAY) : k->waiting_for);
        value_put(p, proposal, "agreed", k->agreed == NULL ? value_new(p, VALUE_ARRAY) : k->agreed);
        value_put(p, proposal, "url", value_string(p, settings_page(c, "proposals", k->proposal)));
    }
    for (size_t i = 0; i < k->count; i++)
        value_append(p, changes, finding_value(c, &k->findings[i]));
    value_put(p, v, "file", value_string(p, k->file));
    value_put(p, v, "asset", value_string(p, k->asset));
    value_put(p, v, "from_version", value_string(p, k->from));
    value_put(p, v, "suggested_version", value_string(p, k->suggested));
    value_put(p, v, "verdict", value_string(p, verdict_name(r, k->verdict)));
    value_put(p, v, "mode", value_string(p, k->mode));
    value_put(p, v, "proposal", proposal);
    value_put(p, v, "way_out", value_string(p, k->way_out));
    value_put(p, v, "consumers", k->consumers == NULL ? value_new(p, VALUE_NULL) : k->consumers);
    if (k->was != NULL)
        value_put(p, v, "renamed_from", value_string(p, k->was));
    if (k->problem != NULL)
        value_put(p, v, "error", value_string(p, k->problem));
    value_put(p, v, "changes", changes);
    return v;
}

const value *report_value(cli *c, const report *r) {
    static const char *const counted[] = {"new", "unchanged", "compatible", "breaking", "errors"};
    pool *p = c->memory;
    value *v = value_new(p, VALUE_OBJECT), *counts = value_new(p, VALUE_OBJECT), *files = value_new(p, VALUE_ARRAY),
          *warnings = value_new(p, VALUE_ARRAY);
    value_put(p, counts, "files", value_number(p, (long long)r->count));
    for (size_t i = 0; i < VERDICTS; i++)
        value_put(p, counts, counted[i], value_number(p, (long long)r->counts[i]));
    value_put(p, counts, "waived", value_number(p, (long long)r->waived));
    for (size_t i = 0; i < r->count; i++)
        value_append(p, files, checked_value(c, r, &r->items[i]));
    for (size_t i = 0; i < r->warning_count; i++)
        value_append(p, warnings, value_string(p, r->warnings[i]));
    value_put(p, v, "format", value_number(p, 1));
    value_put(p, v, "tessera", value_string(p, TESSERA_CLI_VERSION));
    value_put(p, v, "against", value_string(p, r->against));
    value_put(p, v, "verdict", value_string(p, report_verdict(r)));
    value_put(p, v, "counts", counts);
    value_put(p, v, "warnings", warnings);
    value_put(p, v, "files", files);
    return v;
}
