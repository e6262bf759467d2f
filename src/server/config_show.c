// The settings as people read them: what there is, and what is in force.
#include "server/config_internal.h"
#include <stdio.h>
#include <strings.h>

void config_print_settings(void) {
    printf("Settings, by environment variable. The same names are keys of the configuration file (NAME=VALUE lines; "
           "--config\n"
           "FILE, else .env in the current folder where there is one). An option beats the environment, which beats "
           "the file.\n"
           "What is a secret, or may have one in it, may come from a file of its own, which NAME_FILE names.\n");
    for (size_t i = 0; i < setting_count; i++) {
        const setting *s = &config_settings[i];
        printf("\n%s%s%s%s%s%s\n    %s.\n    Default: %s\n", s->environment, config_is_secret(s) ? " or " : "",
               config_is_secret(s) ? s->environment : "", config_is_secret(s) ? "_FILE" : "",
               s->flag == NULL ? "" : ", option ", s->flag == NULL ? "" : s->flag, s->doc,
               s->fallback == NULL ? "unset" : s->fallback);
        if (s->minimum != 0 || s->maximum != 0)
            printf("    From %lld to %lld\n", (long long)s->minimum, (long long)s->maximum);
    }
}

// How long the URL is behind its scheme before the query. A ? before the last @ is a part of a password, where no path is before.
static size_t length_before_query(const char *start) {
    size_t length = strcspn(start, "?");
    const char *at = strrchr(start, '@');
    if (at != NULL && at > start + length && memchr(start, '/', length) == NULL)
        length = (size_t)(at - start) + strcspn(at, "?");
    return length;
}

// Without what stands between the first colon behind the scheme and the last @ before the query, and without the values of
// parameters that are called like a password. Of a page of the web nothing behind the host is shown: it is what names a channel
// of a chat, and lets anybody post there.
static const char *url_shown(const char *url, arena *a) {
    const char *start = strstr(url, "://");
    if (start == NULL)
        return url;
    start += strlen("://");
    size_t length = length_before_query(start), host = strcspn(start, "/?#");
    if (strncasecmp(url, "http", strlen("http")) == 0 && memchr(start, '@', length) == NULL && strlen(start + host) > 1)
        return arena_printf(a, "%.*s/***", (int)(start + host - url), url);
    const char *colon = memchr(start, ':', length), *at = memrchr(start, '@', length), *query = start + length;
    const char *shown = arena_printf(a, "%.*s", (int)(query - url), url);
    if (colon != NULL && at != NULL && colon < at)
        shown = arena_printf(a, "%.*s:***%.*s", (int)(colon - url), url, (int)(query - at), at);
    for (; *query != '\0'; query += length) {
        length = 1 + strcspn(query + 1, "&");
        const char *value = memchr(query, '=', length), *end = query + length;
        const text name = {query, value == NULL ? length : (size_t)(value - query)};
        bool secret = value != NULL && memmem(name.data, name.length, "password", strlen("password")) != NULL;
        shown = secret ? arena_printf(a, "%s%.*s=***", shown, (int)name.length, name.data)
                       : arena_printf(a, "%s%.*s", shown, (int)(end - query), query);
    }
    return shown;
}

static const char *value_shown(const setting *s, const config_source *source, arena *a) {
    if (source->given == NULL)
        return "";
    if (s->kind == KIND_SECRET || s->kind == KIND_SECRETS)
        return *source->given == '\0' ? "" : "***";
    return s->kind == KIND_URL ? url_shown(source->given, a) : source->given;
}

static const char *origin_shown(const config_result *result, size_t index, arena *a) {
    const config_source *source = &result->sources[index];
    const char *where = "";
    switch (source->origin) {
    case FROM_DEFAULT:
        return source->given == NULL ? "unset" : "default";
    case FROM_FLAG:
        return config_settings[index].flag;
    case FROM_ENVIRONMENT:
        where = "environment";
        break;
    case FROM_FILE:
        where = arena_printf(a, "%s line %u", result->file, source->line);
        break;
    }
    return source->secret == NULL ? where : arena_printf(a, "%s, by %s", source->secret, where);
}

void config_print(const config_result *result, arena *a) {
    for (size_t i = 0; i < setting_count; i++) {
        const setting *s = &config_settings[i];
        printf("%s=%s  (%s)\n", s->environment, value_shown(s, &result->sources[i], a), origin_shown(result, i, a));
    }
}
