// Where a file is in its repository: sites that show a report beside the lines of a change know files by that, wherever the
// program ran.
#include "cli/check.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// The folder that holds .git, from the working folder up, with a slash behind it; "": there is none.
static const char *top_folder(pool *p) {
    char *folder = realpath(".", NULL);
    const char *found = "";
    while (folder != NULL && folder[0] != '\0' && found[0] == '\0') {
        if (access(pool_printf(p, "%s/.git", folder), F_OK) == 0)
            found = pool_printf(p, "%s/", folder);
        *strrchr(folder, '/') = '\0';
    }
    free(folder);
    return found;
}

// The path without "." and "..", as far as names tell.
static const char *without_dots(pool *p, const char *path) {
    char *made = pool_bytes(p, strlen(path) + 2);
    size_t length = 0;
    for (const char *at = path; *at != '\0'; at += strcspn(at, "/"), at += strspn(at, "/")) {
        size_t step = strcspn(at, "/");
        if (step == 2 && memcmp(at, "..", 2) == 0) {
            while (length > 0 && made[--length] != '/')
                continue;
        } else if (step > 0 && !(step == 1 && *at == '.')) {
            made[length++] = '/';
            memcpy(made + length, at, step);
            length += step;
        }
    }
    made[length] = '\0';
    return made;
}

const char *repository_place(cli *c, const char *file) {
    char here[PATH_MAX];
    if (c->top == NULL)
        c->top = top_folder(c->memory);
    size_t length = strlen(c->top);
    if (length > 0 && strcmp(file, "-") != 0 && getcwd(here, sizeof here) != NULL) {
        const char *whole =
            without_dots(c->memory, file[0] == '/' ? file : pool_printf(c->memory, "%s/%s", here, file));
        if (strncmp(whole, c->top, length) == 0)
            return whole + length;
        const char *base = strrchr(whole, '/'); // perhaps a link leads into it
        char *folder = base == NULL ? NULL : realpath(pool_copy(c->memory, whole, (size_t)(base - whole)), NULL);
        const char *real = folder == NULL ? "" : pool_printf(c->memory, "%s%s", folder, base);
        free(folder);
        if (strncmp(real, c->top, length) == 0)
            return real + length;
    }
    return strncmp(file, "./", 2) == 0 ? file + 2 : file;
}
