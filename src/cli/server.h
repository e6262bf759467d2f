// Asking the server.
#pragma once
#include "cli/cli.h"

// The client, made at first use. NULL: settings are wrong or no server may be asked, and standard error says so.
tessera_client *server_client(cli *c);
// What the server answers. NULL: it refused or was not reached, and standard error says so, `*status` (may be NULL) is what the
// command ends with; with `missing`, a 404 sets it and says nothing. `body` may be NULL.
const value *server_ask(cli *c, const char *method, const char *path, const char *query, const value *body, int *status,
                        bool *missing);
const value *server_get(cli *c, const char *path, const char *query, int *status);
// The answer where it has one of the members, words apart by blanks, which tells that it is one of Tessera's. NULL: it has none,
// and standard error says so, or there was no answer.
const value *server_expect(cli *c, const value *answer, const char *members, int *status);
// What a GET answers, where it does; NULL, and nothing is said, where not.
const value *server_quietly(cli *c, const char *path, const char *query);
// Says why a call failed: `Error (404): ...`. Returns what the command ends with.
int server_failed(cli *c, const tessera_error *error);
// All of a list, page by page, up to `limit` entries. NULL as server_ask.
const value *server_list(cli *c, const char *path, const char *query, size_t limit, int *status);

// The id of an asset by its id or its exact FQN; of a team by id or name; of a proposal by id or a prefix of 8 characters or
// more. NULL: there is none, or several, and standard error says so.
const char *server_asset(cli *c, const char *given, int *status);
const char *server_team(cli *c, const char *given, int *status);
const char *server_proposal(cli *c, const char *given, int *status);
// That of a contract by its id or as FQN@VERSION.
const char *server_contract(cli *c, const char *given, int *status);
// That of a user by id, username or e-mail address, of one who was deactivated where nobody else is called so; of a repository
// by id or name; of a service by id or name, which is REPO/SERVICE where several have the same.
const char *server_user(cli *c, const char *given, int *status);
const char *server_repo(cli *c, const char *given, int *status);
const char *server_service(cli *c, const char *given, int *status);
// The id for a parameter of the API ("owner_team_id") of what has a name, or an entry of a list of such ids ("asset_ids"). Others
// stay as they are given.
const char *server_id(cli *c, const char *parameter, const char *given, int *status);
// What such a parameter names, for people: "TEAM". NULL: nothing that has a name.
const char *server_noun(const char *parameter);
// The team of --team, or of the settings. NULL: none is named, or as above.
const char *server_own_team(cli *c, int *status);
// The same, but "" where none is named and the server finds out by itself who asks.
const char *server_any_team(cli *c, int *status);
bool is_uuid(const char *text);
