// HMAC-SHA256 (RFC 2104) over base's SHA-256: the library has no cryptographic one below it. What is computed does not branch on
// the secret, and digests are compared without an early end.
#include "tessera/webhook.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "base/sha256.h"
#include <stdio.h>
#include <time.h>

enum { BLOCK = 64, DIGEST = SHA256_HEX_LENGTH / 2, SECONDS_DIGITS = 18 };

static void digest_of(text bytes, unsigned char out[DIGEST]) {
    char hex[SHA256_HEX_LENGTH + 1];
    sha256_hex(bytes, hex);
    for (size_t i = 0; i < DIGEST; i++)
        out[i] = (unsigned char)(ascii_hex(hex[2 * i]) << 4 | ascii_hex(hex[2 * i + 1]));
}

// The secret, padded to a block, with each byte changed by `pad`.
static void append_key(buffer *b, text secret, unsigned char pad) {
    unsigned char key[BLOCK] = {0};
    if (secret.length > BLOCK)
        digest_of(secret, key);
    else
        memcpy(key, secret.data, secret.length);
    for (size_t i = 0; i < BLOCK; i++)
        buffer_append_byte(b, (char)(key[i] ^ pad));
    memory_wipe(key, sizeof key);
}

static void hmac_hex(text secret, text before, text body, char out[SHA256_HEX_LENGTH + 1]) {
    unsigned char inner[DIGEST];
    buffer b;
    buffer_init(&b, SIZE_MAX);
    append_key(&b, secret, 0x36);
    buffer_append_text(&b, before);
    buffer_append_text(&b, body);
    digest_of(buffer_text(&b), inner);
    memory_wipe(b.data, BLOCK);
    buffer_clear(&b, SIZE_MAX);
    append_key(&b, secret, 0x5c);
    buffer_append(&b, inner, sizeof inner);
    sha256_hex(buffer_text(&b), out);
    memory_wipe(b.data, BLOCK);
    buffer_done(&b);
}

static bool is_same(text given, const char wanted[SHA256_HEX_LENGTH + 1]) {
    unsigned differs = given.length != SHA256_HEX_LENGTH;
    for (size_t i = 0; i < SHA256_HEX_LENGTH && i < given.length; i++)
        differs |= (unsigned char)(given.data[i] ^ wanted[i]);
    return differs == 0;
}

// "t=" and digits at the start. False: it begins otherwise.
static bool read_seconds(text header, text *digits, int64_t *seconds) {
    if (!text_starts_with(header, TEXT("t=")))
        return false;
    *digits = (text){header.data + 2, 0};
    *seconds = 0;
    while (2 + digits->length < header.length && ascii_is_digit(digits->data[digits->length]) &&
           digits->length < SECONDS_DIGITS)
        *seconds = *seconds * 10 + (digits->data[digits->length++] - '0');
    return digits->length > 0;
}

tessera_webhook_verdict tessera_webhook_verify(const char *secret, const char *signature, const void *body,
                                               size_t length, int64_t now, int64_t tolerance) {
    text header = text_of(signature), digits;
    int64_t seconds;
    char before[SECONDS_DIGITS + 2], wanted[SHA256_HEX_LENGTH + 1];
    if (header.data == NULL || !read_seconds(header, &digits, &seconds))
        return TESSERA_WEBHOOK_MALFORMED;
    int written = snprintf(before, sizeof before, "%.*s.", (int)digits.length, digits.data);
    bool has_secret = secret != NULL && *secret != '\0'; // anybody can sign with none
    hmac_hex(text_of(has_secret ? secret : ""), (text){before, (size_t)written}, (text){body, length}, wanted);
    size_t at = 2 + digits.length, found = 0;
    bool genuine = false;
    while (at < header.length) {
        text rest = {header.data + at, header.length - at};
        if (!text_starts_with(rest, TEXT(",v1=")))
            return TESSERA_WEBHOOK_MALFORMED;
        const char *comma = memchr(rest.data + 1, ',', rest.length - 1);
        size_t end = comma == NULL ? rest.length : (size_t)(comma - rest.data);
        genuine |= is_same((text){rest.data + 4, end - 4}, wanted);
        at += end;
        found++;
    }
    if (found == 0)
        return TESSERA_WEBHOOK_MALFORMED;
    if (!genuine || !has_secret)
        return TESSERA_WEBHOOK_FORGED;
    if (now == 0)
        now = (int64_t)time(NULL);
    int64_t age = seconds > now ? seconds - now : now - seconds;
    return age > tolerance ? TESSERA_WEBHOOK_STALE : TESSERA_WEBHOOK_GENUINE;
}
