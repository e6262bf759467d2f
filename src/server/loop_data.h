// What a loop thread has (http_loop_data).
#pragma once
#include "server/auth.h"
#include "server/event_streams.h"
#include "server/metrics.h"
#include "server/reply_cache.h"

typedef struct loop_data {
    loop_counts *counts;
    db *reader; // NULL when it could not be opened, and where no loop may ask the database
    reply_cache *replies;
    auth *auth;
    event_loop *events; // NULL before the first stream
} loop_data;
