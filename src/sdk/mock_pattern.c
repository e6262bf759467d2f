// Patterns of paths: segments, `*` and `{name}` for one of them, `**` for the rest, and parameters of the query.
#include "sdk/mock.h"
#include <string.h>

const char *mock_pattern_problem(const char *method, const char *pattern) {
    for (const char *at = method == NULL ? "" : method; *at != '\0'; at++)
        if (*at < 'A' || *at > 'Z')
            return "a method is written in upper-case letters";
    if (method != NULL && method[0] == '\0')
        return "a method is not empty";
    if (pattern == NULL || (pattern[0] != '/' && strcmp(pattern, "**") != 0))
        return "a path begins with a slash";
    const char *rest = strstr(pattern, "**");
    if (rest != NULL && rest[2] != '\0' && rest[2] != '?')
        return "'**' stands at the end of a path";
    return NULL;
}

// Whether one segment of a pattern stands for any.
static bool is_wild(text segment) {
    return text_is(segment, "*") ||
           (segment.length >= 2 && segment.data[0] == '{' && segment.data[segment.length - 1] == '}');
}

// Takes what stands before the separator, and the separator, off the text.
static text take_until(text *rest, char separator) {
    const char *end = rest->length == 0 ? NULL : memchr(rest->data, separator, rest->length);
    size_t length = end == NULL ? rest->length : (size_t)(end - rest->data);
    size_t step = end == NULL ? length : length + 1;
    text taken = {rest->data, length};
    *rest = (text){rest->data + step, rest->length - step};
    return taken;
}

static bool path_matches(text pattern, text path) {
    for (;;) {
        if (text_is(pattern, "**"))
            return true;
        if (pattern.length == 0 || path.length == 0)
            return pattern.length == path.length;
        bool more = memchr(pattern.data, '/', pattern.length) != NULL;
        if (more != (memchr(path.data, '/', path.length) != NULL) && !text_ends_with(pattern, TEXT("**")))
            return false;
        text wanted = take_until(&pattern, '/');
        text found = take_until(&path, '/');
        if (is_wild(wanted) ? found.length == 0 : !text_equal(wanted, found))
            return false;
    }
}

// Whether each parameter of the pattern is among those of the query.
static bool query_matches(text pattern, text query) {
    while (pattern.length > 0) {
        text wanted = take_until(&pattern, '&');
        text rest = query;
        bool found = wanted.length == 0;
        while (!found && rest.length > 0)
            found = text_equal(wanted, take_until(&rest, '&'));
        if (!found)
            return false;
    }
    return true;
}

bool mock_pattern_matches(const char *method, const char *pattern, const tessera_mock_request *request) {
    if (method != NULL && strcmp(method, request->method) != 0)
        return false;
    if (pattern == NULL)
        return true;
    text query = text_of(pattern);
    text path = take_until(&query, '?');
    return path_matches(path, text_of(request->path)) && query_matches(query, text_of(request->query));
}
