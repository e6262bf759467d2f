// The credential of a call: where it comes from, and what is told when it is refused.
#include "sdk_unit.h"

static int start(void **state) {
    *state = scripted_server_start(&TEAM_REPLY, 1);
    return 0;
}

static int stop(void **state) {
    scripted_server_stop(*state);
    return 0;
}

typedef struct keyring {
    const char *keys[8];
    unsigned asked;
} keyring;

static const char *give_key(void *user) {
    keyring *ring = user;
    return ring->keys[ring->asked++];
}

// The credential of the last request; "" when it had none.
static const char *last_credential(scripted_server *server, char request[SCRIPTED_REQUEST_BYTES]) {
    scripted_server_last(server, request);
    char *at = strstr(request, "\r\nAuthorization: ");
    if (at == NULL)
        return "";
    at += strlen("\r\nAuthorization: ");
    at[strcspn(at, "\r")] = '\0';
    assert_null(strstr(at + strlen(at) + 1, "Authorization: "));
    return at;
}

// Each request has the key of its moment, all tries of it the same one.
static void test_api_key_function(void **state) {
    char request[SCRIPTED_REQUEST_BYTES];
    tessera_error error;
    keyring ring = {.keys = {"one", "two", "", "three", NULL, "bro\rken", "four"}};
    tessera_client_options options = {.struct_size = sizeof options,
                                      .api_key = "not this one",
                                      .retries = 1,
                                      .api_key_function = give_key,
                                      .api_key_user = &ring};
    TESSERA_AUTO(tessera_client) client = client_of(*state, options);
    scripted_reply replies[] = {TEAM_REPLY, {.status = 503}, TEAM_REPLY};
    scripted_server_script(*state, replies, 3);
    assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_OK, &error);
    assert_string_equal(last_credential(*state, request), "Bearer one");
    assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_OK, &error);
    assert_string_equal(last_credential(*state, request), "Bearer two");
    assert_int_equal(scripted_server_requests(*state), 3);
    assert_int_equal(ring.asked, 2);
    assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_OK, &error);
    assert_string_equal(last_credential(*state, request), "");
    // What the call says itself counts, and then nobody is asked.
    tessera_client_next_call(
        client, &(tessera_call_options){.headers = (const char *const[]){"authorization: Bearer own", NULL}});
    assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_OK, &error);
    assert_int_equal(ring.asked, 3);
    TESSERA_AUTO(tessera_reply) reply = NULL;
    assert_status(tessera_request(client, "GET", "/x", NULL, NULL, &reply, &error), TESSERA_OK, &error);
    assert_string_equal(last_credential(*state, request), "Bearer three");
    // No key, or one that cannot be sent, fails the call and nothing else; no error shows a key.
    size_t before = scripted_server_requests(*state);
    assert_int_equal(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_E_AUTHENTICATION);
    assert_string_equal(error.message, "the program has no API key for this call");
    assert_int_equal(error.http_status, 0);
    assert_int_equal(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_E_AUTHENTICATION);
    assert_string_equal(error.message, "the API key cannot be sent");
    assert_int_equal(scripted_server_requests(*state), before);
    assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_OK, &error);
    assert_string_equal(last_credential(*state, request), "Bearer four");
    // A header of the client's is what the program means.
    options.headers = (const char *const[]){"Authorization: Basic eA==", NULL};
    TESSERA_AUTO(tessera_client) settled = client_of(*state, options);
    unsigned asked = ring.asked;
    assert_status(tessera_teams_get(settled, TEAM_ID, NULL, &error), TESSERA_OK, &error);
    assert_string_equal(last_credential(*state, request), "Basic eA==");
    assert_int_equal(ring.asked, asked);
}

// What the server says of a refused credential, and what of one that counts and is not enough.
static void test_refused_credentials(void **state) {
    static const struct {
        int http_status, status;
        const char *body, *scope;
    } rows[] = {
        {401, TESSERA_E_AUTHENTICATION, "{\"error\":{\"code\":\"INVALID_API_KEY\",\"message\":\"m\"}}", NULL},
        {401, TESSERA_E_AUTHENTICATION, "{\"error\":{\"details\":{\"required_scope\":\"read\"}}}", NULL},
        {403, TESSERA_E_PERMISSION, "{\"error\":{\"details\":{\"required_scope\":\"read\"}}}", "read"},
        {403, TESSERA_E_PERMISSION, "{\"error\":{\"details\":{\"a\":1,\"required_scope\":\"admin\"}}}", "admin"},
        {403, TESSERA_E_PERMISSION, "{\"error\":{\"code\":\"UNAUTHORIZED_TEAM\",\"message\":\"m\"}}", NULL},
        {403, TESSERA_E_PERMISSION, "{\"error\":{\"details\":{\"required_scope\":\"of a later release\"}}}", NULL},
        {403, TESSERA_E_PERMISSION, "{\"error\":{\"details\":{\"required_scope\":[\"read\"]}}}", NULL},
        {403, TESSERA_E_PERMISSION, "{\"error\":{\"details\":[\"required_scope\"]}}", NULL},
        {403, TESSERA_E_PERMISSION, "no JSON", NULL},
    };
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        scripted_reply reply = {.status = rows[i].http_status, .body = rows[i].body};
        scripted_server_script(*state, &reply, 1);
        assert_int_equal(tessera_teams_get(client, TEAM_ID, NULL, &error), rows[i].status);
        const char *scope = tessera_error_required_scope(&error);
        if (rows[i].scope == NULL)
            assert_null(scope);
        else
            assert_string_equal(scope, rows[i].scope);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_api_key_function, start, stop),
        cmocka_unit_test_setup_teardown(test_refused_credentials, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
