// By default only what went wrong is worth a line in production: replies below 400 are told at DEBUG. With TESSERA_ACCESS_LOG
// every reply is, at INFO and above.
#include "server/access_log.h"
#include "base/log.h"
#include "server/app.h"

#define LOGGER "tessera.server"

enum { PATH_SHOWN = 512, MEMBERS_MAXIMUM = 16 };

static log_level level_of(const request *rq, int status) {
    bool all = rq->app->config->access_log == CONFIG_ON;
    if (status < 400)
        return all ? LOG_INFO : LOG_DEBUG;
    if (status < 500)
        return all ? LOG_WARNING : LOG_INFO;
    return all ? LOG_ERROR : LOG_WARNING;
}

static const char *shown(arena *a, text given) {
    size_t length = given.length < PATH_SHOWN ? given.length : PATH_SHOWN;
    while (length < given.length && length > 0 && ((unsigned char)given.data[length] & 0xC0) == 0x80)
        length--;
    text start = {given.data, length};
    return text_is_utf8(start) ? arena_text(a, start) : "(no text)";
}

// Somebody may have put a key where an id belongs: its characters become stars.
static const char *without_keys(arena *a, const char *path) {
    static const char begin[] = "tess_";
    if (strstr(path, begin) == NULL)
        return path;
    char *masked = arena_strdup(a, path);
    for (char *at = masked; (at = strstr(at, begin)) != NULL;)
        for (at += sizeof begin - 1; *at != '\0' && *at != '/'; at++)
            *at = '*';
    return masked;
}

static const char *caller_of(const request *rq) {
    return rq->caller.kind == CALLER_NOBODY ? "nobody" : enum_credential_kind.values[rq->caller.kind - CALLER_OPEN];
}

void access_log_reply(const request *rq, size_t bytes, int64_t time) {
    int status = http_reply_get_status(rq->exchange);
    log_level level = level_of(rq, status);
    if (!log_enabled(level))
        return;
    const char *method = shown(rq->arena, rq->http->method_name),
               *path = without_keys(rq->arena, shown(rq->arena, rq->http->path));
    const http_request *http = rq->http;
    const char *peer = shown(rq->arena, http->forwarded ? http->client : http->peer);
    const char *proxy = http->forwarded ? shown(rq->arena, http->peer) : NULL;
    const char *subject = http->certificate == NULL ? NULL : shown(rq->arena, http->certificate->subject);
    const char *trace = rq->trace == NULL ? NULL : rq->trace->trace_id;
    double milliseconds = (double)time / 1000;
    log_member members[MEMBERS_MAXIMUM] = {{"method", method, 0},
                                           {"path", path, 0},
                                           {"status", NULL, status},
                                           {"duration_ms", NULL, milliseconds},
                                           {"request_id", rq->request_id, 0},
                                           {"peer", peer, 0},
                                           {"scheme", http->secure ? "https" : "http", 0},
                                           {"route", rq->route == NULL ? "unmatched" : rq->route->path, 0},
                                           {"bytes", NULL, (double)bytes},
                                           {"caller", caller_of(rq), 0}};
    size_t count = 10;
    if (proxy != NULL)
        members[count++] = (log_member){"proxy", proxy, 0};
    if (subject != NULL)
        members[count++] = (log_member){"certificate", subject, 0};
    if (trace != NULL) {
        members[count++] = (log_member){"trace_id", trace, 0};
        members[count++] = (log_member){"span_id", rq->trace->span_id, 0};
    }
    log_members(level, LOGGER, members, count, "%s %s %d %.1f ms, %zu bytes, request %s, from %s%s%s%s%s%s%s",
                *method == '\0' ? "-" : method, *path == '\0' ? "-" : path, status, milliseconds, bytes, rq->request_id,
                peer, proxy == NULL ? "" : " by ", proxy == NULL ? "" : proxy, subject == NULL ? "" : ", certificate ",
                subject == NULL ? "" : subject, trace == NULL ? "" : ", trace ", trace == NULL ? "" : trace);
}
