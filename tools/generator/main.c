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
    {"python/tessera_sdk/enums.py", write_python_enums},
    {"python/tessera_sdk/models/__init__.py", write_python_models},
    {"python/tessera_sdk/calls/__init__.py", write_python_calls},
    {"python/tessera_sdk/calls_async/__init__.py", write_python_calls_async},
};
#define FILE_COUNT (sizeof files / sizeof files[0])

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

// Writes the file at `index` into memory, to be freed, and its path below the checkout into `path`. NULL past the end.
static char *file_render(const tables *t, size_t index, char *path, size_t size, size_t *length) {
    char *content = NULL;
    FILE *out = open_memstream(&content, length);
    if (out == NULL)
        generator_fail("out of memory");
    bool exists = true;
    if (index < FILE_COUNT) {
        snprintf(path, size, "%s", files[index].path);
        files[index].write(t, out);
    } else {
        exists = write_python_module(t, index - FILE_COUNT, path, size, out);
    }
    fclose(out);
    if (exists)
        return content;
    free(content);
    return NULL;
}

// Leaves a file alone that is as it should be, so that nothing is rebuilt for it. True when it was.
static bool file_update(const char *root, const char *name, const char *fresh, size_t fresh_length, bool check) {
    char path[4096];
    if (snprintf(path, sizeof path, "%s/%s", root, name) >= (int)sizeof path)
        generator_fail("path too long");
    size_t old_length = 0;
    char *old = file_read(path, &old_length);
    bool current = old != NULL && old_length == fresh_length && memcmp(old, fresh, fresh_length) == 0;
    free(old);
    if (current || check)
        return current;
    FILE *target = fopen(path, "wb");
    if (target == NULL || fwrite(fresh, 1, fresh_length, target) != fresh_length || fclose(target) != 0)
        generator_fail("%s: %s", path, strerror(errno));
    printf("wrote %s\n", name);
    return false;
}

int main(int argc, char **argv) {
    bool check = argc == 3 && strcmp(argv[1], "--check") == 0;
    if (argc != 2 && !check)
        generator_fail("usage: generator [--check] ROOT");
    tables *t = tables_read();
    int stale = 0;
    for (size_t i = 0;; i++) {
        char name[256];
        size_t length = 0;
        char *fresh = file_render(t, i, name, sizeof name, &length);
        if (fresh == NULL)
            break;
        if (!file_update(argv[argc - 1], name, fresh, length, check) && check) {
            fprintf(stderr, "generator: %s is stale: run `make generate`\n", name);
            stale++;
        }
        free(fresh);
    }
    tables_free(t);
    return stale == 0 ? 0 : 1;
}
