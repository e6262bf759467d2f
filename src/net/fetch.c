#include "net/fetch.h"
#include "base/memory.h"
#include <arpa/inet.h>
#include <curl/curl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define USER_AGENT "tesserad/" TESSERA_VERSION

enum { POLL_MILLISECONDS = 1000, URL_MAXIMUM = 2048 };

struct fetcher {
    CURLM *multi;
    const char *ca_file;
    long timeout_milliseconds;
    atomic_bool stopped;
};

bool fetch_set_up(void) {
    return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

// --- addresses -------------------------------------------------------------------------------------------------------

static bool is_loopback(const char *host) {
    struct in_addr v4;
    return strcmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0 ||
           (inet_pton(AF_INET, host, &v4) == 1 && ntohl(v4.s_addr) >> 24 == 127);
}

static bool has_part(CURLU *url, CURLUPart part) {
    char *value = NULL;
    bool there = curl_url_get(url, part, &value, 0) == CURLUE_OK;
    curl_free(value);
    return there;
}

bool fetch_is_trusted(const char *given) {
    CURLU *url = curl_url();
    char *scheme = NULL, *host = NULL;
    bool trusted = url != NULL && strlen(given) <= URL_MAXIMUM &&
                   curl_url_set(url, CURLUPART_URL, given, 0) == CURLUE_OK && !has_part(url, CURLUPART_USER) &&
                   !has_part(url, CURLUPART_FRAGMENT) && curl_url_get(url, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
                   curl_url_get(url, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
                   (strcmp(scheme, "https") == 0 || (strcmp(scheme, "http") == 0 && is_loopback(host)));
    curl_free(scheme);
    curl_free(host);
    curl_url_cleanup(url);
    return trusted;
}

// --- fetching --------------------------------------------------------------------------------------------------------

fetcher *fetcher_new(const char *ca_file, unsigned timeout_seconds) {
    fetcher *f = memory_zalloc(sizeof *f);
    *f = (fetcher){.multi = curl_multi_init(), .ca_file = ca_file, .timeout_milliseconds = timeout_seconds * 1000L};
    atomic_init(&f->stopped, false);
    return f;
}

fetcher *fetcher_free(fetcher *f) {
    if (f == NULL)
        return NULL;
    curl_multi_cleanup(f->multi);
    free(f);
    return NULL;
}

void fetcher_stop(fetcher *f) {
    atomic_store(&f->stopped, true);
    curl_multi_wakeup(f->multi);
}

static size_t take(char *bytes, size_t size, size_t count, void *data) {
    buffer *body = data;
    buffer_append(body, bytes, size * count);
    return body->failed ? 0 : size * count;
}

static CURL *transfer_new(const fetcher *f, const char *url, buffer *body) {
    CURL *easy = curl_easy_init();
    bool fine = easy != NULL && curl_easy_setopt(easy, CURLOPT_URL, url) == CURLE_OK &&
                curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
                curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
                curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
                curl_easy_setopt(easy, CURLOPT_USERAGENT, USER_AGENT) == CURLE_OK &&
                curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, f->timeout_milliseconds) == CURLE_OK &&
                curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)body->maximum) == CURLE_OK &&
                curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) == CURLE_OK &&
                curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take) == CURLE_OK &&
                curl_easy_setopt(easy, CURLOPT_WRITEDATA, body) == CURLE_OK;
    // Of plain http there is only this machine, which no proxy stands for.
    if (fine && strncmp(url, "http:", 5) == 0)
        fine = curl_easy_setopt(easy, CURLOPT_NOPROXY, "*") == CURLE_OK;
    if (fine && f->ca_file != NULL)
        fine = curl_easy_setopt(easy, CURLOPT_CAINFO, f->ca_file) == CURLE_OK;
    if (fine)
        return easy;
    curl_easy_cleanup(easy);
    return NULL;
}

// Runs the transfer to its end.
static CURLcode perform(fetcher *f, CURL *easy) {
    CURLcode result = CURLE_FAILED_INIT;
    int running = 1, left;
    if (curl_multi_add_handle(f->multi, easy) != CURLM_OK)
        return result;
    while (running > 0 && !atomic_load(&f->stopped))
        if (curl_multi_perform(f->multi, &running) != CURLM_OK ||
            (running > 0 && curl_multi_poll(f->multi, NULL, 0, POLL_MILLISECONDS, NULL) != CURLM_OK))
            break;
    for (const CURLMsg *told; (told = curl_multi_info_read(f->multi, &left)) != NULL;)
        if (told->msg == CURLMSG_DONE && told->easy_handle == easy)
            result = told->data.result;
    curl_multi_remove_handle(f->multi, easy);
    return atomic_load(&f->stopped) ? CURLE_ABORTED_BY_CALLBACK : result;
}

bool fetcher_get(fetcher *f, const char *url, buffer *body, char *message, size_t message_size) {
    CURL *easy = f->multi == NULL || !fetch_is_trusted(url) ? NULL : transfer_new(f, url, body);
    if (easy == NULL) {
        snprintf(message, message_size, "it cannot be asked for");
        return false;
    }
    char detail[CURL_ERROR_SIZE] = "";
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, detail);
    long status = 0;
    CURLcode result = perform(f, easy);
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_cleanup(easy);
    if (body->failed || result == CURLE_FILESIZE_EXCEEDED)
        snprintf(message, message_size, "it has more than %zu bytes", body->maximum);
    else if (result != CURLE_OK)
        snprintf(message, message_size, "%s", detail[0] != '\0' ? detail : curl_easy_strerror(result));
    else if (status != 200)
        snprintf(message, message_size, "it was answered with %ld instead of 200", status);
    return result == CURLE_OK && !body->failed && status == 200;
}
