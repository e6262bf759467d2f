// A client's settings: where they come from, what is refused.
#include "sdk/settings.h"
#include "sdk/url.h"
#include "unit.h"
#include <netinet/in.h>
#include <unistd.h>

static void clear_environment(void) {
    static const char *const names[] = {"TESSERA_URL", "TESSERA_API_KEY", "http_proxy",  "https_proxy",
                                        "HTTPS_PROXY", "all_proxy",       "ALL_PROXY",   "no_proxy",
                                        "NO_PROXY",    "SSL_CERT_FILE",   "SSL_CERT_DIR"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        unsetenv(names[i]);
}

static int setup(void **state) {
    (void)state;
    clear_environment();
    return 0;
}

static settings settings_of(tessera_client_options options) {
    settings s;
    char problem[256];
    if (!settings_read(&s, &options, problem, sizeof problem))
        fail_msg("%s", problem);
    return s;
}

static void expect_url(const char *url, const char *base, const char *prefix, const char *host) {
    settings s = settings_of((tessera_client_options){.base_url = url});
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
        "example.com",   "ftp://example.com", "http://",          "http://a b",     "http://x/?t=1#b",
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
    settings s = settings_of((tessera_client_options){0});
    assert_string_equal(s.base_url, "http://env.example/x");
    assert_non_null(strstr(s.headers, "Authorization: Bearer from-env\r\n"));
    settings_done(&s);
    s = settings_of((tessera_client_options){.base_url = "http://given.example", .api_key = "given"});
    assert_string_equal(s.base_url, "http://given.example");
    assert_non_null(strstr(s.headers, "Authorization: Bearer given\r\n"));
    settings_done(&s);
    s = settings_of((tessera_client_options){.api_key = ""});
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
    s = settings_of((tessera_client_options){.headers = given});
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
    settings s = settings_of((tessera_client_options){0});
    assert_int_equal(s.timeout, 30000000);
    assert_int_equal(s.max_connections, 100);
    assert_int_equal(s.retries, 2);
    assert_int_equal(s.max_reply, 64 * 1024 * 1024);
    settings_done(&s);
    s = settings_of((tessera_client_options){
        .timeout_ms = TESSERA_NO_LIMIT, .max_connections = 3, .retries = TESSERA_NO_RETRIES, .max_reply_bytes = 10});
    assert_int_equal(s.retries, 0);
    assert_int_equal(s.timeout, -1);
    assert_int_equal(s.max_connections, 3);
    assert_int_equal(s.max_reply, 10);
    settings_done(&s);
    // A caller of an older release has a shorter struct: what lies behind it is not looked at.
    tessera_client_options older = {.struct_size = offsetof(tessera_client_options, proxy),
                                    .proxy = "not looked at ://"};
    s = settings_of(older);
    settings_done(&s);
}

static void test_proxy(void **state) {
    settings s;
    char problem[256];
    (void)state;
    s = settings_of(
        (tessera_client_options){.base_url = "http://server.example/p", .proxy = "http://u:p%40@proxy.example:3128"});
    assert_string_equal(s.connect_url, "http://proxy.example:3128/");
    assert_string_equal(s.prefix, "http://server.example/p");
    assert_string_equal(s.proxy, "");
    assert_non_null(strstr(s.headers, "Host: server.example\r\n"));
    assert_non_null(strstr(s.headers, "Proxy-Authorization: Basic dTpwQA==\r\n"));
    settings_done(&s);
    s = settings_of((tessera_client_options){.base_url = "https://server.example", .proxy = "proxy.example:3128"});
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
    s = settings_of((tessera_client_options){.base_url = "http://server.example"});
    assert_string_equal(s.connect_url, "http://proxy.example:1/");
    settings_done(&s);
    s = settings_of((tessera_client_options){.base_url = "http://a.inside.example"});
    assert_string_equal(s.connect_url, "http://a.inside.example/");
    settings_done(&s);
    s = settings_of((tessera_client_options){.base_url = "http://notinside.example"});
    assert_string_equal(s.connect_url, "http://proxy.example:1/");
    settings_done(&s);
    s = settings_of((tessera_client_options){.base_url = "http://server.example", .proxy = ""});
    assert_string_equal(s.connect_url, "http://server.example/");
    settings_done(&s);
    setenv("no_proxy", "*", 1);
    s = settings_of((tessera_client_options){.base_url = "http://server.example"});
    assert_string_equal(s.connect_url, "http://server.example/");
    settings_done(&s);
}

// As curl reads no_proxy, and brackets as well.
static void test_exceptions_of_the_proxy(void **state) {
    static const struct {
        const char *list, *host;
        bool exempt;
    } rows[] = {
        {"::1", "[::1]", true},
        {"[::1]", "[::1]", true},
        {"0:0:0:0:0:0:0:1", "[::1]", true},
        {"::2", "[::1]", false},
        {"fd00::/8", "[fd12:3456::1]", true},
        {"fd00::/8", "[fe80::1]", false},
        {"[fd00::]/8", "[fd00::1]", true},
        {"2001:db8::/33", "[2001:db8:7fff::1]", true},
        {"2001:db8::/33", "[2001:db8:8000::1]", false},
        {"::/0", "[2001:db8::1]", true},
        {"::/129", "[::1]", false},
        {"127.0.0.0/8", "127.1.2.3", true},
        {"127.0.0.0/8", "128.0.0.1", false},
        {"10.0.0.0/9,192.168.0.0/16", "192.168.77.1", true},
        {"10.0.0.0/9", "10.128.0.1", false},
        {"10.1.2.3", "10.1.2.3", true},
        {"10.1.2.3/32", "10.1.2.4", false},
        {"0.0.0.0/0", "8.8.8.8", true},
        {"0.0.0.0/0", "[::1]", false},
        {"10.0.0.0/33", "10.0.0.0", false},
        {"10.0.0.0/", "10.0.0.0", false},
        {"10.0.0.0/x", "10.0.0.0", false},
        {"10.0.0.0/-1", "10.0.0.0", false},
        {"10.0.0.0/0008", "10.0.0.0", false},
        {"10/8", "10.0.0.0", false},
        {"0.0.1", "127.0.0.1", false},
        {"example.com", "EXAMPLE.com", true},
        {"example.com", "a.example.com", true},
        {".example.com", "example.com", true},
        {"example.com.", "example.com", true},
        {"example.com", "example.com.", true},
        {"example.com", "notexample.com", false},
        {"a.example.com", "example.com", false},
        {"10.0.0.0/8", "ten.example.com", false},
        {".", "example.com", false},
        {"", "example.com", false},
        {" , ,example.com", "example.com", true},
        {"other example.com", "example.com", true},
        {"*", "[::1]", true},
        {"*.example.com", "a.example.com", false},
        {NULL, "example.com", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (proxy_exempts(rows[i].list, rows[i].host) != rows[i].exempt)
            fail_msg("no_proxy=%s and %s", rows[i].list, rows[i].host);
}

static void test_no_message_repeats_a_secret(void **state) {
    static const char *const urls[] = {
        "http://ops:pa55@10.0.0.1/",
        "https://ops:pa55@x",
        "http://pa55@x",
        "http://:pa55@x",
        "http://ops:pa55@x:99999",
        "ftp://ops:pa55@x",
        "http://ops:pa55@a b",
        "ops:pa55@x",
        "http://ops:pa/55?pa55@x",
        "http://ops:pa55#@x",
        "http://ops:pa55@",
        "http://x/?key=pa55",
        "http://x/#pa55",
        "http+unix://ops:pa55@%2Fx",
        "unix://ops:pa55@/x",
        "http://ops:pa55@pa55@x",
        "http://ops:pa55@[::1",
        "HTTP://OPS:pa55@X",
        "//ops:pa55@x",
        "http://ops:p%61pa55@x",
        "http:/ops:pa55@x",
        "https:///ops:pa55@x/",
        "http:////pa55@x",
    };
    static const char *const proxies[] = {"http://ops:pa55@x:99999", "ftp://ops:pa55@x", "quic://pa55@x:1"};
    static const char *const lines[][2] = {{"Authorization: Bearer pa55\n", NULL}, {"pa55", NULL}, {"A b: pa55", NULL}};
    settings s;
    char problem[256];
    (void)state;
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        assert_false(settings_read(&s, &(tessera_client_options){.base_url = urls[i]}, problem, sizeof problem));
        if (strstr(problem, "pa55") != NULL)
            fail_msg("%s", problem);
    }
    for (size_t i = 0; i < sizeof proxies / sizeof *proxies; i++) {
        assert_false(settings_read(&s, &(tessera_client_options){.proxy = proxies[i]}, problem, sizeof problem));
        assert_null(strstr(problem, "pa55"));
    }
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        assert_false(settings_read(&s, &(tessera_client_options){.headers = lines[i]}, problem, sizeof problem));
        assert_null(strstr(problem, "pa55"));
    }
    assert_false(settings_read(&s, &(tessera_client_options){.base_url = "http://u@x"}, problem, sizeof problem));
    assert_non_null(strstr(problem, "must not hold a user or a password"));
    s = settings_of((tessera_client_options){.base_url = "http://x/@tenant"});
    assert_string_equal(s.prefix, "/@tenant");
    settings_done(&s);
}

static void expect_socket(const char *url, const char *path, const char *prefix) {
    setenv("http_proxy", "http://proxy.example:1", 1);
    settings s = settings_of((tessera_client_options){.base_url = url});
    assert_string_equal(s.socket_path, path);
    assert_string_equal(s.prefix, prefix);
    assert_string_equal(s.proxy, "");
    assert_string_equal(s.connect_url, "http://localhost/");
    assert_non_null(strstr(s.headers, "Host: localhost\r\n"));
    settings_done(&s);
}

static void test_socket_files(void **state) {
    char long_path[200];
    const char *const bad[] = {"unix:",
                               "unix://",
                               "http+unix://",
                               "http+unix:///x",
                               "http+unix://%2Fx%00y",
                               "http+unix://%2Fx/?a",
                               "http+unix://%2Fx/a b",
                               long_path};
    settings s;
    char problem[512];
    (void)state;
    expect_socket("unix:/run/t.sock", "/run/t.sock", "");
    expect_socket("UNIX:/run/t.sock", "/run/t.sock", "");
    expect_socket("unix:///run/t.sock", "/run/t.sock", "");
    expect_socket("unix:t@1.sock", "t@1.sock", "");
    expect_socket("unix:/a path/?#%20", "/a path/?#%20", "");
    expect_socket("http+unix://%2Frun%2Ft%20a.sock", "/run/t a.sock", "");
    expect_socket("http+unix://%2Frun%2Ft.sock/pre/fix/", "/run/t.sock", "/pre/fix");
    memset(long_path, 'x', sizeof long_path);
    memcpy(long_path, "unix:", 5);
    long_path[5 + 108] = '\0';
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (settings_read(&s, &(tessera_client_options){.base_url = bad[i]}, problem, sizeof problem))
            fail_msg("%s", bad[i]);
    long_path[5 + 107] = '\0';
    expect_socket(long_path, long_path + 5, "");
}

static void test_authorities(void **state) {
    settings s;
    char problem[256];
    (void)state;
    setenv("SSL_CERT_FILE", "/environment.pem", 1);
    setenv("SSL_CERT_DIR", "/environment", 1);
    s = settings_of((tessera_client_options){0});
    assert_string_equal(s.ca_file, "/environment.pem");
    assert_string_equal(s.ca_folder, "/environment");
    settings_done(&s);
    char both[] = "/tmp/tessera-pem-XXXXXX";
    int file = mkstemp(both);
    assert_true(
        dprintf(file, "text before\n%s%s", "-----BEGIN CERTIFICATE-----\n", "-----BEGIN EC PRIVATE KEY-----\n") > 0);
    assert_int_equal(close(file), 0);
    s = settings_of(
        (tessera_client_options){.struct_size = sizeof(tessera_client_options), .ca_file = both, .cert_file = both});
    assert_string_equal(s.ca_file, both);
    assert_null(s.ca_folder);
    assert_string_equal(s.key_file, both);
    settings_done(&s);
    unlink(both);
    s = settings_of((tessera_client_options){.struct_size = sizeof(tessera_client_options), .ca_text = "text"});
    assert_null(s.ca_file);
    settings_done(&s);
    assert_false(settings_read(&s, &(tessera_client_options){.ca_file = "/no/such"}, problem, sizeof problem));
    assert_non_null(strstr(problem, "'/no/such' cannot be read"));
    assert_false(settings_read(
        &s, &(tessera_client_options){.struct_size = sizeof(tessera_client_options), .key_file = "/no/such"}, problem,
        sizeof problem));
    assert_false(settings_read(&s, &(tessera_client_options){.ca_file = ""}, problem, sizeof problem));
    assert_false(settings_read(&s, &(tessera_client_options){.ca_file = "/dev/null"}, problem, sizeof problem));
    assert_string_equal(problem, "'/dev/null' is not a file");
}

// A key that is encrypted, in either form, needs a password: nobody is asked for one when a connection is made.
static void test_encrypted_keys(void **state) {
    static const char *const heads[] = {
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMII\n",
        "-----BEGIN CERTIFICATE-----\n-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: x\n",
        "-----BEGIN PRIVATE KEY-----\nMII\n-----BEGIN ENCRYPTED PRIVATE KEY-----\n",
        "-----BEGIN EC PRIVATE KEY-----",
    };
    settings s;
    char problem[256];
    (void)state;
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        char key[] = "/tmp/tessera-key-XXXXXX";
        int file = mkstemp(key);
        assert_true(dprintf(file, "%s", heads[i]) > 0);
        assert_int_equal(close(file), 0);
        tessera_client_options options = {.struct_size = sizeof options, .key_file = key};
        bool encrypted = i < 2;
        assert_int_equal(settings_read(&s, &options, problem, sizeof problem), !encrypted);
        if (encrypted)
            assert_non_null(strstr(problem, "is encrypted, and there is no password for it"));
        settings_done(&s);
        options.key_password = "";
        assert_int_equal(settings_read(&s, &options, problem, sizeof problem), !encrypted);
        settings_done(&s);
        options.key_password = "sesame";
        assert_true(settings_read(&s, &options, problem, sizeof problem));
        settings_done(&s);
        unlink(key);
    }
}

// What is connected to without asking anybody: plain HTTP to an address, where no proxy stands between.
static void test_addresses(void **state) {
    static const struct {
        const char *url, *proxy;
        int family;
    } cases[] = {
        {"http://127.0.0.1:8000", NULL, AF_INET},
        {"http://127.0.0.1", "", AF_INET},
        {"http://[::1]:8000/x", NULL, AF_INET6},
        {"unix:/run/tessera.sock", "http://127.0.0.1:3128", AF_UNIX},
        {"http://localhost:8000", NULL, 0},
        {"http://127.0.0.1.example:8000", NULL, 0},
        {"https://127.0.0.1:8000", NULL, 0},
        {"http://127.0.0.1:8000", "http://127.0.0.1:3128", 0},
        {"http://[::1]:8000", "socks5://127.0.0.1:1080", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        settings s = settings_of((tessera_client_options){.base_url = cases[i].url, .proxy = cases[i].proxy});
        if (s.address_length == 0 ? cases[i].family != 0 : s.address.ss_family != cases[i].family)
            fail_msg("%s through %s", cases[i].url, cases[i].proxy);
        settings_done(&s);
    }
    settings s = settings_of((tessera_client_options){.base_url = "http://10.1.2.3:8001"});
    const struct sockaddr_in *four = (const struct sockaddr_in *)&s.address;
    assert_int_equal(ntohs(four->sin_port), 8001);
    assert_int_equal(ntohl(four->sin_addr.s_addr), 0x0A010203);
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
        cmocka_unit_test_setup(test_exceptions_of_the_proxy, setup),
        cmocka_unit_test_setup(test_no_message_repeats_a_secret, setup),
        cmocka_unit_test_setup(test_socket_files, setup),
        cmocka_unit_test_setup(test_authorities, setup),
        cmocka_unit_test_setup(test_encrypted_keys, setup),
        cmocka_unit_test_setup(test_addresses, setup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
