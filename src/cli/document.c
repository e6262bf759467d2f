#include "cli/document.h"
#include "cli/files.h"
#include <string.h>

static bool is_avro_type(const char *type) {
    static const char *const types[] = {"record", "enum", "fixed", "map",   "error",
                                        "bytes",  "int",  "long",  "float", "double"};
    for (size_t i = 0; type != NULL && i < sizeof types / sizeof types[0]; i++)
        if (strcmp(type, types[i]) == 0)
            return true;
    return false;
}

const char *document_language(const char *name, const value *tree) {
    size_t length = strlen(name);
    if (length > 5 && strcmp(name + length - 5, ".avsc") == 0)
        return "avro";
    if (tree->kind == VALUE_ARRAY || tree->kind == VALUE_STRING)
        return "avro";
    return value_get(tree, "$schema") == NULL && is_avro_type(value_get_text(tree, "type")) ? "avro" : "json_schema";
}

void document_of_tree(pool *p, const char *name, const value *tree, const char *language, document *d) {
    out text = {0};
    value_write_json(&text, tree, 0);
    *d = (document){name, language != NULL ? language : document_language(name, tree), tree,
                    pool_copy(p, text.data, text.length), text.length};
    out_done(&text);
}

static bool is_json(const char *name, const char *text, size_t length) {
    size_t named = strlen(name);
    if ((named > 5 && strcasecmp(name + named - 5, ".yaml") == 0) ||
        (named > 4 && strcasecmp(name + named - 4, ".yml") == 0))
        return false;
    size_t blank = strspn(text, " \t\r\n");
    return blank < length && (text[blank] == '{' || text[blank] == '[' || text[blank] == '"');
}

bool document_make(pool *p, const char *name, const char *text, size_t length, const char *language, document *d,
                   const char **problem) {
    const value *tree = document_parse(p, name, text, length, problem);
    if (tree == NULL)
        return false;
    document_of_tree(p, name, tree, language, d);
    if (is_json(name, text,
                length)) { // as it was written: numbers and members that occur twice are the engine's to judge
        d->json = text;
        d->length = length;
    }
    return true;
}

bool document_read(pool *p, const char *path, const char *language, document *d, const char **problem) {
    size_t length;
    const char *text = file_read(p, path, &length, problem);
    return text != NULL && document_make(p, path, text, length, language, d, problem);
}
