// What has a name is found by it: the id that the API wants, of what people call by other words.
#include "cli/server.h"
#include "cli/settings.h"
#include <ctype.h>
#include <string.h>

bool is_uuid(const char *text) {
    if (strlen(text) != 36)
        return false;
    for (size_t i = 0; i < 36; i++)
        if (i == 8 || i == 13 || i == 18 || i == 23 ? text[i] != '-' : !isxdigit((unsigned char)text[i]))
            return false;
    return true;
}

// The id of the entry whose field is exactly that.
static const char *id_of(const value *list, const char *field, const char *wanted) {
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        const char *own = value_get_text(list->items[i].value, field);
        if (own != NULL && strcmp(own, wanted) == 0)
            return value_get_text(list->items[i].value, "id");
    }
    return NULL;
}

static const char *by_name(cli *c, const char *path, const char *filter, const char *field, const char *given,
                           const char *what, int *status) {
    out query = {0};
    out_printf(&query, "%s=", filter);
    out_percent(&query, given, false);
    const value *list = server_list(c, path, query.data, SIZE_MAX, status);
    out_done(&query);
    const char *id = id_of(list, field, given);
    if (list != NULL && id == NULL)
        *status = fail(c, "%s not found: %s", what, given);
    return id;
}

const char *server_asset(cli *c, const char *given, int *status) {
    return is_uuid(given) ? given : by_name(c, "/api/v1/assets", "fqn", "fqn", given, "Asset", status);
}

const char *server_team(cli *c, const char *given, int *status) {
    return is_uuid(given) ? given : by_name(c, "/api/v1/teams", "name", "name", given, "Team", status);
}

// The entries whose field is exactly that.
static const value *those_named(cli *c, const value *list, const char *field, const char *wanted) {
    value *found = value_new(c->memory, VALUE_ARRAY);
    for (size_t i = 0; i < list->count; i++) {
        const char *own = value_get_text(list->items[i].value, field);
        if (own != NULL && strcmp(own, wanted) == 0)
            value_append(c->memory, found, list->items[i].value);
    }
    return found;
}

const char *server_user(cli *c, const char *given, int *status) {
    if (is_uuid(given))
        return given;
    const char *field = strchr(given, '@') != NULL ? "email" : "username";
    out query = {0};
    out_printf(&query, "include_deactivated=true&%s=", field);
    out_percent(&query, given, false);
    const value *list = server_list(c, "/api/v1/users", query.data, SIZE_MAX, status);
    out_done(&query);
    const char *id = NULL;
    // One who is there goes before those who were called so once.
    for (size_t i = 0, count = 0; list != NULL && i < list->count; i++) {
        const value *user = list->items[i].value;
        const char *own = value_get_text(user, field);
        if (own == NULL || strcmp(own, given) != 0)
            continue;
        if (value_get_text(user, "deactivated_at") == NULL)
            return value_get_text(user, "id");
        id = count++ == 0 ? value_get_text(user, "id") : NULL;
    }
    if (list != NULL && id == NULL)
        *status = fail(c, "User not found: %s", given);
    return id;
}

const char *server_repo(cli *c, const char *given, int *status) {
    if (is_uuid(given))
        return given;
    const value *list = server_list(c, "/api/v1/repos", NULL, SIZE_MAX, status);
    const char *id = id_of(list, "name", given);
    if (list != NULL && id == NULL)
        *status = fail(c, "Repository not found: %s", given);
    return id;
}

// "REPO/SERVICE" of each service, which no two of them share.
static const value *with_repos(cli *c, const value *services, int *status) {
    const value *repos = server_list(c, "/api/v1/repos", NULL, SIZE_MAX, status);
    value *named = value_new(c->memory, VALUE_ARRAY);
    for (size_t i = 0; repos != NULL && i < services->count; i++) {
        const value *service = services->items[i].value;
        const char *repo = value_get_text(service, "repo_id"), *name = value_get_text(service, "name");
        const value *found = repo == NULL ? NULL : those_named(c, repos, "id", repo);
        if (found == NULL || found->count == 0 || name == NULL)
            continue;
        value *entry = value_new(c->memory, VALUE_OBJECT);
        value_put(c->memory, entry, "id", value_get(service, "id"));
        value_put(c->memory, entry, "name",
                  value_string(c->memory,
                               pool_printf(c->memory, "%s/%s", value_get_text(found->items[0].value, "name"), name)));
        value_append(c->memory, named, entry);
    }
    return repos == NULL ? NULL : named;
}

const char *server_service(cli *c, const char *given, int *status) {
    if (is_uuid(given))
        return given;
    const value *list = server_list(c, "/api/v1/services", NULL, SIZE_MAX, status);
    const value *found = list == NULL ? NULL : those_named(c, list, "name", given);
    if (list == NULL || found->count == 1)
        return list == NULL ? NULL : value_get_text(found->items[0].value, "id");
    const value *named = found->count == 0 && strchr(given, '/') == NULL
                             ? value_new(c->memory, VALUE_ARRAY)
                             : with_repos(c, found->count == 0 ? list : found, status);
    const char *id = id_of(named, "name", given);
    if (named == NULL || id != NULL)
        return id;
    out several = {0};
    for (size_t i = 0; found->count > 0 && i < named->count; i++)
        out_printf(&several, " %s", value_get_text(named->items[i].value, "name"));
    *status = several.length == 0 ? fail(c, "Service not found: %s", given)
                                  : usage(c, "Several services are called '%s':%s", given, several.data);
    out_done(&several);
    return NULL;
}

const char *server_proposal(cli *c, const char *given, int *status) {
    if (is_uuid(given))
        return given;
    size_t length = strlen(given);
    if (length < 8) {
        *status = usage(c, "'%s' is no id of a proposal, nor 8 characters or more that one begins with", given);
        return NULL;
    }
    const value *list = server_list(c, "/api/v1/proposals", NULL, SIZE_MAX, status);
    const char *found = NULL;
    out several = {0};
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        const char *id = value_get_text(list->items[i].value, "id");
        if (id == NULL || strncmp(id, given, length) != 0)
            continue;
        if (found != NULL)
            out_printf(&several, "%s %s", several.length == 0 ? found : "", id);
        found = id;
    }
    if (several.length > 0) {
        *status = usage(c, "Several proposals begin with '%s': %s", given, several.data);
        found = NULL;
    } else if (list != NULL && found == NULL) {
        *status = fail(c, "Proposal not found: %s", given);
    }
    out_done(&several);
    return found;
}

const char *server_contract(cli *c, const char *given, int *status) {
    const char *at = strrchr(given, '@');
    if (at == NULL || is_uuid(given))
        return given;
    const char *asset = server_asset(c, pool_copy(c->memory, given, (size_t)(at - given)), status);
    const value *list = asset == NULL ? NULL
                                      : server_list(c, pool_printf(c->memory, "/api/v1/assets/%s/contracts", asset),
                                                    NULL, SIZE_MAX, status);
    const char *id = id_of(list, "version", at + 1);
    if (list != NULL && id == NULL)
        *status = fail(c, "Contract not found: %s", given);
    return id;
}

typedef struct noun {
    const char *end; // of the parameters that name one
    const char *word;
    const char *(*find)(cli *c, const char *given, int *status);
} noun;

static const noun *noun_of(const char *parameter) {
    static const noun nouns[] = {
        {"asset_id", "ASSET", server_asset},
        {"asset_ids", "ASSETS", server_asset},
        {"team_id", "TEAM", server_team},
        {"published_by", "TEAM", server_team},
        {"actor_id", "TEAM", server_team},
        {"user_id", "USER", server_user},
        {"contract_id", "CONTRACT", server_contract},
        {"supersedes", "CONTRACT", server_contract},
        {"proposal_id", "PROPOSAL", server_proposal},
        {"repo_id", "REPO", server_repo},
        {"service_id", "SERVICE", server_service},
    };
    size_t length = strlen(parameter);
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        size_t own = strlen(nouns[i].end);
        if (length >= own && strcmp(parameter + length - own, nouns[i].end) == 0)
            return &nouns[i];
    }
    return NULL;
}

const char *server_id(cli *c, const char *parameter, const char *given, int *status) {
    const noun *found = noun_of(parameter);
    return found == NULL ? given : found->find(c, given, status);
}

const char *server_noun(const char *parameter) {
    const noun *found = noun_of(parameter);
    return found == NULL ? NULL : found->word;
}

const char *server_any_team(cli *c, int *status) {
    if (!settings_read(c)) {
        *status = EXIT_USAGE;
        return NULL;
    }
    const char *given = settings_team(c, NULL);
    return given == NULL ? "" : server_team(c, given, status);
}

const char *server_own_team(cli *c, int *status) {
    const char *team = server_any_team(c, status);
    if (team == NULL || team[0] != '\0')
        return team;
    *status = is_question(c) ? EXIT_UNKNOWN : EXIT_NO;
    fail(c, "Team ID required: --team, or TESSERA_TEAM_ID");
    return NULL;
}
