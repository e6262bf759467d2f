// What git knows, by running it.
#pragma once
#include "cli/pool.h"

typedef struct git_blob {
    const char *text; // NULL: there is no such file
    size_t length;
} git_blob;

// The commit of a reference; NULL: that of the merge base of HEAD with the default branch. NULL: `*problem` says why there is
// none.
const char *git_commit(pool *p, const char *reference, const char **problem);
// The files as they are in the commit, all by one run of git; paths are from the working folder. NULL: `*problem` says why not.
git_blob *git_read(pool *p, const char *commit, const char *const *paths, size_t count, const char **problem);
