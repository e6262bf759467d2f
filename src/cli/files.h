// Files, folders and git, as far as commands read them.
#pragma once
#include "cli/cli.h"

enum { FILE_BYTES_MAX = 16 * 1024 * 1024, PROGRAM_BYTES_MAX = 512 * 1024 * 1024 };

// The bytes of a file with a NUL behind them; "-" is standard input. NULL: it cannot be read, or is larger than FILE_BYTES_MAX,
// and `*problem` says why: "No such file or directory".
char *file_read(pool *p, const char *path, size_t *length, const char **problem);
// Writes a file as a whole, or leaves the one that is there: false, and `*problem` says why. `mode` as for open(2).
bool file_write(pool *p, const char *path, const char *bytes, size_t length, unsigned mode, const char **problem);
// What a program prints, run without a shell; at most PROGRAM_BYTES_MAX. NULL: it failed, and `*problem` holds what it said.
// `program` ends with NULL; it reads from the descriptor `input`, or nothing where that is -1.
char *program_output(pool *p, const char *const *program, int input, size_t *length, const char **problem);
// A document, YAML by the name of its file or, of standard input, by what it begins with; else JSON. NULL: `*problem` says why
// not.
value *document_parse(pool *p, const char *name, const char *text, size_t length, const char **problem);
