// Values in PostgreSQL's binary form: integers of any width with the high byte first, times from the year 2000 on.
#pragma once
#include "base/text.h"
#include <libpq-fe.h>
#include <stdint.h>

enum {
    WIRE_BINARY = 1,
    // Types, by their fixed numbers in pg_type.
    WIRE_BOOLEAN = 16,
    WIRE_BYTES = 17,
    WIRE_INT8 = 20,
    WIRE_TEXT = 25,
    WIRE_FLOAT8 = 701,
    WIRE_TIME = 1184, // timestamptz
    WIRE_UUID = 2950,
};

#define WIRE_EPOCH INT64_C(946684800000000) // 2000-01-01 in microseconds since 1970

typedef struct wire_room {
    char bytes[16];
} wire_room;

static inline void wire_write(wire_room *room, uint64_t value) {
    for (int i = 0; i < 8; i++)
        room->bytes[i] = (char)(value >> (56 - 8 * i));
}

// 0 of no value.
static inline int64_t wire_integer(text value) {
    uint64_t bits = value.length > 0 && (value.data[0] & 0x80) != 0 && value.length > 1 ? UINT64_MAX : 0;
    for (size_t i = 0; i < value.length && i < 8; i++)
        bits = bits << 8 | (unsigned char)value.data[i];
    return (int64_t)bits;
}

static inline double wire_number(text value) {
    uint64_t bits = (uint64_t)wire_integer(value);
    double number = 0;
    if (value.length == sizeof bits)
        memcpy(&number, &bits, sizeof number);
    return number;
}
