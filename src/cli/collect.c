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

// Whether a path below the project's folder matches a pattern, segment by segment; ** stands for any number of folders.
static bool matches(pool *p, const char *pattern, const char *path) {
    for (;;) {
        size_t asked = strcspn(pattern, "/"), given = strcspn(path, "/");
        if (asked == 2 && memcmp(pattern, "**", 2) == 0) {
            if (pattern[2] == '\0')
                return *path != '.';
            for (; *path != '\0' && *path != '.'; path += path[given] == '/' ? given + 1 : given) {
                given = strcspn(path, "/");
                if (matches(p, pattern + 3, path))
                    return true;
            }
            return false;
        }
        if (fnmatch(pool_copy(p, pattern, asked), pool_copy(p, path, given), FNM_PERIOD) != 0)
            return false;
        if (pattern[asked] == '\0' || path[given] == '\0')
            return pattern[asked] == path[given];
        pattern += asked + 1;
        path += given + 1;
    }
}

// A folder as a whole, with a slash behind it; "": it is not there.
static const char *whole_folder(pool *p, const char *folder) {
    char *whole = realpath(folder, NULL);
    const char *copy = whole == NULL ? "" : pool_printf(p, "%s%s", whole, whole[1] == '\0' ? "" : "/");
    free(whole);
    return copy;
}

// The entry of tessera.yaml whose pattern the file matches, which need not be there.
static const value *entry_of(cli *c, const char *file) {
    const value *contracts = value_get(c->project, "contracts"), *found = NULL;
    const char *slash = strrchr(file, '/'), *base = slash == NULL ? file : slash + 1;
    if (contracts == NULL)
        return NULL;
    char *there = realpath(file, NULL);
    const char *above = whole_folder(c->memory, slash == NULL   ? "."
                                                : slash == file ? "/"
                                                                : pool_copy(c->memory, file, (size_t)(slash - file)));
    const char *whole = there != NULL ? pool_text(c->memory, there) : pool_printf(c->memory, "%s%s", above, base);
    const char *folder = whole_folder(c->memory, c->project_folder);
    free(there);
    for (size_t i = 0; i < contracts->count && found == NULL; i++) {
        const char *pattern = value_get_text(contracts->items[i].value, "files");
        size_t length = pattern == NULL || pattern[0] == '/' ? 1 : strlen(folder);
        if (pattern != NULL && length > 0 && (length == 1 || strncmp(whole, folder, length) == 0) &&
            matches(c->memory, pattern + (pattern[0] == '/'), whole + length))
            found = contracts->items[i].value;
    }
    return found;
}

const char *collect_asset(cli *c, const arguments *a, const char *file) {
    const char *asset = argument(a, "asset");
    return asset_name(c->memory, asset != NULL ? asset : value_get_text(entry_of(c, file), "asset"), file);
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

static bool is_settings_name(const char *name) {
    return strcmp(name, "tessera.yaml") == 0 || strcmp(name, "tessera.yml") == 0 || strcmp(name, "tessera.json") == 0;
}

// Whether what was met is a file, or something that should be one: a link to nothing, a folder that may not be read.
static bool is_meant(const FTSENT *e) {
    struct stat target;
    if (e->fts_info == FTS_DNR || e->fts_info == FTS_NS || e->fts_info == FTS_ERR)
        return true;
    if (!is_schema_name(e->fts_name) || is_settings_name(e->fts_name))
        return false;
    return e->fts_info == FTS_F ||
           (e->fts_info == FTS_SL && (stat(e->fts_accpath, &target) != 0 || S_ISREG(target.st_mode)));
}

// Schemas in a folder and those below it, by name; hidden ones and symbolic links to folders are passed over. `pattern`: those
// that match it behind the first `above` bytes of their paths; NULL: all.
static bool add_folder(cli *c, const arguments *a, report *r, const char *folder, const value *entry,
                       const char *pattern, size_t above) {
    char *copy = pool_text(c->memory, folder), *const roots[] = {copy, NULL};
    size_t length = strlen(copy);
    while (length > 1 && copy[length - 1] == '/')
        copy[--length] = '\0';
    FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, by_name);
    for (FTSENT *e; walk != NULL && (e = fts_read(walk)) != NULL && r->count <= FILES_MAX;)
        if (e->fts_level > 0 && e->fts_name[0] == '.')
            fts_set(walk, e, FTS_SKIP);
        else if (is_meant(e) &&
                 (pattern == NULL || e->fts_info == FTS_DNR || matches(c->memory, pattern, e->fts_path + above)))
            add(c, a, r, e->fts_path, entry);
    if (walk != NULL)
        fts_close(walk);
    return r->count <= FILES_MAX || (usage(c, "%s: more than %d files", folder, FILES_MAX), false);
}

// A path as short as it is from the working folder.
static const char *from_here(cli *c, const char *path) {
    const char *here = whole_folder(c->memory, ".");
    size_t length = strlen(here);
    return length > 1 && strncmp(path, here, length) == 0 ? path + length : path;
}

// Files below the folder that a pattern with ** begins with.
static bool add_matching(cli *c, const arguments *a, report *r, const value *entry, const char *pattern) {
    const char *top = pattern[0] == '/' ? "/" : whole_folder(c->memory, c->project_folder);
    pattern += pattern[0] == '/';
    size_t fixed = strcspn(pattern, "*?[\\");
    while (fixed > 0 && pattern[fixed - 1] != '/')
        fixed--;
    const char *folder = pool_printf(c->memory, "%s%.*s", top, (int)fixed, pattern);
    size_t begun = r->count;
    if (access(folder, F_OK) == 0 && !add_folder(c, a, r, folder, entry, pattern, strlen(top)))
        return false;
    for (size_t i = begun; i < r->count; i++)
        r->items[i].file = from_here(c, r->items[i].file);
    return true;
}

// The project's folder with what a pattern would take for its own escaped.
static const char *escaped(pool *p, const char *folder) {
    out text = {0};
    for (; *folder != '\0'; folder++) {
        out_text(&text, strchr("*?[\\", *folder) != NULL ? "\\" : "");
        out_bytes(&text, folder, 1);
    }
    const char *copy = pool_copy(p, text.data == NULL ? "" : text.data, text.length);
    out_done(&text);
    return copy;
}

static bool add_globbed(cli *c, const arguments *a, report *r, const value *entry, const char *pattern) {
    glob_t found = {0};
    bool here = strcmp(c->project_folder, ".") == 0;
    const char *whole = pattern[0] == '/' || here
                            ? pattern
                            : pool_printf(c->memory, "%s/%s", escaped(c->memory, c->project_folder), pattern);
    if (glob(whole, 0, NULL, &found) == 0)
        for (size_t i = 0; i < found.gl_pathc && r->count < FILES_MAX; i++)
            add(c, a, r, from_here(c, found.gl_pathv[i]), entry);
    globfree(&found);
    return true;
}

bool collect_pattern(cli *c, const arguments *a, report *r, const value *entry) {
    const char *pattern = value_get_text(entry, "files"), *format = value_get_text(entry, "format");
    if (pattern == NULL)
        return usage(c, "tessera.yaml: contracts: an entry has no files"), false;
    if (format != NULL && strcmp(format, "json_schema") != 0 && strcmp(format, "avro") != 0) {
        note(c, "%s: format %s is not checked here", pattern, format);
        return true;
    }
    size_t before = r->count;
    if (strstr(pattern, "**") != NULL ? !add_matching(c, a, r, entry, pattern) : !add_globbed(c, a, r, entry, pattern))
        return false;
    if (r->count == before)
        report_warn(c, r, pool_printf(c->memory, "%s: no file matches", pattern));
    return true;
}

// Whether a path is below a folder, none of what leads there being hidden.
static bool is_below(cli *c, const char *folder, const char *path) {
    const char *whole = whole_folder(c->memory, folder);
    size_t length = strlen(whole);
    return length > 0 && strncmp(path, whole, length) == 0 && path[length] != '.' &&
           strstr(path + length, "/.") == NULL;
}

bool collect_covers(cli *c, const arguments *a, const char *path) {
    const char *slash = strrchr(path, '/'), *base = slash == NULL ? path : slash + 1;
    for (size_t i = 0; i < a->count; i++)
        if (is_below(c, a->values[i], path))
            return is_schema_name(base) && !is_settings_name(base);
    return a->count == 0 && entry_of(c, path) != NULL;
}

bool collect(cli *c, const arguments *a, report *r) {
    struct stat about;
    for (size_t i = 0; i < a->count; i++) {
        const char *path = a->values[i];
        bool folder = stat(path, &about) == 0 && S_ISDIR(about.st_mode);
        size_t before = r->count;
        if (folder && !add_folder(c, a, r, path, NULL, NULL, 0))
            return false;
        if (folder && r->count == before)
            report_warn(c, r, pool_printf(c->memory, "%s: no schema is in it", path));
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
