// Strings are most of what is written: runs of plain characters are found many at a time and copied as they are, only what
// lies between is looked at singly. A tree is walked by recursion, which the parser's depth limit bounds.
#include "base/json_internal.h"
#include "base/memory.h"
#include "base/utf8.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

// The first byte from `p` on that is not plain ASCII, or `end`.
static const char *skip_plain(const char *p, const char *end) {
    const char *start = p;
    while (end - p >= JSON_STRIDE) {
        unsigned plain = json_first_special(p);
        p += plain;
        if (plain < JSON_STRIDE)
            return p;
    }
    // The rest together with bytes that are known to be plain.
    if (p < end && end - start >= JSON_STRIDE)
        return end - JSON_STRIDE + json_first_special(end - JSON_STRIDE);
    while (p < end && (unsigned char)*p >= 0x20 && (unsigned char)*p < 0x80 && *p != '"' && *p != '\\')
        p++;
    return p;
}

static void write_code_unit(buffer *out, uint32_t unit) {
    static const char digits[] = "0123456789abcdef";
    char escape[6] = {'\\', 'u', digits[unit >> 12], digits[unit >> 8 & 15], digits[unit >> 4 & 15], digits[unit & 15]};
    buffer_append(out, escape, sizeof(escape));
}

static void write_ascii_escape(buffer *out, char c) {
    static const char plain[] = "\"\\\b\f\n\r\t";
    static const char letters[] = "\"\\bfnrt";
    const char *found = memchr(plain, c, sizeof(plain) - 1);
    if (found == NULL) {
        write_code_unit(out, (unsigned char)c);
        return;
    }
    char escape[2] = {'\\', letters[found - plain]};
    buffer_append(out, escape, sizeof(escape));
}

static void write_unicode_escape(buffer *out, uint32_t code_point) {
    if (code_point < 0x10000) {
        write_code_unit(out, code_point);
        return;
    }
    write_code_unit(out, 0xD800 + ((code_point - 0x10000) >> 10));
    write_code_unit(out, 0xDC00 + ((code_point - 0x10000) & 0x3FF));
}

// One character that is not plain; returns what follows it.
static const char *write_special(buffer *out, const char *p, const char *end, bool ascii) {
    if ((unsigned char)*p < 0x80) {
        write_ascii_escape(out, *p);
        return p + 1;
    }
    size_t length = utf8_sequence(p, (size_t)(end - p));
    if (ascii)
        write_unicode_escape(out, length == 0 ? 0xFFFD : utf8_decode(p, length));
    else if (length == 0)
        buffer_append_string(out, "\xEF\xBF\xBD");
    else
        buffer_append(out, p, length);
    return p + (length == 0 ? 1 : length);
}

// The bytes between quotes, as they are.
static void write_quoted(buffer *out, const char *bytes, size_t length) {
    char *space = buffer_reserve(out, length + 2);
    if (space == NULL)
        return;
    space[0] = '"';
    memcpy(space + 1, bytes, length);
    space[length + 1] = '"';
    buffer_commit(out, length + 2);
}

static void write_string(buffer *out, text utf8, bool ascii) {
    const char *p = utf8.length == 0 ? "" : utf8.data;
    const char *end = p + utf8.length;
    const char *special = skip_plain(p, end);
    if (special == end) {
        write_quoted(out, p, utf8.length);
        return;
    }
    buffer_append_byte(out, '"');
    while (special < end) {
        buffer_append(out, p, (size_t)(special - p));
        p = write_special(out, special, end, ascii);
        special = skip_plain(p, end);
    }
    buffer_append(out, p, (size_t)(end - p));
    buffer_append_byte(out, '"');
}

void json_write_string(buffer *out, text utf8) {
    write_string(out, utf8, false);
}

static void write_scalar(buffer *out, const json_value *value, bool ascii) {
    switch (value->type) {
    case JSON_NULL:
        buffer_append_text(out, TEXT("null"));
        break;
    case JSON_BOOLEAN:
        buffer_append_text(out, value->boolean ? TEXT("true") : TEXT("false"));
        break;
    case JSON_NUMBER:
        buffer_append(out, value->number, value->count);
        break;
    default:
        write_string(out, json_text_of(value), ascii);
    }
}

static void write_name(buffer *out, const json_member *member, bool ascii) {
    write_string(out, (text){member->name, member->name_length}, ascii);
    buffer_append_byte(out, ':');
}

void json_write(buffer *out, const json_value *value) {
    if (out->failed)
        return; // the rest of a large tree would be walked for nothing
    if (value->type == JSON_ARRAY) {
        buffer_append_byte(out, '[');
        for (uint32_t i = 0; i < value->count && !out->failed; i++) {
            if (i > 0)
                buffer_append_byte(out, ',');
            json_write(out, &value->elements[i]);
        }
        buffer_append_byte(out, ']');
    } else if (value->type == JSON_OBJECT) {
        buffer_append_byte(out, '{');
        for (uint32_t i = 0; i < value->count && !out->failed; i++) {
            if (i > 0)
                buffer_append_byte(out, ',');
            write_name(out, &value->members[i], false);
            json_write(out, &value->members[i].value);
        }
        buffer_append_byte(out, '}');
    } else {
        write_scalar(out, value, false);
    }
}

// By code points, which is the order of UTF-8's bytes.
static int compare_names(const void *a, const void *b) {
    const json_member *left = *(const json_member *const *)a;
    const json_member *right = *(const json_member *const *)b;
    uint32_t common = left->name_length < right->name_length ? left->name_length : right->name_length;
    int order = memcmp(left->name, right->name, common);
    if (order != 0)
        return order;
    return (left->name_length > right->name_length) - (left->name_length < right->name_length);
}

static void write_sorted_members(buffer *out, const json_value *object) {
    const json_member **sorted = memory_alloc(object->count * sizeof(json_member *));
    for (uint32_t i = 0; i < object->count; i++)
        sorted[i] = &object->members[i];
    qsort(sorted, object->count, sizeof(json_member *), compare_names);
    for (uint32_t i = 0; i < object->count; i++) {
        if (i > 0)
            buffer_append_byte(out, ',');
        write_name(out, sorted[i], true);
        json_write_canonical(out, &sorted[i]->value);
    }
    free(sorted);
}

void json_write_canonical(buffer *out, const json_value *value) {
    if (out->failed)
        return;
    if (value->type == JSON_ARRAY) {
        buffer_append_byte(out, '[');
        for (uint32_t i = 0; i < value->count; i++) {
            if (i > 0)
                buffer_append_byte(out, ',');
            json_write_canonical(out, &value->elements[i]);
        }
        buffer_append_byte(out, ']');
    } else if (value->type == JSON_OBJECT) {
        buffer_append_byte(out, '{');
        write_sorted_members(out, value);
        buffer_append_byte(out, '}');
    } else {
        write_scalar(out, value, true);
    }
}

const char *json_print(arena *a, const json_value *value, size_t *length) {
    buffer out;
    // No limit of its own: the tree is there already, and its text is at most six times its strings.
    buffer_init(&out, SIZE_MAX / 4);
    json_write(&out, value);
    if (length != NULL)
        *length = out.length;
    const char *printed = arena_text(a, buffer_text(&out));
    buffer_done(&out);
    return printed;
}

static void write_comma(json_writer *w) {
    if (w->comma)
        buffer_append_byte(w->out, ',');
    w->comma = true;
}

static void write_open(json_writer *w, char bracket) {
    write_comma(w);
    buffer_append_byte(w->out, bracket);
    w->comma = false;
}

static void write_close(json_writer *w, char bracket) {
    buffer_append_byte(w->out, bracket);
    w->comma = true;
}

void json_begin_object(json_writer *w) {
    write_open(w, '{');
}

void json_end_object(json_writer *w) {
    write_close(w, '}');
}

void json_begin_array(json_writer *w) {
    write_open(w, '[');
}

void json_end_array(json_writer *w) {
    write_close(w, ']');
}

void json_name(json_writer *w, const char *name) {
    json_name_plain(w, text_of(name));
}

void json_name_plain(json_writer *w, text name) {
    char *space = buffer_reserve(w->out, name.length + 4);
    if (space != NULL) {
        char *at = space;
        if (w->comma)
            *at++ = ',';
        *at++ = '"';
        memcpy(at, name.data, name.length);
        at += name.length;
        *at++ = '"';
        *at++ = ':';
        buffer_commit(w->out, (size_t)(at - space));
    }
    w->comma = false;
}

void json_name_text(json_writer *w, text name) {
    write_comma(w);
    json_write_string(w->out, name);
    buffer_append_byte(w->out, ':');
    w->comma = false;
}

void json_string(json_writer *w, text utf8) {
    write_comma(w);
    if (utf8.data == NULL)
        buffer_append_text(w->out, TEXT("null"));
    else
        json_write_string(w->out, utf8);
}

void json_string_plain(json_writer *w, text ascii) {
    write_comma(w);
    write_quoted(w->out, ascii.data, ascii.length);
}

void json_integer(json_writer *w, int64_t value) {
    char digits[20];
    char *p = digits + sizeof(digits);
    uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
    do {
        *--p = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0)
        *--p = '-';
    write_comma(w);
    buffer_append(w->out, p, (size_t)(digits + sizeof(digits) - p));
}

void json_double(json_writer *w, double value) {
    char number[JSON_DOUBLE_SIZE];
    if (!isfinite(value)) {
        json_null(w);
        return;
    }
    size_t length = json_double_format(value, number);
    write_comma(w);
    buffer_append(w->out, number, length);
}

void json_boolean(json_writer *w, bool value) {
    write_comma(w);
    buffer_append_text(w->out, value ? TEXT("true") : TEXT("false"));
}

void json_null(json_writer *w) {
    write_comma(w);
    buffer_append_text(w->out, TEXT("null"));
}

void json_raw(json_writer *w, text json) {
    write_comma(w);
    buffer_append_text(w->out, json);
}

void json_value_out(json_writer *w, const json_value *value) {
    write_comma(w);
    json_write(w->out, value);
}
