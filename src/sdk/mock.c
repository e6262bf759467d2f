// The mock's rules: which reply a request gets. The newest rule that matches and has replies left answers, from its
// list of replies or by its function. Whatever was set up wrongly is kept as the mock's mistake, of which every call
// then tells.
#include "sdk/mock.h"
#include "base/json.h"
#include "base/memory.h"
#include "sdk/core.h"
#include "sdk/encode.h"
#include "sdk/versioned.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER_BYTES = 64 * 1024 };
#define BODY_BYTES ((size_t)1024 * 1024 * 1024)

// Keeps the first mistake, which is likely to be the cause of others. `detail` may be NULL.
static void mistake(tessera_mock *m, const char *problem, const char *detail) {
    if (m->mistake[0] == '\0')
        snprintf(m->mistake, sizeof m->mistake, "%s%s%s", problem, detail == NULL ? "" : ": ",
                 detail == NULL ? "" : detail);
}

// --- life ------------------------------------------------------------------------------------------------------------

tessera_mock *tessera_mock_new(void) {
    tessera_mock *m = memory_zalloc(sizeof *m);
    m->references = 1;
    list_init(&m->transports);
    list_init(&m->rules);
    return m;
}

static void rule_free(tessera_mock_rule *rule) {
    list_remove(&rule->link);
    for (size_t i = 0; i < rule->count; i++)
        mock_reply_release(rule->replies[i]);
    free(rule->replies);
    free(rule->method);
    free(rule->path);
    free(rule);
}

static void forget(tessera_mock *m) {
    for (link_node *node = list_take(&m->rules); node != NULL; node = list_take(&m->rules))
        rule_free(LINK_OWNER(node, tessera_mock_rule, link));
    for (size_t i = 0; i < m->count; i++)
        mock_request_release(m->requests[i]);
    m->count = 0;
    m->mistake[0] = '\0';
}

void mock_release(tessera_mock *m) {
    if (--m->references > 0)
        return;
    forget(m);
    free(m->requests);
    free(m);
}

void tessera_mock_free(tessera_mock *m) {
    if (m != NULL)
        mock_release(m);
}

void tessera_mock_reset(tessera_mock *m) {
    // Rules and requests are in use then.
    if (m->computing)
        mistake(m, "tessera_mock_reset was called from a rule's function", NULL);
    else
        forget(m);
}

// --- rules -----------------------------------------------------------------------------------------------------------

static tessera_mock_rule *rule_new(tessera_mock *m, const char *method, const char *path) {
    tessera_mock_rule *rule = memory_zalloc(sizeof *rule);
    const char *problem = mock_pattern_problem(method, path);
    rule->mock = m;
    rule->method = method == NULL ? NULL : memory_strdup(method);
    rule->path = memory_strdup(path == NULL ? "" : path);
    list_prepend(&m->rules, &rule->link);
    if (problem != NULL)
        mistake(m, problem, NULL);
    return rule;
}

tessera_mock_rule *tessera_mock_on(tessera_mock *m, const char *method, const char *path) {
    return rule_new(m, method, path);
}

tessera_mock_rule *tessera_mock_on_call(tessera_mock *m, int call) {
    const tessera_reflect_call *row = call < 0 ? NULL : tessera_reflect_call_at((size_t)call);
    tessera_mock_rule *rule = rule_new(m, row == NULL ? NULL : row->method, row == NULL ? "/" : row->path);
    rule->call = row;
    if (row == NULL)
        mistake(m, "there is no call of that number", NULL);
    return rule;
}

void mock_reply_release(mock_reply *r) {
    if (r == NULL || --r->references > 0)
        return;
    free(r->headers);
    free(r->body);
    free(r);
}

// The reply in the forms in which it is used; NULL, and a mistake, when it cannot be sent.
static mock_reply *reply_read(tessera_mock_rule *rule, const tessera_mock_reply *given) {
    tessera_mock_reply in;
    const char *problem = NULL;
    buffer headers;
    VERSIONED_READ(&in, given, failure);
    if (in.status == 0)
        in.status = rule->call == NULL ? 200 : rule->call->status;
    size_t length = in.body == NULL ? 0 : in.body_length == 0 ? strlen(in.body) : in.body_length;
    buffer_init(&headers, HEADER_BYTES);
    if (!settings_append_headers(&headers, in.headers, &problem))
        mistake(rule->mock, "a header of a reply cannot be sent", problem);
    else if (in.status < 200 || in.status > 599)
        mistake(rule->mock, "the status of a reply is from 200 to 599", NULL);
    else if (in.delay_ms < 0 || in.delay_ms > INT64_MAX / 2000)
        mistake(rule->mock, "the delay of a reply is out of range", NULL);
    else if (in.failure > TESSERA_MOCK_SILENT)
        mistake(rule->mock, "a reply fails in an unknown way", NULL);
    else if (length > BODY_BYTES)
        mistake(rule->mock, "the body of a reply is too long", NULL);
    mock_reply *r = NULL;
    if (rule->mock->mistake[0] == '\0') {
        buffer_append_byte(&headers, '\0');
        r = memory_alloc(sizeof *r);
        *r = (mock_reply){.references = 1,
                          .status = in.status,
                          .headers = buffer_take(&headers, NULL),
                          .length = length,
                          .delay = in.delay_ms * 1000,
                          .times = in.times,
                          .failure = in.failure};
        r->body = length == 0 ? NULL : memcpy(memory_alloc(length), in.body, length);
    }
    buffer_done(&headers);
    return r;
}

tessera_mock_rule *tessera_mock_reply_with(tessera_mock_rule *rule, const tessera_mock_reply *reply) {
    mock_reply *r = reply_read(rule, reply);
    if (rule->function != NULL)
        mistake(rule->mock, "nothing comes after a reply that is computed", NULL);
    if (r == NULL)
        return rule;
    rule->replies = memory_realloc(rule->replies, (rule->count + 1) * sizeof(mock_reply *));
    rule->replies[rule->count++] = r;
    return rule;
}

tessera_mock_rule *tessera_mock_reply_json(tessera_mock_rule *rule, int status, const char *json) {
    return tessera_mock_reply_with(rule, &(tessera_mock_reply){.status = status, .body = json});
}

static void write_result(const tessera_reflect_call *call, const void *result, buffer *out) {
    if (call->shape == TESSERA_SHAPE_ONE) {
        encode_record(call->reply, result, out);
        return;
    }
    const tessera_page *page = result;
    buffer_append_string(out, "{\"results\":[");
    for (size_t i = 0; i < page->count; i++) {
        if (i > 0)
            buffer_append_byte(out, ',');
        encode_record(call->reply, page->items[i], out);
    }
    // Programs that were compiled for an earlier library have pages without `next`: it is not looked at.
    buffer_printf(out, "],\"total\":%lld,\"limit\":%lld,\"offset\":%lld,\"next\":null}", (long long)page->total,
                  (long long)page->limit, (long long)page->offset);
}

tessera_mock_rule *tessera_mock_reply_record(tessera_mock_rule *rule, const void *result) {
    const tessera_reflect_call *call = rule->call;
    if (call == NULL || call->reply == NULL || result == NULL) {
        mistake(rule->mock, "a record answers the calls that have one as their result", NULL);
        return rule;
    }
    buffer out;
    buffer_init(&out, BODY_BYTES);
    write_result(call, result, &out);
    tessera_mock_reply_with(rule, &(tessera_mock_reply){.body = out.data, .body_length = out.length});
    buffer_done(&out);
    return rule;
}

tessera_mock_rule *tessera_mock_reply_error(tessera_mock_rule *rule, int status, const char *code,
                                            const char *message) {
    buffer out;
    buffer_init(&out, BODY_BYTES);
    json_writer w = json_writer_on(&out);
    json_begin_object(&w);
    json_name(&w, "error");
    json_begin_object(&w);
    json_name(&w, "code");
    json_string(&w, text_of(code));
    json_name(&w, "message");
    json_string(&w, text_of(message));
    json_end_object(&w);
    json_end_object(&w);
    tessera_mock_reply_with(rule, &(tessera_mock_reply){.status = status, .body = out.data, .body_length = out.length});
    buffer_done(&out);
    return rule;
}

tessera_mock_rule *tessera_mock_reply_computed(tessera_mock_rule *rule, tessera_mock_function function, void *user) {
    if (rule->function != NULL)
        mistake(rule->mock, "nothing comes after a reply that is computed", NULL);
    rule->function = function;
    rule->user = user;
    return rule;
}

// --- answering -------------------------------------------------------------------------------------------------------

// How many requests the rule's reply at that place answers; 0: all further ones.
static unsigned times_of(const tessera_mock_rule *rule, size_t index) {
    unsigned times = rule->replies[index]->times;
    bool last = index + 1 == rule->count && rule->function == NULL;
    return times > 0 || last ? times : 1;
}

// Goes on to the next reply that is not used up; false when there is none.
static bool advance(tessera_mock_rule *rule) {
    while (rule->next < rule->count) {
        unsigned times = times_of(rule, rule->next);
        if (times == 0 || rule->given < times)
            return true;
        rule->next++;
        rule->given = 0;
    }
    return rule->function != NULL || rule->count == 0;
}

tessera_mock_rule *mock_find(tessera_mock *m, const tessera_mock_request *request) {
    for (link_node *node = m->rules.next; node != &m->rules; node = node->next) {
        tessera_mock_rule *rule = LINK_OWNER(node, tessera_mock_rule, link);
        if (mock_pattern_matches(rule->method, rule->path, request) && advance(rule))
            return rule;
    }
    return NULL;
}

mock_reply *mock_take(tessera_mock_rule *rule, const tessera_mock_request *request) {
    rule->used = true;
    if (rule->next < rule->count) {
        rule->given++;
        rule->replies[rule->next]->references++;
        return rule->replies[rule->next];
    }
    tessera_mock_reply reply = {.struct_size = sizeof reply};
    if (rule->function != NULL) {
        rule->mock->computing = true;
        rule->function(request, &reply, rule->user);
        rule->mock->computing = false;
    }
    return reply_read(rule, &reply);
}

// "GET /api/v1/teams/{team_id}"
static void print_rule(buffer *out, const tessera_mock_rule *rule) {
    buffer_printf(out, "%s %s", rule->method == NULL ? "*" : rule->method, rule->path);
}

// The text so far as a string that fits, with a mark where it was cut.
static void fit(buffer *from, char *out, size_t size) {
    text all = buffer_text(from);
    bool cut = all.length >= size;
    snprintf(out, size, "%.*s%s", (int)(cut ? size - 4 : all.length), all.data, cut ? "..." : "");
    buffer_done(from);
}

void mock_describe_unexpected(const tessera_mock *m, const tessera_mock_request *r, char *out, size_t size) {
    buffer words;
    buffer_init(&words, BODY_BYTES);
    buffer_printf(&words, "the mock has no rule for %s %s%s%s", r->method, r->path, r->query[0] == '\0' ? "" : "?",
                  r->query);
    const char *before = "; its rules: ";
    for (const link_node *node = m->rules.previous; node != &m->rules; node = node->previous) {
        tessera_mock_rule *rule = LINK_OWNER(node, tessera_mock_rule, link);
        buffer_append_string(&words, before);
        print_rule(&words, rule);
        if (!advance(rule))
            buffer_append_string(&words, " (used up)");
        before = ", ";
    }
    fit(&words, out, size);
}

int tessera_mock_verify(const tessera_mock *m, tessera_error *error) {
    char message[sizeof error->message];
    buffer words;
    size_t unexpected = 0;
    if (m->mistake[0] != '\0') {
        snprintf(message, sizeof message, "the mock was set up wrongly: %s", m->mistake);
        return error_fill(error, TESSERA_E_USAGE, message);
    }
    buffer_init(&words, BODY_BYTES);
    for (size_t i = 0; i < m->count; i++) {
        const tessera_mock_request *r = &m->requests[i]->shown;
        if (r->unexpected && unexpected++ == 0)
            buffer_printf(&words, "no rule for %s %s", r->method, r->path);
    }
    if (unexpected > 1)
        buffer_printf(&words, " (and %zu more requests without one)", unexpected - 1);
    for (const link_node *node = m->rules.previous; node != &m->rules; node = node->previous) {
        const tessera_mock_rule *rule = LINK_OWNER(node, tessera_mock_rule, link);
        if (rule->used)
            continue;
        buffer_append_string(&words, words.length == 0 ? "no request for the rule " : "; no request for the rule ");
        print_rule(&words, rule);
    }
    if (words.length == 0)
        return TESSERA_OK;
    fit(&words, message, sizeof message);
    return error_fill(error, TESSERA_E_USAGE, message);
}
