// A path that no route has, told with what may have gone wrong in it: an unset variable leaves a part of it empty, a slash too
// many or a missing /api/v1 is easily overlooked.
#include "server/app.h"
#include "server/request.h"

enum { PATH_SHOWN = 200 }; // characters of a path that a message repeats

// The path as people can read it: what no URL has (it may be any byte) becomes a question mark.
static const char *path_shown(arena *a, text path) {
    size_t length = path.length > PATH_SHOWN ? PATH_SHOWN : path.length;
    char *shown = arena_bytes(a, length + 1);
    for (size_t i = 0; i < length; i++)
        shown[i] = (char)(path.data[i] > ' ' && path.data[i] <= '~' ? path.data[i] : '?');
    shown[length] = '\0';
    return path.length > length ? arena_printf(a, "%s...", shown) : shown;
}

static bool path_exists(const request *rq, text path) {
    route_match match = router_find(rq->app->router, rq->http->method, path);
    return match.route != NULL || match.methods != 0;
}

// What the client may have meant; "" when nothing suggests itself.
static const char *path_hint(const request *rq, text path) {
    for (size_t i = 1; i < path.length; i++)
        if (path.data[i - 1] == '/' && path.data[i] == '/')
            return "; a part of it is empty";
    text shorter = {path.data, path.length - 1};
    if (path.length > 1 && path.data[shorter.length] == '/')
        return path_exists(rq, shorter) ? "; it exists without the slash at the end" : "";
    text longer = text_of(arena_printf(rq->arena, "/api/v1%.*s", (int)path.length, path.data));
    return path_exists(rq, longer) ? "; it begins with /api/v1" : "";
}

int reply_no_route(request *rq) {
    const char *shown = path_shown(rq->arena, rq->http->path);
    const char *message = arena_printf(rq->arena, "%s: no route has the path %s%s", error_at(ERROR_NOT_FOUND)->message,
                                       shown, path_hint(rq, rq->http->path));
    return reply_error(rq, ERROR_NOT_FOUND, message, detail(rq, "path", json_make_string(text_of(shown))));
}
