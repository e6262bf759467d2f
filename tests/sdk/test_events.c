// The stream of events: its grammar, and following it against the real server.
#include "real_server.h"
#include "sdk/event_parser.h"
#include "sdk_unit.h"
#include "tessera/mock.h"

// --- the grammar (HTML standard, section 9.2.6) ----------------------------------------------------------------------

typedef struct grammar_case {
    text stream;
    const char *told; // of each event "id|type|data;"
} grammar_case;

static const grammar_case cases[] = {
    {TEXT("data: a\n\n"), "||a;"},
    {TEXT("data:a\ndata: b\ndata\n\n"), "||a\nb\n;"},
    {TEXT("\xEF\xBB\xBFid: 7\nevent: x.y\ndata: {}\n\n"), "7|x.y|{};"},
    {TEXT("id: 7\n\ndata: a\n\n"), "7||a;"},
    {TEXT("id: 7\ndata: a\n\nid\ndata: b\n\n"), "7||a;||b;"},
    {TEXT("id: 1\0002\ndata: a\n\n"), "||a;"},
    {TEXT(": comment\n\nevent: x\n\ndata:  two blanks\n\n"), "|| two blanks;"},
    {TEXT("other: 1\nretry: 10\nevent: t\ndata: c\n\n"), "|t|c;"},
    {TEXT("data: not complete\n"), ""},
    {TEXT("data: \xEF\xBB\xBF"
          "a\n\n"),
     "||\xEF\xBB\xBF"
     "a;"},
    {TEXT("data\n\n"), "||;"},
};

static void collect(event_parser *p, text piece, buffer *told) {
    while (event_parser_feed(p, &piece)) {
        buffer_append_text(told, buffer_text(&p->id));
        buffer_append_byte(told, '|');
        buffer_append_text(told, buffer_text(&p->type));
        buffer_append_byte(told, '|');
        buffer_append_text(told, buffer_text(&p->data));
        buffer_append_byte(told, ';');
    }
    assert_int_equal(piece.length, 0);
}

// The stream with that end of lines, cut into pieces of that size.
static void check_case(const grammar_case *c, const char *newline, size_t size) {
    buffer stream, told;
    event_parser p;
    buffer_init(&stream, SIZE_MAX);
    buffer_init(&told, SIZE_MAX);
    event_parser_init(&p, 1000);
    for (size_t i = 0; i < c->stream.length; i++)
        if (c->stream.data[i] == '\n')
            buffer_append_string(&stream, newline);
        else
            buffer_append_byte(&stream, c->stream.data[i]);
    for (size_t at = 0; at < stream.length; at += size)
        collect(&p, (text){stream.data + at, stream.length - at < size ? stream.length - at : size}, &told);
    assert_false(event_parser_failed(&p));
    assert_true(text_is(buffer_text(&told), c->told));
    event_parser_done(&p);
    buffer_done(&stream);
    buffer_done(&told);
}

static void test_grammar_cut_anywhere(void **state) {
    static const char *const newlines[] = {"\n", "\r", "\r\n"};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (size_t n = 0; n < 3; n++)
            for (size_t size = 1; size <= cases[i].stream.length + 1; size++)
                check_case(&cases[i], newlines[n], size);
}

static void test_too_long(void **state) {
    event_parser p;
    (void)state;
    event_parser_init(&p, 8);
    text stream = TEXT("data: longer than that\n\n");
    assert_false(event_parser_feed(&p, &stream));
    assert_true(event_parser_failed(&p));
    event_parser_done(&p);
}

// --- following -------------------------------------------------------------------------------------------------------

static void pull_name(tessera_events *events, const char *name) {
    tessera_error error;
    tessera_event event;
    assert_status(tessera_events_next(events, &event, &error), TESSERA_OK, &error);
    assert_string_equal(event.type, "team.created");
    assert_non_null(strstr(event.event->payload, name));
}

static void test_follows_and_resumes(void **state) {
    (void)state;
    TESSERA_AUTO(tessera_client) client = real_client((tessera_client_options){0});
    TESSERA_AUTO(tessera_team) first = real_team(client, "followed one");
    TESSERA_AUTO(tessera_team) second = real_team(client, "followed two");
    assert_string_not_equal(first->id, second->id);
    tessera_events_options options = {
        .struct_size = sizeof options, .event = "team.*", .entity_type = "team", .after = "0"};
    TESSERA_AUTO(tessera_events) events = tessera_events_new(client, &options);
    pull_name(events, "followed one");
    options.after = tessera_events_place(events);
    TESSERA_AUTO(tessera_events) again = tessera_events_new(client, &options);
    pull_name(again, "followed two");
    pull_name(events, "followed two");
    assert_string_equal(tessera_events_place(events), tessera_events_place(again));
}

static void test_on_a_loop(void **state) {
    tessera_error error;
    tessera_event event;
    (void)state;
    TESSERA_AUTO(tessera_client) client = real_client((tessera_client_options){0});
    tessera_events_options options = {.struct_size = sizeof options, .event = "team.created"};
    TESSERA_AUTO(tessera_events) events = tessera_events_new(client, &options);
    TESSERA_AUTO(tessera_future) begin = tessera_events_more_async(events); // tells where it stands
    tessera_future_wait(begin, -1);
    assert_status(tessera_events_more_result(events, begin, &error), TESSERA_OK, &error);
    assert_false(tessera_events_pull(events, &event));
    assert_non_null(tessera_events_place(events));
    TESSERA_AUTO(tessera_future) more = tessera_events_more_async(events);
    TESSERA_AUTO(tessera_team) team = real_team(client, "followed three");
    tessera_future_wait(more, -1);
    assert_status(tessera_events_more_result(events, more, &error), TESSERA_OK, &error);
    assert_true(tessera_events_pull(events, &event));
    assert_string_equal(event.event->entity_id, team->id);
    assert_false(tessera_events_pull(events, &event));
}

static void test_refusals(void **state) {
    tessera_error error;
    tessera_event event;
    (void)state;
    TESSERA_AUTO(tessera_client) client = real_client((tessera_client_options){0});
    tessera_events_options options = {.struct_size = sizeof options, .event = "no such & type"};
    TESSERA_AUTO(tessera_events) events = tessera_events_new(client, &options);
    assert_status(tessera_events_next(events, &event, &error), TESSERA_E_VALIDATION, &error);
    assert_null(tessera_events_new(NULL, NULL));
    tessera_events_free(NULL);
}

static void test_what_is_no_stream(void **state) {
    (void)state;
    tessera_error error;
    tessera_event event;
    TESSERA_AUTO(tessera_mock) mock = tessera_mock_new();
    const char *const page[] = {"Content-Type: text/html", NULL};
    tessera_mock_reply_with(tessera_mock_on(mock, "GET", "/api/v1/events"),
                            &(tessera_mock_reply){.headers = page, .body = "<p>Log in, valid: id:</p>"});
    TESSERA_AUTO(tessera_client) client = tessera_mock_client(mock, NULL, &error);
    TESSERA_AUTO(tessera_events) events = tessera_events_new(client, NULL);
    assert_status(tessera_events_next(events, &event, &error), TESSERA_E_PROTOCOL, &error);
    assert_int_equal(tessera_mock_count(mock, "GET", NULL), 1);
}

int main(void) {
    const struct CMUnitTest grammar[] = {
        cmocka_unit_test(test_grammar_cut_anywhere),
        cmocka_unit_test(test_too_long),
        cmocka_unit_test(test_what_is_no_stream),
    };
    const struct CMUnitTest following[] = {
        cmocka_unit_test(test_follows_and_resumes),
        cmocka_unit_test(test_on_a_loop),
        cmocka_unit_test(test_refusals),
    };
    int failed = cmocka_run_group_tests(grammar, NULL, NULL);
    return failed + cmocka_run_group_tests(following, real_server_setup, real_server_teardown);
}
