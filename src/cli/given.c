// What was given on the command line.
#include "cli/cli.h"
#include <string.h>

const char *argument(const arguments *a, const char *name) {
    for (size_t i = a->option_count; i-- > 0;)
        if (strcmp(a->options[i].option->name, name) == 0)
            return a->options[i].value;
    return NULL;
}

const char *global(const cli *c, const char *name) {
    return argument(&c->globals, name);
}

bool is_question(const cli *c) {
    return c->command != NULL && c->command->kind != ACTION;
}
