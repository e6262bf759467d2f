// Findings one by one: as lines of JSON, which need no end to be read, and as a table for spreadsheets.
#include "cli/check.h"
#include <string.h>

// What every line says of the file, before what it says of the finding.
static value *line_of(pool *p, const report *r, const checked *k) {
    value *v = value_new(p, VALUE_OBJECT);
    value_put(p, v, "file", value_string(p, k->file));
    value_put(p, v, "asset", value_string(p, k->asset));
    value_put(p, v, "verdict", value_string(p, verdict_name(r, k->verdict)));
    value_put(p, v, "from_version", value_string(p, k->from));
    value_put(p, v, "suggested_version", value_string(p, k->suggested));
    return v;
}

static void print_line(out *o, const value *v) {
    value_write_json(o, v, 0);
    out_text(o, "\n");
}

void print_ndjson_file(cli *c, const report *r, const checked *k, out *o) {
    pool *p = c->memory;
    if (k->verdict == VERDICT_ERROR) {
        value *v = line_of(p, r, k);
        value_put(p, v, "type", value_string(p, "could_not_tell"));
        value_put(p, v, "severity", value_string(p, severity_name(SEVERITY_ERROR)));
        value_put(p, v, "message", value_string(p, k->problem));
        print_line(o, v);
    }
    for (size_t i = 0; i < k->count; i++) {
        value *v = line_of(p, r, k);
        const value *finding = finding_value(c, &k->findings[i]);
        for (size_t j = 0; j < finding->count; j++)
            value_put(p, v, finding->items[j].name, finding->items[j].value);
        print_line(o, v);
    }
}

void print_ndjson(cli *c, const report *r, out *o) {
    for (size_t i = 0; i < r->count; i++)
        print_ndjson_file(c, r, &r->items[i], o);
}

static const char *number(pool *p, uint32_t n) {
    return pool_printf(p, "%u", n);
}

static void print_row(out *o, const char *const *cells, size_t count) {
    for (size_t i = 0; i < count; i++) {
        out_text(o, i == 0 ? "" : ",");
        out_csv(o, cells[i] == NULL ? "" : cells[i]);
    }
    out_text(o, "\n");
}

void print_csv(cli *c, const report *r, out *o) {
    static const char *const names[] = {"file",     "line",    "column",  "asset",       "verdict",     "type",
                                        "severity", "message", "pointer", "fingerprint", "waived_until"};
    enum { COLUMNS = sizeof names / sizeof names[0] };
    if (global(c, "no-header") == NULL)
        print_row(o, names, COLUMNS);
    for (size_t i = 0; i < r->count; i++) {
        const checked *k = &r->items[i];
        const char *word = verdict_name(r, k->verdict);
        if (k->count == 0) // it was looked at, which counts as well
            print_row(o,
                      (const char *[COLUMNS]){k->file, NULL, NULL, k->asset, word, NULL,
                                              k->problem == NULL ? NULL : severity_name(SEVERITY_ERROR), k->problem},
                      COLUMNS);
        for (size_t j = 0; j < k->count; j++) {
            const finding *f = &k->findings[j];
            print_row(o,
                      (const char *[COLUMNS]){k->file, number(c->memory, f->line), number(c->memory, f->column),
                                              k->asset, word, f->kind, severity_name(f->severity), f->message,
                                              f->pointer == NULL ? f->path : f->pointer, f->fingerprint,
                                              value_get_text(f->waiver, "until")},
                      COLUMNS);
        }
    }
}
