// URLs: libcurl takes them apart; what is told of one keeps its secrets.
#include "sdk/url.h"
#include "base/memory.h"
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/un.h>

void url_parts_done(url_parts *u) {
    char *all[] = {u->scheme, u->user, u->password, u->host, u->port, u->path, u->query, u->fragment};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        curl_free(all[i]);
}

bool url_parse(const char *url, url_parts *u) {
    CURLU *handle = curl_url();
    if (handle == NULL)
        return false;
    bool fine = curl_url_set(handle, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK;
    if (fine) {
        curl_url_get(handle, CURLUPART_SCHEME, &u->scheme, 0);
        curl_url_get(handle, CURLUPART_USER, &u->user, CURLU_URLDECODE);
        curl_url_get(handle, CURLUPART_PASSWORD, &u->password, CURLU_URLDECODE);
        curl_url_get(handle, CURLUPART_HOST, &u->host, 0);
        curl_url_get(handle, CURLUPART_PORT, &u->port, CURLU_DEFAULT_PORT);
        curl_url_get(handle, CURLUPART_PATH, &u->path, 0);
        curl_url_get(handle, CURLUPART_QUERY, &u->query, 0);
        curl_url_get(handle, CURLUPART_FRAGMENT, &u->fragment, 0);
    }
    curl_url_cleanup(handle);
    return fine && u->scheme != NULL && u->host != NULL;
}

char *url_join(const char *a, const char *b, const char *c, const char *d) {
    size_t size = strlen(a) + strlen(b) + strlen(c) + strlen(d) + 1;
    char *out = memory_alloc(size);
    snprintf(out, size, "%s%s%s%s", a, b, c, d);
    return out;
}

char *url_authority(const url_parts *u) {
    bool usual = u->port == NULL || strcmp(u->port, strcasecmp(u->scheme, "https") == 0 ? "443" : "80") == 0;
    return url_join(u->host, usual ? "" : ":", usual ? "" : u->port, "");
}

bool url_is_plain(const char *url) {
    for (const unsigned char *at = (const unsigned char *)url; *at != '\0'; at++)
        if (*at <= 0x20 || *at >= 0x7F)
            return false;
    return true;
}

// --- secrets ---------------------------------------------------------------------------------------------------------

// However many slashes begin the authority: libcurl takes one and three as well.
bool url_has_credentials(const char *url) {
    const char *mark = strstr(url, ":/"), *authority = mark == NULL ? url : mark + 1;
    authority += strspn(authority, "/");
    return memchr(authority, '@', strcspn(authority, "/?#")) != NULL;
}

// Passwords may hold what ends an authority, so the last "@" counts wherever it stands.
char *url_shown(const char *url) {
    const char *mark = strstr(url, "://"), *at = strrchr(url, '@');
    const char *rest = at == NULL ? url : at + 1;
    size_t scheme = at != NULL && mark != NULL && mark < at ? (size_t)(mark + 3 - url) : 0,
           length = strcspn(rest, "?#");
    size_t size = scheme + strlen("***@") + length + 1;
    char *out = memory_alloc(size);
    snprintf(out, size, "%.*s%s%.*s", (int)scheme, url, at == NULL ? "" : "***@", (int)length, rest);
    return out;
}

// --- socket files ----------------------------------------------------------------------------------------------------

#define UNIX_SCHEME "unix:"
#define ENCODED_SCHEME "http+unix://"

bool url_is_unix(const char *url) {
    return strncasecmp(url, UNIX_SCHEME, strlen(UNIX_SCHEME)) == 0 ||
           strncasecmp(url, ENCODED_SCHEME, strlen(ENCODED_SCHEME)) == 0;
}

// "unix:///path" and "unix://path" say the same as "unix:/path" and "unix:path".
static const char *plain_path(const char *url) {
    const char *path = url + strlen(UNIX_SCHEME);
    return strncmp(path, "//", 2) == 0 ? path + 2 : path;
}

bool url_read_unix(const char *url, char **path, char **prefix) {
    bool encoded = strncasecmp(url, ENCODED_SCHEME, strlen(ENCODED_SCHEME)) == 0;
    const char *at = encoded ? url + strlen(ENCODED_SCHEME) : plain_path(url);
    size_t length = encoded ? strcspn(at, "/?#") : strlen(at);
    const char *rest = at + length;
    int decoded = (int)length;
    char *name = encoded && length > 0 ? curl_easy_unescape(NULL, at, (int)length, &decoded) : NULL;
    *path = memory_strdup(!encoded ? at : name == NULL ? "" : name);
    *prefix = memory_strdup(rest);
    curl_free(name);
    size_t found = strlen(*path);
    return found > 0 && found < sizeof((struct sockaddr_un *)0)->sun_path && found == (size_t)decoded &&
           strpbrk(rest, "?#") == NULL && url_is_plain(rest);
}
