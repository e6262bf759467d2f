// One story of a breaking change, told through libtessera from the first contract to the one that ships.
#include "real_server.h"

#define PRICED "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"},\"total\":{\"type\":\"number\"}}}"
#define IN_WORDS "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"},\"total\":{\"type\":\"string\"}}}"
#define BOTH                                                                                                           \
    "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"},\"total\":{\"type\":\"string\"},"               \
    "\"amount\":{\"type\":\"number\"}}}"

static void join(tessera_client *client, const char *contract, const tessera_team *team, const char *field) {
    tessera_error error;
    tessera_registrations_create_input wish = {.contract_id = contract, .consumer_team_id = team->id};
    if (field != NULL)
        wish.fields = (tessera_strings){1, &field};
    TESSERA_AUTO(tessera_registration) registration = NULL;
    assert_status(tessera_registrations_create(client, &wish, &registration, &error), TESSERA_OK, &error);
    assert_int_equal(registration->fields.count, field != NULL);
}

static tessera_publish_result *publish(tessera_client *client, const tessera_asset *asset, const char *schema,
                                       const char *version, const char *supersedes) {
    tessera_error error;
    tessera_publish_result *result = NULL;
    tessera_assets_publish_contract_input in = {.schema = schema, .version = version, .supersedes = supersedes};
    assert_status(tessera_assets_publish_contract(client, asset->id, &in, &result, &error), TESSERA_OK, &error);
    return result;
}

static tessera_proposal_status_response *status_of(tessera_client *client, const char *proposal) {
    tessera_error error;
    tessera_proposal_status_response *status = NULL;
    assert_status(tessera_proposals_get_status(client, proposal, &status, &error), TESSERA_OK, &error);
    return status;
}

// What became of the proposal by the answer.
static tessera_proposal_status answer(tessera_client *client, const tessera_publish_result *result,
                                      const tessera_team *team, tessera_acknowledgment_response response,
                                      int64_t deadline) {
    tessera_error error;
    tessera_proposals_acknowledge_input in = {
        .consumer_team_id = team->id, .response_type = response, .migration_deadline = deadline};
    TESSERA_AUTO(tessera_acknowledgment) given = NULL;
    assert_status(tessera_proposals_acknowledge(client, result->proposal->id, &in, &given, &error), TESSERA_OK, &error);
    return given->proposal_status;
}

static void assert_wait(const tessera_consumer_wait *wait, const tessera_team *team, bool waited_for,
                        tessera_wait_reason reason) {
    assert_string_equal(wait->team_id, team->id);
    assert_int_equal(wait->waited_for, waited_for);
    assert_int_equal(wait->reason, reason);
    assert_true(wait->message[0] != '\0');
}

static void test_a_breaking_change_ships(void **state) {
    const int64_t deadline = INT64_C(1940630400000000); // in the year 2031
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_client) client = real_client((tessera_client_options){0});
    TESSERA_AUTO(tessera_team) shop = real_team(client, "story shop");
    TESSERA_AUTO(tessera_team) archive = real_team(client, "story archive");
    TESSERA_AUTO(tessera_team) billing = real_team(client, "story billing");
    TESSERA_AUTO(tessera_team) reporting = real_team(client, "story reporting");
    TESSERA_AUTO(tessera_asset) asset = NULL;
    tessera_asset_create wanted = {.fqn = "story.orders", .owner_team_id = shop->id};
    assert_status(tessera_assets_create(client, &wanted, &asset, &error), TESSERA_OK, &error);
    TESSERA_AUTO(tessera_publish_result) first = publish(client, asset, PRICED, "1.0.0", NULL);
    join(client, first->contract->id, archive, "id");
    join(client, first->contract->id, billing, "total");
    join(client, first->contract->id, reporting, NULL);

    // The shop breaks a field. Who reads another one is told and not waited for.
    TESSERA_AUTO(tessera_publish_result) broken = publish(client, asset, IN_WORDS, "2.0.0", NULL);
    assert_int_equal(broken->consumers.count, 3);
    assert_wait(broken->consumers.items[0], archive, false, TESSERA_WAIT_REASON_FIELDS_UNTOUCHED);
    assert_wait(broken->consumers.items[1], billing, true, TESSERA_WAIT_REASON_FIELDS_TOUCHED);
    assert_wait(broken->consumers.items[2], reporting, true, TESSERA_WAIT_REASON_READS_EVERYTHING);

    // One agrees and migrates until a day, one blocks.
    assert_int_equal(answer(client, broken, billing, TESSERA_ACKNOWLEDGMENT_RESPONSE_MIGRATING, deadline),
                     TESSERA_PROPOSAL_STATUS_PENDING);
    assert_int_equal(answer(client, broken, reporting, TESSERA_ACKNOWLEDGMENT_RESPONSE_BLOCKED, 0),
                     TESSERA_PROPOSAL_STATUS_REJECTED);

    // The shop proposes something else in its place, which the one that blocked agrees to. Both tell of one another.
    TESSERA_AUTO(tessera_publish_result) better = publish(client, asset, BOTH, "2.0.0", broken->proposal->id);
    assert_string_equal(better->proposal->supersedes, broken->proposal->id);
    TESSERA_AUTO(tessera_proposal_status_response) before = status_of(client, broken->proposal->id);
    assert_int_equal(before->status, TESSERA_PROPOSAL_STATUS_REJECTED);
    assert_string_equal(before->superseded_by, better->proposal->id);
    TESSERA_AUTO(tessera_proposal_status_response) now = status_of(client, better->proposal->id);
    assert_int_equal(now->acknowledgments.count, 0);
    assert_int_equal(now->pending_consumers.count, 2);
    assert_int_equal(now->earlier_acknowledgments.count, 2);
    assert_string_equal(now->earlier_acknowledgments.items[0]->consumer_team_id, billing->id);
    assert_int_equal(now->earlier_acknowledgments.items[1]->response, TESSERA_ACKNOWLEDGMENT_RESPONSE_BLOCKED);
    assert_int_equal(answer(client, better, billing, TESSERA_ACKNOWLEDGMENT_RESPONSE_MIGRATING, deadline),
                     TESSERA_PROPOSAL_STATUS_PENDING);
    assert_int_equal(answer(client, better, reporting, TESSERA_ACKNOWLEDGMENT_RESPONSE_APPROVED, 0),
                     TESSERA_PROPOSAL_STATUS_APPROVED);

    // It ships.
    TESSERA_AUTO(tessera_proposal_published) shipped = NULL;
    tessera_proposals_publish_input in = {.version = "2.0.0", .published_by = shop->id};
    assert_status(tessera_proposals_publish(client, better->proposal->id, &in, &shipped, &error), TESSERA_OK, &error);
    assert_string_equal(shipped->contract->version, "2.0.0");
    assert_int_equal(shipped->contract->status, TESSERA_CONTRACT_STATUS_ACTIVE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_breaking_change_ships),
    };
    return cmocka_run_group_tests(tests, real_server_setup, real_server_teardown);
}
