#include "cli/out.h"
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

void out_done(out *o) {
    free(o->data);
    *o = (out){0};
}

static void grow(out *o, size_t more) {
    if (o->capacity - o->length > more)
        return;
    size_t capacity = o->capacity < 256 ? 256 : o->capacity;
    while (capacity - o->length <= more)
        capacity *= 2;
    char *data = realloc(o->data, capacity);
    if (data == NULL) {
        fputs("tessera: out of memory\n", stderr);
        abort();
    }
    o->data = data;
    o->capacity = capacity;
}

void out_bytes(out *o, const char *bytes, size_t length) {
    grow(o, length);
    if (length > 0)
        memcpy(o->data + o->length, bytes, length);
    o->length += length;
    o->data[o->length] = '\0';
}

void out_text(out *o, const char *text) {
    out_bytes(o, text, strlen(text));
}

void out_printf(out *o, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    out_vprintf(o, format, arguments);
    va_end(arguments);
}

void out_vprintf(out *o, const char *format, va_list arguments) {
    char small[256];
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(small, sizeof small, format, arguments);
    if (length >= 0 && (size_t)length < sizeof small) {
        out_bytes(o, small, (size_t)length);
    } else if (length >= 0) {
        grow(o, (size_t)length);
        vsnprintf(o->data + o->length, (size_t)length + 1, format, again);
        o->length += (size_t)length;
    }
    va_end(again);
}

#define REPLACEMENT "\xEF\xBF\xBD" // U+FFFD

size_t utf8_length(const char *text, size_t left) {
    const unsigned char *at = (const unsigned char *)text;
    size_t length = at[0] < 0x80 ? 1 : at[0] < 0xC2 ? 0 : at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : at[0] < 0xF5 ? 4 : 0;
    if (length > left)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    bool outside = (at[0] == 0xE0 && at[1] < 0xA0) || (at[0] == 0xED && at[1] > 0x9F) ||
                   (at[0] == 0xF0 && at[1] < 0x90) || (at[0] == 0xF4 && at[1] > 0x8F);
    return length > 1 && outside ? 0 : length;
}

bool is_log_command(const char *text, size_t left) {
    return left >= 3 && memcmp(text, "##", 2) == 0 &&
           (text[2] == '[' || (left >= 6 && memcmp(text + 2, "vso[", 4) == 0));
}

void out_json_string(out *o, const char *text, size_t length) {
    out_text(o, "\"");
    size_t plain = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        size_t bytes = c < 0x80 ? 1 : utf8_length(text + i, length - i);
        bool command = c == '#' && is_log_command(text + i, length - i);
        if (c >= 0x20 && c != '"' && c != '\\' && !command && bytes > 0) {
            i += bytes - 1;
            continue;
        }
        out_bytes(o, text + plain, i - plain);
        plain = i + 1;
        if (bytes == 0) {
            out_text(o, REPLACEMENT);
            continue;
        }
        static const char special[] = "\"\\\n\r\t";
        const char *found = c == '\0' ? NULL : strchr(special, c);
        if (found != NULL)
            out_printf(o, "\\%c", "\"\\nrt"[found - special]);
        else
            out_printf(o, "\\u%04x", c);
    }
    out_bytes(o, text + plain, length - plain);
    out_text(o, "\"");
}

void out_xml(out *o, const char *text) {
    size_t left = strlen(text);
    for (const char *at = text; *at != '\0'; at++, left--) {
        unsigned char c = (unsigned char)*at;
        switch (c) {
        case '&':
            out_text(o, "&amp;");
            break;
        case '<':
            out_text(o, "&lt;");
            break;
        case '>':
            out_text(o, "&gt;");
            break;
        case '"':
            out_text(o, "&quot;");
            break;
        case '\'':
            out_text(o, "&apos;");
            break;
        case '\n':
        case '\r':
        case '\t':
            out_printf(o, "&#%d;", c);
            break;
        default: {
            size_t bytes = utf8_length(at, left);
            bool none = c < 0x20 || bytes == 0 || (bytes == 3 && memcmp(at, "\xEF\xBF", 2) == 0 && at[2] >= '\xBE');
            if (c == '#' && is_log_command(at, left))
                out_text(o, "&#35;");
            else if (none)
                out_text(o, REPLACEMENT);
            else
                out_bytes(o, at, bytes);
            at += bytes > 1 ? bytes - 1 : 0;
            left -= bytes > 1 ? bytes - 1 : 0;
        }
        }
    }
}

void out_colored(out *o, bool on, const char *color, const char *text) {
    if (on)
        out_printf(o, "\033[%sm%s\033[0m", color, text);
    else
        out_text(o, text);
}

void out_csv(out *o, const char *text) {
    if (strpbrk(text, ",\"\r\n") == NULL) {
        out_text(o, text);
        return;
    }
    out_text(o, "\"");
    for (; *text != '\0'; text++)
        out_bytes(o, *text == '"' ? "\"\"" : text, *text == '"' ? 2 : 1);
    out_text(o, "\"");
}

void out_percent(out *o, const char *text, bool paths) {
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    for (const char *at = text; *at != '\0'; at++)
        if (strchr(plain, *at) != NULL || (paths && *at == '/'))
            out_bytes(o, at, 1);
        else
            out_printf(o, "%%%02X", (unsigned char)*at);
}

size_t text_columns(const char *text) {
    size_t columns = 0;
    mbstate_t state = {0};
    while (*text != '\0') {
        wchar_t c;
        size_t length = mbrtowc(&c, text, 8, &state);
        if (length == (size_t)-1 || length == (size_t)-2) {
            state = (mbstate_t){0};
            length = 1;
            c = L'?';
        }
        int width = wcwidth(c);
        columns += width < 0 ? 0 : (size_t)width;
        text += length == 0 ? 1 : length;
    }
    return columns;
}
