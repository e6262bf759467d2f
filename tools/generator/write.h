// What writers of every language need: literals, texts in memory, and what stands at the top of a C file.
#pragma once
#include "names.h"
#include <stddef.h>
#include <stdio.h>

// A stream into memory: `*text`, to be freed, and `*length` count when it is closed.
FILE *memory_open(char **text, size_t *length);

// A string literal, or NULL.
void write_literal(FILE *out, const char *string);
// The comment that a C file begins with, and what stands around the declarations of a public header.
void write_source_top(FILE *out, const char *title);
void write_header_top(FILE *out, const char *title);
void write_header_start(FILE *out);
void write_header_end(FILE *out);
