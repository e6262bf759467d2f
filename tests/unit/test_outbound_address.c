// Every border of every range: the last address before, the first and last within, the first behind.
#include "unit.h"

#include "net/outbound.h"
#include "net/outbound_address.h"

static bool is_public(const char *given) {
    http_address address;
    assert_true(http_address_parse(text_of(given), &address));
    return outbound_address_is_public(&address);
}

typedef struct border {
    const char *before, *first, *last, *behind; // `before` and `behind` NULL: they are another range's
} border;

static const border blocked[] = {
    {NULL, "0.0.0.0", "0.255.255.255", "1.0.0.0"},
    {"9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0"},
    {"100.63.255.255", "100.64.0.0", "100.127.255.255", "100.128.0.0"},
    {"126.255.255.255", "127.0.0.0", "127.255.255.255", "128.0.0.0"},
    {"168.63.129.15", "168.63.129.16", "168.63.129.16", "168.63.129.17"},
    {"169.253.255.255", "169.254.0.0", "169.254.255.255", "169.255.0.0"},
    {"172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0"},
    {"191.255.255.255", "192.0.0.0", "192.0.0.8", "192.0.0.9"},
    {"192.0.0.10", "192.0.0.11", "192.0.0.255", "192.0.1.0"},
    {"192.0.1.255", "192.0.2.0", "192.0.2.255", "192.0.3.0"},
    {"192.88.98.255", "192.88.99.0", "192.88.99.255", "192.88.100.0"},
    {"192.167.255.255", "192.168.0.0", "192.168.255.255", "192.169.0.0"},
    {"198.17.255.255", "198.18.0.0", "198.19.255.255", "198.20.0.0"},
    {"198.51.99.255", "198.51.100.0", "198.51.100.255", "198.51.101.0"},
    {"203.0.112.255", "203.0.113.0", "203.0.113.255", "203.0.114.0"},
    {"223.255.255.255", "224.0.0.0", "239.255.255.255", NULL},
    {NULL, "240.0.0.0", "255.255.255.255", NULL},
    {NULL, "::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2000::"}, // all but what the next tests look at
    {"2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001::", "2001:1::", "2001:1::1"},
    {"2001:1::3", "2001:1::4", "2001:2:ffff:ffff:ffff:ffff:ffff:ffff", "2001:3::"},
    {"2001:3:ffff:ffff:ffff:ffff:ffff:ffff", "2001:4::", "2001:4:111:ffff:ffff:ffff:ffff:ffff", "2001:4:112::"},
    {"2001:4:112:ffff:ffff:ffff:ffff:ffff", "2001:4:113::", "2001:1f:ffff:ffff:ffff:ffff:ffff:ffff", "2001:20::"},
    {"2001:3f:ffff:ffff:ffff:ffff:ffff:ffff", "2001:40::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::"},
    {"2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::"},
    {"2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2003::"},
    {"3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::"},
    {"3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", NULL},
};

static void test_borders(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof blocked / sizeof *blocked; i++) {
        const border *b = &blocked[i];
        if (is_public(b->first) || is_public(b->last))
            fail_msg("%s to %s must be blocked", b->first, b->last);
        if (b->before != NULL && !is_public(b->before))
            fail_msg("%s, before %s, must be allowed", b->before, b->first);
        if (b->behind != NULL && !is_public(b->behind))
            fail_msg("%s, behind %s, must be allowed", b->behind, b->last);
    }
}

static void test_others(void **state) {
    (void)state;
    static const char *const refused[] = {
        "::1",
        "::7f00:1",
        "::ffff:0:7f00:1",
        "64:ff9b:1::1",
        "64:ff9b:1:ffff:ffff:ffff:ffff:ffff",
        "100::",
        "100::ffff:ffff:ffff:ffff",
        "fc00::",
        "fd00:ec2::254",
        "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "fe80::1",
        "fec0::",
        "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "ff02::1",
        "5f00::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (is_public(refused[i]))
            fail_msg("%s must be blocked", refused[i]);
    static const char *const allowed[] = {
        "8.8.8.8",         "93.184.216.34",     "192.31.196.1",    "192.175.48.1",
        "2606:4700::1111", "2a00:1450:4001::1", "2620:4f:8000::1", "2001:4860:4860::8888",
    };
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        if (!is_public(allowed[i]))
            fail_msg("%s must be allowed", allowed[i]);
    http_address none = {.known = false};
    assert_false(outbound_address_is_public(&none));
}

// Each border of IPv4 again, behind what stands for IPv4 within IPv6.
static void test_embedded(void **state) {
    (void)state;
    static const char *const before[] = {"::ffff:", "64:ff9b::"};
    for (size_t i = 0; i < sizeof blocked / sizeof *blocked; i++) {
        const char *all[] = {blocked[i].before, blocked[i].first, blocked[i].last, blocked[i].behind};
        for (size_t n = 0; n < sizeof all / sizeof *all; n++)
            for (size_t p = 0; p < sizeof before / sizeof *before; p++) {
                char whole[64];
                if (all[n] == NULL || strchr(all[n], ':') != NULL)
                    continue;
                snprintf(whole, sizeof whole, "%s%s", before[p], all[n]);
                if (is_public(whole) != is_public(all[n]))
                    fail_msg("%s must be as %s", whole, all[n]);
            }
    }
    assert_false(is_public("64:ff9b::1:0:0"));
    assert_false(is_public("64:ff9a:ffff:ffff:ffff:ffff:808:808"));
}

// --- URLs ------------------------------------------------------------------------------------------------------------

static void expect_url(const outbound_rules *rules, const char *url, const char *wanted) {
    char reason[OUTBOUND_REASON];
    bool allowed = outbound_url_is_allowed(rules, url, reason);
    if (allowed != (wanted == NULL) || (wanted != NULL && strcmp(reason, wanted) != 0))
        fail_msg("%s: \"%s\" instead of \"%s\"", url, allowed ? "allowed" : reason,
                 wanted == NULL ? "allowed" : wanted);
}

#define BLOCKED "Webhook URL resolves to blocked IP range"
#define NO_HOST "Webhook URL must have a hostname"

static void test_urls(void **state) {
    (void)state;
    outbound_rules any = {.https_only = false};
    static const struct {
        const char *url, *reason;
    } cases[] = {
        {"http://example.com/hook", NULL},
        {"HTTPS://example.com:8443/hook?a=b#c", NULL},
        {"https://8.8.8.8/", NULL},
        {"https://[2606:4700::1111]/", NULL},
        {"", "Invalid URL scheme: "},
        {"example.com/hook", "Invalid URL scheme: "},
        {"//example.com", "Invalid URL scheme: "},
        {"ftp://example.com", "Invalid URL scheme: ftp"},
        {"file:///etc/passwd", "Invalid URL scheme: file"},
        {"gopher://127.0.0.1", "Invalid URL scheme: gopher"},
        {"localhost:8000/x", "Invalid URL scheme: localhost"},
        {"http://", NO_HOST},
        {"http:///hook", NO_HOST},
        {"http:example.com", NO_HOST},
        {"https://:443/", NO_HOST},
        {"https://user@/", NO_HOST},
        {"https://?x", NO_HOST},
        {"http://127.0.0.1:9/x", BLOCKED},
        {"http://10.1.2.3", BLOCKED},
        {"http://172.16.0.1", BLOCKED},
        {"http://192.168.1.1", BLOCKED},
        {"http://169.254.169.254/latest/meta-data", BLOCKED},
        {"http://[::1]/", BLOCKED},
        {"http://[::ffff:127.0.0.1]/", BLOCKED},
        {"http://0x7f.1/", BLOCKED}, // what the system reads as 127.0.0.1
        {"http://2130706433/", BLOCKED},
        {"http://0177.0.0.1/", BLOCKED},
        {"https://user:secret@example.com/", "Invalid URL: it must not hold a user or a password"},
        {"https://example.com/a b", "Invalid URL: it holds a character that must be escaped"},
        {"https://example.com\\@10.0.0.1/", "Invalid URL: it holds a character that must be escaped"},
        {"https://example.com/\r\nX: y", "Invalid URL: it holds a character that must be escaped"},
        {"https://ex\xc3\xa4mple.com/", "Invalid URL: it holds a character that must be escaped"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_url(&any, cases[i].url, cases[i].reason);
    char reason[OUTBOUND_REASON], longest[OUTBOUND_URL_MAXIMUM + 2];
    assert_false(outbound_url_is_allowed(&any, "https://example.com:port/", reason));
    assert_true(text_starts_with(text_of(reason), TEXT("Invalid URL: ")));
    memset(longest, 'a', sizeof longest - 1);
    memcpy(longest, "https://example.com/", 20);
    longest[sizeof longest - 1] = '\0';
    expect_url(&any, longest, "Invalid URL: it is longer than 2000 bytes");
    longest[sizeof longest - 2] = '\0';
    expect_url(&any, longest, NULL);
}

static void test_url_rules(void **state) {
    (void)state;
    outbound_rules production = {.https_only = true};
    expect_url(&production, "https://example.com/", NULL);
    expect_url(&production, "http://example.com/", "Webhook URL must use HTTPS in production");
    expect_url(&production, "ftp://example.com/", "Webhook URL must use HTTPS in production");
    const char *domains[] = {"Example.com.", "hooks.example.org"};
    outbound_rules listed = {.domains = domains, .domain_count = 2};
    expect_url(&listed, "https://example.com", NULL);
    expect_url(&listed, "https://EXAMPLE.COM./x", NULL);
    expect_url(&listed, "https://a.b.example.com", NULL);
    expect_url(&listed, "https://hooks.example.org", NULL);
    expect_url(&listed, "https://example.org", "Webhook URL hostname is not in allowlist");
    expect_url(&listed, "https://badexample.com", "Webhook URL hostname is not in allowlist");
    expect_url(&listed, "https://example.com.evil.net", "Webhook URL hostname is not in allowlist");
    expect_url(&listed, "https://127.0.0.1", "Webhook URL hostname is not in allowlist");
    http_network own[2];
    assert_true(http_network_parse(TEXT("127.0.0.0/8"), &own[0]));
    assert_true(http_network_parse(TEXT("fd00::/8"), &own[1]));
    outbound_rules mine = {.networks = own, .network_count = 2};
    expect_url(&mine, "http://127.0.0.1:8000/", NULL);
    expect_url(&mine, "http://[fd12::1]/", NULL);
    expect_url(&mine, "http://10.0.0.1/", BLOCKED);
    expect_url(&mine, "http://[::1]/", BLOCKED);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_borders), cmocka_unit_test(test_others),    cmocka_unit_test(test_embedded),
        cmocka_unit_test(test_urls),    cmocka_unit_test(test_url_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
