// Commands by their names, among those that are at hand.
#include "cli/arguments.h"
#include "cli/commands.h"
#include <string.h>

// Words that a command's name begins with, as many as it has; 0: it is another one.
static size_t words_of(const command *k, char **given, size_t count) {
    size_t words = 0;
    for (const char *at = k->name; *at != '\0'; at += strcspn(at, " "), at += *at == ' ', words++) {
        size_t length = strcspn(at, " ");
        if (words >= count || strlen(given[words]) != length || strncmp(given[words], at, length) != 0)
            return 0;
    }
    return words;
}

const command *command_among(const command *list, size_t most, char **given, size_t count, size_t *words) {
    for (size_t i = 0; i < most && list[i].name != NULL; i++)
        if ((*words = words_of(&list[i], given, count)) > 0)
            return &list[i];
    return NULL;
}

bool is_group(cli *c, const char *word) {
    size_t length = strlen(word);
    for (const command *k = c->commands; k->name != NULL; k++)
        if (strncmp(k->name, word, length) == 0 && k->name[length] == ' ')
            return true;
    return false;
}

int commands_refuse(cli *c, const char *group, const char *word) {
    const char *words[512];
    size_t count = 0, length = group == NULL ? 0 : strlen(group);
    for (const command *k = c->commands; k->name != NULL && count < 511; k++)
        if (group == NULL)
            words[count++] = pool_copy(c->memory, k->name, strcspn(k->name, " "));
        else if (strncmp(k->name, group, length) == 0 && k->name[length] == ' ')
            words[count++] = k->name + length + 1;
    words[count] = NULL;
    const char *near = nearest(word, words);
    return usage(c, "No such command: %s%s%s (%s%s%s%s)", group == NULL ? "" : group, group == NULL ? "" : " ", word,
                 near == NULL ? "tessera " : "did you mean ", near == NULL ? (group == NULL ? "" : group) : near,
                 near != NULL || group == NULL ? "" : " ", near == NULL ? "--help lists them" : "?");
}
