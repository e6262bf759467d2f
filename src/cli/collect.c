#include "cli/collect.h"
#include <errno.h>
#include <fnmatch.h>
#include <fts.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILES_MAX = 100000 };

static bool is_schema_name(const char *name) {
    static const char *const ends[] = {".json", ".yaml", ".yml", ".avsc"};
    size_t length = strlen(name);
    for (size_t i = 0; i < 4; i++)
        if (length > strlen(ends[i]) && strcmp(name + length - strlen(ends[i]), ends[i]) == 0)
            return true;
    return false;
}

// "lake.{name}" for schemas/invoices.json: "lake.invoices".
static const char *asset_name(pool *p, const char *pattern, const char *file) {
    const char *slot = pattern == NULL ? NULL : strstr(pattern, "{name}"), *base = strrchr(file, '/');
    if (slot == NULL)
        return pattern;
    base = base == NULL ? file : base + 1;
    const char *dot = strrchr(base, '.');
    return pool_printf(p, "%.*s%.*s%s", (int)(slot - pattern), pattern,
                       (int)(dot == NULL ? strlen(base) : (size_t)(dot - base)), base, slot + 6);
}

// The entry of tessera.yaml whose pattern the file matches.
static const value *entry_of(cli *c, const char *file) {
    const value *contracts = value_get(c->project, "contracts");
    if (contracts == NULL)
        return NULL;
    char *whole = realpath(file, NULL);
    const value *found = NULL;
    for (size_t i = 0; whole != NULL && i < contracts->count && found == NULL; i++) {
        const char *pattern = value_get_text(contracts->items[i].value, "files");
        if (pattern != NULL &&
            fnmatch(pool_printf(c->memory, "%s/%s", c->project_folder, pattern), whole, FNM_PATHNAME) == 0)
            found = contracts->items[i].value;
    }
    free(whole);
    return found;
}

static void add(cli *c, const arguments *a, report *r, const char *file, const value *entry) {
    const char *asset = argument(a, "asset"), *mode = argument(a, "compat"), *language = argument(a, "format");
    if (entry == NULL)
        entry = entry_of(c, file);
    if (asset == NULL)
        asset = value_get_text(entry, "asset");
    if (mode == NULL)
        mode = value_get_text(entry, "mode");
    if (mode == NULL)
        mode = value_get_text(c->project, "mode");
    if (language == NULL)
        language = value_get_text(entry, "format");
    r->items = pool_grow(c->memory, r->items, r->count, sizeof *r->items);
    r->items[r->count++] = (checked){.file = pool_text(c->memory, file),
                                     .asset = asset_name(c->memory, asset, file),
                                     .mode = mode,
                                     .language = language};
}

static int by_name(const FTSENT **a, const FTSENT **b) {
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

// Schemas in a folder and those below it, by name; hidden ones and symbolic links to folders are passed over.
static bool add_folder(cli *c, const arguments *a, report *r, const char *folder) {
    char *copy = pool_text(c->memory, folder), *const roots[] = {copy, NULL};
    size_t length = strlen(copy);
    while (length > 1 && copy[length - 1] == '/')
        copy[--length] = '\0';
    FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, by_name);
    for (FTSENT *e; walk != NULL && (e = fts_read(walk)) != NULL && r->count <= FILES_MAX;)
        if (e->fts_level > 0 && e->fts_name[0] == '.')
            fts_set(walk, e, FTS_SKIP);
        else if ((e->fts_info == FTS_F || e->fts_info == FTS_SL) && is_schema_name(e->fts_name) &&
                 strcmp(e->fts_name, "tessera.yaml") != 0)
            add(c, a, r, e->fts_path, NULL);
    if (walk != NULL)
        fts_close(walk);
    return r->count <= FILES_MAX || (usage(c, "%s: more than %d files", folder, FILES_MAX), false);
}

bool collect_pattern(cli *c, const arguments *a, report *r, const value *entry) {
    const char *pattern = value_get_text(entry, "files"), *format = value_get_text(entry, "format");
    if (pattern == NULL)
        return usage(c, "tessera.yaml: contracts: an entry has no files"), false;
    if (format != NULL && strcmp(format, "json_schema") != 0 && strcmp(format, "avro") != 0) {
        note(c, "%s: format %s is not checked here", pattern, format);
        return true;
    }
    glob_t found;
    bool here = strcmp(c->project_folder, ".") == 0;
    const char *whole =
        pattern[0] == '/' || here ? pattern : pool_printf(c->memory, "%s/%s", c->project_folder, pattern);
    if (glob(whole, 0, NULL, &found) != 0)
        return note(c, "%s: no file matches", pattern), true;
    char *folder = realpath(".", NULL);
    size_t length = folder == NULL ? 0 : strlen(folder);
    for (size_t i = 0; i < found.gl_pathc && r->count < FILES_MAX; i++) {
        const char *path = found.gl_pathv[i]; // as short as from the working folder
        add(c, a, r, length > 0 && strncmp(path, folder, length) == 0 && path[length] == '/' ? path + length + 1 : path,
            entry);
    }
    free(folder);
    globfree(&found);
    return true;
}

bool collect(cli *c, const arguments *a, report *r) {
    struct stat about;
    for (size_t i = 0; i < a->count; i++) {
        const char *path = a->values[i];
        bool folder = stat(path, &about) == 0 && S_ISDIR(about.st_mode);
        if (folder && !add_folder(c, a, r, path))
            return false;
        if (!folder)
            add(c, a, r, path, NULL);
    }
    const value *contracts = value_get(c->project, "contracts");
    if (a->count == 0 && contracts == NULL)
        return usage(c, "No files: name some, or list contracts in tessera.yaml"), false;
    for (size_t i = 0; a->count == 0 && i < contracts->count; i++)
        if (!collect_pattern(c, a, r, contracts->items[i].value))
            return false;
    return true;
}
