// The life of a request, from the complete request to the finished reply: match, decode, check, run, reply.
#pragma once
#include "net/http.h"

typedef struct app app;

// For http_options; `data` is the app.
void pipeline_on_request(http_exchange *exchange, void *data);
void pipeline_on_refusal(http_exchange *exchange, int status, const char *reason, void *data);
void *pipeline_loop_start(http_loop *loop, void *data);
void pipeline_loop_end(http_loop *loop, void *loop_data, void *data);
void pipeline_loop_idle(http_loop *loop, void *loop_data, void *data);

// For worker_options; `data` is the app.
void *pipeline_worker_start(unsigned index, void *data);
void pipeline_worker_end(void *thread_data, void *data);
