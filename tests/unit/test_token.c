// Tokens: their form, what they must say, and the keys that verify them, among these those that the standards print.
#include "base/base64url.h"
#include "domain/key_set.h"
#include "domain/token.h"
#include "unit.h"

#define SECOND INT64_C(1000000)

static arena *memory;

static int set_up(void **state) {
    (void)state;
    memory = arena_new(0);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    memory = arena_free(memory);
    return 0;
}

// --- base64url -------------------------------------------------------------------------------------------------------

static void test_base64url(void **state) {
    (void)state;
    static const struct {
        const char *encoded, *bytes;
    } good[] = {{"", ""}, {"Zg", "f"}, {"Zm8", "fo"}, {"Zm9v", "foo"}, {"Zm9vYg", "foob"}, {"_-8", "\xff\xef"}};
    static const char *const bad[] = {"Z", "Zg==", "Zh", "Zm9", "+/8", "Zm9v Zm8", "Zm9vYmFyA", "Zm\n8", "\xc3\xbc"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        text decoded = base64url_decode(memory, text_of(good[i].encoded));
        assert_non_null(decoded.data);
        assert_true(text_is(decoded, good[i].bytes));
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_null(base64url_decode(memory, text_of(bad[i])).data);
}

// Every number of bytes from 0 to 255 has one text of two characters, and the other 15 that begin alike are none.
static void test_one_text_for_each_byte(void **state) {
    (void)state;
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    unsigned found = 0;
    for (size_t i = 0; i < 64; i++)
        for (size_t j = 0; j < 64; j++) {
            char encoded[] = {letters[i], letters[j], '\0'};
            text decoded = base64url_decode(memory, text_of(encoded));
            if (decoded.data == NULL)
                continue;
            assert_int_equal(decoded.length, 1);
            assert_int_equal((unsigned char)decoded.data[0], found++);
        }
    assert_int_equal(found, 256);
}

// --- tokens ----------------------------------------------------------------------------------------------------------

// RFC 7515, appendix A.3 (ES256) and A.2 (RS256); RFC 8037, appendix A.4 (EdDSA), whose payload is no JSON.
#define RFC7515_CLAIMS "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
#define RFC7515_ES256                                                                                                  \
    "eyJhbGciOiJFUzI1NiJ9." RFC7515_CLAIMS                                                                             \
    ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
#define RFC7515_P256                                                                                                   \
    "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","              \
    "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}]}"
#define RFC8037_HEAD "eyJhbGciOiJFZERTQSJ9"
#define RFC8037_PAYLOAD "RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
#define RFC8037_SIGNATURE "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
#define RFC8037_KEY                                                                                                    \
    "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}"

static key_set *read_set(const char *json) {
    const char *fault;
    key_set *set = key_set_read(text_of(json), &fault);
    assert_non_null(set);
    return set;
}

static void test_the_token_of_the_standard(void **state) {
    (void)state;
    const char *fault;
    token t;
    key_set *set = read_set(RFC7515_P256);
    assert_int_equal(key_set_count(set), 1);
    assert_true(token_read(TEXT(RFC7515_ES256), memory, &t, &fault));
    assert_int_equal(t.algorithm, TOKEN_ES256);
    assert_null(t.key_id.data);
    assert_int_equal(t.signature.length, 64);
    assert_int_equal(key_set_verify(set, &t), KEY_VERIFIED);
    // Another key, and no key of that kind.
    key_set *other = read_set(RFC8037_KEY);
    assert_int_equal(key_set_verify(other, &t), KEY_UNKNOWN);
    key_set_release(other);
    // One bit of what was signed, and of each byte of the signature.
    char changed[] = RFC7515_ES256;
    changed[sizeof "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2" - 1] ^= 1;
    if (token_read(text_of(changed), memory, &t, &fault))
        assert_int_equal(key_set_verify(set, &t), KEY_REFUSED);
    assert_true(token_read(TEXT(RFC7515_ES256), memory, &t, &fault));
    char signature[64];
    for (size_t i = 0; i < sizeof signature; i++) {
        memcpy(signature, t.signature.data, sizeof signature);
        signature[i] ^= 0x10;
        token forged = t;
        forged.signature.data = signature;
        assert_int_equal(key_set_verify(set, &forged), KEY_REFUSED);
    }
    for (size_t length = 0; length < sizeof signature; length++) {
        token forged = t;
        forged.signature.length = length;
        assert_int_equal(key_set_verify(set, &forged), KEY_REFUSED);
    }
    key_set_release(set);
}

static void test_a_signature_of_ed25519(void **state) {
    (void)state;
    key_set *set = read_set(RFC8037_KEY);
    token t = {.algorithm = TOKEN_EDDSA,
               .signed_part = TEXT(RFC8037_HEAD "." RFC8037_PAYLOAD),
               .signature = base64url_decode(memory, TEXT(RFC8037_SIGNATURE))};
    assert_int_equal(key_set_verify(set, &t), KEY_VERIFIED);
    t.algorithm = TOKEN_ES256;
    assert_int_equal(key_set_verify(set, &t), KEY_UNKNOWN);
    key_set_release(set);
    // The payload is text, of which a token has none.
    const char *fault;
    assert_false(token_read(TEXT(RFC8037_HEAD "." RFC8037_PAYLOAD "." RFC8037_SIGNATURE), memory, &t, &fault));
    assert_non_null(strstr(fault, "object"));
}

static void test_forms(void **state) {
    (void)state;
    static const char *const none[] = {"",        ".",      "..",     "a.b",    "a..c",    ".b.c",
                                       "a.b.c.d", "a.b.c.", "a.b.c ", "a=.b.c", "a.b.c\n", "tess_live_0"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(token_has_form(text_of(none[i])));
    assert_true(token_has_form(TEXT("a.b.c")));
    assert_true(token_has_form(TEXT("a.b."))); // to be told that it has no signature
}

// --- what a token says -----------------------------------------------------------------------------------------------

static const char *const audiences[] = {"here", "there"};

static const char *meets(const char *claims, int64_t now) {
    json_error error;
    const char *fault = "", *subject = NULL;
    int64_t expires_at = 0;
    token_demand demand = {.issuer = "https://issuer",
                           .audiences = audiences,
                           .audience_count = 2,
                           .algorithms = 1u << TOKEN_ES256,
                           .skew = 60 * SECOND};
    token t = {.algorithm = TOKEN_ES256, .claims = json_parse(memory, text_of(claims), 16, &error)};
    assert_non_null(t.claims);
    if (!token_meets(&t, &demand, now * SECOND, &expires_at, &subject, &fault))
        return fault;
    assert_string_equal(subject, "me");
    return NULL;
}

#define USUAL "\"iss\":\"https://issuer\",\"aud\":\"here\",\"sub\":\"me\""

static void test_times_at_their_borders(void **state) {
    (void)state;
    assert_null(meets("{" USUAL ",\"exp\":1000}", 1059));
    assert_non_null(meets("{" USUAL ",\"exp\":1000}", 1060));
    assert_null(meets("{" USUAL ",\"exp\":1000.5}", 1060));
    assert_non_null(meets("{" USUAL ",\"exp\":1000.5}", 1061));
    assert_null(meets("{" USUAL ",\"exp\":1e4,\"nbf\":1000}", 940));
    assert_non_null(meets("{" USUAL ",\"exp\":1e4,\"nbf\":1000}", 939));
    assert_null(meets("{" USUAL ",\"exp\":1e4,\"iat\":1000}", 940));
    assert_non_null(meets("{" USUAL ",\"exp\":1e4,\"iat\":1000}", 939));
    assert_null(meets("{" USUAL ",\"exp\":253402300799}", 1000));
    assert_non_null(meets("{" USUAL ",\"exp\":253402300800}", 1000));
    assert_non_null(meets("{" USUAL ",\"exp\":1e400}", 1000));
}

static void test_paths_to_claims(void **state) {
    (void)state;
    json_error error;
    const json_value *claims = json_parse(
        memory, TEXT("{\"a\":{\"b\":{\"c\":1}},\"a.b\":2,\"https://x.y/z\":3,\"l\":[{\"m\":4}],\"\":{\"\":5}}"), 16,
        &error);
    static const struct {
        const char *name, *number; // NULL: there is none
    } cases[] = {
        {"a.b", "2"},      {"a.b.c", "1"}, {"https://x.y/z", "3"}, {"l.m", NULL}, {"a.x", NULL},
        {"a.b.c.d", NULL}, {".", "5"},     {"a.", NULL},           {"x", NULL},   {"a.b.c.d.e.f.g.h.i.j", NULL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const json_value *found = token_claim(claims, cases[i].name);
        if (cases[i].number == NULL) {
            assert_null(found);
        } else {
            assert_non_null(found);
            assert_string_equal(found->number, cases[i].number);
        }
    }
}

static void test_sets_that_are_none(void **state) {
    (void)state;
    static const char *const none[] = {"",
                                       "{}",
                                       "[]",
                                       "{\"keys\":{}}",
                                       "{\"keys\":[]}",
                                       "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AA\"}]}",
                                       "{\"keys\":[1,null]}",
                                       "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}",
                                       "{\"keys\":[],\"keys\":[]}"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        const char *fault = NULL;
        assert_null(key_set_read(text_of(none[i]), &fault));
        assert_non_null(fault);
    }
    key_set *one = read_set(RFC8037_KEY), *same = read_set(RFC8037_KEY), *other = read_set(RFC7515_P256);
    assert_true(key_set_same(one, same));
    assert_false(key_set_same(one, other));
    assert_ptr_equal(key_set_hold(one), one);
    key_set_release(one);
    key_set_release(one);
    key_set_release(same);
    key_set_release(other);
    assert_null(key_set_release(NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_base64url, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_one_text_for_each_byte, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_token_of_the_standard, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_signature_of_ed25519, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_forms, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_times_at_their_borders, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_paths_to_claims, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sets_that_are_none, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
