// API keys: their form, and the hashes by which they are known.
#include "base/siphash.h"
#include "domain/keys.h"
#include "unit.h"
#include <openssl/core_names.h>
#include <openssl/evp.h>

static void test_made(void **state) {
    (void)state;
    key_secret first, second;
    assert_true(key_make(&first));
    assert_true(key_make(&second));
    assert_int_equal(strlen(first.secret), KEY_LENGTH);
    assert_int_equal(strspn(first.secret + 10, "0123456789abcdef"), 64);
    assert_memory_equal(first.secret, "tess_live_", 10);
    assert_memory_equal(first.prefix, first.secret, KEY_PREFIX_LENGTH);
    assert_int_equal(strlen(first.prefix), KEY_PREFIX_LENGTH);
    assert_string_not_equal(first.secret, second.secret);
    assert_memory_not_equal(first.hash, second.hash, KEY_HASH_BYTES);
    assert_true(key_has_form(text_of(first.secret)));
    assert_false(key_has_form((text){first.secret, KEY_LENGTH - 1}));
    assert_false(key_has_form(TEXT("tess_test_")));
}

// FIPS 180-2, appendix B.1.
static void test_hash(void **state) {
    (void)state;
    static const unsigned char known[] = {0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40,
                                          0xde, 0x5d, 0xae, 0x22, 0x23, 0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17,
                                          0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad};
    unsigned char hash[KEY_HASH_BYTES];
    assert_true(key_hash(TEXT("abc"), hash));
    assert_memory_equal(hash, known, sizeof known);
}

static void tag_by_openssl(const siphash_key *key, text bytes, unsigned char out[16]) {
    EVP_MAC *algorithm = EVP_MAC_fetch(NULL, "SIPHASH", NULL);
    EVP_MAC_CTX *context = EVP_MAC_CTX_new(algorithm);
    size_t size = 16;
    OSSL_PARAM parameters[] = {OSSL_PARAM_construct_size_t(OSSL_MAC_PARAM_SIZE, &size), OSSL_PARAM_construct_end()};
    assert_int_equal(EVP_MAC_init(context, (const unsigned char *)key, sizeof *key, parameters), 1);
    assert_int_equal(EVP_MAC_update(context, (const unsigned char *)bytes.data, bytes.length), 1);
    assert_int_equal(EVP_MAC_final(context, out, &size, 16), 1);
    EVP_MAC_CTX_free(context);
    EVP_MAC_free(algorithm);
}

// Every length of a tail, against another implementation.
static void test_siphash(void **state) {
    (void)state;
    char bytes[300];
    unsigned char wanted[16];
    siphash_key key;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 37 + 11);
    for (size_t length = 0; length < sizeof bytes; length++) {
        const text part = {bytes, length};
        memset(&key, (int)length * 3 + 1, sizeof key);
        const siphash_tag tag = siphash(&key, part);
        tag_by_openssl(&key, part, wanted);
        assert_memory_equal(&tag, wanted, sizeof wanted); // on a machine that is little-endian, as its words are
        assert_true(siphash_equal(&tag, &tag));
        const siphash_tag other = siphash(&key, (text){bytes + 1, length});
        assert_true(length == 0 || !siphash_equal(&tag, &other));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_made), cmocka_unit_test(test_hash),
                                       cmocka_unit_test(test_siphash)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
