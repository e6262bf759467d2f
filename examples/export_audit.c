// Export the audit trail as lines of JSON, for another system to keep: a reply holds a piece of it, and its head says where the
// next one begins. Usage: export_audit [AFTER], the number of the event behind which to begin; all that is sealed otherwise
#include <stdio.h>
#include <stdlib.h>
#include <tessera.h>

static long long number_in(const tessera_response *response, const char *name) {
    char digits[32];
    size_t length = 0;
    const char *value = tessera_response_header(response, name, &length);
    if (value == NULL || length >= sizeof digits)
        return -1;
    snprintf(digits, sizeof digits, "%.*s", (int)length, value);
    return strtoll(digits, NULL, 10);
}

int main(int argument_count, char **arguments) {
    char query[64], line[512];
    tessera_error error;
    tessera_client_options options = {.struct_size = sizeof options, .keep_heads = true};
    TESSERA_AUTO(tessera_client) client = tessera_client_new(&options, &error);
    if (client == NULL) {
        fprintf(stderr, "%s\n", tessera_error_format(&error, line, sizeof line));
        return 1;
    }
    long long last = argument_count > 1 ? strtoll(arguments[1], NULL, 10) : 0, head = last + 1;
    while (last < head) {
        snprintf(query, sizeof query, "limit=50000&after=%lld", last);
        TESSERA_AUTO(tessera_future) future = tessera_request_async(client, "GET", "/api/v1/audit/export", query, NULL);
        TESSERA_AUTO(tessera_reply) reply = NULL;
        tessera_future_wait(future, TESSERA_NO_LIMIT);
        if (tessera_request_result(future, &reply, &error) != TESSERA_OK) {
            fprintf(stderr, "%s\n", tessera_error_format(&error, line, sizeof line));
            return 1;
        }
        fwrite(reply->body, 1, reply->length, stdout);
        long long reached = number_in(tessera_future_response(future), "X-Audit-Last");
        head = number_in(tessera_future_response(future), "X-Audit-Head");
        if (reached <= last && last < head) // no such server: it would be asked for ever
            return 1;
        last = reached;
    }
    fprintf(stderr, "exported up to event %lld\n", last);
    return 0;
}
