// Receive a webhook and verify its signature: a program for a web server that runs it by CGI, with the request's headers in the
// environment, its body on standard input, and the destination's secret in WEBHOOK_SECRET.
#include <tessera.h>

#include <stdio.h>
#include <stdlib.h>

enum { BODY_MAXIMUM = 1 << 20 };

static int answer(const char *status) {
    printf("Status: %s\r\n\r\n", status);
    return 0;
}

int main(void) {
    static char body[BODY_MAXIMUM];
    const char *secret = getenv("WEBHOOK_SECRET"), *told = getenv("CONTENT_LENGTH");
    size_t length = told == NULL ? 0 : strtoul(told, NULL, 10);
    if (secret == NULL || length == 0 || length > BODY_MAXIMUM || fread(body, 1, length, stdin) != length)
        return answer("400 Bad Request");
    switch (tessera_webhook_verify(secret, getenv("HTTP_X_TESSERA_SIGNATURE_V2"), body, length, 0,
                                   TESSERA_WEBHOOK_TOLERANCE)) {
    case TESSERA_WEBHOOK_GENUINE:
        break;
    case TESSERA_WEBHOOK_STALE: // the server signs each attempt anew: this one is somebody else's, or a clock is wrong
    case TESSERA_WEBHOOK_MALFORMED:
    case TESSERA_WEBHOOK_FORGED:
        return answer("401 Unauthorized");
    }
    // At least once means that it may come again, under the same id: remember the id before the answer, with what is done.
    const char *event = getenv("HTTP_X_TESSERA_EVENT"), *delivery = getenv("HTTP_X_TESSERA_DELIVERY");
    fprintf(stderr, "%s %s\n", event == NULL ? "?" : event, delivery == NULL ? "?" : delivery);
    return answer("204 No Content");
}
