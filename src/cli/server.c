#include "cli/server.h"
#include "cli/settings.h"
#include <string.h>

enum { PAGE = 100, LIST_MAX = 1000000 };

static void trace(const tessera_trace *event, void *user) {
    (void)user;
    if (event->kind == TESSERA_TRACE_RETRY)
        fprintf(stderr, "%s: %s; again in %.1f s\n", event->request, event->problem == NULL ? "" : event->problem,
                (double)event->pause_us / 1e6);
    else if (event->kind == TESSERA_TRACE_DONE)
        fprintf(stderr, "%s %d (%.3f s, request %s)\n", event->request, event->http_status,
                (double)event->elapsed_us / 1e6, event->request_id);
}

tessera_client *server_client(cli *c) {
    if (c->client != NULL)
        return c->client;
    if (global(c, "offline") != NULL) {
        fail(c, "--offline: this needs the server");
        return NULL;
    }
    const char *key = settings_read(c) ? settings_key(c, NULL) : NULL;
    long timeout = key == NULL ? -1 : settings_timeout(c);
    if (timeout < 0)
        return NULL;
    tessera_error error;
    const tessera_client_options options = {
        .struct_size = sizeof options,
        .base_url = settings_url(c, NULL),
        .api_key = key,
        .timeout_ms = timeout,
        .undecoded = true,
        .trace = global(c, "verbose") != NULL ? trace : NULL,
        .user_agent_suffix = "tessera/" TESSERA_CLI_VERSION,
    };
    c->client = tessera_client_new(&options, &error);
    if (c->client == NULL)
        usage(c, "%s", error.message);
    return c->client;
}

const value *server_quietly(cli *c, const char *path, const char *query) {
    tessera_reply *reply = NULL;
    const char *ignored;
    const value *answer = NULL;
    if (tessera_request(c->client, "GET", path, query, NULL, &reply, NULL) == TESSERA_OK)
        answer = value_parse_json(c->memory, reply->body, reply->length, &ignored);
    tessera_reply_free(reply);
    return answer;
}

// " (0.2.0)"; "" where it does not say.
static const char *server_version(cli *c) {
    const char *version = value_get_text(server_quietly(c, "/health", NULL), "version");
    return version == NULL ? "" : pool_printf(c->memory, " (%s)", pool_plain(c->memory, version));
}

int server_failed(cli *c, const tessera_error *error) {
    if (error->http_status < 400) {
        int status = fail(c, "%s: %s", settings_url(c, NULL), error->message);
        return status;
    }
    const char *ignored, *told = NULL;
    const value *body =
        error->body_length == 0 ? NULL : value_parse_json(c->memory, error->body, error->body_length, &ignored);
    told = value_get_text(body, "detail");
    if (told == NULL)
        told = value_get_text(value_get(body, "error"), "message");
    if (told == NULL && body == NULL && error->body_length > 0)
        told = pool_copy(c->memory, error->body, error->body_length);
    int status = is_question(c) ? EXIT_UNKNOWN : EXIT_NO;
    if (c->format == FORMAT_JSON) {
        c->answer.length = 0;
        say(c, "{\"error\": {\"status\": %d, \"code\": \"%s\", \"message\": ", error->http_status, error->code);
        out_json_string(&c->answer, told == NULL ? error->message : told, strlen(told == NULL ? error->message : told));
        say(c, "}}\n");
        say_flush(c);
    }
    fprintf(stderr, "Error (%d): %s\n", error->http_status,
            pool_shown(c->memory, told == NULL ? error->message : told, "\n\t"));
    const value *details = value_get(body, "detail"); // of a 422: what is wrong, one by one
    for (size_t i = 0; details != NULL && details->kind == VALUE_ARRAY && i < details->count; i++) {
        const value *place = value_get(details->items[i].value, "loc");
        const char *message = value_get_text(details->items[i].value, "msg");
        const char *name = place != NULL && place->count > 0 ? place->items[place->count - 1].value->text : NULL;
        if (message != NULL && (told == NULL || strstr(told, message) == NULL))
            fprintf(stderr, "  %s: %s\n", pool_plain(c->memory, name == NULL ? "?" : name),
                    pool_plain(c->memory, message));
    }
    if (error->http_status == 404 && strcmp(error->code, "NOT_FOUND") == 0)
        fprintf(stderr, "This server%s has no %s; it may be older than this program (%s)\n", server_version(c),
                c->asked == NULL ? "such route" : c->asked, TESSERA_CLI_VERSION);
    return status;
}

const value *server_ask(cli *c, const char *method, const char *path, const char *query, const value *body, int *status,
                        bool *missing) {
    tessera_error error;
    out json = {0};
    int ignored;
    if (status == NULL)
        status = &ignored;
    *status = is_question(c) ? EXIT_UNKNOWN : EXIT_NO;
    tessera_client *client = server_client(c);
    if (client == NULL) {
        *status = EXIT_USAGE;
        return NULL;
    }
    if (body != NULL)
        value_write_json(&json, body, 0);
    tessera_reply *reply = NULL;
    c->asked = pool_printf(c->memory, "%s %s", method, path);
    int done = tessera_request(client, method, path, query, json.data, &reply, &error);
    out_done(&json);
    if (done != TESSERA_OK) {
        // NOT_FOUND alone is of a path that the server does not have: an older one cannot tell what is there.
        if (missing != NULL && error.http_status == 404 && strcmp(error.code, "NOT_FOUND") != 0)
            *missing = true;
        else
            *status = server_failed(c, &error);
        return NULL;
    }
    const char *problem;
    const value *v = reply->length == 0 ? value_new(c->memory, VALUE_NULL)
                                        : value_parse_json(c->memory, reply->body, reply->length, &problem);
    tessera_reply_free(reply);
    if (v == NULL)
        fail(c, "%s: the answer to %s %s is %s", settings_url(c, NULL), method, path, problem);
    return v;
}

const value *server_expect(cli *c, const value *answer, const char *members, int *status) {
    if (answer == NULL)
        return NULL;
    for (const char *at = members; *at != '\0'; at += strcspn(at, " "), at += *at == ' ') {
        const value *found = value_get(answer, pool_copy(c->memory, at, strcspn(at, " ")));
        if (found != NULL && found->kind != VALUE_NULL)
            return answer;
    }
    *status = fail(c, "%s: the answer to %s has no %.*s: is that a server of Tessera?", settings_url(c, NULL), c->asked,
                   (int)strcspn(members, " "), members);
    return NULL;
}

const value *server_get(cli *c, const char *path, const char *query, int *status) {
    return server_ask(c, "GET", path, query, NULL, status, NULL);
}

const value *server_list(cli *c, const char *path, const char *query, size_t limit, int *status) {
    value *all = value_new(c->memory, VALUE_ARRAY);
    for (size_t offset = 0; all->count < limit && offset < LIST_MAX;) {
        size_t most = limit - all->count < PAGE ? limit - all->count : PAGE;
        const char *paged = pool_printf(c->memory, "%s%slimit=%zu&offset=%zu", query == NULL ? "" : query,
                                        query == NULL || query[0] == '\0' ? "" : "&", most, offset);
        progress(c, "Entries", all->count, 0);
        const value *page = server_get(c, path, paged, status);
        if (page == NULL)
            return NULL;
        const value *results = page->kind == VALUE_ARRAY ? page : value_get(page, "results");
        for (size_t i = 0; results != NULL && i < results->count && all->count < limit; i++)
            value_append(c->memory, all, results->items[i].value);
        if (page->kind == VALUE_ARRAY || results == NULL || results->count < most)
            break;
        offset += results->count;
    }
    progress_end(c);
    return all;
}
