// The text format of Prometheus, version 0.0.4, in which metrics are told.
#pragma once
#include "base/buffer.h"
#include "server/metrics.h"

typedef struct exposition {
    buffer *out;
    double since;   // when counting began, in seconds since 1970
    metric family;  // of the series that are written
    buffer created; // lines that follow those of the family
} exposition;

// `since` as `timestamp_now`. End it with exposition_end.
exposition exposition_on(buffer *out, int64_t since);
// Begins the series of a metric, each with as many label values as its row in api/metrics.def has labels.
void exposition_begin(exposition *e, metric family);
void exposition_value(exposition *e, const char *const *labels, double value);
// `unit`: what the values and bounds are divided by.
void exposition_histogram(exposition *e, const char *const *labels, const histogram_total *total,
                          const histogram_scale *scale, double unit);
// A metric that has one series without labels.
void exposition_one(exposition *e, metric family, double value);
void exposition_end(exposition *e);
