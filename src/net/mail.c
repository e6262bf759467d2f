// A connection for each mail: they are few, and a server that closed an idle one would cost an attempt.
#include "net/mail.h"
#include "base/memory.h"
#include <curl/curl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

enum { PERMANENT = 500, ADDRESS_MAXIMUM = 400 };

struct mailer {
    mail_options options;
    atomic_bool stopped;
};

// A mail under way.
typedef struct transfer {
    const mailer *m;
    text rest;
    struct curl_slist *to;
    char from[ADDRESS_MAXIMUM];
    char detail[CURL_ERROR_SIZE];
} transfer;

static bool has_part(CURLU *url, CURLUPart part) {
    char *value = NULL;
    bool has = curl_url_get(url, part, &value, 0) == CURLUE_OK;
    curl_free(value);
    return has;
}

bool mail_url_is_fine(const char *url) {
    if (strncmp(url, "smtp://", 7) != 0 && strncmp(url, "smtps://", 8) != 0)
        return false;
    CURLU *parsed = curl_url();
    bool fine = parsed != NULL && curl_url_set(parsed, CURLUPART_URL, url, 0) == CURLUE_OK &&
                has_part(parsed, CURLUPART_HOST) && !has_part(parsed, CURLUPART_USER) &&
                !has_part(parsed, CURLUPART_PASSWORD) && !has_part(parsed, CURLUPART_QUERY) &&
                !has_part(parsed, CURLUPART_FRAGMENT);
    curl_url_cleanup(parsed);
    return fine;
}

mailer *mailer_new(const mail_options *options) {
    mailer *m = memory_zalloc(sizeof *m);
    m->options = *options;
    atomic_init(&m->stopped, false);
    return m;
}

mailer *mailer_free(mailer *m) {
    free(m);
    return NULL;
}

void mailer_stop(mailer *m) {
    if (m != NULL)
        atomic_store(&m->stopped, true);
}

// --- what libcurl calls ----------------------------------------------------------------------------------------------

static size_t give(char *out, size_t size, size_t count, void *data) {
    transfer *t = data;
    size_t room = size * count, length = t->rest.length < room ? t->rest.length : room;
    memcpy(out, t->rest.data, length);
    t->rest = (text){t->rest.data + length, t->rest.length - length};
    return length;
}

static int look(void *data, curl_off_t wanted_down, curl_off_t down, curl_off_t wanted_up, curl_off_t up) {
    (void)wanted_down, (void)down, (void)wanted_up, (void)up;
    const transfer *t = data;
    return atomic_load(&t->m->stopped) ? 1 : 0;
}

// --- a mail ----------------------------------------------------------------------------------------------------------

#define SET(easy, option, value) (curl_easy_setopt(easy, option, value) == CURLE_OK)

static bool set_login(CURL *easy, const mail_options *o) {
    return o->user == NULL || (SET(easy, CURLOPT_USERNAME, o->user) &&
                               SET(easy, CURLOPT_PASSWORD, o->password == NULL ? "" : o->password));
}

static CURL *easy_new(transfer *t) {
    const mail_options *o = &t->m->options;
    CURL *easy = curl_easy_init();
    bool good = easy != NULL && SET(easy, CURLOPT_URL, o->url) && SET(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps") &&
                SET(easy, CURLOPT_PROXY, "") && SET(easy, CURLOPT_NOSIGNAL, 1L) &&
                SET(easy, CURLOPT_USE_SSL, (long)(o->tls ? CURLUSESSL_ALL : CURLUSESSL_NONE)) &&
                SET(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) &&
                SET(easy, CURLOPT_TIMEOUT_MS, (long)o->milliseconds) &&
                SET(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)o->milliseconds) && SET(easy, CURLOPT_UPLOAD, 1L) &&
                SET(easy, CURLOPT_MAIL_FROM, t->from) && SET(easy, CURLOPT_MAIL_RCPT, t->to) &&
                SET(easy, CURLOPT_READFUNCTION, give) && SET(easy, CURLOPT_READDATA, t) &&
                SET(easy, CURLOPT_NOPROGRESS, 0L) && SET(easy, CURLOPT_XFERINFOFUNCTION, look) &&
                SET(easy, CURLOPT_XFERINFODATA, t) && SET(easy, CURLOPT_ERRORBUFFER, t->detail) && set_login(easy, o) &&
                (o->ca_file == NULL || SET(easy, CURLOPT_CAINFO, o->ca_file));
    if (good)
        return easy;
    curl_easy_cleanup(easy);
    return NULL;
}

static mail_end end_of(const mailer *m, CURLcode result, long code) {
    if (result == CURLE_OK)
        return MAIL_SENT;
    if (atomic_load(&m->stopped))
        return MAIL_STOPPED;
    // Who may not log in is a matter of the settings, which somebody will mend.
    bool refused = code >= PERMANENT && (result == CURLE_SEND_ERROR || result == CURLE_RECV_ERROR ||
                                         result == CURLE_WEIRD_SERVER_REPLY || result == CURLE_UPLOAD_FAILED);
    return refused ? MAIL_REFUSED : MAIL_FAILED;
}

mail_end mail_send(mailer *m, const char *from, const char *to, text message, char reason[MAIL_REASON]) {
    char recipient[ADDRESS_MAXIMUM];
    transfer t = {.m = m, .rest = message};
    bool fits = (size_t)snprintf(t.from, sizeof t.from, "<%s>", from) < sizeof t.from &&
                (size_t)snprintf(recipient, sizeof recipient, "<%s>", to) < sizeof recipient;
    if (!fits) {
        snprintf(reason, MAIL_REASON, "an address is too long");
        return MAIL_REFUSED;
    }
    t.to = curl_slist_append(NULL, recipient);
    CURL *easy = t.to == NULL ? NULL : easy_new(&t);
    CURLcode result = easy == NULL ? CURLE_FAILED_INIT : curl_easy_perform(easy);
    long code = 0;
    if (easy != NULL)
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &code);
    snprintf(reason, MAIL_REASON, "%s", t.detail[0] != '\0' ? t.detail : curl_easy_strerror(result));
    curl_easy_cleanup(easy);
    curl_slist_free_all(t.to);
    return end_of(m, result, code);
}
