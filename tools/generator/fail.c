#include "fail.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void generator_fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("generator: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}
