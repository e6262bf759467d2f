// Text that is being written.
#pragma once
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct out {
    char *data; // NULL while empty; NUL behind its bytes otherwise
    size_t length, capacity;
} out;

void out_done(out *o);
void out_bytes(out *o, const char *bytes, size_t length);
void out_text(out *o, const char *text);
void out_printf(out *o, const char *format, ...) __attribute__((format(printf, 2, 3)));
void out_vprintf(out *o, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));
// Bytes of the character that the text begins with, of `left` at most; 0: they are none of UTF-8 (RFC 3629).
size_t utf8_length(const char *text, size_t left);
// Whether the text begins with what runners of pipelines obey anywhere in a line of their log: "##[group]", "##vso[task.debug]".
bool is_log_command(const char *text, size_t left);
// As a JSON string (RFC 8259), quotes included: what is no UTF-8 becomes U+FFFD, and a runner's command a text.
void out_json_string(out *o, const char *text, size_t length);
// As content of XML 1.0, in elements or attributes: what XML cannot hold becomes U+FFFD, and a runner's command a text.
void out_xml(out *o, const char *text);
// Where `on`, in a colour of ECMA-48 ("31").
void out_colored(out *o, bool on, const char *color, const char *text);
// Lines broken between words, so that they take at most that many columns; what follows is indented (wrap.c).
void out_wrapped(out *o, const char *text, size_t width);
// As a cell of comma-separated values (RFC 4180): in quotes where it needs them.
void out_csv(out *o, const char *text);
// Percent-encoded (RFC 3986) but for letters, digits and -._~ and, where `paths`, the slash.
void out_percent(out *o, const char *text, bool paths);
// Columns that the text takes on a terminal; cells of a table are counted in them.
size_t text_columns(const char *text);
