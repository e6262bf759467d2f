// Replies kept for one view: what is kept, for whom, how much, and until when.
#include "unit.h"

#include "server/reply_cache.h"

#define NO_QUERY TEXT_NONE

static const cached_reply first_reply = {TEXT("application/json"), TEXT("\"1\""), TEXT("{\"first\":1}")};
static const cached_reply second_reply = {TEXT("application/json"), TEXT("\"2\""), TEXT("{\"second\":2}")};

// Asks as the server does: true when the reply was there; otherwise `made` is offered.
static bool ask(reply_cache *cache, uint64_t view, text path, text query, const cached_reply *made) {
    reply_slot *slot = reply_cache_look(cache, view, path, query);
    if (slot->kept)
        return true;
    reply_cache_keep(cache, slot, path, query, made);
    return false;
}

static text kept_body(reply_cache *cache, uint64_t view, text path, text query) {
    const reply_slot *slot = reply_cache_look(cache, view, path, query);
    return slot->kept ? slot->reply.body : TEXT_NONE;
}

static void test_second_asker_has_it_kept(void **state) {
    (void)state;
    reply_cache *cache = reply_cache_new();
    assert_false(ask(cache, 1, TEXT("/assets/1"), NO_QUERY, &first_reply));
    assert_false(ask(cache, 1, TEXT("/assets/1"), NO_QUERY, &first_reply));
    const reply_slot *slot = reply_cache_look(cache, 1, TEXT("/assets/1"), NO_QUERY);
    assert_true(slot->kept);
    assert_true(text_equal(slot->reply.content_type, first_reply.content_type));
    assert_true(text_equal(slot->reply.entity_tag, first_reply.entity_tag));
    assert_true(text_equal(slot->reply.body, first_reply.body));
    assert_true(slot->reply.body.data != first_reply.body.data);
    reply_cache_free(cache);
}

static void test_another_view_forgets(void **state) {
    (void)state;
    reply_cache *cache = reply_cache_new();
    for (uint64_t view = 1; view <= 100; view++) {
        const cached_reply *made = view % 2 == 0 ? &first_reply : &second_reply;
        assert_false(ask(cache, view, TEXT("/assets/1"), NO_QUERY, made));
        assert_false(ask(cache, view, TEXT("/assets/1"), NO_QUERY, made));
        assert_true(text_equal(kept_body(cache, view, TEXT("/assets/1"), NO_QUERY), made->body));
    }
    reply_cache_free(cache);
}

static void test_targets_are_told_apart(void **state) {
    (void)state;
    reply_cache *cache = reply_cache_new();
    for (int i = 0; i < 2; i++)
        ask(cache, 1, TEXT("/context"), TEXT("fqn=a"), &first_reply);
    assert_true(text_equal(kept_body(cache, 1, TEXT("/context"), TEXT("fqn=a")), first_reply.body));
    assert_null(kept_body(cache, 1, TEXT("/context"), TEXT("fqn=b")).data);
    assert_null(kept_body(cache, 1, TEXT("/context"), NO_QUERY).data);
    assert_null(kept_body(cache, 1, TEXT("/contextfqn=a"), NO_QUERY).data);
    reply_cache_free(cache);
}

// Far more targets than places: whoever has a place has its own reply.
static void test_many_targets(void **state) {
    (void)state;
    enum { TARGETS = 5000 };
    reply_cache *cache = reply_cache_new();
    char path[32], body[32];
    for (int i = 0; i < TARGETS; i++) {
        text target = {path, (size_t)snprintf(path, sizeof path, "/assets/%d", i)};
        cached_reply made = first_reply;
        made.body = (text){body, (size_t)snprintf(body, sizeof body, "{\"n\":%d}", i)};
        ask(cache, 7, target, NO_QUERY, &made);
        ask(cache, 7, target, NO_QUERY, &made);
        assert_true(text_equal(kept_body(cache, 7, target, NO_QUERY), made.body));
    }
    int kept = 0;
    for (int i = 0; i < TARGETS; i++) {
        text target = {path, (size_t)snprintf(path, sizeof path, "/assets/%d", i)};
        text expected = {body, (size_t)snprintf(body, sizeof body, "{\"n\":%d}", i)};
        text found = kept_body(cache, 7, target, NO_QUERY);
        assert_true(found.data == NULL || text_equal(found, expected));
        kept += found.data != NULL;
    }
    assert_true(kept < TARGETS);
    reply_cache_free(cache);
}

static void test_size_is_bounded(void **state) {
    (void)state;
    static char large[16 * 1024 + 1];
    memset(large, 'x', sizeof large);
    reply_cache *cache = reply_cache_new();
    cached_reply made = first_reply;
    made.body = (text){large, sizeof large};
    for (int i = 0; i < 3; i++)
        assert_false(ask(cache, 1, TEXT("/too-large"), NO_QUERY, &made));
    made.body.length--;
    int kept = 0;
    char path[32];
    for (int i = 0; i < 200; i++) {
        text target = {path, (size_t)snprintf(path, sizeof path, "/%d", i)};
        ask(cache, 1, target, NO_QUERY, &made);
        ask(cache, 1, target, NO_QUERY, &made);
        kept += kept_body(cache, 1, target, NO_QUERY).data != NULL;
    }
    assert_in_range(kept, 16, 32); // of 16 KiB each
    assert_false(ask(cache, 2, TEXT("/0"), NO_QUERY, &made));
    assert_false(ask(cache, 2, TEXT("/0"), NO_QUERY, &made));
    assert_true(ask(cache, 2, TEXT("/0"), NO_QUERY, &made)); // the next view has room again
    reply_cache_free(cache);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_second_asker_has_it_kept), cmocka_unit_test(test_another_view_forgets),
        cmocka_unit_test(test_targets_are_told_apart),   cmocka_unit_test(test_many_targets),
        cmocka_unit_test(test_size_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
