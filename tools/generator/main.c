// Writes the files that are generated from the tables of api/.
//     generator ROOT           writes them below the checkout ROOT
//     generator --check ROOT   fails when one of them is not as it would be written
#include "fail.h"
#include "modules.h"
#include "write.h"
#include "writers.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *path;
    void (*write)(const tables *t, FILE *out);
} files[] = {
    {"include/tessera/enums.h", write_c_enums},
    {"include/tessera/kinds.h", write_c_kinds},
    {"include/tessera/models.h", write_c_models},
    {"include/tessera/calls.h", write_c_calls},
    {"src/sdk/generated/enums.h", write_c_enum_declarations},
    {"src/sdk/generated/enums.c", write_c_enum_tables},
    {"src/sdk/generated/model_index.c", write_c_model_index},
    {"src/sdk/generated/call_table.c", write_c_call_table},
    {"src/sdk/generated/meson.build", write_meson_lists},
    {"python/tessera_sdk/enums.py", write_python_enums},
    {"python/tessera_sdk/models/__init__.py", write_python_models},
    {"python/tessera_sdk/calls/__init__.py", write_python_calls},
    {"python/tessera_sdk/calls_async/__init__.py", write_python_calls_async},
    {"docs/reference/README.md", write_reference_index},
    {"docs/reference/enums.md", write_reference_enums},
    {"docs/reference/errors.md", write_reference_errors},
    {"docs/reference/jobs.md", write_reference_jobs},
    {"docs/reference/metrics.md", write_reference_metrics},
    {"docs/reference/settings.md", write_reference_settings},
    {"docs/workflow.md", write_workflow},
};
#define FILE_COUNT (sizeof files / sizeof files[0])

// Each writes as many files as the tables ask for.
typedef bool series_writer(const tables *t, size_t index, char *path, size_t size, FILE *out);
static series_writer *const series[] = {
    write_c_model_header,   write_c_call_header, write_c_model_declarations, write_c_model_tables,
    write_c_call_functions, write_python_module, write_reference_page,       write_man_page,
};
#define SERIES_COUNT (sizeof series / sizeof series[0])

// The whole file, or NULL when there is none.
static char *file_read(const char *path, size_t *length) {
    FILE *in = fopen(path, "rb");
    if (in == NULL)
        return NULL;
    char *content = NULL;
    FILE *copy = memory_open(&content, length);
    for (int c = getc(in); c != EOF; c = getc(in))
        putc(c, copy);
    fclose(copy);
    fclose(in);
    return content;
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

typedef struct run {
    const tables *tables;
    const char *root;
    bool check;
    int stale;
} run;

static void file_bring(run *r, const char *name, const char *fresh, size_t length) {
    if (file_update(r->root, name, fresh, length, r->check) || !r->check)
        return;
    fprintf(stderr, "generator: %s is stale: run `make generate`\n", name);
    r->stale++;
}

// Writes one file of a series, or the file of its own at `index` when there is none. False past the end.
static bool file_make(run *r, series_writer *writer, size_t index) {
    char *content = NULL, name[256];
    size_t length = 0;
    FILE *out = memory_open(&content, &length);
    bool exists = writer != NULL ? writer(r->tables, index, name, sizeof name, out) : index < FILE_COUNT;
    if (writer == NULL && exists) {
        snprintf(name, sizeof name, "%s", files[index].path);
        files[index].write(r->tables, out);
    }
    fclose(out);
    if (exists)
        file_bring(r, name, content, length);
    free(content);
    return exists;
}

static void files_make(run *r, series_writer *writer) {
    for (size_t i = 0; file_make(r, writer, i);)
        i++;
}

int main(int argc, char **argv) {
    bool check = argc == 3 && strcmp(argv[1], "--check") == 0;
    if (argc != 2 && !check)
        generator_fail("usage: generator [--check] ROOT");
    tables *t = tables_read();
    t->root = argv[argc - 1];
    modules_find(t);
    run r = {t, argv[argc - 1], check, 0};
    files_make(&r, NULL);
    for (size_t i = 0; i < SERIES_COUNT; i++)
        files_make(&r, series[i]);
    tables_free(t);
    return r.stale == 0 ? 0 : 1;
}
