#include "names.h"
#include "fail.h"
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

name_text name_print(const char *format, ...) {
    name_text out;
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(out.text, sizeof out.text, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= sizeof out.text)
        generator_fail("name too long: %s", out.text);
    return out;
}

name_text name_upper(const char *name) {
    name_text out = name_print("%s", name);
    for (char *c = out.text; *c != '\0'; c++)
        *c = (char)toupper((unsigned char)*c);
    return out;
}

name_text name_within(const char *pattern, const char *name) {
    const char *mark = strchr(pattern, '@');
    return mark == NULL ? name_print("%s", pattern)
                        : name_print("%.*s%s%s", (int)(mark - pattern), pattern, name, mark + 1);
}
