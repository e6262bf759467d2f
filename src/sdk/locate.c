// Where in a JSON text a pointer leads. Step by step: a container is read to its end, since the last member of a name counts, and
// the reader goes back to the one that was found.
#include "base/arena.h"
#include "base/buffer.h"
#include "base/json.h"
#include "base/sha256.h"
#include "tessera/json.h"
#include <assert.h>

static_assert(TESSERA_DIGEST_LENGTH == SHA256_HEX_LENGTH, "digests are told whole");

// One step of a pointer: its text, escapes untouched, and as an index.
typedef struct step {
    text name;
    size_t index; // SIZE_MAX: it is none
} step;

// The step that begins at its slash.
static step step_read(const char *pointer) {
    step s = {.name = {pointer + 1, strcspn(pointer + 1, "/")}};
    bool number = s.name.length > 0 && s.name.length < 19 && (s.name.data[0] != '0' || s.name.length == 1);
    for (size_t i = 0; number && i < s.name.length; i++) {
        number = s.name.data[i] >= '0' && s.name.data[i] <= '9';
        s.index = s.index * 10 + (size_t)(s.name.data[i] - '0');
    }
    if (!number)
        s.index = SIZE_MAX;
    return s;
}

static bool is_pointer(const char *pointer) {
    if (pointer[0] != '\0' && pointer[0] != '/')
        return false;
    for (const char *at = strchr(pointer, '~'); at != NULL; at = strchr(at + 1, '~'))
        if (at[1] != '0' && at[1] != '1')
            return false;
    return true;
}

static bool is_named(text name, text escaped) {
    size_t at = 0;
    for (size_t i = 0; i < escaped.length; i++, at++) {
        char wanted = escaped.data[i];
        if (wanted == '~')
            wanted = escaped.data[++i] == '0' ? '~' : '/';
        if (at >= name.length || name.data[at] != wanted)
            return false;
    }
    return at == name.length;
}

static bool names_step(const tessera_json_token *token, const step *s) {
    if (!token->escaped)
        return is_named((text){token->text, token->length}, s->name);
    if (token->length > 6 * s->name.length) // no escape is longer than six bytes, nor shorter than what it stands for
        return false;
    buffer plain;
    buffer_init(&plain, SIZE_MAX);
    char *out = buffer_reserve(&plain, token->length);
    size_t length = tessera_json_unescape(token, out);
    bool same = is_named((text){out, length}, s->name);
    buffer_done(&plain);
    return same;
}

static bool begins(tessera_json_kind kind) {
    return kind == TESSERA_JSON_BEGIN_OBJECT || kind == TESSERA_JSON_BEGIN_ARRAY;
}

static bool ends(tessera_json_kind kind) {
    return kind == TESSERA_JSON_END_OBJECT || kind == TESSERA_JSON_END_ARRAY;
}

// First byte of what the token tells.
static const char *token_start(const tessera_json_token *token, const tessera_json_reader *behind) {
    if (token->kind == TESSERA_JSON_STRING || token->kind == TESSERA_JSON_NAME)
        return token->text - 1;
    if (token->kind == TESSERA_JSON_INTEGER || token->kind == TESSERA_JSON_NUMBER)
        return token->text;
    size_t length = begins(token->kind) || ends(token->kind) ? 1 : token->kind == TESSERA_JSON_FALSE ? 5 : 4;
    return behind->at - length;
}

// Reads the value that begins with that token to its end. False: it is no JSON.
static bool skip(tessera_json_reader *r, tessera_json_kind kind) {
    for (size_t depth = begins(kind); depth > 0;) {
        kind = tessera_json_next(r).kind;
        if (kind == TESSERA_JSON_ERROR || kind == TESSERA_JSON_END)
            return false;
        depth = depth + begins(kind) - ends(kind);
    }
    return true;
}

typedef enum { FOUND, NOT_THERE, NO_JSON } outcome;

// In the container whose first token was read: leaves the reader before the value that the step leads to, and `*at` where it is
// told.
static outcome step_into(tessera_json_reader *r, tessera_json_kind container, const step *s, const char **at) {
    tessera_json_reader found = {0};
    for (size_t index = 0; begins(container); index++) {
        tessera_json_reader before = *r;
        tessera_json_token token = tessera_json_next(r);
        if (ends(token.kind))
            break;
        bool wanted = index == s->index;
        const char *start = token_start(&token, r);
        if (container == TESSERA_JSON_BEGIN_OBJECT) {
            wanted = token.kind == TESSERA_JSON_NAME && names_step(&token, s);
            before = *r;
            token = tessera_json_next(r);
        }
        if (token.kind == TESSERA_JSON_ERROR || token.kind == TESSERA_JSON_END || !skip(r, token.kind))
            return NO_JSON;
        if (wanted) {
            found = before;
            *at = start;
        }
    }
    if (found.at == NULL)
        return NOT_THERE;
    *r = found;
    return FOUND;
}

static tessera_json_position position(const char *json, const char *at) {
    tessera_json_position p = {.line = 1, .column = 1, .offset = (size_t)(at - json)};
    const char *line = json;
    for (const char *end; (end = memchr(line, '\n', (size_t)(at - line))) != NULL; line = end + 1)
        p.line++;
    for (; line < at; line++)
        p.column += ((unsigned char)*line & 0xC0) != 0x80; // the first byte of a character
    return p;
}

bool tessera_json_locate(const char *json, size_t length, const char *pointer, tessera_json_position *out) {
    if (json == NULL || pointer == NULL || !is_pointer(pointer))
        return false;
    tessera_json_reader r;
    tessera_json_start(&r, json, length);
    tessera_json_reader check = r;
    if (!skip(&check, tessera_json_next(&check).kind) || tessera_json_next(&check).kind != TESSERA_JSON_END)
        return false;
    tessera_json_token token = tessera_json_next(&r);
    const char *at = token_start(&token, &r), *rest = pointer;
    while (*rest != '\0') {
        step s = step_read(rest);
        outcome done = step_into(&r, token.kind, &s, &at);
        if (done == NO_JSON)
            return false;
        if (done == NOT_THERE)
            break;
        token = tessera_json_next(&r);
        rest += 1 + s.name.length;
    }
    tessera_json_position found = position(json, at);
    found.matched = (size_t)(rest - pointer);
    *out = found;
    return true;
}

bool tessera_json_digest(const char *json, size_t length, char out[TESSERA_DIGEST_LENGTH + 1]) {
    json_error problem;
    if (json == NULL)
        return false;
    arena *a = arena_new(0);
    buffer canonical;
    buffer_init(&canonical, SIZE_MAX);
    const json_value *value = json_parse(a, (text){json, length}, TESSERA_JSON_DEPTH, &problem);
    if (value != NULL)
        json_write_canonical(&canonical, value);
    bool fine = value != NULL && !canonical.failed;
    if (fine)
        sha256_hex(buffer_text(&canonical), out);
    buffer_done(&canonical);
    arena_free(a);
    return fine;
}
