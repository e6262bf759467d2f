// An order's number, a sum, the id and the key, in base64 that needs no escapes in a query (RFC 4648, section 5). The sum is no
// secret: it tells a text that was cut or mistyped, which would otherwise be a place that nobody meant.
#include "model/cursor.h"
#include <string.h>

static const struct order_row {
    const char *key;
    record_kind kind;
} orders[list_order_count] = {
#define ORDER(name, key, kind) {#key, RECORD_##kind},
    LIST_ORDERS(ORDER)
#undef ORDER
};

enum {
    ORDER_AT = 0,
    SUM_AT = 1,
    SUM_BYTES = 4,
    NULL_AT = SUM_AT + SUM_BYTES, // 1: the key is null
    ID_AT = NULL_AT + 1,
    ID_BYTES = 16,
    KEY_AT = ID_AT + ID_BYTES,
    TIME_BYTES = 8,
};

bool cursor_is_by_time(list_order order) {
    return orders[order].kind == RECORD_TIME;
}

cursor cursor_behind(list_order order, const record_type *type, const void *row) {
    const record_field *key = record_field_find(type, text_of(orders[order].key));
    const record_field *id = record_field_find(type, TEXT("id"));
    cursor c = {.order = order, .id = *(const uuid *)((const char *)row + id->offset)};
    const char *slot = (const char *)row + key->offset;
    if (cursor_is_by_time(order))
        c.time = *(const int64_t *)slot;
    else
        c.string = *(const char *const *)slot;
    return c;
}

// FNV-1a of all bytes but the sum's own.
static uint32_t sum_of(const unsigned char *bytes, size_t length) {
    uint32_t sum = UINT32_C(2166136261);
    for (size_t i = 0; i < length; i++)
        if (i < SUM_AT || i >= SUM_AT + SUM_BYTES)
            sum = (sum ^ bytes[i]) * UINT32_C(16777619);
    return sum;
}

static void put_number(unsigned char *out, uint64_t number, size_t bytes) {
    for (size_t i = 0; i < bytes; i++)
        out[i] = (unsigned char)(number >> (8 * (bytes - 1 - i)));
}

static uint64_t get_number(const unsigned char *bytes, size_t count) {
    uint64_t number = 0;
    for (size_t i = 0; i < count; i++)
        number = number << 8 | bytes[i];
    return number;
}

// --- base64 ----------------------------------------------------------------------------------------------------------

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static const char *encode(arena *a, const unsigned char *bytes, size_t length) {
    char *out = arena_bytes(a, length / 3 * 4 + 5);
    size_t used = 0;
    for (size_t i = 0; i < length; i += 3) {
        size_t given = length - i < 3 ? length - i : 3;
        uint32_t group = 0;
        for (size_t j = 0; j < 3; j++)
            group = group << 8 | (j < given ? bytes[i + j] : 0);
        for (size_t j = 0; j <= given; j++)
            out[used++] = digits[group >> (18 - 6 * j) & 63];
    }
    out[used] = '\0';
    return out;
}

// NULL: a character is no digit, or the last one holds bits of no byte.
static const unsigned char *decode(arena *a, const char *printed, size_t *length) {
    size_t count = strlen(printed);
    unsigned char *out = (unsigned char *)arena_bytes(a, count / 4 * 3 + 3);
    uint32_t group = 0, bits = 0;
    *length = 0;
    for (size_t i = 0; i < count; i++) {
        const char *digit = strchr(digits, printed[i]);
        if (digit == NULL)
            return NULL;
        group = group << 6 | (uint32_t)(digit - digits);
        bits += 6;
        if (bits < 8)
            continue;
        bits -= 8;
        out[(*length)++] = (unsigned char)(group >> bits);
        group &= (1u << bits) - 1;
    }
    return bits == 6 || group != 0 ? NULL : out;
}

// --- the text --------------------------------------------------------------------------------------------------------

const char *cursor_print(arena *a, const cursor *c) {
    bool by_time = cursor_is_by_time(c->order);
    size_t key = by_time ? TIME_BYTES : c->string == NULL ? 0 : strlen(c->string);
    unsigned char *bytes = (unsigned char *)arena_bytes(a, KEY_AT + key);
    bytes[ORDER_AT] = (unsigned char)c->order;
    bytes[NULL_AT] = !by_time && c->string == NULL;
    memcpy(bytes + ID_AT, c->id.bytes, ID_BYTES);
    if (by_time)
        put_number(bytes + KEY_AT, (uint64_t)c->time, TIME_BYTES);
    else if (key > 0)
        memcpy(bytes + KEY_AT, c->string, key);
    put_number(bytes + SUM_AT, sum_of(bytes, KEY_AT + key), SUM_BYTES);
    return encode(a, bytes, KEY_AT + key);
}

static bool is_sound(const unsigned char *bytes, size_t length) {
    if (length < KEY_AT || bytes[ORDER_AT] >= list_order_count || bytes[NULL_AT] > 1)
        return false;
    size_t key = length - KEY_AT;
    bool fits = cursor_is_by_time(bytes[ORDER_AT]) ? key == TIME_BYTES && bytes[NULL_AT] == 0
                : bytes[NULL_AT] == 1              ? key == 0
                                                   : memchr(bytes + KEY_AT, '\0', key) == NULL;
    return fits && get_number(bytes + SUM_AT, SUM_BYTES) == sum_of(bytes, length);
}

bool cursor_parse(arena *a, const char *printed, cursor *out) {
    size_t length;
    const unsigned char *bytes = decode(a, printed, &length);
    if (bytes == NULL || !is_sound(bytes, length))
        return false;
    *out = (cursor){.order = bytes[ORDER_AT]};
    memcpy(out->id.bytes, bytes + ID_AT, ID_BYTES);
    out->id.set = true;
    text key = {(const char *)bytes + KEY_AT, length - KEY_AT};
    if (cursor_is_by_time(out->order))
        out->time = (int64_t)get_number(bytes + KEY_AT, TIME_BYTES);
    else if (bytes[NULL_AT] == 0)
        out->string = arena_text(a, key);
    return text_is_utf8(key) || cursor_is_by_time(out->order);
}
