// Signatures of webhooks, made elsewhere: printf '%s' '1700000000.{"a":1}' | openssl dgst -sha256 -hmac SECRET.
#include "sdk_unit.h"

#include "tessera/webhook.h"

#define BODY "{\"a\":1}"
#define AT 1700000000
#define GOOD "38877139021993b830af32feea6e18a8da83eb2f6e49ee50bd9e4cf4ca4d3789"
#define LONG_GOOD "8b16d7f62bfa12ad46611d7dafba6ecff523ee069f99670fa0bc29fadacba0ec"
#define UNDER_NONE "948a8d0246d330f02787f96de7c4dcbc70dc8ddf91d6e6147820a754e78dc36c"
#define SECRET "whsec_test"
#define LONG_SECRET                                                                                                    \
    "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"

static tessera_webhook_verdict verify(const char *secret, const char *header, const char *body, int64_t now) {
    return tessera_webhook_verify(secret, header, body, strlen(body), now, TESSERA_WEBHOOK_TOLERANCE);
}

static void test_genuine(void **state) {
    (void)state;
    assert_int_equal(verify(SECRET, "t=1700000000,v1=" GOOD, BODY, AT), TESSERA_WEBHOOK_GENUINE);
    assert_int_equal(verify(SECRET, "t=1700000000,v1=" LONG_GOOD ",v1=" GOOD, BODY, AT + 300), TESSERA_WEBHOOK_GENUINE);
    assert_int_equal(verify(LONG_SECRET, "t=1700000000,v1=" LONG_GOOD, BODY, AT - 300), TESSERA_WEBHOOK_GENUINE);
}

static void test_forged(void **state) {
    (void)state;
    assert_int_equal(verify("other", "t=1700000000,v1=" GOOD, BODY, AT), TESSERA_WEBHOOK_FORGED);
    assert_int_equal(verify(SECRET, "t=1700000001,v1=" GOOD, BODY, AT), TESSERA_WEBHOOK_FORGED);
    assert_int_equal(verify(SECRET, "t=1700000000,v1=" GOOD, "{\"a\":2}", AT), TESSERA_WEBHOOK_FORGED);
    assert_int_equal(verify(SECRET, "t=1700000000,v1=" GOOD "0", BODY, AT), TESSERA_WEBHOOK_FORGED);
    assert_int_equal(verify(SECRET, "t=1700000000,v1=", BODY, AT), TESSERA_WEBHOOK_FORGED);
}

static void test_no_secret(void **state) {
    (void)state;
    assert_int_equal(verify("", "t=1700000000,v1=" UNDER_NONE, BODY, AT), TESSERA_WEBHOOK_FORGED);
    assert_int_equal(verify(NULL, "t=1700000000,v1=" UNDER_NONE, BODY, AT), TESSERA_WEBHOOK_FORGED);
}

static void test_stale(void **state) {
    (void)state;
    assert_int_equal(verify(SECRET, "t=1700000000,v1=" GOOD, BODY, AT + 301), TESSERA_WEBHOOK_STALE);
    assert_int_equal(verify(SECRET, "t=1700000000,v1=" GOOD, BODY, AT - 301), TESSERA_WEBHOOK_STALE);
    assert_int_equal(verify(SECRET, "t=1700000000,v1=" GOOD, BODY, 0), TESSERA_WEBHOOK_STALE);
}

static void test_malformed(void **state) {
    (void)state;
    static const char *const wrong[] = {NULL,
                                        "",
                                        "t=",
                                        "t=,v1=" GOOD,
                                        "v1=" GOOD,
                                        "t=1700000000",
                                        "t=1700000000,v2=" GOOD,
                                        "t=1700000000;v1=" GOOD,
                                        "t=x,v1=" GOOD,
                                        "sha256=" GOOD,
                                        "t=99999999999999999999,v1=" GOOD};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (verify(SECRET, wrong[i], BODY, AT) != TESSERA_WEBHOOK_MALFORMED)
            fail_msg("%s must be malformed", wrong[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_genuine), cmocka_unit_test(test_forged),
                                       cmocka_unit_test(test_no_secret), cmocka_unit_test(test_stale),
                                       cmocka_unit_test(test_malformed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
