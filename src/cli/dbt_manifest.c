// The file is mapped and read token by token; each node's bytes become a tree of their own, in memory that is given back.
#include "cli/dbt_manifest.h"
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <tessera/json.h>
#include <unistd.h>

enum { RELEASE_BYTES = 16 * 1024 * 1024 };

static const struct {
    const char *words, *type;
} types[] = {
    {" integer int bigint int64 smallint ", "integer"},
    {" float double decimal numeric float64 ", "number"},
    {" boolean bool ", "boolean"},
    {" array ", "array"},
    {" json struct record variant ", "object"},
};

static const char *json_type(pool *p, const char *type) {
    char *word = pool_printf(p, " %.*s ", type == NULL ? 0 : (int)strcspn(type, "<( \t"), type == NULL ? "" : type);
    for (char *at = word; *at != '\0'; at++)
        *at = (char)tolower((unsigned char)*at);
    for (size_t i = 0; word[1] != ' ' && i < sizeof types / sizeof types[0]; i++)
        if (strstr(types[i].words, word) != NULL)
            return types[i].type;
    return "string";
}

static const value *schema_of(pool *p, const value *columns, size_t *count) {
    value *schema = value_new(p, VALUE_OBJECT), *properties = value_new(p, VALUE_OBJECT);
    for (size_t i = 0; columns != NULL && columns->kind == VALUE_OBJECT && i < columns->count; i++) {
        const value *column = columns->items[i].value;
        value *property = value_new(p, VALUE_OBJECT);
        const char *text = value_get_text(column, "description"), *name = value_get_text(column, "name");
        value_put(p, property, "type", value_string(p, json_type(p, value_get_text(column, "data_type"))));
        if (text != NULL && text[0] != '\0')
            value_put(p, property, "description", value_string(p, text));
        value_put(p, properties, name == NULL ? columns->items[i].name : name, property);
    }
    value_put(p, schema, "type", value_string(p, "object"));
    value_put(p, schema, "properties", properties);
    *count = properties->count;
    return schema;
}

// False: it is none that counts.
static bool read_node(pool *p, const char *id, const char *text, size_t length, bool models, dbt_node *n) {
    const char *problem;
    const value *node = value_parse_json(p, text, length, &problem);
    const char *kind = value_get_text(node, "resource_type");
    if (node == NULL || (models && (kind == NULL || strcmp(kind, "model") != 0)))
        return false;
    const char *name = models ? value_get_text(node, "alias") : NULL, *database = value_get_text(node, "database"),
               *schema = value_get_text(node, "schema");
    if (name == NULL || name[0] == '\0')
        name = value_get_text(node, "name");
    if (name == NULL || database == NULL || schema == NULL)
        return false;
    *n = (dbt_node){.id = id, .fqn = pool_printf(p, "%s.%s.%s", database, schema, name), .node = node};
    n->schema = schema_of(p, value_get(node, "columns"), &n->columns);
    return true;
}

typedef struct walk {
    tessera_json_reader reader;
    const char *begin, *released;
} walk;

// Reads the value that begins with that token to its end.
static bool skip(walk *w, tessera_json_kind kind) {
    for (size_t depth = 0;;) {
        depth += kind == TESSERA_JSON_BEGIN_OBJECT || kind == TESSERA_JSON_BEGIN_ARRAY;
        depth -= kind == TESSERA_JSON_END_OBJECT || kind == TESSERA_JSON_END_ARRAY;
        if (kind == TESSERA_JSON_ERROR || kind == TESSERA_JSON_END)
            return false;
        if (depth == 0)
            return true;
        kind = tessera_json_next(&w->reader).kind;
    }
}

// Gives pages back that were read.
static void release(walk *w) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE), done = (size_t)(w->reader.at - w->begin) / page * page;
    if (w->begin + done - w->released < RELEASE_BYTES)
        return;
    madvise((void *)(uintptr_t)w->released, (size_t)(w->begin + done - w->released), MADV_DONTNEED);
    w->released = w->begin + done;
}

static bool each_node(walk *w, bool models, bool (*each)(const dbt_node *, pool *, void *), void *user, bool *stopped) {
    for (;;) {
        tessera_json_token name = tessera_json_next(&w->reader);
        if (name.kind == TESSERA_JSON_END_OBJECT)
            return true;
        if (name.kind != TESSERA_JSON_NAME)
            return false;
        tessera_json_token token = tessera_json_next(&w->reader);
        const char *start = w->reader.at - 1;
        bool object = token.kind == TESSERA_JSON_BEGIN_OBJECT;
        if (!skip(w, token.kind))
            return false;
        pool *p = pool_new();
        dbt_node node;
        char *id = pool_bytes(p, name.length + 1);
        id[tessera_json_unescape(&name, id)] = '\0';
        *stopped =
            object && read_node(p, id, start, (size_t)(w->reader.at - start), models, &node) && !each(&node, p, user);
        pool_free(p);
        release(w);
        if (*stopped)
            return true;
    }
}

static bool each_in(const char *text, size_t length, const char *section,
                    bool (*each)(const dbt_node *, pool *, void *), void *user, bool *stopped) {
    walk w = {.begin = text, .released = text};
    tessera_json_start(&w.reader, text, length);
    if (tessera_json_next(&w.reader).kind != TESSERA_JSON_BEGIN_OBJECT)
        return false;
    for (;;) {
        tessera_json_token name = tessera_json_next(&w.reader);
        if (name.kind == TESSERA_JSON_END_OBJECT)
            return tessera_json_next(&w.reader).kind == TESSERA_JSON_END;
        if (name.kind != TESSERA_JSON_NAME)
            return false;
        bool wanted = name.length == strlen(section) && memcmp(name.text, section, name.length) == 0;
        tessera_json_token token = tessera_json_next(&w.reader);
        if (wanted && token.kind == TESSERA_JSON_BEGIN_OBJECT) {
            if (!each_node(&w, strcmp(section, "nodes") == 0, each, user, stopped))
                return false;
            if (*stopped)
                return true;
        } else if (!skip(&w, token.kind)) {
            return false;
        }
        release(&w);
    }
}

bool dbt_each(cli *c, const char *path, const char *section, bool (*each)(const dbt_node *node, pool *p, void *user),
              void *user) {
    struct stat about;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        fail(c, "Manifest not found: %s", path);
        fputs("Hint: run 'dbt compile' first, or name the manifest with --manifest\n", stderr);
        return false;
    }
    bool fine = fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0, stopped = false;
    const char *text = fine ? mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
    close(fd);
    if (text == MAP_FAILED)
        return fail(c, "%s: it is no manifest of dbt", path), false;
    fine = each_in(text, (size_t)about.st_size, section, each, user, &stopped);
    munmap((void *)(uintptr_t)text, (size_t)about.st_size);
    if (!fine)
        fail(c, "%s: it is not JSON, or no manifest of dbt", path);
    return fine && !stopped;
}
