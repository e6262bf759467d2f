// Writes the files that are generated from the tables of api/.
//     generator ROOT           writes them below the checkout ROOT
//     generator --check ROOT   fails when one of them is not as it would be written
#include "generator.h"
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *path;
    void (*write)(const tables *t, FILE *out);
} files[] = {
    {"include/tessera/enums.h", write_c_enums},
    {"include/tessera/models.h", write_c_models},
    {"include/tessera/calls.h", write_c_calls},
    {"src/sdk/generated_models.c", write_c_model_tables},
    {"src/sdk/generated_calls.c", write_c_call_functions},
};

void generator_fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("generator: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

const char *upper(const char *name) {
    static char ring[8][128];
    static unsigned next;
    char *out = ring[next++ % 8];
    size_t length = strlen(name);
    if (length >= sizeof ring[0])
        generator_fail("name too long: %s", name);
    for (size_t i = 0; i <= length; i++)
        out[i] = (char)toupper((unsigned char)name[i]);
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

// The whole file, or NULL when there is none.
static char *file_read(const char *path, size_t *length) {
    FILE *in = fopen(path, "rb");
    if (in == NULL)
        return NULL;
    char *content = NULL;
    FILE *copy = open_memstream(&content, length);
    if (copy == NULL)
        generator_fail("out of memory");
    for (int c = getc(in); c != EOF; c = getc(in))
        putc(c, copy);
    fclose(copy);
    fclose(in);
    return content;
}

// Leaves a file alone that is as it should be, so that nothing is rebuilt for it. True when it was.
static bool file_update(const char *root, size_t index, const tables *t, bool check) {
    char path[4096];
    if (snprintf(path, sizeof path, "%s/%s", root, files[index].path) >= (int)sizeof path)
        generator_fail("path too long");
    char *fresh = NULL;
    size_t fresh_length = 0, old_length = 0;
    FILE *out = open_memstream(&fresh, &fresh_length);
    if (out == NULL)
        generator_fail("out of memory");
    files[index].write(t, out);
    fclose(out);
    char *old = file_read(path, &old_length);
    bool current = old != NULL && old_length == fresh_length && memcmp(old, fresh, fresh_length) == 0;
    if (!current && !check) {
        FILE *target = fopen(path, "wb");
        if (target == NULL || fwrite(fresh, 1, fresh_length, target) != fresh_length || fclose(target) != 0)
            generator_fail("%s: %s", path, strerror(errno));
        printf("wrote %s\n", files[index].path);
    }
    free(old);
    free(fresh);
    return current;
}

int main(int argc, char **argv) {
    bool check = argc == 3 && strcmp(argv[1], "--check") == 0;
    if (argc != 2 && !check)
        generator_fail("usage: generator [--check] ROOT");
    const tables *t = tables_read();
    int stale = 0;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        if (file_update(argv[argc - 1], i, t, check) || !check)
            continue;
        fprintf(stderr, "generator: %s is stale: run `make generate`\n", files[i].path);
        stale++;
    }
    return stale == 0 ? 0 : 1;
}
