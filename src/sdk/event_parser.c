#include "sdk/event_parser.h"
#include <stdint.h>

#define BYTE_ORDER_MARK TEXT("\xEF\xBB\xBF")

void event_parser_init(event_parser *p, size_t maximum) {
    *p = (event_parser){.begun = false};
    buffer_init(&p->line, maximum);
    buffer_init(&p->data, maximum);
    buffer_init(&p->type, maximum);
    buffer_init(&p->next_id, maximum);
    buffer_init(&p->id, maximum);
}

void event_parser_done(event_parser *p) {
    buffer_done(&p->line);
    buffer_done(&p->data);
    buffer_done(&p->type);
    buffer_done(&p->next_id);
    buffer_done(&p->id);
}

bool event_parser_failed(const event_parser *p) {
    return p->line.failed || p->data.failed || p->type.failed || p->next_id.failed;
}

static void replace(buffer *b, text value) {
    buffer_clear(b, SIZE_MAX);
    buffer_append_text(b, value);
}

static void begin_event(event_parser *p) {
    buffer_clear(&p->data, SIZE_MAX);
    buffer_clear(&p->type, SIZE_MAX);
    p->has_data = p->spent = false;
}

static void take_field(event_parser *p, text name, text value) {
    if (text_is(name, "data")) {
        if (p->has_data)
            buffer_append_byte(&p->data, '\n');
        buffer_append_text(&p->data, value);
        p->has_data = true;
    } else if (text_is(name, "event")) {
        replace(&p->type, value);
    } else if (text_is(name, "id") && (value.length == 0 || memchr(value.data, '\0', value.length) == NULL)) {
        replace(&p->next_id, value);
    }
}

// True: the line, an empty one, completes an event.
static bool take_line(event_parser *p, text line) {
    if (!p->begun && text_starts_with(line, BYTE_ORDER_MARK))
        line = (text){line.data + BYTE_ORDER_MARK.length, line.length - BYTE_ORDER_MARK.length};
    p->begun = true;
    if (line.length == 0) {
        replace(&p->id, buffer_text(&p->next_id));
        if (!p->has_data)
            begin_event(p);
        return p->has_data;
    }
    const char *colon = memchr(line.data, ':', line.length);
    text name = {line.data, colon == NULL ? line.length : (size_t)(colon - line.data)};
    text value = colon == NULL ? TEXT("") : (text){colon + 1, line.length - name.length - 1};
    if (value.length > 0 && value.data[0] == ' ')
        value = (text){value.data + 1, value.length - 1};
    take_field(p, name, value);
    return false;
}

bool event_parser_feed(event_parser *p, text *bytes) {
    if (p->spent)
        begin_event(p);
    while (bytes->length > 0 && !event_parser_failed(p)) {
        char byte = *bytes->data;
        *bytes = (text){bytes->data + 1, bytes->length - 1};
        bool continues = p->after_return && byte == '\n'; // the second half of a line's end
        p->after_return = byte == '\r';
        if (continues)
            continue;
        if (byte != '\n' && byte != '\r') {
            buffer_append_byte(&p->line, byte);
            continue;
        }
        p->spent = take_line(p, buffer_text(&p->line));
        buffer_clear(&p->line, SIZE_MAX);
        if (p->spent)
            return true;
    }
    return false;
}
