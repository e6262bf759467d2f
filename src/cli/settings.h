// Where settings come from: option, environment, the project's file, the user's file, default.
#pragma once
#include "cli/cli.h"

// Reads the files of settings, once. False: one cannot be read, and standard error says why.
bool settings_read(cli *c);
// A setting with where it came from ("--url", "TESSERA_URL", a file, "default"); `*source` may be NULL.
const char *settings_url(cli *c, const char **source);
const char *settings_team(cli *c, const char **source); // NULL: none
// The address of a page about something, at that server.
const char *settings_page(cli *c, const char *noun, const char *id);
// The context that is taken: of --context, the environment or the user's file. NULL: none.
const char *settings_context(cli *c);
bool settings_has_context(cli *c, const char *name);
const char *settings_url_of_context(cli *c, const char *name);
// Whether a server was named by anything but the default.
bool settings_name_server(cli *c);
// The key for that server, or "" for none. NULL: it cannot be had, and standard error says why. A server that the project's file
// names gets keys that were stored for it alone, since who changes that file must not be sent other people's keys.
const char *settings_key(cli *c, const char **source);
// Milliseconds of "30s", "2m", "500ms", as the option of that name has them; -1: it is no time, and standard error says so.
long settings_time(cli *c, const char *option, const char *text);
// Milliseconds for one request; -1: the option is wrong, and standard error says so.
long settings_timeout(cli *c);
// The format that the user's file asks for where no option does; NULL: none.
const char *settings_output(cli *c);
// Whether the file holds what such a file may, the project's or the user's; scalars become the texts that are wanted. False:
// standard error says what is wrong. Names that are not known are warned of.
bool settings_shaped(cli *c, const char *path, value *v, bool of_project);
// The user's folder of settings.
const char *settings_folder(cli *c);
// Keeps the key for the server, or with NULL forgets it, in a file that the user alone may read. False: standard error says why
// not.
bool settings_store_key(cli *c, const char *url, const char *key);
