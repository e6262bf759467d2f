// Two schemas compared without a server, as a check before a commit: compare_schemas OLD.json NEW.json
// prints what changed and the version that the new one calls for after 1.0.0; it fails when the change breaks readers.
#include <stdio.h>
#include <tessera.h>

static int complain(const tessera_error *error) {
    char line[512];
    fprintf(stderr, "%s\n", tessera_error_format(error, line, sizeof line));
    return 2;
}

static bool read_file(const char *path, char *text, size_t size) {
    FILE *in = fopen(path, "r");
    if (in == NULL) {
        perror(path);
        return false;
    }
    text[fread(text, 1, size - 1, in)] = '\0';
    fclose(in);
    return true;
}

static int compare(const char *old_schema, const char *new_schema) {
    tessera_error error;
    TESSERA_AUTO(tessera_schema_comparison) found = NULL;
    if (tessera_schema_diff(old_schema, new_schema, NULL, &found, &error) != TESSERA_OK)
        return complain(&error);
    for (size_t i = 0; i < found->all_changes.count; i++) {
        const tessera_schema_change *change = found->all_changes.items[i];
        printf("%s %s: %s\n", change->breaks_backward ? "!" : " ", change->path, change->message);
    }

    TESSERA_AUTO(tessera_version_suggestion) next = NULL;
    if (tessera_schema_suggest_version(old_schema, new_schema, "1.0.0", NULL, &next, &error) != TESSERA_OK)
        return complain(&error);
    printf("%s: %s\n", next->suggested_version, next->reason);
    return found->is_compatible ? 0 : 1;
}

int main(int argc, char **argv) {
    static char old_schema[1 << 20], new_schema[1 << 20];
    if (argc != 3) {
        fprintf(stderr, "usage: compare_schemas OLD.json NEW.json\n");
        return 2;
    }
    if (!read_file(argv[1], old_schema, sizeof old_schema) || !read_file(argv[2], new_schema, sizeof new_schema))
        return 2;
    return compare(old_schema, new_schema);
}
