#include "cli/git.h"
#include "cli/files.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *ask(pool *p, const char *const *words, const char **problem) {
    size_t length;
    char *text = program_output(p, words, -1, &length, problem);
    if (text != NULL)
        text[strcspn(text, "\r\n")] = '\0';
    return text;
}

static const char *commit_of(pool *p, const char *reference, const char **problem) {
    // --end-of-options: a reference may begin with a dash.
    const char *words[] = {
        "git", "rev-parse", "--verify", "--quiet", "--end-of-options", pool_printf(p, "%s^{commit}", reference), NULL};
    const char *found = ask(p, words, problem);
    if (found == NULL && strcmp(*problem, "git failed") == 0)
        *problem = pool_printf(p, "there is no commit '%s'", reference);
    return found;
}

const char *git_commit(pool *p, const char *reference, const char **problem) {
    static const char *const branches[] = {"origin/HEAD", "origin/main", "origin/master", "main", "master"};
    if (reference != NULL)
        return commit_of(p, reference, problem);
    const char *apart = NULL; // a branch that shares nothing with HEAD, as far as the checkout goes back
    for (size_t i = 0; i < sizeof branches / sizeof branches[0]; i++) {
        const char *ignored = "", *branch = commit_of(p, branches[i], &ignored);
        const char *words[] = {"git", "merge-base", "HEAD", branch, NULL};
        const char *base = branch == NULL ? NULL : ask(p, words, &ignored);
        if (base != NULL)
            return base;
        apart = apart == NULL && branch != NULL ? branches[i] : apart;
    }
    *problem = apart != NULL
                   ? pool_printf(p,
                                 "HEAD and %s have no commit in common here: fetch more of the history, or name what "
                                 "holds now with --against git:REF",
                                 apart)
                   : "no default branch is known here: --against git:REF names what holds now";
    return NULL;
}

// A path as git takes it behind "COMMIT:", from the working folder.
static const char *path_in(pool *p, const char *path) {
    char folder[PATH_MAX];
    if (path[0] == '/' && getcwd(folder, sizeof folder) != NULL) {
        size_t length = strlen(folder);
        if (strncmp(path, folder, length) == 0 && path[length] == '/')
            path += length + 1;
    }
    while (strncmp(path, "./", 2) == 0)
        path += 2;
    return pool_printf(p, "./%s", path);
}

// The next line, ended in place; NULL: there is none.
static char *line_of(char **at, const char *end) {
    char *start = *at, *newline = memchr(start, '\n', (size_t)(end - start));
    if (newline == NULL)
        return NULL;
    *newline = '\0';
    *at = newline + 1;
    return start;
}

// What `cat-file --batch` answers: a line for each request, and behind it the bytes of what there is.
static bool split(char *text, size_t length, git_blob *blobs, size_t count) {
    const char *end = text + length;
    for (size_t i = 0; i < count; i++) {
        char *head = line_of(&text, end), *blank = head == NULL ? NULL : strrchr(head, ' ');
        if (blank == NULL)
            return false;
        if (strcmp(blank, " missing") == 0 || strstr(head, " blob ") == NULL) {
            if (strcmp(blank, " missing") != 0 && strcmp(blank, " ambiguous") != 0) // a folder: passed over
                text += strtoull(blank + 1, NULL, 10) + 1;
            continue;
        }
        size_t size = strtoull(blank + 1, NULL, 10);
        if (size > (size_t)(end - text))
            return false;
        blobs[i] = (git_blob){text, size};
        text[size] = '\0'; // was the end of the line
        text += size + 1;
        if (text > end)
            return false;
    }
    return true;
}

git_blob *git_read(pool *p, const char *commit, const char *const *paths, size_t count, const char **problem) {
    static const char *const words[] = {"git", "cat-file", "--batch", NULL};
    git_blob *blobs = pool_bytes(p, (count + 1) * sizeof *blobs);
    FILE *requests = tmpfile();
    if (requests == NULL)
        return *problem = "no temporary file can be made", NULL;
    for (size_t i = 0; i < count; i++)
        // A line break in a name would be two requests.
        fprintf(requests, "%s:%s\n", commit, strchr(paths[i], '\n') != NULL ? "./\x01" : path_in(p, paths[i]));
    fflush(requests);
    rewind(requests);
    size_t length = 0;
    char *text = program_output(p, words, fileno(requests), &length, problem);
    fclose(requests);
    if (text != NULL && split(text, length, blobs, count))
        return blobs;
    if (text != NULL)
        *problem = "its answer was not understood";
    return NULL;
}
