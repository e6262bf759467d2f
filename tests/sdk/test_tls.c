// HTTPS: certificates are checked, sessions and connections are used again.
#include "sdk_unit.h"
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct tls_server {
    char folder[64], url[64], certificate[128];
    int input; // closing it ends the server
    pid_t process;
} tls_server;

static int start(void **state) {
    static tls_server s;
    const char *checkout = getenv("TESSERA_CHECKOUT");
    *state = &s;
    int input[2], output[2];
    char port[16] = "", script[1024];
    snprintf(s.folder, sizeof s.folder, "/tmp/test_tls_XXXXXX");
    snprintf(script, sizeof script, "%s/tests/sdk/tls_server.py", checkout == NULL ? "." : checkout);
    if (mkdtemp(s.folder) == NULL || pipe2(input, O_CLOEXEC) != 0 || pipe2(output, O_CLOEXEC) != 0)
        return -1;
    s.process = fork();
    if (s.process == 0) {
        dup2(input[0], STDIN_FILENO);
        dup2(output[1], STDOUT_FILENO);
        execl("/usr/bin/python3", "python3", script, s.folder, (char *)NULL);
        _exit(127);
    }
    close(input[0]);
    close(output[1]);
    s.input = input[1];
    FILE *in = fdopen(output[0], "r");
    bool started = fgets(port, sizeof port, in) != NULL;
    fclose(in);
    if (!started)
        return -1;
    snprintf(s.url, sizeof s.url, "https://localhost:%.*s", (int)strcspn(port, "\n"), port);
    snprintf(s.certificate, sizeof s.certificate, "%s/certificate.pem", s.folder);
    return 0;
}

static int stop(void **state) {
    tls_server *s = *state;
    char path[128];
    close(s->input);
    waitpid(s->process, NULL, 0);
    unlink(s->certificate);
    snprintf(path, sizeof path, "%s/key.pem", s->folder);
    unlink(path);
    return rmdir(s->folder);
}

static void test_trusted(void **state) {
    tls_server *s = *state;
    tally t = {0};
    tessera_error error;
    tessera_client_options options = {.base_url = s->url, .ca_file = s->certificate, .max_connections = 8};
    TESSERA_AUTO(tessera_client) client = tessera_client_new(&options, &error);
    assert_non_null(client);
    for (int i = 0; i < 5; i++) {
        TESSERA_AUTO(tessera_team) team = NULL;
        assert_status(tessera_teams_get(client, TEAM_ID, &team, &error), TESSERA_OK, &error);
        assert_string_equal(team->name, "over TLS");
    }
    for (int i = 0; i < 60; i++) {
        tessera_future *f = tessera_teams_get_async(client, TEAM_ID);
        tessera_future_on_done(f, tally_done, &t);
        if (i % 9 == 0)
            tessera_future_cancel(f);
        tessera_future_free(f);
    }
    drive(client);
    assert_int_equal(t.done, 60);
    assert_int_equal(t.succeeded, 53);
}

static void test_untrusted(void **state) {
    tls_server *s = *state;
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = tessera_client_new(&(tessera_client_options){.base_url = s->url}, &error);
    assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_E_CONNECTION, &error);
    assert_non_null(strstr(error.message, "certificate"));
    TESSERA_AUTO(tessera_client)
    careless = tessera_client_new(&(tessera_client_options){.base_url = s->url, .skip_verify = true}, &error);
    assert_status(tessera_teams_get(careless, TEAM_ID, NULL, &error), TESSERA_OK, &error);
}

// Closing in every state of a handshake.
static void test_close(void **state) {
    tls_server *s = *state;
    tessera_error error;
    tessera_client_options options = {.base_url = s->url, .ca_file = s->certificate};
    for (int steps = 0; steps < 12; steps++) {
        tally t = {0};
        tessera_client *client = tessera_client_new(&options, &error);
        tessera_future *f = tessera_teams_get_async(client, TEAM_ID);
        tessera_future_on_done(f, tally_done, &t);
        for (int i = 0; i < steps; i++)
            tessera_client_wait(client, 5);
        tessera_client_free(client);
        assert_int_equal(tessera_future_is_done(f), true);
        tessera_future_free(f);
        assert_int_equal(t.done, 1);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {cmocka_unit_test(test_trusted), cmocka_unit_test(test_untrusted),
                                              cmocka_unit_test(test_close)};
    return cmocka_run_group_tests(tests, start, stop);
}
