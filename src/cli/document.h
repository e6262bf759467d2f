// Schemas as they are found: in files, in git, on the server.
#pragma once
#include "cli/cli.h"

typedef struct document {
    const char *name;     // for people
    const char *language; // "json_schema", "avro"
    const value *tree;
    const char *json; // the text that the engine reads
    size_t length;
} document;

// Makes a document of a text; `language` NULL: as its content tells. False: `*problem` says why not.
bool document_make(pool *p, const char *name, const char *text, size_t length, const char *language, document *d,
                   const char **problem);
// The same of a file; "-" is standard input.
bool document_read(pool *p, const char *path, const char *language, document *d, const char **problem);
// The same of a tree that is at hand.
void document_of_tree(pool *p, const char *name, const value *tree, const char *language, document *d);
// The language of a document: "avro" where it looks like a schema of that, else "json_schema".
const char *document_language(const char *name, const value *tree);
