// Addresses and networks, and what proxies say of a client beside what the log of a server shows (tests/api/test_proxies.py).
#include "unit.h"

#include "net/http_forwarded.h"

static void expect_address(const char *given, const char *printed) {
    http_address address;
    char out[HTTP_ADDRESS_TEXT];
    bool good = http_address_parse(text_of(given), &address);
    assert_int_equal(good, printed != NULL);
    if (!good || printed == NULL)
        return;
    assert_int_equal(http_address_print(&address, out), strlen(printed));
    assert_string_equal(out, printed);
}

static void test_addresses(void **state) {
    (void)state;
    expect_address("192.0.2.7", "192.0.2.7");
    expect_address("::ffff:192.0.2.7", "192.0.2.7");
    expect_address("2001:DB8:0::1", "2001:db8::1");
    expect_address("::", "::");
    expect_address("", NULL);
    expect_address("192.0.2", NULL);
    expect_address("192.0.2.256", NULL);
    expect_address("192.0.2.7 ", NULL);
    expect_address("[::1]", NULL);
    expect_address("fe80::1%eth0", NULL);
    expect_address("11111111111111111111111111111111111111111111111111", NULL);
    http_address address;
    assert_false(http_address_parse((text){"1.2.3.4\0", 8}, &address));
}

static bool has(const char *network, const char *address) {
    http_network parsed;
    http_address one;
    assert_true(http_network_parse(text_of(network), &parsed));
    assert_true(http_address_parse(text_of(address), &one));
    return http_network_has(&parsed, &one);
}

static void test_networks(void **state) {
    (void)state;
    assert_true(has("10.0.0.0/8", "10.255.0.1"));
    assert_false(has("10.0.0.0/8", "11.0.0.1"));
    assert_true(has("192.0.2.128/25", "192.0.2.200"));
    assert_false(has("192.0.2.128/25", "192.0.2.127"));
    assert_true(has("192.0.2.7", "192.0.2.7"));
    assert_false(has("192.0.2.7/32", "192.0.2.6"));
    assert_true(has("0.0.0.0/0", "255.1.2.3"));
    assert_false(has("0.0.0.0/0", "2001:db8::1"));
    assert_true(has("::/0", "192.0.2.7"));
    assert_true(has("2001:db8:8000::/33", "2001:db8:ffff::1"));
    assert_false(has("2001:db8:8000::/33", "2001:db8:7fff::1"));
    assert_true(has("::1/128", "::1"));
    http_address none = {0};
    http_network all;
    assert_true(http_network_parse(TEXT("::/0"), &all));
    assert_false(http_network_has(&all, &none));
    static const char *const wrong[] = {
        "",        "10.0.0.0/33", "10.0.0.0/",      "10.0.0.0/-1", "10.0.0.0/8x", "10.0.0.1/8",
        "::1/129", "::1/64",      "10.0.0.0/08888", "/8",          "example.com", "10.0.0.0/8/8"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(http_network_parse(text_of(wrong[i]), &all));
}

// --- proxies ---------------------------------------------------------------------------------------------------------

static arena *memory;

static int setup(void **state) {
    (void)state;
    memory = arena_new(0);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    arena_free(memory);
    return 0;
}

// What comes of a request from 10.0.0.1, itself a proxy, with these headers.
static http_request applied(bool forwarded, const http_header *headers, size_t count) {
    http_network ours;
    assert_true(http_network_parse(TEXT("10.0.0.0/8"), &ours));
    http_proxies proxies = {.networks = &ours, .count = 1, .forwarded = forwarded};
    http_request request = {.headers = headers, .header_count = count, .client = TEXT("10.0.0.1")};
    http_forwarded_apply(&proxies, &request, memory);
    return request;
}

static void test_the_host(void **state) {
    (void)state;
    http_header x[] = {{TEXT("X-Forwarded-For"), TEXT("192.0.2.7")},
                       {TEXT("X-Forwarded-Host"), TEXT("a.example, b.example:80")}};
    http_request request = applied(false, x, 2);
    assert_true(text_is(request.host, "b.example:80") && text_is(request.client, "192.0.2.7") && request.forwarded);
    x[1].value = TEXT("b.example/path");
    assert_null(applied(false, x, 2).host.data);
    http_header standard = {TEXT("forwarded"),
                            TEXT("for=192.0.2.7;host=\"a.example:8\\0\";proto=https, for=10.1.1.1;host=inner")};
    request = applied(true, &standard, 1);
    assert_true(text_is(request.host, "a.example:80") && request.secure);
}

static void test_without_a_word_the_peer_stays(void **state) {
    (void)state;
    http_request request = applied(false, NULL, 0);
    assert_false(request.forwarded || request.secure);
    assert_true(text_is(request.client, "10.0.0.1"));
    http_header only = {TEXT("X-Forwarded-Proto"), TEXT("https")};
    request = applied(false, &only, 1);
    assert_true(request.secure && !request.forwarded);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_networks),
        cmocka_unit_test_setup_teardown(test_the_host, setup, teardown),
        cmocka_unit_test_setup_teardown(test_without_a_word_the_peer_stays, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
