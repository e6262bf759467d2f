#include "cli/git.h"
#include "cli/files.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static bool is_repository(pool *p) {
    const char *const words[] = {"git", "rev-parse", "--git-dir", NULL};
    const char *ignored;
    return ask(p, words, &ignored) != NULL;
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
               : is_repository(p) ? "no default branch is known here: --against git:REF names what holds now"
                                  : "this is no repository of git: --against names the file or folder that holds now";
    return NULL;
}

const git_move *git_moves(pool *p, const char *commit, size_t *count) {
    const char *words[] = {"git",          "diff",          "--no-ext-diff",    "--no-textconv", "-M",
                           "-z",           "--name-status", "--diff-filter=DR", commit,          "--",
                           ":(top)*.json", ":(top)*.yaml",  ":(top)*.yml",      ":(top)*.avsc",  NULL};
    size_t length;
    const char *ignored, *text = program_output(p, words, -1, &length, &ignored), *end = text + length;
    git_move *moves = NULL;
    *count = 0;
    while (text != NULL && text < end) { // "D", path; or "R087", path, path; each with a NUL behind it
        bool renamed = *text == 'R';
        git_move move = {0};
        text += strlen(text) + 1;
        move.old_path = text < end ? text : NULL;
        text += text < end ? strlen(text) + 1 : 0;
        move.new_path = renamed && text < end ? text : NULL;
        text += move.new_path != NULL ? strlen(text) + 1 : 0;
        if (move.old_path == NULL)
            break;
        moves = pool_grow(p, moves, *count, sizeof *moves);
        moves[(*count)++] = move;
    }
    return moves;
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
            size_t size = strcmp(blank, " missing") == 0 || strcmp(blank, " ambiguous") == 0
                              ? 0
                              : strtoull(blank + 1, NULL, 10) + 1; // a folder, or a repository in it: passed over
            if (size > (size_t)(end - text))
                return false;
            text += size;
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
        fprintf(requests, "%s:%s\n", commit, paths[i] == NULL || strchr(paths[i], '\n') != NULL ? "\x01" : paths[i]);
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
