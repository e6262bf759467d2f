// The mock from the inside: its rules and its record of requests. The transport of its clients (mock_transport.c)
// stands on them, and nothing here knows of it.
#pragma once
#include "sdk/transport.h"
#include "tessera/mock.h"
#include "tessera/reflect.h"

// A reply in the forms in which it is used. Counted, because a rule may be forgotten while its reply is on the way.
typedef struct mock_reply {
    unsigned references;
    int status;
    char *headers; // complete header lines; heap
    char *body;    // heap; NULL: none
    size_t length;
    int64_t delay;  // microseconds
    unsigned times; // 0: as tessera_mock_reply says
    tessera_mock_failure failure;
} mock_reply;

// A request. Counted, because the record may be forgotten while an answer is on the way.
typedef struct mock_request {
    tessera_mock_request shown; // first
    unsigned references;
} mock_request;

struct tessera_mock_rule {
    link_node link; // in the mock's rules
    tessera_mock *mock;
    char *method, *path;              // patterns; NULL method: any
    const tessera_reflect_call *call; // NULL: it is not for a call
    mock_reply **replies;
    size_t count, next;
    unsigned given; // times that the next one was given
    tessera_mock_function function;
    void *user;
    bool used;
};

struct tessera_mock {
    unsigned references; // the caller's, and one per client
    bool skips_waits;
    bool computing;       // a rule's function runs
    link_node transports; // of its clients
    link_node rules;      // the newest first
    mock_request **requests;
    size_t count, capacity;
    char mistake[256]; // "": none
};

// --- mock_pattern.c --------------------------------------------------------------------------------------------------

// What is wrong with a method and a pattern; NULL: nothing.
const char *mock_pattern_problem(const char *method, const char *pattern);
// Whether the request is of the method (NULL: any) and matches the pattern (NULL: any).
bool mock_pattern_matches(const char *method, const char *pattern, const tessera_mock_request *request);

// --- mock_record.c ---------------------------------------------------------------------------------------------------

// Adds a request, read from its bytes, to the record, and gives a reference to it. `prefix` is what stands before the
// path. NULL when the record is full.
mock_request *mock_record(tessera_mock *mock, const exchange *x, const char *prefix);
void mock_request_release(mock_request *r);

// --- mock.c ----------------------------------------------------------------------------------------------------------

void mock_release(tessera_mock *mock);
// The rule that answers the request; NULL: none.
tessera_mock_rule *mock_find(tessera_mock *mock, const tessera_mock_request *request);
// The rule's next reply, with a reference; NULL when it cannot be sent, the mock's mistake then says why.
mock_reply *mock_take(tessera_mock_rule *rule, const tessera_mock_request *request);
void mock_reply_release(mock_reply *r);
// "the mock has no rule for GET /x; ...", cut to the size.
void mock_describe_unexpected(const tessera_mock *mock, const tessera_mock_request *request, char *out, size_t size);
