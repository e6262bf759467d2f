// Requests on the pages of their loop (metrics.h), and in the log when they have ended.
#pragma once
#include "server/request.h"

struct loop_counts;

// The request has come: it is counted on these pages as one of its route. NULL: it is not counted, nor is one for the metrics
// themselves. A second one of the same exchange is a refusal in place of a reply that was too large: it stands for the first.
void counting_begin(request *rq, struct loop_counts *counts);
// For http_options.
void counting_on_finished(http_exchange *exchange, size_t bytes, void *data);
