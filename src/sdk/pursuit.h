// Calls of several requests, of which the outcome of one decides on the next. To its caller it is one call: one future, one time
// limit, the same options for every request.
#pragma once
#include "sdk/core.h"

typedef enum pursuit_turn {
    PURSUIT_STANDS,  // what came is the outcome
    PURSUIT_GOES_ON, // with the request that the pursuit describes now
} pursuit_turn;

// What came of a request.
typedef struct pursuit_news {
    int number;   // the call that was made
    void *record; // its result, which the pursuit may replace, or free and set to NULL when it goes on; NULL: it failed
    tessera_error error; // why; to be filled where a result turns out to be a failure, its record NULL then
} pursuit_news;

struct pursuit {
    // Looks at what came. Runs inside a turn: it must not submit.
    pursuit_turn (*heard)(pursuit *p, pursuit_news *news);
    void (*free)(pursuit *p);
    const char *refusal; // why it cannot begin (TESSERA_E_USAGE); NULL: it can
    // The next request: a call of a table's row, whose input is the pursuit's own.
    int number;
    const char *path_value; // of a call with one parameter in its path
    const void *input;
    // The rest is not the kind's business.
    tessera_future *future;
    int16_t result;          // the call that the future is of once it is complete
    timer timer;             // the next request is to be sent
    int64_t began, deadline; // of all requests
    unsigned tries;          // of requests that are over
    buffer body;             // of the first request, for those that are to be like it
    tessera_call_options options;
    char *storage; // what the options point into
};

// Submits the first request of a pursuit (heap memory, which is taken over). The future's result is of the call `result`.
tessera_future *pursuit_submit(tessera_client *client, pursuit *p, int result);
// Whether the future's pursuit, if it has one, goes on. Else what the news say now is the outcome.
bool pursuit_goes_on(tessera_future *f, pursuit_news *news);
// The future is complete: frees its pursuit, if it has one.
void pursuit_end(tessera_future *f);
