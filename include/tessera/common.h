// What every part of libtessera's interface shares: linkage, scoped clean-up, status codes, the error object.
//
// Structs that begin with `struct_size` can grow: a program sets it to the sizeof of the struct that it was compiled
// with, or leaves it at 0, which stands for the fields of the first release. Fields are only appended. Those that the
// program's release did not have are taken for zero, the default; those that the library's release does not have are
// ignored, so who depends on one asks tessera_version.
//
// Where memory runs out the library ends the process (abort) with a line on standard error: no function reports it, and
// no status stands for it. Sizes that come from outside are bounded before memory is asked for: see max_reply_bytes,
// max_pending (tessera/client.h) and the limits of tessera/schema.h.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define TESSERA_API __attribute__((visibility("default")))
#define TESSERA_PRINTF(format_at, first_at) __attribute__((format(printf, format_at, first_at)))
#define TESSERA_MUST_USE __attribute__((warn_unused_result))
#else
#define TESSERA_API
#define TESSERA_PRINTF(format_at, first_at)
#define TESSERA_MUST_USE
#endif

// Scoped clean-up: `TESSERA_AUTO(tessera_team) team = NULL;` is a `tessera_team *` that is freed at the end of its
// scope. TESSERA_STEAL(team) gives the pointer away and leaves NULL behind. Compilers without the attribute have
// neither; there, the plain `..._free` functions serve.
#if defined(__GNUC__)
#define TESSERA_AUTO(type) __attribute__((cleanup(type##_autofree))) type *
#define TESSERA_STEAL(pointer)                                                                                         \
    (__extension__({                                                                                                   \
        __typeof__(pointer) stolen_ = (pointer);                                                                       \
        (pointer) = NULL;                                                                                              \
        stolen_;                                                                                                       \
    }))
#endif
#define TESSERA_DEFINE_AUTO(type, release)                                                                             \
    static inline void type##_autofree(type **pointer) {                                                               \
        release(*pointer);                                                                                             \
    }

// Outcome of a call. Up to TESSERA_E_NOT_MODIFIED the library itself says so; the later ones follow the reply's HTTP
// status. X(name, text for people)
#define TESSERA_STATUS_MAP(X)                                                                                          \
    X(OK, "success")                                                                                                   \
    X(E_USAGE, "the library was used wrongly")                                                                         \
    X(E_WOULD_DEADLOCK, "a synchronous call was made from a callback")                                                 \
    X(E_CONNECTION, "the server could not be reached, or the connection broke")                                        \
    X(E_TIMEOUT, "the call took too long")                                                                             \
    X(E_PROTOCOL, "the reply could not be understood")                                                                 \
    X(E_TOO_LARGE, "the request or the reply is larger than allowed")                                                  \
    X(E_BUSY, "too many calls are waiting")                                                                            \
    X(E_CANCELLED, "the call was cancelled")                                                                           \
    X(E_CLOSED, "the client was closed")                                                                               \
    X(E_NOT_MODIFIED, "the resource has not changed (304)")                                                            \
    X(E_VALIDATION, "a value was refused, before sending or by the server (422)")                                      \
    X(E_BAD_REQUEST, "the request was refused (400)")                                                                  \
    X(E_AUTHENTICATION, "the credential is missing or wrong (401)")                                                    \
    X(E_PERMISSION, "the credential does not allow this (403)")                                                        \
    X(E_NOT_FOUND, "no such thing (404)")                                                                              \
    X(E_CONFLICT, "clashes with what exists (409)")                                                                    \
    X(E_PRECONDITION, "a precondition failed (412)")                                                                   \
    X(E_RATE_LIMITED, "too many requests (429)")                                                                       \
    X(E_SERVER, "the server failed (5xx)")                                                                             \
    X(E_HTTP, "the server answered with another error status")

typedef enum tessera_status {
#define TESSERA_STATUS_ENUMERATOR(name, text) TESSERA_##name,
    TESSERA_STATUS_MAP(TESSERA_STATUS_ENUMERATOR)
#undef TESSERA_STATUS_ENUMERATOR
} tessera_status;

// "TESSERA_E_TIMEOUT", and what it means. Static text; never NULL.
TESSERA_API const char *tessera_status_name(int status);
TESSERA_API const char *tessera_status_text(int status);

// What went wrong. Lives on the caller's stack; a call fills it on failure only and never reads it, so it needs no
// initialisation and no clean-up.
typedef struct tessera_error {
    tessera_status status;
    int http_status;     // 0 when no reply came, or nothing was sent
    bool retriable;      // the same call may succeed later
    double retry_after;  // seconds that the server asks to wait; negative when it does not say
    char code[64];       // the API's error code, "ASSET_NOT_FOUND"; "" when no reply came
    char request_id[64]; // "" when no reply came
    char message[1024];  // for people; never empty
    // Borrowed from the future; after a synchronous call from the client, until its next synchronous call fails.
    // NULL: none.
    const char *details; // JSON: the error's `details` object, or the `detail` list of a refused value
    const char *body;    // the whole reply as it came
    size_t body_length;
} tessera_error;

// One line for people, "404 ASSET_NOT_FOUND: Asset not found (request 6f...)", always NUL-terminated, cut to `size`
// bytes. Returns `out`.
TESSERA_API const char *tessera_error_format(const tessera_error *error, char *out, size_t size);
// Of TESSERA_E_PERMISSION: the scope that the credential lacks, "read", "write" or "admin". NULL: another reason, which code
// and message tell, or a scope that this version of the library does not know. Static. Reads `details`, as long as it lives.
TESSERA_API const char *tessera_error_required_scope(const tessera_error *error);

// --- values ----------------------------------------------------------------------------------------------------------

// A list of texts or ids.
typedef struct tessera_strings {
    size_t count;
    const char *const *items;
} tessera_strings;

// A list of enumeration values.
typedef struct tessera_enums {
    size_t count;
    const int *items;
} tessera_enums;

// An enumeration value that this version of the library does not know.
#define TESSERA_ENUM_UNKNOWN (-1)

// Characters of a time's text, without NUL.
#define TESSERA_TIME_LENGTH 27
// Writes microseconds since 1970-01-01T00:00:00Z as YYYY-MM-DDTHH:MM:SS.ffffffZ (RFC 3339). Returns `out`.
TESSERA_API const char *tessera_time_format(int64_t micros, char out[TESSERA_TIME_LENGTH + 1]);
// Reads RFC 3339 text. False when malformed; `*micros` is then untouched.
TESSERA_API bool tessera_time_parse(const char *text, int64_t *micros);

// Version of the library in use, "0.1.0". Static.
TESSERA_API const char *tessera_version(void);

#ifdef __cplusplus
}
#endif
