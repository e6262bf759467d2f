// Listeners: IPv4, IPv6, unix sockets, several loops on one address, and errors that name the address.
#include "unit.h"

#include "http_fixture.h"
#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define GET(path) "GET " path " HTTP/1.1\r\nHost: a\r\n\r\n"

enum { CLIENTS = 64 };

static char folder[] = "/tmp/tessera-http-XXXXXX";
static char message[256];

static int make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state) {
    (void)state;
    return rmdir(folder);
}

static void answer_nothing(http_exchange *exchange, void *data) {
    (void)data;
    http_exchange_finish(exchange);
}

static http_server *server_new(unsigned threads) {
    return http_server_new(&(http_options){.threads = threads, .on_request = answer_nothing});
}

static bool listens(http_server *server, const char *address) {
    message[0] = '\0';
    return http_server_listen(server, address, message, sizeof(message));
}

// Counts how many of many connections each loop gets.
static void count_loops(const char *address, unsigned counts[2]) {
    fixture f;
    reply answer = {0};
    client clients[CLIENTS];
    fixture_start(&f, (http_options){.threads = 2}, address);
    for (int i = 0; i < CLIENTS; i++) {
        client_open(&clients[i], &f);
        client_send(&clients[i], GET("/loop"));
    }
    for (int i = 0; i < CLIENTS; i++) {
        client_expect(&clients[i], &answer, 200);
        unsigned loop = (unsigned)strtoul(answer.body, NULL, 10);
        assert_in_range(loop, 0, 1);
        counts[loop]++;
        reply_done(&answer);
        client_close(&clients[i]);
    }
    assert_int_equal(atomic_load(&f.loops_started), 2);
    fixture_stop(&f);
}

static void test_loops_share_a_tcp_address(void **state) {
    (void)state;
    unsigned counts[2] = {0};
    count_loops("127.0.0.1:0", counts);
    // The kernel deals by a hash of the addresses: both get some, but for a chance of 2 in 2^64.
    assert_true(counts[0] > 0 && counts[1] > 0);
}

static void test_loops_share_a_unix_socket(void **state) {
    (void)state;
    char address[128];
    unsigned counts[2] = {0};
    snprintf(address, sizeof(address), "unix:%s/shared", folder);
    count_loops(address, counts);
    assert_int_equal(counts[0] + counts[1], CLIENTS);
}

static void test_ipv6(void **state) {
    (void)state;
    fixture f;
    client c = {0};
    reply answer = {0};
    char value[256];
    fixture_start(&f, (http_options){0}, "[::1]:0");
    assert_memory_equal(http_server_address(f.server, 0), "http://[::1]:", 13);
    struct sockaddr_in6 address = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)f.port)};
    address.sin6_addr = in6addr_loopback;
    c.socket = socket(AF_INET6, SOCK_STREAM, 0);
    assert_int_equal(connect(c.socket, (struct sockaddr *)&address, sizeof(address)), 0);
    client_send(&c, GET("/echo"));
    client_expect(&c, &answer, 200);
    assert_true(reply_header(&answer, "X-Peer", value));
    assert_memory_equal(value, "[::1]:", 6);
    reply_done(&answer);
    client_close(&c);
    fixture_stop(&f);
}

static void test_unix_socket(void **state) {
    (void)state;
    fixture f;
    client c;
    reply answer = {0};
    char address[128];
    char value[256];
    struct stat file;
    snprintf(address, sizeof(address), "unix:%s/socket", folder);
    fixture_start(&f, (http_options){0}, address);
    assert_string_equal(http_server_address(f.server, 0), address);
    assert_null(http_server_address(f.server, 1));
    client_open(&c, &f);
    client_send(&c, GET("/echo") GET("/pool/x"));
    client_expect(&c, &answer, 200);
    assert_true(reply_header(&answer, "X-Peer", value));
    assert_string_equal(value, "unix");
    reply_done(&answer);
    client_expect(&c, &answer, 200);
    reply_done(&answer);
    client_close(&c);
    // A living server's file is not taken away.
    http_server *second = server_new(1);
    assert_false(listens(second, address));
    assert_non_null(strstr(message, "address already in use"));
    assert_non_null(strstr(message, address));
    http_server_free(second);
    assert_int_equal(stat(address + 5, &file), 0);
    fixture_stop(&f);
    assert_int_not_equal(stat(address + 5, &file), 0);
}

static void test_stale_unix_socket_is_replaced(void **state) {
    (void)state;
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    struct stat file;
    char address[128];
    snprintf(name.sun_path, sizeof(name.sun_path), "%s/stale", folder);
    snprintf(address, sizeof(address), "unix:%s", name.sun_path);
    int stale = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(stale, (struct sockaddr *)&name, sizeof(name)), 0);
    close(stale);
    http_server *server = server_new(2);
    if (!listens(server, address))
        fail_msg("%s", message);
    http_server_free(server);
    assert_int_not_equal(stat(name.sun_path, &file), 0);
}

static void test_other_files_are_left_alone(void **state) {
    (void)state;
    char address[128];
    snprintf(address, sizeof(address), "unix:%s/file", folder);
    int file = open(address + 5, O_CREAT | O_WRONLY, 0600);
    assert_true(file >= 0);
    close(file);
    http_server *server = server_new(1);
    assert_false(listens(server, address));
    assert_non_null(strstr(message, "not a socket"));
    http_server_free(server);
    assert_int_equal(unlink(address + 5), 0);
}

// Two servers must not share a port silently, although each shares its own among its loops.
static void test_port_in_use(void **state) {
    (void)state;
    for (unsigned threads = 1; threads <= 2; threads++) {
        http_server *first = server_new(threads);
        http_server *second = server_new(3 - threads);
        http_server *third = server_new(2);
        assert_true(listens(first, "127.0.0.1:0"));
        const char *address = http_server_address(first, 0) + strlen("http://");
        assert_false(listens(second, address));
        assert_non_null(strstr(message, "address already in use"));
        assert_non_null(strstr(message, address));
        assert_false(listens(third, address));
        // The same server neither.
        assert_false(listens(first, address));
        assert_null(http_server_address(first, 1));
        http_server_free(third);
        http_server_free(second);
        http_server_free(first);
    }
}

static void test_port_is_free_after_the_end(void **state) {
    (void)state;
    char address[64];
    http_server *first = server_new(2);
    assert_true(listens(first, "127.0.0.1:0"));
    snprintf(address, sizeof(address), "%s", http_server_address(first, 0) + strlen("http://"));
    http_server_free(first);
    http_server *second = server_new(2);
    if (!listens(second, address))
        fail_msg("%s", message);
    http_server_free(second);
}

static void test_bad_addresses(void **state) {
    (void)state;
    static const char *const bad[] = {"",
                                      "8000",
                                      ":8000",
                                      "127.0.0.1",
                                      "127.0.0.1:",
                                      "::1:8000",
                                      "[::1]",
                                      "[::1:8000",
                                      "127.0.0.1:65536",
                                      "127.0.0.1:-1",
                                      "unix:",
                                      "127.0.0.1:8000x",
                                      "[]:1",
                                      "127.0.0.1:999999",
                                      "[:8000"};
    http_server *server = server_new(1);
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        if (listens(server, bad[i]))
            fail_msg("%s is taken for an address", bad[i]);
        assert_memory_equal(message, "cannot listen on ", 17);
    }
    char address[256] = "unix:";
    memset(address + 5, 'a', 108);
    assert_false(listens(server, address));
    assert_false(listens(server, "192.0.2.1:8000")); // a documentation address, never ours
    assert_non_null(strstr(message, "192.0.2.1:8000"));
    http_server_free(server);
}

static void test_several_listeners(void **state) {
    (void)state;
    http_server *server = server_new(2);
    assert_true(listens(server, "127.0.0.1:0"));
    assert_true(listens(server, "localhost:0"));
    assert_memory_equal(http_server_address(server, 1), "http://127.0.0.1:", 17);
    int count = 2;
    while (listens(server, "127.0.0.1:0"))
        count++;
    assert_int_equal(count, 16);
    assert_non_null(http_server_address(server, 15));
    assert_null(http_server_address(server, 16));
    http_server_free(server);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_loops_share_a_tcp_address),
        cmocka_unit_test(test_loops_share_a_unix_socket),
        cmocka_unit_test(test_ipv6),
        cmocka_unit_test(test_unix_socket),
        cmocka_unit_test(test_stale_unix_socket_is_replaced),
        cmocka_unit_test(test_other_files_are_left_alone),
        cmocka_unit_test(test_port_in_use),
        cmocka_unit_test(test_port_is_free_after_the_end),
        cmocka_unit_test(test_bad_addresses),
        cmocka_unit_test(test_several_listeners),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
