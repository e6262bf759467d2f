// How long a value is as text, without writing it.
#include "base/json.h"

// Bytes that a character of a JSON string takes, non-ASCII as \uXXXX, by its first byte. Continuation bytes count nothing.
static const unsigned char byte_sizes[256] = {
    [0x00 ... 0x07] = 6, ['\b' ... '\n'] = 2, [0x0b] = 6,          ['\f' ... '\r'] = 2,
    [0x0e ... 0x1f] = 6, [0x20 ... 0x21] = 1, ['"'] = 2,           [0x23 ... 0x5b] = 1,
    ['\\'] = 2,          [0x5d ... 0x7f] = 1, [0xc0 ... 0xef] = 6, [0xf0 ... 0xff] = 12,
};

static size_t string_size(const char *bytes, size_t length) {
    size_t size = 2;
    for (size_t i = 0; i < length; i++)
        size += byte_sizes[(unsigned char)bytes[i]];
    return size;
}

size_t json_text_size(const json_value *value, bool blanks) {
    size_t size = 0;
    switch (value->type) {
    case JSON_NULL:
        return 4;
    case JSON_BOOLEAN:
        return value->boolean ? 4 : 5;
    case JSON_NUMBER:
        return value->count;
    case JSON_STRING:
        return string_size(value->string, value->count);
    case JSON_ARRAY:
        for (uint32_t i = 0; i < value->count; i++)
            size += json_text_size(&value->elements[i], blanks) + 1 + blanks;
        break;
    case JSON_OBJECT:
        for (uint32_t i = 0; i < value->count; i++) {
            const json_member *member = &value->members[i];
            size += string_size(member->name, member->name_length) + json_text_size(&member->value, blanks) + 2 +
                    (size_t)2 * blanks;
        }
        break;
    }
    return value->count == 0 ? 2 : size + 1 - blanks; // brackets, and one separator fewer than items
}
