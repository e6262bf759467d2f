// Section 3.2.2: "00-" trace-id "-" parent-id "-" flags, in lower-case hexadecimal digits, no id all zeros. A later version may
// go on behind a further "-"; what is known of it is read, and the version told is the one that is spoken here.
#include "server/trace.h"
#include "base/uuid.h"
#include <stdio.h>
#include <string.h>

enum {
    TRACE_ID_AT = 3,
    SPAN_ID_AT = TRACE_ID_AT + TRACE_ID_LENGTH + 1,
    FLAGS_AT = SPAN_ID_AT + SPAN_ID_LENGTH + 1,
    FLAGS_KNOWN = 0x3, // sampled, and that the id is random
};

// The value of a digit; -1: it is none.
static int digit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool is_hex(text t, size_t at, size_t length) {
    for (size_t i = at; i < at + length; i++)
        if (digit(t.data[i]) < 0)
            return false;
    return true;
}

static bool is_id(text t, size_t at, size_t length) {
    return is_hex(t, at, length) && strspn(t.data + at, "0") < length;
}

static bool is_valid(text t) {
    if (t.data == NULL || t.length < TRACEPARENT_LENGTH || t.data[2] != '-' || t.data[SPAN_ID_AT - 1] != '-' ||
        t.data[FLAGS_AT - 1] != '-')
        return false;
    text version = {t.data, 2};
    if (!is_hex(t, 0, 2) || text_is(version, "ff"))
        return false;
    if (t.length > TRACEPARENT_LENGTH && (text_is(version, "00") || t.data[TRACEPARENT_LENGTH] != '-'))
        return false;
    return is_id(t, TRACE_ID_AT, TRACE_ID_LENGTH) && is_id(t, SPAN_ID_AT, SPAN_ID_LENGTH) && is_hex(t, FLAGS_AT, 2);
}

trace *trace_begin(text traceparent, arena *a) {
    if (!is_valid(traceparent))
        return NULL;
    trace *t = arena_new_of(a, trace);
    memcpy(t->trace_id, traceparent.data + TRACE_ID_AT, TRACE_ID_LENGTH);
    uuid fresh = uuid_new(); // its second half is random, and never all zeros
    for (size_t i = 0; i < SPAN_ID_LENGTH / 2; i++)
        snprintf(t->span_id + 2 * i, 3, "%02x", fresh.bytes[8 + i]);
    snprintf(t->parent, sizeof t->parent, "00-%s-%s-%02x", t->trace_id, t->span_id,
             (unsigned)digit(traceparent.data[FLAGS_AT + 1]) & FLAGS_KNOWN);
    return t;
}

trace *trace_of(const http_request *http, arena *a) {
    text value = TEXT_NONE;
    for (size_t i = 0; i < http->header_count; i++) {
        const http_header *header = &http->headers[i];
        if (!text_equal_ascii_nocase(header->name, TEXT("traceparent")))
            continue;
        if (value.data != NULL)
            return NULL;
        value = header->value;
    }
    return trace_begin(value, a);
}
