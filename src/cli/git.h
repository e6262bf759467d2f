// What git knows, by running it.
#pragma once
#include "cli/pool.h"
#include <stdbool.h>

typedef struct git_blob {
    const char *text; // NULL: there is no such file
    size_t length;
} git_blob;

// The commit of a reference; NULL: that of the merge base of HEAD with the default branch. NULL: `*problem` says why there is
// none.
const char *git_commit(pool *p, const char *reference, const char **problem);
// A file that the commit has and the checkout has not.
typedef struct git_move {
    const char *old_path;
    const char *new_path; // that it was renamed to; NULL: it is gone
} git_move;

// Schemas that were renamed or deleted since the commit, as far as git was told (git add); paths are from the repository's top.
// NULL: there are none, or git does not say.
const git_move *git_moves(pool *p, const char *commit, size_t *count);
// The files as they are in the commit, all by one run of git; paths are from the repository's top, or "./x" from the
// working folder; NULL is none. NULL: `*problem` says why not.
git_blob *git_read(pool *p, const char *commit, const char *const *paths, size_t count, const char **problem);
