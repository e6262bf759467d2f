// A server for tests that is not there: clients whose requests are answered by rules, without sockets and threads.
//
//     TESSERA_AUTO(tessera_mock) mock = tessera_mock_new();
//     tessera_mock_reply_record(tessera_mock_on_call(mock, TESSERA_CALL_TEAMS_GET), &(tessera_team){.name = "data"});
//     TESSERA_AUTO(tessera_client) client = tessera_mock_client(mock, NULL, &error);
//     ... the code under test uses the client ...
//     assert(tessera_mock_count(mock, "GET", "/api/v1/teams/*") == 1);
//     assert(tessera_mock_verify(mock, &error) == TESSERA_OK);
//
// Everything but the connection is the client's real code: requests are encoded, replies are read and decoded, calls
// are retried, time out and are cancelled as ever, and the client has its one descriptor for any event loop. A request
// is recorded when it is sent and answered when the client is driven. A mock and its clients belong to one thread.
//
// Functions that set a mock up do not fail. What was wrong with them (a pattern without a slash, a header that cannot
// be sent) is kept, and every call of the mock's clients fails with it, TESSERA_E_USAGE; so does tessera_mock_verify.
#pragma once
#include "tessera/client.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_mock tessera_mock;
typedef struct tessera_mock_rule tessera_mock_rule;

// Most requests that a mock records; further ones fail with TESSERA_E_TOO_LARGE.
#define TESSERA_MOCK_REQUESTS_MAXIMUM 100000

// A mock without rules. Never NULL.
TESSERA_API tessera_mock *tessera_mock_new(void);
// Its clients keep what they need and can be freed later. Accepts NULL.
TESSERA_API void tessera_mock_free(tessera_mock *mock);
TESSERA_DEFINE_AUTO(tessera_mock, tessera_mock_free)

// A client whose server is the mock. Everything else is as with tessera_client_new: the options (max_connections and
// those of proxies and certificates have no effect), what they default to, errors.
TESSERA_API tessera_client *tessera_mock_client(tessera_mock *mock, const tessera_client_options *options,
                                                tessera_error *error);

// With `skip`, time does not pass: where a client of the mock waits for nothing but time (a reply's delay, a time
// limit, the pause before a retry), its clock jumps. So tests of these take no time and run in one and the same order.
TESSERA_API void tessera_mock_skip_waits(tessera_mock *mock, bool skip);

// --- requests --------------------------------------------------------------------------------------------------------

// A request as it was sent. Belongs to the mock, until tessera_mock_reset or the mock is freed.
typedef struct tessera_mock_request {
    const char *method; // "GET"
    const char *path;   // below the base URL, percent-encoded, without the query: "/api/v1/teams"
    const char *query;  // percent-encoded, without the question mark; "": none
    const char *body;   // NUL-terminated; "": none
    size_t body_length;
    const char *const *headers; // "Name: value", in the order sent; NULL ends the list
    bool unexpected;            // no rule matched
} tessera_mock_request;

// The value of the first header of that name, whatever its case; NULL: none.
TESSERA_API const char *tessera_mock_request_header(const tessera_mock_request *request, const char *name);

// Requests made, in the order sent; a call that is retried makes several. `method` NULL: any. `path` is a pattern as of
// tessera_mock_on; NULL: any.
TESSERA_API size_t tessera_mock_count(const tessera_mock *mock, const char *method, const char *path);
// The one at `index` of those that tessera_mock_count counts; NULL past the end.
TESSERA_API const tessera_mock_request *tessera_mock_request_at(const tessera_mock *mock, const char *method,
                                                                const char *path, size_t index);
// TESSERA_OK when every request met a rule, every rule has answered a request and nothing was set up wrongly. Else
// TESSERA_E_USAGE, and `*error` (may be NULL) tells what was not so.
TESSERA_API int tessera_mock_verify(const tessera_mock *mock, tessera_error *error);
// Forgets all rules, all recorded requests and what was set up wrongly. Not to be called from a rule's function.
TESSERA_API void tessera_mock_reset(tessera_mock *mock);

// --- rules -----------------------------------------------------------------------------------------------------------

// How a reply fails to come.
typedef enum tessera_mock_failure {
    TESSERA_MOCK_NO_FAILURE,
    TESSERA_MOCK_REFUSED, // the connection is refused: TESSERA_E_CONNECTION
    TESSERA_MOCK_CUT,     // the connection ends in the middle of the reply: TESSERA_E_CONNECTION
    TESSERA_MOCK_SILENT,  // nothing ever comes: TESSERA_E_TIMEOUT once the call's time is over
} tessera_mock_failure;

// What is answered to one request. Zero and NULL stand for the default. Everything is copied.
typedef struct tessera_mock_reply {
    size_t struct_size;         // sizeof(tessera_mock_reply), or 0: the fields of the first release
    int status;                 // 0: the call's own on success, of a rule for a call; else 200
    const char *const *headers; // "Name: value"; a NULL ends the list
    const char *body;           // usually JSON; NULL: none
    size_t body_length;         // 0: strlen(body)
    int64_t delay_ms;           // before the reply comes
    unsigned times; // answers so many requests; 0: one, or all further ones when it is the rule's last reply
    tessera_mock_failure failure;
} tessera_mock_reply;

// Adds a rule for requests of a method (NULL: any) and a path below the base URL. In the path, `*` and `{name}` stand
// for one whole segment and `**` at the end for all that follows; with a query ("/api/v1/assets?offset=0&limit=10")
// each of its parameters must be among the request's, percent-encoded alike.
// The newest rule that matches and has replies left answers. A rule that was given none answers with status 200 and no
// body. Never NULL; belongs to the mock.
TESSERA_API tessera_mock_rule *tessera_mock_on(tessera_mock *mock, const char *method, const char *path);
// The same for a call of the API, by its number: TESSERA_CALL_TEAMS_GET (tessera/calls.h).
TESSERA_API tessera_mock_rule *tessera_mock_on_call(tessera_mock *mock, int call);

// Adds a reply to the rule: the first request gets the first one, and so on. A rule whose last reply is used up answers
// no more. Returns the rule.
TESSERA_API tessera_mock_rule *tessera_mock_reply_with(tessera_mock_rule *rule, const tessera_mock_reply *reply);
// Adds a reply with that status and that body (JSON text, may be NULL).
TESSERA_API tessera_mock_rule *tessera_mock_reply_json(tessera_mock_rule *rule, int status, const char *json);
// Adds a reply in which the call succeeds with that result: a pointer to its result type, for instance a tessera_team
// or a tessera_team_page. Fields that are zero are sent as null, unless their present bit is set, and read as absent,
// also those that a server promises. Only for rules of
// tessera_mock_on_call, and for calls whose result is a record.
TESSERA_API tessera_mock_rule *tessera_mock_reply_record(tessera_mock_rule *rule, const void *result);
// Adds a reply with the API's error of that code, for instance "TEAM_NOT_FOUND", and its status.
TESSERA_API tessera_mock_rule *tessera_mock_reply_error(tessera_mock_rule *rule, int status, const char *code,
                                                        const char *message);

// Adds a reply that is computed, for all further requests of the rule. The function fills `*reply`, which is zero but
// for its struct_size, the library's; what it points at is copied when the function has returned. It may set rules up
// and submit calls, but must not wait for any, nor free the client.
typedef void (*tessera_mock_function)(const tessera_mock_request *request, tessera_mock_reply *reply, void *user);
TESSERA_API tessera_mock_rule *tessera_mock_reply_computed(tessera_mock_rule *rule, tessera_mock_function function,
                                                           void *user);

#ifdef __cplusplus
}
#endif
