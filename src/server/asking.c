#include "server/asking.h"
#include "net/fetch.h"
#include <stdio.h>
#include <string.h>

#define READY_PATH "/health/ready"

enum { URL_MAXIMUM = 2000, SECONDS = 5, REPLY_MAXIMUM = 65536, SHOWN_MAXIMUM = 500 };

static int refuse(const char *url, const char *why, const buffer *body) {
    size_t shown = body->length < SHOWN_MAXIMUM ? body->length : SHOWN_MAXIMUM;
    fprintf(stderr, "tesserad: %s is not ready: %s%s%.*s\n", url, why, shown > 0 ? ": " : "", (int)shown,
            shown > 0 ? body->data : "");
    return 1;
}

int asking_health(const char *url) {
    char whole[URL_MAXIMUM + sizeof(READY_PATH)], why[512];
    size_t length = strlen(url);
    while (length > 0 && url[length - 1] == '/')
        length--;
    snprintf(whole, sizeof whole, "%.*s" READY_PATH, length > URL_MAXIMUM ? 0 : (int)length, url);
    if (!fetch_set_up() || !fetch_is_trusted(whole)) {
        fprintf(stderr,
                "tesserad: --health takes https://HOST:PORT, or http:// and an address of this machine, not %s\n", url);
        return 2;
    }
    buffer body;
    buffer_init(&body, REPLY_MAXIMUM);
    fetcher *f = fetcher_new(NULL, SECONDS);
    int status = fetcher_get(f, whole, &body, why, sizeof why) ? 0 : refuse(url, why, &body);
    fetcher_free(f);
    buffer_done(&body);
    return status;
}
