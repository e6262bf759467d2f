// Names put together from others.
#pragma once

// A text by value, good for the arguments of one call: f(name_upper(name).text).
typedef struct name_text {
    char text[256];
} name_text;

// As printf. Ends the program when the text does not fit.
name_text name_print(const char *format, ...) __attribute__((format(printf, 1, 2)));
// Upper-case copy.
name_text name_upper(const char *name);
// The pattern with the name wherever it has @.
name_text name_within(const char *pattern, const char *name);
