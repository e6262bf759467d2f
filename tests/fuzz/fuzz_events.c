// A stream of events from anybody: however it is cut, the same events come out of it, and none holds more than was sent.
#include "fuzz.h"

#include "sdk/event_parser.h"

static void tell(const event_parser *p, buffer *told) {
    const buffer *const parts[] = {&p->id, &p->type, &p->data};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        buffer_printf(told, "%zu:", parts[i]->length);
        buffer_append_text(told, buffer_text(parts[i]));
    }
    REQUIRE(p->id.length == 0 || memchr(p->id.data, '\0', p->id.length) == NULL);
}

// The events of the stream in pieces of that size.
static void read_all(text stream, size_t size, buffer *told) {
    event_parser p;
    event_parser_init(&p, stream.length + 1);
    buffer_init(told, SIZE_MAX / 4);
    for (size_t at = 0; at < stream.length; at += size) {
        text piece = {stream.data + at, stream.length - at < size ? stream.length - at : size};
        while (event_parser_feed(&p, &piece))
            tell(&p, told);
        REQUIRE(piece.length == 0 && !event_parser_failed(&p));
    }
    event_parser_done(&p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0)
        return 0;
    const text stream = {(const char *)data + 1, size - 1};
    buffer whole, cut;
    read_all(stream, size, &whole);
    read_all(stream, (size_t)data[0] % 16 + 1, &cut);
    REQUIRE(text_equal(buffer_text(&whole), buffer_text(&cut)));
    buffer_done(&whole);
    buffer_done(&cut);
    return 0;
}
