// A client's settings: where they come from, what is refused.
#include "sdk/settings.h"
#include "unit.h"

static void clear_environment(void) {
    static const char *const names[] = {"TESSERA_URL", "TESSERA_API_KEY", "http_proxy", "https_proxy", "HTTPS_PROXY",
                                        "all_proxy",   "ALL_PROXY",       "no_proxy",   "NO_PROXY"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        unsetenv(names[i]);
}

static int setup(void **state) {
    (void)state;
    clear_environment();
    return 0;
}

static settings read(tessera_client_options options) {
    settings s;
    char problem[256];
    if (!settings_read(&s, &options, problem, sizeof problem))
        fail_msg("%s", problem);
    return s;
}

static void expect_url(const char *url, const char *base, const char *prefix, const char *host) {
    settings s = read((tessera_client_options){.base_url = url});
    assert_string_equal(s.base_url, base);
    assert_string_equal(s.prefix, prefix);
    char line[128];
    snprintf(line, sizeof line, "Host: %s\r\n", host);
    assert_non_null(strstr(s.headers, line));
    settings_done(&s);
}

static void test_url(void **state) {
    (void)state;
    expect_url(NULL, "http://localhost:8000", "", "localhost:8000");
    expect_url("http://example.com", "http://example.com", "", "example.com");
    expect_url("http://example.com:80/", "http://example.com:80", "", "example.com");
    expect_url("https://example.com:443///", "https://example.com:443", "", "example.com");
    expect_url("http://example.com:8443/some/where//", "http://example.com:8443/some/where", "/some/where",
               "example.com:8443");
    expect_url("http://[::1]:8000", "http://[::1]:8000", "", "[::1]:8000");
}

static void test_bad_url(void **state) {
    static const char *const bad[] = {
        "example.com",   "ftp://example.com", "http://",          "http://a b",     "http://user:pass@example.com",
        "http://x/?a=b", "http://x/#f",       "http://x\r\nA: b", "http://x:99999", "/path",
    };
    settings s;
    char problem[256];
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (settings_read(&s, &(tessera_client_options){.base_url = bad[i]}, problem, sizeof problem))
            fail_msg("accepted: %s", bad[i]);
}

static void test_environment(void **state) {
    (void)state;
    setenv("TESSERA_URL", "http://env.example/x/", 1);
    setenv("TESSERA_API_KEY", "from-env", 1);
    settings s = read((tessera_client_options){0});
    assert_string_equal(s.base_url, "http://env.example/x");
    assert_non_null(strstr(s.headers, "Authorization: Bearer from-env\r\n"));
    settings_done(&s);
    s = read((tessera_client_options){.base_url = "http://given.example", .api_key = "given"});
    assert_string_equal(s.base_url, "http://given.example");
    assert_non_null(strstr(s.headers, "Authorization: Bearer given\r\n"));
    settings_done(&s);
    s = read((tessera_client_options){.api_key = ""});
    assert_null(strstr(s.headers, "Authorization"));
    settings_done(&s);
}

static void test_headers(void **state) {
    static const char *const given[] = {"X-One: 1", "user-agent: mine", NULL};
    static const char *const bad[][2] = {{"no colon", NULL},
                                         {": x", NULL},
                                         {"A b: c", NULL},
                                         {"A: b\r\nC: d", NULL},
                                         {"Content-Length: 5", NULL},
                                         {"transfer-encoding: chunked", NULL}};
    settings s;
    char problem[256];
    (void)state;
    s = read((tessera_client_options){.headers = given});
    assert_non_null(strstr(s.headers, "X-One: 1\r\n"));
    assert_non_null(strstr(s.headers, "user-agent: mine\r\n"));
    assert_null(strstr(s.headers, "libtessera"));
    settings_done(&s);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(settings_read(&s, &(tessera_client_options){.headers = bad[i]}, problem, sizeof problem));
    assert_false(settings_read(&s, &(tessera_client_options){.api_key = "a\nb"}, problem, sizeof problem));
    assert_false(settings_read(&s, &(tessera_client_options){.user_agent = "a\nb"}, problem, sizeof problem));
}

static void test_numbers(void **state) {
    (void)state;
    settings s = read((tessera_client_options){0});
    assert_int_equal(s.timeout, 30000000);
    assert_int_equal(s.max_connections, 100);
    assert_int_equal(s.retries, 0);
    assert_int_equal(s.max_reply, 64 * 1024 * 1024);
    settings_done(&s);
    s = read((tessera_client_options){.timeout_ms = TESSERA_NO_LIMIT, .max_connections = 3, .max_reply_bytes = 10});
    assert_int_equal(s.timeout, -1);
    assert_int_equal(s.max_connections, 3);
    assert_int_equal(s.max_reply, 10);
    settings_done(&s);
    // A caller of an older release has a shorter struct: what lies behind it is not looked at.
    tessera_client_options older = {.struct_size = offsetof(tessera_client_options, proxy),
                                    .proxy = "not looked at ://"};
    s = read(older);
    settings_done(&s);
}

static void test_proxy(void **state) {
    settings s;
    char problem[256];
    (void)state;
    s = read(
        (tessera_client_options){.base_url = "http://server.example/p", .proxy = "http://u:p%40@proxy.example:3128"});
    assert_string_equal(s.connect_url, "http://proxy.example:3128/");
    assert_string_equal(s.prefix, "http://server.example/p");
    assert_string_equal(s.proxy, "");
    assert_non_null(strstr(s.headers, "Host: server.example\r\n"));
    assert_non_null(strstr(s.headers, "Proxy-Authorization: Basic dTpwQA==\r\n"));
    settings_done(&s);
    s = read((tessera_client_options){.base_url = "https://server.example", .proxy = "proxy.example:3128"});
    assert_string_equal(s.connect_url, "https://server.example/");
    assert_string_equal(s.proxy, "http://proxy.example:3128");
    settings_done(&s);
    assert_false(settings_read(&s, &(tessera_client_options){.proxy = "://"}, problem, sizeof problem));
}

static void test_proxy_of_environment(void **state) {
    settings s;
    (void)state;
    setenv("http_proxy", "http://proxy.example:1", 1);
    setenv("no_proxy", "other.example, .inside.example", 1);
    s = read((tessera_client_options){.base_url = "http://server.example"});
    assert_string_equal(s.connect_url, "http://proxy.example:1/");
    settings_done(&s);
    s = read((tessera_client_options){.base_url = "http://a.inside.example"});
    assert_string_equal(s.connect_url, "http://a.inside.example/");
    settings_done(&s);
    s = read((tessera_client_options){.base_url = "http://notinside.example"});
    assert_string_equal(s.connect_url, "http://proxy.example:1/");
    settings_done(&s);
    s = read((tessera_client_options){.base_url = "http://server.example", .proxy = ""});
    assert_string_equal(s.connect_url, "http://server.example/");
    settings_done(&s);
    setenv("no_proxy", "*", 1);
    s = read((tessera_client_options){.base_url = "http://server.example"});
    assert_string_equal(s.connect_url, "http://server.example/");
    settings_done(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_url, setup),
        cmocka_unit_test_setup(test_bad_url, setup),
        cmocka_unit_test_setup(test_environment, setup),
        cmocka_unit_test_setup(test_headers, setup),
        cmocka_unit_test_setup(test_numbers, setup),
        cmocka_unit_test_setup(test_proxy, setup),
        cmocka_unit_test_setup(test_proxy_of_environment, setup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
