// Help: of all commands, a group, one command; for people and for programs.
#pragma once
#include "cli/cli.h"

// The JSON Schema of what `check -o json` prints.
extern const char report_schema[];

// Help for a command, for a group ("team"), or with NULL for all.
void help_command(cli *c, const command *of);
void help_group(cli *c, const char *group);
