// Public test suites, which lie outside of the checkout: folders of files below the shared test data.
#pragma once
#include "unit.h"

#include <dirent.h>

// A file of a suite: its name without the folder, and its `length` bytes, which are gone afterwards.
typedef void suite_file(const char *name, const char *bytes, size_t length, void *data);

static inline void suite_read(const char *folder, const char *name, suite_file *each, void *data) {
    enum { FILE_BYTES_MAXIMUM = 1 << 20 };
    char path[2048];
    assert_true((size_t)snprintf(path, sizeof path, "%s/%s", folder, name) < sizeof path);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *bytes = malloc(FILE_BYTES_MAXIMUM);
    assert_non_null(bytes);
    size_t length = fread(bytes, 1, FILE_BYTES_MAXIMUM, file);
    assert_true(length < FILE_BYTES_MAXIMUM);
    fclose(file);
    each(name, bytes, length, data);
    free(bytes);
}

// Hands out every JSON file of the folder (see unit_shared_path). Skips the test where the folder is absent.
static inline void suite_run(const char *relative, suite_file *each, void *data) {
    char folder[1024];
    assert_true(unit_shared_path(relative, folder, sizeof folder));
    DIR *directory = opendir(folder);
    if (directory == NULL) {
        print_message("skipped: %s is absent (set TESSERA_SHARED)\n", folder);
        skip();
        return;
    }
    for (struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory)) {
        size_t length = strlen(entry->d_name);
        if (length > 5 && strcmp(entry->d_name + length - 5, ".json") == 0)
            suite_read(folder, entry->d_name, each, data);
    }
    closedir(directory);
}
