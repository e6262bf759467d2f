// Reading JSON text, as it stands in the fields that hold free data: one token after the other, nothing allocated.
#pragma once
#include "tessera/common.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum tessera_json_kind {
    TESSERA_JSON_END,   // of the text
    TESSERA_JSON_ERROR, // not JSON
    TESSERA_JSON_NULL,
    TESSERA_JSON_FALSE,
    TESSERA_JSON_TRUE,
    TESSERA_JSON_INTEGER, // a number without fraction and exponent
    TESSERA_JSON_NUMBER,  // any other number
    TESSERA_JSON_STRING,
    TESSERA_JSON_NAME, // of a member; its value follows
    TESSERA_JSON_BEGIN_OBJECT,
    TESSERA_JSON_END_OBJECT,
    TESSERA_JSON_BEGIN_ARRAY,
    TESSERA_JSON_END_ARRAY,
} tessera_json_kind;

// Deepest nesting that is read; a body that the server takes has 1000 levels at most.
#define TESSERA_JSON_DEPTH 1024

typedef struct tessera_json_token {
    tessera_json_kind kind;
    const char *text; // numbers: as written. Strings and names: between the quotes, escapes untouched. No NUL behind it
    size_t length;    // in bytes
    bool escaped;     // the string or name holds escapes: tessera_json_unescape resolves them
} tessera_json_token;

// Private, but on the caller's stack.
typedef struct tessera_json_reader {
    const char *at, *end;
    uint32_t depth;
    uint8_t state;
    uint64_t objects[TESSERA_JSON_DEPTH / 64]; // bit per level: an object, not an array
} tessera_json_reader;

// Starts reading `length` bytes of JSON (RFC 8259), which must outlive the reader.
TESSERA_API void tessera_json_start(tessera_json_reader *reader, const char *json, size_t length);
// The next token. After TESSERA_JSON_END and TESSERA_JSON_ERROR the same comes again.
TESSERA_API tessera_json_token tessera_json_next(tessera_json_reader *reader);
// Passes over the name of the next member when it is written exactly so: `member` is the name in quotes and a colon,
// "\"id\":". False, with nothing read, when it is not; tessera_json_next then tells what there is. For readers who know
// the usual order.
TESSERA_API bool tessera_json_expect(tessera_json_reader *reader, const char *member, size_t length);
// Passes over the next member, name and value, when it is written exactly as `member`: a name, a colon and a string or
// a literal that were read before. False, with nothing read, when it is not. For readers of lists with much the same
// rows.
TESSERA_API bool tessera_json_repeat(tessera_json_reader *reader, const char *member, size_t length);
// Resolves the escapes of a string or name into `out` (`token->length` bytes suffice; no NUL is added). Returns the
// bytes written: UTF-8, lone surrogates as U+FFFD.
TESSERA_API size_t tessera_json_unescape(const tessera_json_token *token, char *out);

// Where something stands in a text.
typedef struct tessera_json_position {
    size_t line;    // from 1; lines end with LF
    size_t column;  // from 1, in characters (code points)
    size_t offset;  // in bytes, from 0
    size_t matched; // bytes of the pointer that lead there: its length, or the part before the step that leads nowhere
} tessera_json_position;

// Finds what a JSON pointer (RFC 6901) names in `length` bytes of JSON, or where that is not there the nearest part around it: of
// a member its name, of an element its value, of the whole ("") its first character. Of members with one name the last
// counts. False where the text is not JSON, or not a pointer; `*out` is then left alone. Each step takes a pass over what is
// around it.
TESSERA_API bool tessera_json_locate(const char *json, size_t length, const char *pointer, tessera_json_position *out);

#define TESSERA_DIGEST_LENGTH 64 // characters of a digest, without NUL

// SHA-256 (FIPS 180-4), in lower-case hexadecimal digits, of the JSON text in canonical form: no blanks, members sorted by their
// names' bytes, the last of members with one name alone, characters beyond ASCII as \uXXXX, numbers as they are written. Texts
// that differ in nothing else have the same digest. False where the text is not JSON or nested deeper than TESSERA_JSON_DEPTH.
TESSERA_API bool tessera_json_digest(const char *json, size_t length, char out[TESSERA_DIGEST_LENGTH + 1]);

#ifdef __cplusplus
}
#endif
