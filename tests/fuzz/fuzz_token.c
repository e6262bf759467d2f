// A token and a set of keys from anybody, a line break between them: what is read keeps to its limits and to the text, no
// signature that was made up counts, and reading it again gives the same.
#include "fuzz.h"

#include "domain/key_set.h"
#include "domain/token.h"
#include <string.h>

static const char *const audiences[] = {"here"};

static void check_token(const token *t, text given, arena *a) {
    token again;
    const char *fault = NULL, *subject = NULL;
    int64_t expires_at = 0;
    REQUIRE(token_has_form(given) && given.length <= TOKEN_LENGTH_MAXIMUM);
    REQUIRE(t->algorithm < TOKEN_ALGORITHMS && t->claims->type == JSON_OBJECT);
    REQUIRE(t->signed_part.data == given.data && t->signed_part.length < given.length && t->signature.length > 0);
    REQUIRE(t->key_id.length <= TOKEN_KEY_ID_MAXIMUM);
    REQUIRE(token_read(given, a, &again, &fault) && text_equal(again.signature, t->signature));
    token_demand demand = {.issuer = "https://issuer", .audiences = audiences, .audience_count = 1, .algorithms = ~0u};
    if (token_meets(t, &demand, 0, &expires_at, &subject, &fault))
        REQUIRE(expires_at > 0 && strlen(subject) >= 1 && strlen(subject) <= TOKEN_SUBJECT_MAXIMUM);
    else
        REQUIRE(fault != NULL);
    token_claim(t->claims, "a.b.c.d.e.f.g.h.i.j");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena *a = arena_new(0);
    const uint8_t *end = size == 0 ? NULL : memchr(data, '\n', size);
    size_t length = end == NULL ? size : (size_t)(end - data);
    text given = {(const char *)data, length},
         json = end == NULL ? TEXT("") : (text){(const char *)end + 1, size - length - 1};
    const char *fault = NULL;
    token t;
    bool read = token_read(given, a, &t, &fault);
    if (read)
        check_token(&t, given, a);
    else
        REQUIRE(fault != NULL);
    key_set *set = key_set_read(json, &fault);
    REQUIRE(set != NULL || fault != NULL);
    if (set != NULL) {
        REQUIRE(key_set_count(set) >= 1 && key_set_count(set) <= KEY_SET_KEYS_MAXIMUM);
        if (read)
            key_set_verify(set, &t);
    }
    key_set_release(set);
    arena_free(a);
    return 0;
}
