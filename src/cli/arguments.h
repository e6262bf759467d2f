// The words of a command line.
#pragma once
#include "cli/cli.h"

// Options that every command takes; NULL names end it.
extern const option global_options[];

// Reads the words after the command's name. False: one is wrong, and standard error says which and what is near.
bool arguments_read(cli *c, const command *of, char **words, size_t count, arguments *a);
// Gives an option that every command takes, as if the command line had it.
void arguments_add(cli *c, const char *name, const char *value);
// What is nearest to a word among those, where it is near enough to be meant; else NULL. Words end with NULL.
const char *nearest(const char *word, const char *const *words);
