#include "write.h"
#include "fail.h"

FILE *memory_open(char **text, size_t *length) {
    FILE *out = open_memstream(text, length);
    if (out == NULL)
        generator_fail("out of memory");
    return out;
}

void write_literal(FILE *out, const char *string) {
    if (string == NULL) {
        fputs("NULL", out);
        return;
    }
    fputc('"', out);
    for (; *string != '\0'; string++) {
        if (*string == '"' || *string == '\\')
            fputc('\\', out);
        fputc(*string, out);
    }
    fputc('"', out);
}

void write_source_top(FILE *out, const char *title) {
    fprintf(out,
            "// %s\n"
            "// Generated from api/*.def; `make generate` writes it anew.\n"
            "// clang-format off\n",
            title);
}

void write_header_top(FILE *out, const char *title) {
    fprintf(out,
            "// %s\n"
            "// Generated from api/*.def; `make generate` writes it anew.\n"
            "// clang-format off\n"
            "#pragma once\n",
            title);
}

void write_header_start(FILE *out) {
    fputs("\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n", out);
}

void write_header_end(FILE *out) {
    fputs("\n#ifdef __cplusplus\n}\n#endif\n", out);
}
