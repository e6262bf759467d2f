// Contexts: servers by name, in the user's file of settings.
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/nouns.h"
#include "cli/settings.h"
#include <string.h>

int run_context_list(cli *c, const arguments *a, const command *self) {
    static const char *const names[] = {"", "Name", "URL", "Team"}, *const members[] = {"current", "name", "url",
                                                                                        "team"};
    (void)a;
    (void)self;
    if (!settings_read(c))
        return EXIT_USAGE;
    const char *current = settings_context(c);
    const value *contexts = value_get(c->user, "contexts");
    value *list = value_new(c->memory, VALUE_ARRAY);
    for (size_t i = 0; contexts != NULL && i < contexts->count; i++) {
        const value *entry = contexts->items[i].value;
        const char *name = value_get_text(entry, "name");
        bool taken = current != NULL && name != NULL && strcmp(name, current) == 0;
        value *v = value_new(c->memory, VALUE_OBJECT);
        value_put(c->memory, v, "name", value_string(c->memory, name));
        value_put(c->memory, v, "url", value_string(c->memory, value_get_text(entry, "url")));
        value_put(c->memory, v, "team", value_string(c->memory, value_get_text(entry, "team")));
        value_put(c->memory, v, "current",
                  c->format == FORMAT_TEXT ? value_string(c->memory, taken ? "*" : "") : value_bool(c->memory, taken));
        value_append(c->memory, list, v);
    }
    return say_list(c, list, names, members, 4, NULL,
                    pool_printf(c->memory, "No contexts: %s/config.yaml lists them", settings_folder(c)));
}

// The text with that line in place of the one that named a context, and the rest as somebody wrote it.
static const char *with_context(pool *p, const char *text, const char *name) {
    out line = {0};
    out_text(&line, "context: ");
    out_json_string(&line, name, strlen(name));
    const char *at = strncmp(text, "context:", 8) == 0 ? text : strstr(text, "\ncontext:");
    if (at != NULL && *at == '\n')
        at++;
    const char *changed = at == NULL
                              ? pool_printf(p, "%s\n%s", line.data, text)
                              : pool_printf(p, "%.*s%s%s", (int)(at - text), text, line.data, at + strcspn(at, "\n"));
    out_done(&line);
    return changed;
}

int run_context_use(cli *c, const arguments *a, const command *self) {
    const char *path = pool_printf(c->memory, "%s/config.yaml", settings_folder(c)), *problem = NULL;
    size_t length = 0;
    (void)self;
    if (!settings_read(c))
        return EXIT_USAGE;
    if (!settings_has_context(c, a->values[0]))
        return fail(c, "There is no context '%s' in %s", a->values[0], path);
    const char *text = file_read(c->memory, path, &length, &problem);
    const char *changed = text == NULL ? NULL : with_context(c->memory, text, a->values[0]);
    if (changed == NULL || !file_write(c->memory, path, changed, strlen(changed), 0644, &problem))
        return fail(c, "%s: %s", path, problem);
    say(c, "Taken: %s (%s)\n", a->values[0], settings_url_of_context(c, a->values[0]));
    return EXIT_YES;
}
