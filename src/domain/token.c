// What a token says is looked at before its signature is verified, since that costs nothing: refused is a token either way, and
// only one that was verified counts.
#include "domain/token.h"
#include "base/ascii.h"
#include "base/base64url.h"
#include <math.h>
#include <string.h>

#define SECOND INT64_C(1000000)
#define LAST_SECOND 253402300799.0 // 9999-12-31T23:59:59Z

enum { DEPTH_MAXIMUM = 16 };

static const char *const algorithms[TOKEN_ALGORITHMS] = {
    [TOKEN_RS256] = "RS256", [TOKEN_ES256] = "ES256", [TOKEN_EDDSA] = "EdDSA"};

const char *token_algorithm_name(token_algorithm algorithm) {
    return algorithm < TOKEN_ALGORITHMS ? algorithms[algorithm] : NULL;
}

// --- form ------------------------------------------------------------------------------------------------------------

static bool is_letter_of_base64url(char c) {
    return ascii_is_letter(c) || ascii_is_digit(c) || c == '-' || c == '_';
}

// Cuts the text at its points. False: it has not three parts, or one of another alphabet. The last may be empty, as that of a
// token without a signature.
static bool split(text given, text parts[3]) {
    size_t part = 0, start = 0;
    for (size_t i = 0; i < given.length; i++) {
        if (is_letter_of_base64url(given.data[i]))
            continue;
        if (given.data[i] != '.' || part == 2 || i == start)
            return false;
        parts[part++] = (text){given.data + start, i - start};
        start = i + 1;
    }
    parts[2] = (text){given.data + start, given.length - start};
    return part == 2;
}

bool token_has_form(text given) {
    text parts[3];
    return split(given, parts);
}

// --- reading ---------------------------------------------------------------------------------------------------------

// The object that a part stands for. NULL: `*fault` says why there is none.
static const json_value *read_object(text part, arena *a, const char *not_encoded, const char *not_json,
                                     const char **fault) {
    text json = base64url_decode(a, part);
    json_error error;
    *fault = not_encoded;
    if (json.data == NULL)
        return NULL;
    *fault = not_json;
    bool marked = text_starts_with(json, TEXT("\xef\xbb\xbf"));
    const json_value *object = marked ? NULL : json_parse(a, json, DEPTH_MAXIMUM, &error);
    return object != NULL && object->type == JSON_OBJECT && !error.repeats ? object : NULL;
}

static bool is_plain_string(const json_value *value, size_t longest) {
    return value != NULL && value->type == JSON_STRING && !value->holds_nul && value->count >= 1 &&
           value->count <= longest;
}

static bool read_algorithm(const json_value *header, token_algorithm *out, const char **fault) {
    const json_value *name = json_get(header, "alg");
    *fault = "the token's header names no algorithm";
    if (name == NULL || name->type != JSON_STRING)
        return false;
    *fault = "the token is signed by an algorithm that is not taken";
    for (token_algorithm i = 0; i < TOKEN_ALGORITHMS; i++)
        if (text_is(json_text_of(name), algorithms[i])) {
            *out = i;
            return true;
        }
    return false;
}

// Of a token that may be used to call an API (RFC 9068 section 2.1), or of one that does not say.
static bool is_type_of_tokens(const json_value *type) {
    if (type == NULL)
        return true;
    if (type->type != JSON_STRING)
        return false;
    text name = json_text_of(type);
    text media = TEXT("application/");
    if (name.length > media.length && text_equal_ascii_nocase((text){name.data, media.length}, media))
        name = (text){name.data + media.length, name.length - media.length};
    return text_equal_ascii_nocase(name, TEXT("jwt")) || text_equal_ascii_nocase(name, TEXT("at+jwt"));
}

static bool read_header(text part, arena *a, token *out, const char **fault) {
    // What brings a key along, or asks for what is not understood here, is refused and not merely passed over.
    static const char *const refused[] = {"crit", "cty", "enc", "zip", "b64", "jku", "jwk", "x5u"};
    *fault = "the token's header is too long";
    const json_value *header = part.length > TOKEN_HEADER_MAXIMUM
                                   ? NULL
                                   : read_object(part, a, "the token's header is not base64url",
                                                 "the token's header is not a JSON object with each name once", fault);
    if (header == NULL || !read_algorithm(header, &out->algorithm, fault))
        return false;
    *fault = "the token's header asks for what is not supported (crit, cty, enc, zip, b64, jku, jwk, x5u)";
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (json_get(header, refused[i]) != NULL)
            return false;
    *fault = "the token's type is not JWT or at+jwt";
    if (!is_type_of_tokens(json_get(header, "typ")))
        return false;
    const json_value *key_id = json_get(header, "kid");
    *fault = "the token's kid is not a string of 1 to 255 bytes";
    if (key_id != NULL && !is_plain_string(key_id, TOKEN_KEY_ID_MAXIMUM))
        return false;
    out->key_id = key_id == NULL ? TEXT_NONE : json_text_of(key_id);
    return true;
}

bool token_read(text given, arena *a, token *out, const char **fault) {
    text parts[3];
    *out = (token){0};
    *fault = "the token is longer than 16384 bytes";
    if (given.length > TOKEN_LENGTH_MAXIMUM)
        return false;
    *fault = "it is not a token of three parts";
    if (!split(given, parts) || !read_header(parts[0], a, out, fault))
        return false;
    out->claims = read_object(parts[1], a, "the token's claims are not base64url",
                              "the token's claims are not a JSON object with each name once", fault);
    if (out->claims == NULL)
        return false;
    out->signature = base64url_decode(a, parts[2]);
    *fault = "the token's signature is not base64url";
    if (out->signature.length == 0)
        return false;
    out->signed_part = (text){given.data, parts[0].length + 1 + parts[1].length};
    return true;
}

// --- what it says ----------------------------------------------------------------------------------------------------

static bool is_among(text name, const token_demand *demand) {
    for (size_t i = 0; i < demand->audience_count; i++)
        if (text_is(name, demand->audiences[i]))
            return true;
    return false;
}

// "aud" is one name or an array of them (RFC 7519 section 4.1.3).
static bool is_for_us(const json_value *audience, const token_demand *demand) {
    if (audience == NULL)
        return false;
    if (audience->type == JSON_STRING)
        return is_among(json_text_of(audience), demand);
    bool found = false;
    for (uint32_t i = 0; audience->type == JSON_ARRAY && i < audience->count; i++) {
        if (audience->elements[i].type != JSON_STRING)
            return false;
        found = found || is_among(json_text_of(&audience->elements[i]), demand);
    }
    return found;
}

// A NumericDate (RFC 7519 section 2) as microseconds. False: the claim is no such.
static bool read_date(const json_value *claim, int64_t *out) {
    if (claim->type != JSON_NUMBER)
        return false;
    double seconds = json_to_double(claim);
    if (!(seconds >= 0 && seconds <= LAST_SECOND))
        return false;
    *out = (int64_t)floor(seconds) * SECOND + (int64_t)((seconds - floor(seconds)) * (double)SECOND);
    return true;
}

static bool counts_at(const json_value *claims, int64_t now, int64_t skew, int64_t *expires_at, const char **fault) {
    const json_value *expiry = json_get(claims, "exp"), *start = json_get(claims, "nbf"),
                     *issued = json_get(claims, "iat");
    int64_t at;
    *fault = "the token has no expiry (exp) that is a time";
    if (expiry == NULL || !read_date(expiry, expires_at))
        return false;
    *expires_at += skew;
    *fault = "the token has expired";
    if (*expires_at <= now)
        return false;
    *fault = "the token does not count yet (nbf)";
    if (start != NULL && (!read_date(start, &at) || at - skew > now))
        return false;
    *fault = "the token says that it was made in the future (iat)";
    return issued == NULL || (read_date(issued, &at) && at - skew <= now);
}

static bool is_printable(text t) {
    for (size_t i = 0; i < t.length; i++)
        if ((unsigned char)t.data[i] < 0x20 || t.data[i] == 0x7f)
            return false;
    return true;
}

bool token_meets(const token *t, const token_demand *demand, int64_t now, int64_t *expires_at, const char **subject,
                 const char **fault) {
    const json_value *issuer = json_get(t->claims, "iss"), *about = json_get(t->claims, "sub");
    *fault = "the token is signed by an algorithm that is not taken";
    if ((demand->algorithms & 1u << t->algorithm) == 0)
        return false;
    *fault = "the token is of another issuer (iss)";
    if (issuer == NULL || issuer->type != JSON_STRING || !text_is(json_text_of(issuer), demand->issuer))
        return false;
    *fault = "the token is for another audience (aud)";
    if (!is_for_us(json_get(t->claims, "aud"), demand) || !counts_at(t->claims, now, demand->skew, expires_at, fault))
        return false;
    *fault = "the token has no subject (sub) of 1 to 255 bytes without control characters";
    if (!is_plain_string(about, TOKEN_SUBJECT_MAXIMUM) || !is_printable(json_text_of(about)))
        return false;
    *subject = about->string;
    // Who shows such a token must prove to hold a key as well (RFC 7800): without the proof it may be a stolen one.
    *fault = "the token is bound to a key of its holder (cnf), which is not supported";
    return json_get(t->claims, "cnf") == NULL;
}

const json_value *token_claim(const json_value *claims, const char *name) {
    const json_value *value = json_get(claims, name);
    if (value != NULL)
        return value;
    const char *rest = name;
    value = claims;
    for (unsigned parts = 0; value != NULL && parts < TOKEN_CLAIM_PATH_MAXIMUM; parts++) {
        size_t length = strcspn(rest, ".");
        value = json_get_text(value, (text){rest, length});
        if (rest[length] == '\0')
            return value;
        rest += length + 1;
    }
    return NULL;
}
