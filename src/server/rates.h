// How much a caller may ask for: the limits of the settings, held before a request is decoded. Each server counts for itself.
#pragma once
#include "server/config.h"
#include "server/request.h"

typedef struct rates rates;

// Whether there are limits at all: said so, or unsaid and callers are known by credentials.
bool rates_enabled(const config *c);
#define RATES_FINE SIZE_MAX
// The offset in a config of the first setting that is no limits; RATES_FINE: all are.
size_t rates_fault(const config *c);
// NULL: there are none.
rates *rates_new(const config *c);
// Accepts NULL; returns NULL.
rates *rates_free(rates *r);

// Counts a request whose caller is known. False: it is one too many, and the reply is 429.
bool rates_allow_or_reply(request *rq);
// Adds the headers that tell what the caller has left, where it was counted.
void rates_tell(request *rq);
// Counts a log-in as if it failed, before it is known whether it does, so that however many come at once no more are looked at
// than may fail. False: its address has none left, and the reply is 429. On any thread.
bool rates_attempt_or_reply(request *rq);
// Takes that back, as it did not fail.
void rates_give_back_attempt(request *rq);
// Counts a refused credential, whose reply is written; where its address has sent too many, 429 takes the reply's place.
void rates_count_refusal(request *rq);
