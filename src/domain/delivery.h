// Deliveries of events to destinations (webhooks): to whom an event goes, how it is signed, and what follows from how an attempt
// ended. What is posted, and by whom, is the server's matter (server/deliveries.c).
//
// Three attempts make a round. A round that failed is followed by another one, later and later, until the time for rounds is
// over; then the delivery is a dead letter. Of one destination and entity (the asset that events are about) one event follows
// the other.
#pragma once
#include "base/arena.h"
#include "domain/secret_box.h"
#include "store/deliveries.h"

#define DELIVERY_TRIES 3          // attempts of a round
#define DELIVERY_FAILURES 5       // deliveries in a row whose failure pauses a destination
#define DELIVERY_ERROR_LENGTH 500 // characters kept of a reply

// The destination of the settings; its secret stays in them.
uuid delivery_settings_endpoint(void);

// Why nothing is sent to the destination at that time, for people; NULL: it is.
const char *delivery_pause(const struct webhook_endpoint *endpoint, int64_t now, arena *a);

// Makes deliveries of the first messages that wait, at most so many, to those of the destinations (records `webhook_endpoint`)
// that are told of them. Gives how many messages there were.
size_t delivery_fan_out(db *d, record_list endpoints, size_t most, int64_t now, arena *a);
// The same of one message for one destination, whatever its filter says, and whatever else is on its way there. None: it failed.
uuid delivery_begin(db *d, const struct webhook_endpoint *endpoint, uuid event, const char *event_type,
                    uuid redelivery_of, int64_t now);

// --- signatures ------------------------------------------------------------------------------------------------------

#define DELIVERY_SIGNATURE_BYTES 72 // "sha256=" and 64 digits, NUL included
#define DELIVERY_SIGNATURES_BYTES 256

// X-Tessera-Signature: the HMAC-SHA256 of the body.
void delivery_sign_body(text secret, text body, char out[DELIVERY_SIGNATURE_BYTES]);
// X-Tessera-Signature-V2: "t=SECONDS,v1=DIGITS", the HMAC-SHA256 of the seconds since 1970, a point and the body; once more
// ",v1=DIGITS" under the previous secret, where there is one (else TEXT_NONE).
void delivery_sign(text secret, text previous, int64_t seconds, text body, char out[DELIVERY_SIGNATURES_BYTES]);

// --- what follows ----------------------------------------------------------------------------------------------------

// Microseconds.
typedef struct delivery_rules {
    int64_t pause;   // after the first attempt of a round; five times that after the second
    int64_t backoff; // after the first round; doubled after each further one, up to sixty times that
    int64_t retry;   // for how long rounds are begun
    int64_t rest;    // of a destination that fails
} delivery_rules;

typedef enum delivery_end {
    DELIVERY_ANSWERED,
    DELIVERY_REFUSED, // the URL is not allowed: nothing was sent
    DELIVERY_FAILED,  // nobody answered, or not in time
} delivery_end;

typedef struct delivery_attempt {
    delivery_end end;
    int status;
    const char *words; // of the reply or of the fault: UTF-8 without NUL
    int64_t at;
    bool is_probe; // of a destination that was paused
    double random; // from 0 to 1
} delivery_attempt;

// The state after an attempt. True: the destination failed or served once more, which counts for its pause; `*served` says which.
bool delivery_decide(const delivery_rules *rules, const struct webhook_endpoint *endpoint, const delivery_due *due,
                     const delivery_attempt *attempt, delivery_state *out, bool *served, arena *a);
// The first characters of what somebody replied, as text that can be kept.
const char *delivery_excerpt(text reply, arena *a);
