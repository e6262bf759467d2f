// The host is looked up before each post, all its addresses are checked, and libcurl is told to use these and no others; it asks
// once more for each socket that it opens. So a name that answers differently a moment later leads nowhere else.
#include "net/outbound.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "net/outbound_url.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

#define USER_AGENT "tesserad/" TESSERA_VERSION

enum {
    POLL_MILLISECONDS = 1000,
    CONNECTIONS_KEPT = 8,     // of a sender
    REPLY_READ = 64 << 10,    // bytes of a body beyond which nothing is waited for
    REPLY_HEADERS = 64 << 10, // bytes of all its headers
    PIN_LENGTH = (HTTP_ADDRESS_TEXT + 3) * LOOKUP_ADDRESSES_MAXIMUM + OUTBOUND_URL_MAXIMUM + 16,
};

struct outbound {
    outbound_options options;
    lookups *lookups;
    atomic_bool stopped;
    pthread_mutex_t mutex; // guards the list
    outbound_sender *senders;
};

struct outbound_sender {
    outbound *shared;
    outbound_sender *next;
    CURLM *multi;
};

// A post under way.
typedef struct transfer {
    const outbound *shared;
    const outbound_post *post;
    buffer body; // what is kept
    size_t headers_read, body_read;
    bool blocked, cut;
    struct curl_slist *headers, *pins;
    char detail[CURL_ERROR_SIZE];
} transfer;

// --- what senders share ----------------------------------------------------------------------------------------------

outbound *outbound_new(const outbound_options *options) {
    outbound *o = memory_zalloc(sizeof *o);
    o->options = *options;
    o->lookups = lookups_new(options->ask);
    atomic_init(&o->stopped, false);
    pthread_mutex_init(&o->mutex, NULL);
    return o;
}

outbound *outbound_free(outbound *o) {
    if (o == NULL)
        return NULL;
    lookups_free(o->lookups);
    pthread_mutex_destroy(&o->mutex);
    free(o);
    return NULL;
}

void outbound_stop(outbound *o) {
    atomic_store(&o->stopped, true);
    pthread_mutex_lock(&o->mutex);
    for (const outbound_sender *s = o->senders; s != NULL; s = s->next)
        curl_multi_wakeup(s->multi);
    pthread_mutex_unlock(&o->mutex);
}

outbound_sender *outbound_sender_new(outbound *o) {
    outbound_sender *s = memory_zalloc(sizeof *s);
    s->shared = o;
    s->multi = curl_multi_init();
    if (s->multi != NULL)
        curl_multi_setopt(s->multi, CURLMOPT_MAXCONNECTS, (long)CONNECTIONS_KEPT);
    pthread_mutex_lock(&o->mutex);
    s->next = o->senders;
    o->senders = s;
    pthread_mutex_unlock(&o->mutex);
    return s;
}

outbound_sender *outbound_sender_free(outbound_sender *s) {
    if (s == NULL)
        return NULL;
    pthread_mutex_lock(&s->shared->mutex);
    outbound_sender **at = &s->shared->senders;
    while (*at != s)
        at = &(*at)->next;
    *at = s->next;
    pthread_mutex_unlock(&s->shared->mutex);
    curl_multi_cleanup(s->multi);
    free(s);
    return NULL;
}

// --- what libcurl calls ----------------------------------------------------------------------------------------------

static curl_socket_t open_socket(void *data, curlsocktype purpose, struct curl_sockaddr *wanted) {
    (void)purpose;
    transfer *t = data;
    http_address address = http_address_of(&wanted->addr);
    if (!outbound_rules_allow(&t->shared->options.rules, &address)) {
        t->blocked = true;
        return CURL_SOCKET_BAD;
    }
    return socket(wanted->family, wanted->socktype | SOCK_CLOEXEC, wanted->protocol);
}

static size_t take_header(char *bytes, size_t size, size_t count, void *data) {
    (void)bytes;
    transfer *t = data;
    t->headers_read += size * count;
    return t->headers_read > REPLY_HEADERS ? 0 : size * count;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *data) {
    transfer *t = data;
    size_t length = size * count, room = t->post->keep - t->body.length;
    buffer_append(&t->body, bytes, length < room ? length : room);
    t->body_read += length;
    t->cut = t->body_read > REPLY_READ && t->body_read > t->post->keep;
    return t->cut ? 0 : length;
}

// --- a post ----------------------------------------------------------------------------------------------------------

static bool is_plain(const char *value) {
    for (; *value != '\0'; value++)
        if ((unsigned char)*value < 0x20 || *value == 0x7f)
            return false;
    return true;
}

static bool append(struct curl_slist **list, const char *line) {
    struct curl_slist *longer = curl_slist_append(*list, line);
    if (longer == NULL)
        return false;
    *list = longer;
    return true;
}

static bool take_headers(transfer *t, arena *a) {
    // Without the wait for a reply before the body, and without a type that was not asked for.
    bool good = append(&t->headers, "Expect:") && append(&t->headers, "Accept: */*");
    for (size_t i = 0; i < t->post->header_count && good; i++) {
        const outbound_header *h = &t->post->headers[i];
        good = is_plain(h->name) && is_plain(h->value) &&
               append(&t->headers, arena_printf(a, h->value[0] == '\0' ? "%s;" : "%s: %s", h->name, h->value));
    }
    return good;
}

// The addresses of the host, all of which are allowed, for libcurl to use. OUTBOUND_ANSWERED: go on.
static outbound_end pin(transfer *t, const outbound_url *url, unsigned milliseconds, char reason[OUTBOUND_REASON]) {
    const outbound_options *options = &t->shared->options;
    unsigned limit = options->lookup_milliseconds < milliseconds ? options->lookup_milliseconds : milliseconds;
    char line[PIN_LENGTH], printed[HTTP_ADDRESS_TEXT];
    lookup_answer answer;
    switch (lookup_host(t->shared->lookups, url->host, limit, &answer)) {
    case LOOKUP_TIMED_OUT:
        snprintf(reason, OUTBOUND_REASON, "DNS resolution timed out");
        return OUTBOUND_REFUSED;
    case LOOKUP_NONE:
        snprintf(reason, OUTBOUND_REASON, "The host has no address");
        return OUTBOUND_FAILED;
    case LOOKUP_FOUND:
        break;
    }
    // Added as an entry that ages, as one of libcurl's own would.
    int length = snprintf(line, sizeof line, "+%s:%s", url->host, url->port);
    for (size_t i = 0; i < answer.count; i++) {
        if (!outbound_rules_allow(&options->rules, &answer.addresses[i])) {
            snprintf(reason, OUTBOUND_REASON, "%s", OUTBOUND_BLOCKED);
            return OUTBOUND_REFUSED;
        }
        http_address_print(&answer.addresses[i], printed);
        bool v4 = http_address_is_v4(&answer.addresses[i]);
        length +=
            snprintf(line + length, sizeof line - (size_t)length, v4 ? "%c%s" : "%c[%s]", i == 0 ? ':' : ',', printed);
    }
    return append(&t->pins, line) ? OUTBOUND_ANSWERED : OUTBOUND_FAILED;
}

#define SET(easy, option, value) (curl_easy_setopt(easy, option, value) == CURLE_OK)

static CURL *easy_new(transfer *t, const outbound_url *url, unsigned milliseconds) {
    const outbound_post *post = t->post;
    const char *ca_file = t->shared->options.ca_file;
    CURL *easy = curl_easy_init();
    bool good =
        easy != NULL && SET(easy, CURLOPT_CURLU, url->handle) && SET(easy, CURLOPT_PROTOCOLS_STR, "http,https") &&
        SET(easy, CURLOPT_PROXY, "") && SET(easy, CURLOPT_FOLLOWLOCATION, 0L) && SET(easy, CURLOPT_NOSIGNAL, 1L) &&
        SET(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1) &&
        SET(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) && SET(easy, CURLOPT_USERAGENT, USER_AGENT) &&
        SET(easy, CURLOPT_TIMEOUT_MS, (long)milliseconds) && SET(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)milliseconds) &&
        SET(easy, CURLOPT_POST, 1L) && SET(easy, CURLOPT_POSTFIELDS, post->body.data == NULL ? "" : post->body.data) &&
        SET(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)post->body.length) &&
        SET(easy, CURLOPT_HTTPHEADER, t->headers) && SET(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket) &&
        SET(easy, CURLOPT_OPENSOCKETDATA, t) && SET(easy, CURLOPT_HEADERFUNCTION, take_header) &&
        SET(easy, CURLOPT_HEADERDATA, t) && SET(easy, CURLOPT_WRITEFUNCTION, take_body) &&
        SET(easy, CURLOPT_WRITEDATA, t) && SET(easy, CURLOPT_ERRORBUFFER, t->detail) &&
        (t->pins == NULL || SET(easy, CURLOPT_RESOLVE, t->pins)) &&
        (ca_file == NULL || SET(easy, CURLOPT_CAINFO, ca_file));
    if (good)
        return easy;
    curl_easy_cleanup(easy);
    return NULL;
}

static CURLcode perform(const outbound_sender *s, CURL *easy) {
    CURLcode result = CURLE_FAILED_INIT;
    int running = 1, left;
    if (curl_multi_add_handle(s->multi, easy) != CURLM_OK)
        return result;
    while (running > 0 && !atomic_load(&s->shared->stopped))
        if (curl_multi_perform(s->multi, &running) != CURLM_OK ||
            (running > 0 && curl_multi_poll(s->multi, NULL, 0, POLL_MILLISECONDS, NULL) != CURLM_OK))
            break;
    for (const CURLMsg *told; (told = curl_multi_info_read(s->multi, &left)) != NULL;)
        if (told->msg == CURLMSG_DONE && told->easy_handle == easy)
            result = told->data.result;
    curl_multi_remove_handle(s->multi, easy);
    return running > 0 ? CURLE_ABORTED_BY_CALLBACK : result;
}

static outbound_end end_of(const transfer *t, CURLcode result, char reason[OUTBOUND_REASON]) {
    if (result == CURLE_OK || t->cut)
        return OUTBOUND_ANSWERED;
    if (t->blocked) {
        snprintf(reason, OUTBOUND_REASON, "%s", OUTBOUND_BLOCKED);
        return OUTBOUND_REFUSED;
    }
    const char *words = t->detail[0] != '\0' ? t->detail : curl_easy_strerror(result);
    if (t->headers_read > REPLY_HEADERS)
        words = "The headers of the reply are too long";
    snprintf(reason, OUTBOUND_REASON, "%s", words);
    if (result == CURLE_OPERATION_TIMEDOUT)
        return OUTBOUND_TIMED_OUT;
    return atomic_load(&t->shared->stopped) ? OUTBOUND_STOPPED : OUTBOUND_FAILED;
}

static void transfer_run(const outbound_sender *s, transfer *t, const outbound_url *url, unsigned milliseconds,
                         outbound_reply *out) {
    long status = 0;
    curl_off_t retry_after = 0;
    CURL *easy = s->multi == NULL ? NULL : easy_new(t, url, milliseconds);
    if (easy == NULL) {
        *out = (outbound_reply){.end = OUTBOUND_FAILED, .reason = "libcurl refused the post"};
        return;
    }
    CURLcode result = perform(s, easy);
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &retry_after);
    curl_easy_cleanup(easy);
    out->end = end_of(t, result, out->reason);
    out->status = out->end == OUTBOUND_ANSWERED ? (int)status : 0;
    out->retry_after = out->end == OUTBOUND_ANSWERED ? retry_after : 0;
}

// The rest of the time that the post has.
static unsigned time_left(const outbound_post *post, int64_t began) {
    int64_t spent = (monotonic_now() - began) / 1000;
    return spent < post->milliseconds ? (unsigned)(post->milliseconds - spent) : 1;
}

static void send_to(const outbound_sender *s, transfer *t, const outbound_url *url, outbound_reply *out, arena *a) {
    int64_t began = monotonic_now();
    if (!take_headers(t, a)) {
        *out = (outbound_reply){.end = OUTBOUND_REFUSED, .reason = "A header holds a control character"};
        return;
    }
    out->end = url->is_address ? OUTBOUND_ANSWERED : pin(t, url, t->post->milliseconds, out->reason);
    if (out->end == OUTBOUND_ANSWERED)
        transfer_run(s, t, url, time_left(t->post, began), out);
}

void outbound_send(outbound_sender *s, const outbound_post *post, outbound_reply *out, arena *a) {
    outbound_url url;
    transfer t = {.shared = s->shared, .post = post};
    *out = (outbound_reply){.end = OUTBOUND_REFUSED};
    if (!outbound_url_open(&s->shared->options.rules, post->url, &url, out->reason))
        return;
    buffer_init(&t.body, OUTBOUND_KEEP_MAXIMUM);
    if (atomic_load(&s->shared->stopped))
        *out = (outbound_reply){.end = OUTBOUND_STOPPED, .reason = "The server stops"};
    else
        send_to(s, &t, &url, out, a);
    if (out->end == OUTBOUND_ANSWERED)
        out->body = (text){arena_text(a, buffer_text(&t.body)), t.body.length};
    buffer_done(&t.body);
    curl_slist_free_all(t.headers);
    curl_slist_free_all(t.pins);
    outbound_url_done(&url);
}
