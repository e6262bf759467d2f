#include "server/route.h"

const char *route_scope_name(route_scope scope) {
    static const char *const names[] = {"public", "any", "read", "write", "admin"};
    return names[scope];
}

const char *http_method_name(http_method method) {
    static const char *const names[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "OTHER"};
    return names[method];
}
