// Mails: one subject line, a body that says what is known, whatever the values are.
#include "domain/mail_messages.h"
#include "json_unit.h"

static mail_message message_of(arena *a, const char *event, const char *data) {
    bulletin news;
    assert_true(bulletin_read(event, parse(a, data), TEXT("https://tessera.example"), a, &news));
    return mail_message_of(&news, a);
}

static void test_created(void **state) {
    (void)state;
    arena *a = arena_new(0);
    mail_message mail = message_of(
        a, "proposal.created",
        "{\"asset_fqn\": \"sales.core.orders\", \"version\": \"3.0.0\", \"producer_team\": \"sales\", "
        "\"affected_consumers\": [\"finance\", \"ops\"], \"breaking_changes\": [{\"path\": \"properties.x\", "
        "\"message\": \"Property 'x' was removed\"}], \"proposal_id\": \"17\", \"reason\": \"a\\nb\"}");
    assert_string_equal(mail.subject, "[Tessera] Breaking change proposed for sales.core.orders v3.0.0");
    assert_string_equal(mail.body, "Breaking change proposed for sales.core.orders v3.0.0\n"
                                   "Producer: sales\n"
                                   "Affected teams: finance, ops\n"
                                   "\n"
                                   "1 breaking change:\n"
                                   "  - properties.x: Property 'x' was removed\n"
                                   "\n"
                                   "Reason:\n> a\n> b\n"
                                   "\n"
                                   "Consumers have to acknowledge this change before it is published.\n"
                                   "\n"
                                   "https://tessera.example/proposals/17\n");
    arena_free(a);
}

static void test_subjects(void **state) {
    (void)state;
    static const struct {
        const char *event, *data, *subject, *in_body;
    } rows[] = {
        {"proposal.informed", "{\"asset_fqn\": \"a.b\"}", "[Tessera] Breaking change proposed for a.b",
         "does not wait"},
        {"proposal.acknowledged",
         "{\"asset_fqn\": \"a.b\", \"consumer_team\": \"ops\", \"response\": \"migrating\", \"notes\": \"soon\"}",
         "[Tessera] ops acknowledged (migrating) the change of a.b", "Notes:\n> soon"},
        {"proposal.resolved",
         "{\"asset_fqn\": \"a.b\", \"status\": \"rejected\", \"blocker_team\": \"ops\", \"blocker_reason\": \"no\"}",
         "[Tessera] Proposal blocked: a.b", "Blocked by: ops\n\nReason:\n> no"},
        {"proposal.expiring", "{\"asset_fqn\": \"a.b\", \"pending_count\": 2}", "[Tessera] Proposal ends soon: a.b",
         "yet to answer: 2"},
        {"force.publish", "{\"asset_fqn\": \"a.b\", \"version\": \"2.0.0\", \"publisher_team\": \"sales\"}",
         "[Tessera] Published by force: a.b v2.0.0", "Publisher: sales"},
        {"contract.published", "{\"asset_fqn\": \"a.b\", \"version\": \"1.1.0\", \"publisher_team\": \"sales\"}",
         "[Tessera] Contract published: a.b v1.1.0", "Publisher: sales"},
        {"repo.sync_failed", "{\"repo_name\": \"re\\r\\nBcc: x\", \"error_message\": \"bad\"}",
         "[Tessera] Sync failed: re  Bcc: x", "Error:\n> bad"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        arena *a = arena_new(0);
        mail_message mail = message_of(a, rows[i].event, rows[i].data);
        assert_string_equal(mail.subject, rows[i].subject);
        assert_non_null(strstr(mail.body, rows[i].in_body));
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_created),
        cmocka_unit_test(test_subjects),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
