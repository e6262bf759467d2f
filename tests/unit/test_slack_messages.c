// Messages to Slack: what each kind of news shows and in which order, that nothing of others' is markup, and Slack's limits.
#include "domain/slack_messages.h"
#include "json_unit.h"

#define ID "0188f7a0-0000-7000-8000-00000000002a"

typedef struct scene {
    arena *arena;
    slack_message message;
    const char *blocks; // as JSON text
} scene;

static scene message_of(const char *event, const char *data) {
    scene s = {.arena = arena_new(0)};
    bulletin news;
    assert_true(
        bulletin_read(event, parse(s.arena, data), bulletin_base_url("https://tessera.example//"), s.arena, &news));
    s.message = slack_message_of(&news, s.arena);
    s.blocks = json_print(s.arena, s.message.blocks, NULL);
    return s;
}

static void scene_end(scene *s) {
    arena_free(s->arena);
}

static const char *type_of(const json_value *block) {
    return json_get(block, "type")->string;
}

static void assert_types(const scene *s, const char *expected) {
    const char *types = "";
    for (size_t i = 0; i < s->message.blocks->count; i++)
        types = arena_printf(s->arena, "%s%s%s", types, i == 0 ? "" : " ", type_of(&s->message.blocks->elements[i]));
    assert_string_equal(types, expected);
}

static void assert_holds(const char *whole, const char *part) {
    if (strstr(whole, part) == NULL)
        fail_msg("'%s' is not in: %s", part, whole);
}

static void assert_lacks(const char *whole, const char *part) {
    if (strstr(whole, part) != NULL)
        fail_msg("'%s' is in: %s", part, whole);
}

// The text of a block of one text, as JSON holds it.
static const char *block_text(const scene *s, size_t block) {
    const json_value *value = json_get(&s->message.blocks->elements[block], "text");
    return json_get(value, "text")->string;
}

// --- proposals -------------------------------------------------------------------------------------------------------

#define CHANGE                                                                                                         \
    "{\"type\": \"property_removed\", \"path\": \"properties.coupon\", \"message\": \"Property 'coupon' was "          \
    "removed\"}"
#define CREATED(more)                                                                                                  \
    "{\"asset_fqn\": \"sales.core.orders\", \"version\": \"3.0.0\", \"producer_team\": \"sales\", \"proposal_id\": "   \
    "\"" ID "\"" more "}"

static void test_created(void **state) {
    (void)state;
    scene s = message_of("proposal.created",
                         CREATED(", \"affected_consumers\": [\"finance\", \"ops\"], \"breaking_changes\": [" CHANGE
                                 "], \"reason\": \"no <longer> used\", "
                                 "\"expires_at\": \"2026-04-01T00:00:00.000000Z\""));
    assert_types(&s, "header section section section divider actions context");
    assert_string_equal(s.message.text, ":warning: Breaking change proposed for sales.core.orders v3.0.0 by sales");
    assert_holds(block_text(&s, 0), ":warning:");
    assert_holds(block_text(&s, 0), "Breaking Change");
    assert_int_equal(json_get(&s.message.blocks->elements[1], "fields")->count, 4);
    assert_holds(s.blocks, "`sales.core.orders`");
    assert_holds(s.blocks, "`3.0.0`");
    assert_holds(s.blocks, "finance, ops");
    assert_holds(block_text(&s, 2), "1 breaking change*");
    assert_holds(block_text(&s, 2), "\u2022 `properties.coupon`: Property 'coupon' was removed");
    assert_holds(block_text(&s, 3), "> no &lt;longer&gt; used");
    assert_holds(s.blocks, "\"url\":\"https://tessera.example/proposals/" ID "\"");
    assert_holds(s.blocks, "have to acknowledge");
    assert_holds(s.blocks, "2026-04-01T00:00:00.000000Z");
    scene_end(&s);
}

static void test_created_many(void **state) {
    (void)state;
    scene s =
        message_of("proposal.created", CREATED(", \"affected_consumers\": [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", "
                                               "\"g\"], \"breaking_changes\": [" CHANGE "," CHANGE "," CHANGE "," CHANGE
                                               "," CHANGE "," CHANGE "," CHANGE "," CHANGE "," CHANGE "," CHANGE "]"));
    assert_holds(s.blocks, "a, b, c, d, e, +2 more");
    assert_lacks(s.blocks, ", f");
    assert_holds(block_text(&s, 2), "10 breaking changes");
    assert_holds(block_text(&s, 2), "...and 5 more");
    scene_end(&s);
}

static void test_informed(void **state) {
    (void)state;
    scene s = message_of("proposal.informed", CREATED(", \"affected_consumers\": [], \"breaking_changes\": []"));
    assert_holds(s.blocks, "does not wait");
    assert_lacks(s.blocks, "have to acknowledge");
    scene_end(&s);
}

#define RESOLVED(status, more)                                                                                         \
    "{\"asset_fqn\": \"sales.core.orders\", \"version\": null, \"status\": \"" status "\", \"proposal_id\": \"" ID     \
    "\"" more "}"

static void test_resolved(void **state) {
    (void)state;
    static const struct {
        const char *data, *emoji, *word, *title;
    } rows[] = {
        {RESOLVED("approved", ""), ":white_check_mark:", "approved", "Proposal Approved"},
        {RESOLVED("rejected", ""), ":no_entry:", "blocked", "Proposal Blocked"},
        {RESOLVED("expired", ""), ":hourglass:", "expired", "Proposal Expired"},
        {RESOLVED("force_approved", ""), ":information_source:", "force_approved", "Proposal Force approved"},
        {RESOLVED("withdrawn", ""), ":information_source:", "withdrawn", "Proposal Withdrawn"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        scene s = message_of("proposal.resolved", rows[i].data);
        assert_types(&s, "header section divider actions");
        assert_holds(s.message.text, rows[i].emoji);
        assert_holds(s.message.text, rows[i].word);
        assert_holds(s.message.text, "sales.core.orders");
        assert_holds(block_text(&s, 0), rows[i].emoji);
        assert_holds(block_text(&s, 0), rows[i].title);
        assert_holds(block_text(&s, 1), rows[i].word);
        assert_holds(s.blocks, "/proposals/" ID);
        scene_end(&s);
    }
}

static void test_blocked(void **state) {
    (void)state;
    scene s = message_of("proposal.resolved",
                         RESOLVED("rejected", ", \"blocker_team\": \"finance\", \"blocker_reason\": \"not\\n<now>\""));
    assert_holds(block_text(&s, 1), "*finance*");
    assert_holds(block_text(&s, 1), "\n> not\n> &lt;now&gt;");
    scene_end(&s);
}

static void test_expiring(void **state) {
    (void)state;
    scene s =
        message_of("proposal.expiring", "{\"asset_fqn\": \"a.b\", \"proposal_id\": \"" ID
                                        "\", \"expires_at\": \"2026-04-01T00:00:00.000000Z\", \"pending_count\": 3}");
    assert_holds(s.message.text, "a.b ends at 2026-04-01");
    assert_holds(block_text(&s, 1), "yet to answer: 3");
    scene_end(&s);
}

#define ANSWERED(response, more)                                                                                       \
    "{\"asset_fqn\": \"sales.core.orders\", \"consumer_team\": \"R&D\", \"response\": \"" response "\"" more "}"

static void test_acknowledged(void **state) {
    (void)state;
    static const struct {
        const char *data, *emoji, *word;
    } rows[] = {
        {ANSWERED("approved", ", \"notes\": null, \"proposal_id\": null"), ":white_check_mark:", "approved"},
        {ANSWERED("blocked", ""), ":no_entry:", "blocked"},
        {ANSWERED("migrating", ""), ":hourglass_flowing_sand:", "acknowledged (migrating)"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        scene s = message_of("proposal.acknowledged", rows[i].data);
        assert_types(&s, "section");
        assert_holds(s.message.text, "R&D");
        assert_holds(s.message.text, rows[i].word);
        assert_holds(s.message.text, "sales.core.orders");
        assert_holds(block_text(&s, 0), rows[i].emoji);
        assert_holds(block_text(&s, 0), "*R&amp;D*");
        scene_end(&s);
    }
    scene s =
        message_of("proposal.acknowledged", ANSWERED("approved", ", \"notes\": \"fine\", \"proposal_id\": \"" ID "\""));
    assert_types(&s, "section context context");
    assert_holds(s.blocks, "_fine_");
    assert_holds(s.blocks, "<https://tessera.example/proposals/" ID "|View proposal>");
    scene_end(&s);
}

// --- publishing, repositories ----------------------------------------------------------------------------------------

static void test_forced(void **state) {
    (void)state;
    scene s =
        message_of("force.publish",
                   "{\"asset_fqn\": \"sales.core.orders\", \"version\": \"2.0.0\", \"publisher_team\": \"sales\", "
                   "\"publisher_user\": null, \"reason\": \"urgent\", \"contract_id\": \"" ID "\"}");
    assert_types(&s, "header section divider actions");
    assert_string_equal(s.message.text, ":red_circle: sales.core.orders v2.0.0 was published by force by sales");
    assert_holds(block_text(&s, 0), ":red_circle:");
    assert_holds(block_text(&s, 1), "> urgent");
    assert_holds(block_text(&s, 1), "Published by *sales*");
    assert_holds(s.blocks, "https://tessera.example/contracts/" ID);
    scene_end(&s);
    s = message_of("force.publish", "{\"asset_fqn\": \"a.b\", \"version\": \"2.0.0\", \"publisher_team\": \"sales\", "
                                    "\"publisher_user\": \"Ada\", \"reason\": null, \"contract_id\": null}");
    assert_types(&s, "header section divider");
    assert_holds(block_text(&s, 1), "*Ada* (sales)");
    assert_lacks(block_text(&s, 1), ">");
    scene_end(&s);
}

static void test_published(void **state) {
    (void)state;
    scene s = message_of("contract.published",
                         "{\"asset_fqn\": \"a.b\", \"version\": \"2.1.0\", \"publisher_team\": \"sales\", "
                         "\"contract_id\": \"" ID "\", \"change_summary\": \"one field\"}");
    assert_types(&s, "section actions");
    assert_string_equal(s.message.text, ":package: a.b v2.1.0 was published by sales");
    assert_holds(block_text(&s, 0), ":package: `a.b` *v2.1.0*");
    assert_holds(block_text(&s, 0), "\none field");
    scene_end(&s);
    s = message_of("contract.published",
                   "{\"asset_fqn\": \"a.b\", \"version\": \"2.1.0\", \"publisher_team\": \"sales\"}");
    assert_types(&s, "section");
    scene_end(&s);
}

static void test_sync_failed(void **state) {
    (void)state;
    scene s =
        message_of("repo.sync_failed", "{\"repo_name\": \"<repo>\", \"error_message\": \"no such branch; bad\", "
                                       "\"last_success\": \"2026-03-09T10:11:12.131415Z\", \"repo_id\": \"" ID "\"}");
    assert_types(&s, "header section actions");
    assert_holds(s.message.text, "<repo>");
    assert_holds(block_text(&s, 0), ":x:");
    assert_holds(block_text(&s, 1), "&lt;repo&gt;");
    assert_holds(block_text(&s, 1), "> no such branch; bad");
    assert_holds(block_text(&s, 1), "2026-03-09T10:11:12");
    assert_holds(s.blocks, "/repos/" ID);
    scene_end(&s);
}

static void test_of_nothing(void **state) {
    (void)state;
    arena *a = arena_new(0);
    slack_message test = slack_message_test(a);
    assert_holds(test.text, "Tessera");
    assert_int_equal(test.blocks->count, 1);
    assert_holds(json_print(a, test.blocks, NULL), ":white_check_mark:");
    size_t length = 0;
    const char *body = slack_message_body(&test, "C1", a, &length);
    assert_int_equal(strlen(body), length);
    assert_holds(body, "{\"channel\":\"C1\",\"text\":\"");
    assert_lacks(slack_message_body(&test, NULL, a, NULL), "channel\":");
    bulletin news;
    assert_false(bulletin_read("asset.created", parse(a, "{\"asset_fqn\": \"a.b\"}"), TEXT(""), a, &news));
    assert_false(bulletin_read("proposal.created", parse(a, "{\"asset_fqn\": 5}"), TEXT(""), a, &news));
    assert_false(bulletin_read("proposal.created", parse(a, "[]"), TEXT(""), a, &news));
    arena_free(a);
}

// --- limits ----------------------------------------------------------------------------------------------------------

// UTF-16 units.
static size_t units_of(const char *string) {
    size_t units = 0;
    for (const unsigned char *c = (const unsigned char *)string; *c != '\0'; c++)
        units += (*c & 0xC0) == 0x80 ? 0 : *c >= 0xF0 ? 2 : 1;
    return units;
}

static void assert_bounded(const json_value *value, const char *type) {
    if (value->type == JSON_ARRAY)
        for (size_t i = 0; i < value->count; i++)
            assert_bounded(&value->elements[i], type);
    if (value->type != JSON_OBJECT)
        return;
    for (size_t i = 0; i < value->count; i++) {
        const json_member *member = &value->members[i];
        if (strcmp(member->name, "text") == 0 && member->value.type == JSON_STRING) {
            size_t units = units_of(member->value.string);
            assert_true(units >= 1 && units <= (strcmp(type, "header") == 0 ? 150U : 3000U));
        } else if (strcmp(member->name, "fields") == 0) {
            for (size_t j = 0; j < member->value.count; j++)
                assert_true(units_of(json_get(&member->value.elements[j], "text")->string) <= 2000);
        } else
            assert_bounded(&member->value, type);
    }
}

static const char *long_text(arena *a, size_t length, char c) {
    char *filled = arena_bytes(a, length + 1);
    memset(filled, c, length);
    filled[length] = '\0';
    return filled;
}

// Whatever the values are, each is kept as far as it fits, and what the message says besides remains.
static void test_limits(void **state) {
    (void)state;
    static const char *const events[] = {"proposal.created",   "proposal.informed", "proposal.acknowledged",
                                         "proposal.resolved",  "proposal.expiring", "force.publish",
                                         "contract.published", "repo.sync_failed"};
    for (size_t e = 0; e < sizeof events / sizeof *events; e++) {
        arena *a = arena_new(0);
        const char *t = long_text(a, 20000, '&');
        const char *change = arena_printf(a, "{\"path\": \"%s\", \"message\": \"%s\"}", t, t);
        const char *data = arena_printf(
            a,
            "{\"asset_fqn\": \"%1$s\", \"repo_name\": \"%1$s\", \"version\": \"%1$s\", \"producer_team\": \"%1$s\", "
            "\"publisher_team\": \"%1$s\", \"publisher_user\": \"%1$s\", \"consumer_team\": \"%1$s\", "
            "\"blocker_team\": \"%1$s\", "
            "\"response\": \"%1$s\", \"status\": \"%1$s\", \"reason\": \"%1$s\", \"notes\": \"%1$s\", "
            "\"blocker_reason\": \"%1$s\", \"error_message\": \"%1$s\", \"change_summary\": \"%1$s\", \"expires_at\": "
            "\"%1$s\", "
            "\"last_success\": \"%1$s\", \"proposal_id\": \"%1$s\", \"contract_id\": \"%1$s\", \"repo_id\": \"%1$s\", "
            "\"affected_consumers\": [\"%1$s\", \"%1$s\", \"%1$s\", \"%1$s\", \"%1$s\", \"%1$s\"], "
            "\"breaking_changes\": [%2$s, %2$s, %2$s, %2$s, %2$s, %2$s]}",
            t, change);
        bulletin news;
        assert_true(bulletin_read(events[e], parse(a, data), TEXT("https://tessera.example"), a, &news));
        slack_message message = slack_message_of(&news, a);
        assert_true(units_of(message.text) <= 3000);
        for (size_t i = 0; i < message.blocks->count; i++)
            assert_bounded(&message.blocks->elements[i], type_of(&message.blocks->elements[i]));
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_created),      cmocka_unit_test(test_created_many), cmocka_unit_test(test_informed),
        cmocka_unit_test(test_resolved),     cmocka_unit_test(test_blocked),      cmocka_unit_test(test_expiring),
        cmocka_unit_test(test_acknowledged), cmocka_unit_test(test_forced),       cmocka_unit_test(test_published),
        cmocka_unit_test(test_sync_failed),  cmocka_unit_test(test_of_nothing),   cmocka_unit_test(test_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
