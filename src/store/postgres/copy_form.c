// Numbers go in network order with their lengths before them. Times are counted from 2000 there and from 1970 here.
#include "store/postgres/copy_form.h"
#include "store/postgres/wire.h"
#include <string.h>

static const char header[] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0"; // the NUL at the end counts: no flags, no extension

cell_kind copy_form_kind(Oid type) {
    switch (type) {
    case WIRE_BOOLEAN:
    case WIRE_INT8:
    case WIRE_TIME:
        return CELL_INTEGER;
    case WIRE_FLOAT8:
        return CELL_REAL;
    case WIRE_TEXT:
        return CELL_TEXT;
    case WIRE_BYTES:
    case WIRE_UUID:
        return CELL_BYTES;
    default:
        return CELL_NULL;
    }
}

// --- writing ---------------------------------------------------------------------------------------------------------

static void bits_append(buffer *out, uint64_t bits, int bytes) {
    wire_room room;
    wire_write(&room, bits);
    buffer_append(out, room.bytes + sizeof bits - (size_t)bytes, (size_t)bytes);
}

static void value_append(buffer *out, text value) {
    bits_append(out, value.length, 4);
    buffer_append_text(out, value);
}

static bool integer_write(buffer *out, Oid type, int64_t value) {
    if (type == WIRE_BOOLEAN && value != 0 && value != 1)
        return false;
    // The two ends mean infinite times.
    if (type == WIRE_TIME && (value < INT64_MIN + WIRE_EPOCH + 1 || value - WIRE_EPOCH == INT64_MAX))
        return false;
    int bytes = type == WIRE_BOOLEAN ? 1 : 8;
    bits_append(out, (uint64_t)bytes, 4);
    bits_append(out, (uint64_t)(type == WIRE_TIME ? value - WIRE_EPOCH : value), bytes);
    return true;
}

static bool cell_write(buffer *out, Oid type, const cell *c) {
    uint64_t bits;
    if (c->kind == CELL_NULL) {
        bits_append(out, UINT64_MAX, 4);
        return true;
    }
    if (c->kind != copy_form_kind(type))
        return false;
    switch (c->kind) {
    case CELL_INTEGER:
        return integer_write(out, type, c->integer);
    case CELL_REAL:
        memcpy(&bits, &c->real, sizeof bits);
        bits_append(out, sizeof bits, 4);
        bits_append(out, bits, sizeof bits);
        return true;
    case CELL_TEXT:
        // Neither zero bytes nor what is no UTF-8 goes into its texts.
        if (memchr(c->bytes.data, '\0', c->bytes.length) != NULL || !text_is_utf8(c->bytes))
            return false;
        value_append(out, c->bytes);
        return c->bytes.length <= INT32_MAX;
    default:
        value_append(out, c->bytes);
        return type == WIRE_UUID ? c->bytes.length == 16 : c->bytes.length <= INT32_MAX;
    }
}

void copy_form_header(buffer *out) {
    buffer_append(out, header, sizeof header);
}

void copy_form_trailer(buffer *out) {
    bits_append(out, UINT64_MAX, 2);
}

size_t copy_form_write(buffer *out, const Oid *types, const cell *row, size_t width) {
    bits_append(out, width, 2);
    for (size_t i = 0; i < width; i++)
        if (!cell_write(out, types[i], &row[i]))
            return i;
    return width;
}

// --- reading ---------------------------------------------------------------------------------------------------------

static bool piece_take(text *from, size_t length, text *piece) {
    if (length > from->length)
        return false;
    *piece = (text){from->data, length};
    from->data += length;
    from->length -= length;
    return true;
}

static bool number_take(text *from, size_t bytes, int64_t *number) {
    text piece;
    if (!piece_take(from, bytes, &piece))
        return false;
    *number = wire_integer(piece);
    return true;
}

bool copy_form_skip_header(text *message) {
    text start;
    return piece_take(message, sizeof header, &start) && memcmp(start.data, header, start.length) == 0;
}

bool copy_form_is_trailer(text message) {
    return message.length == 2 && wire_integer(message) == -1;
}

static bool value_read(Oid type, text value, cell *c) {
    c->kind = copy_form_kind(type);
    switch (c->kind) {
    case CELL_INTEGER:
        c->integer = wire_integer(value);
        if (type != WIRE_TIME)
            return true;
        if (c->integer == INT64_MIN || c->integer > INT64_MAX - WIRE_EPOCH)
            return false;
        c->integer += WIRE_EPOCH;
        return true;
    case CELL_REAL:
        c->real = wire_number(value);
        return value.length == sizeof c->real;
    case CELL_NULL:
        return false;
    default:
        c->bytes = value;
        return true;
    }
}

bool copy_form_read(text message, const Oid *types, cell *row, size_t width) {
    int64_t count, length;
    if (!number_take(&message, 2, &count) || count != (int64_t)width)
        return false;
    for (size_t i = 0; i < width; i++) {
        text value;
        row[i] = (cell){.kind = CELL_NULL};
        if (!number_take(&message, 4, &length))
            return false;
        if (length >= 0 && (!piece_take(&message, (size_t)length, &value) || !value_read(types[i], value, &row[i])))
            return false;
    }
    return message.length == 0;
}
