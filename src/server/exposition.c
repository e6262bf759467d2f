#include "server/exposition.h"
#include <math.h>
#include <stdio.h>

typedef enum metric_type { COUNTER, GAUGE, HISTOGRAM } metric_type;
typedef enum metric_since { PLAIN, CREATED } metric_since;

static const struct {
    const char *name;
    metric_type type;
    const char *labels;
    metric_since since;
    const char *doc;
} rows[] = {
#define METRIC(identifier, name, type, labels, since, doc) {name, type, labels, since, doc},
#include "api/metrics.def"
#undef METRIC
};

enum { CREATED_MAXIMUM = 16 << 20 };

exposition exposition_on(buffer *out, int64_t since) {
    exposition e = {.out = out, .since = (double)since / 1e6, .family = METRIC_COUNT};
    buffer_init(&e.created, CREATED_MAXIMUM);
    return e;
}

static void write_number(buffer *out, double value) {
    if (value == floor(value) && fabs(value) < 1e15)
        buffer_printf(out, "%.0f", value);
    else if (isinf(value))
        buffer_append_string(out, value > 0 ? "+Inf" : "-Inf");
    else
        buffer_printf(out, "%.15g", value);
}

// Backslash, quotation mark and line feed are the three that the format escapes.
static void write_escaped(buffer *out, const char *value) {
    for (; *value != '\0'; value++)
        if (*value == '\n')
            buffer_append_string(out, "\\n");
        else if (*value == '\\' || *value == '"')
            buffer_printf(out, "\\%c", *value);
        else
            buffer_append_byte(out, *value);
}

// {a="x",b="y"}; `bound` is the last label of a bucket, NULL: there is none.
static void write_labels(buffer *out, const char *names, const char *const *values, const char *bound) {
    const char *separator = "{";
    for (size_t i = 0; *names != '\0'; i++) {
        size_t length = strcspn(names, ",");
        buffer_printf(out, "%s%.*s=\"", separator, (int)length, names);
        write_escaped(out, values[i]);
        buffer_append_byte(out, '"');
        names += length + (names[length] == ',');
        separator = ",";
    }
    if (bound != NULL)
        buffer_printf(out, "%sle=\"%s\"", separator, bound);
    if (bound != NULL || separator[0] == ',')
        buffer_append_byte(out, '}');
}

static void write_sample(exposition *e, const char *suffix, const char *const *labels, const char *bound,
                         double value) {
    buffer_printf(e->out, "%s%s", rows[e->family].name, suffix);
    write_labels(e->out, rows[e->family].labels, labels, bound);
    buffer_append_byte(e->out, ' ');
    write_number(e->out, value);
    buffer_append_byte(e->out, '\n');
}

// The name without what says that it is a counter.
static int stem_length(const char *name) {
    static const char total[] = "_total";
    size_t length = strlen(name), end = sizeof total - 1;
    return (int)(length > end && strcmp(name + length - end, total) == 0 ? length - end : length);
}

static void note_created(exposition *e, const char *const *labels) {
    const char *name = rows[e->family].name;
    if (rows[e->family].since == PLAIN)
        return;
    buffer_printf(&e->created, "%.*s_created", stem_length(name), name);
    write_labels(&e->created, rows[e->family].labels, labels, NULL);
    buffer_append_byte(&e->created, ' ');
    write_number(&e->created, e->since);
    buffer_append_byte(&e->created, '\n');
}

static void finish_family(exposition *e) {
    if (e->family == METRIC_COUNT || rows[e->family].since == PLAIN)
        return;
    const char *name = rows[e->family].name;
    int length = stem_length(name);
    buffer_printf(e->out,
                  "# HELP %.*s_created Since when it counts, in seconds since 1970\n# TYPE %.*s_created gauge\n",
                  length, name, length, name);
    buffer_append_text(e->out, buffer_text(&e->created));
    buffer_clear(&e->created, SIZE_MAX);
}

void exposition_begin(exposition *e, metric family) {
    static const char *const types[] = {"counter", "gauge", "histogram"};
    finish_family(e);
    e->family = family;
    const char *name = rows[family].name;
    buffer_printf(e->out, "# HELP %s %s\n# TYPE %s %s\n", name, rows[family].doc, name, types[rows[family].type]);
}

void exposition_value(exposition *e, const char *const *labels, double value) {
    write_sample(e, "", labels, NULL, value);
    note_created(e, labels);
}

void exposition_histogram(exposition *e, const char *const *labels, const histogram_total *total,
                          const histogram_scale *scale, double unit) {
    uint64_t below = 0;
    char bound[32];
    for (unsigned i = 0; i < scale->count; i++) {
        double value = (double)scale->bounds[i] / unit;
        below += total->buckets[i];
        // As Prometheus writes them: a bound in seconds always has a fraction.
        snprintf(bound, sizeof bound, unit > 1 && value == floor(value) ? "%.1f" : "%.15g", value);
        write_sample(e, "_bucket", labels, bound, (double)below);
    }
    write_sample(e, "_bucket", labels, "+Inf", (double)total->count);
    write_sample(e, "_count", labels, NULL, (double)total->count);
    write_sample(e, "_sum", labels, NULL, (double)total->sum / unit);
    note_created(e, labels);
}

void exposition_one(exposition *e, metric family, double value) {
    exposition_begin(e, family);
    exposition_value(e, NULL, value);
}

void exposition_end(exposition *e) {
    finish_family(e);
    e->family = METRIC_COUNT;
    buffer_done(&e->created);
}
