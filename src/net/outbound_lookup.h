// Names to addresses, with a limit in time, which the system's resolver does not know.
#pragma once
#include "net/http_address.h"

enum { LOOKUP_ADDRESSES_MAXIMUM = 32 };

// The first addresses of a host, of both families.
typedef struct lookup_answer {
    http_address addresses[LOOKUP_ADDRESSES_MAXIMUM];
    size_t count;
} lookup_answer;

typedef enum lookup_end { LOOKUP_FOUND, LOOKUP_NONE, LOOKUP_TIMED_OUT } lookup_end;

// Asks for the host, however long that takes; false where it has no address. Fills in an empty answer.
typedef bool lookup_ask(const char *host, lookup_answer *out);

typedef struct lookups lookups;

// `ask` NULL: the resolver of the system. Never NULL.
lookups *lookups_new(lookup_ask *ask);
// Accepts NULL; returns NULL. Not while somebody waits for a host; threads that ask for one in vain may go on.
lookups *lookups_free(lookups *all);
// From any thread. LOOKUP_NONE: it has no address, or the resolver failed. Waits at most so long; a lookup that is given up goes
// on in a thread of its own until the resolver lets it go, and of such threads there are few at a time: where all are taken the
// answer is LOOKUP_TIMED_OUT at once.
lookup_end lookup_host(lookups *all, const char *host, unsigned milliseconds, lookup_answer *out);
