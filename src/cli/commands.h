// All commands: those of commands.def, and those that mirror a route of the API.
#pragma once
#include "cli/cli.h"

// The commands in the order of help, ended by one without a name. Made once for a run.
const command *commands_all(cli *c);
// The command that the words begin with, `*words` of them; NULL: there is none.
const command *commands_find(cli *c, char **given, size_t count, size_t *words);
// The commands of the routes that none of those names, appended to the list of `count` (mirror.c).
command *mirror_commands(cli *c, command *list, size_t *count);
// The same among `most` of a list, or up to its entry without a name.
const command *command_among(const command *list, size_t most, char **given, size_t count, size_t *words);
// Below, and in help, c->commands are meant: all of them were asked for.
// Says that there is no such command, or none in the group where that is not NULL, and which is near. Returns EXIT_USAGE.
int commands_refuse(cli *c, const char *group, const char *word);
bool is_group(cli *c, const char *word);

#define COMMAND(function, ...) int run_##function(cli *c, const arguments *a, const command *self);
#define OPTION(...)
#define COMMAND_END(function)
#include "cli/commands.def"
#undef COMMAND
#undef OPTION
#undef COMMAND_END
// Prints completion for the shell that $SHELL names, or puts it where that shell looks for it. Once c->commands is there, as for
// run_completion.
int completion_for_shell(cli *c, bool install);
