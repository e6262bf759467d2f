#include "server/mapping.h"
#include "server/caller.h"
#include "store/teams.h"

// --- scopes ----------------------------------------------------------------------------------------------------------

// What a role lets its user do; docs/authentication.md tells it.
static unsigned scopes_of_role(int role) {
    switch (role) {
    case user_role_admin:
        return 1u << SCOPE_ADMIN;
    case user_role_team_admin:
        return 1u << SCOPE_READ | 1u << SCOPE_WRITE;
    default:
        return 1u << SCOPE_READ;
    }
}

static bool add_word(text word, unsigned *scopes) {
    int scope = model_enum_parse(&enum_api_key_scope, word), role = model_enum_parse(&enum_user_role, word);
    if (scope != RECORD_ENUM_NONE)
        *scopes |= 1u << caller_scope_of(scope);
    else if (role != RECORD_ENUM_NONE)
        *scopes |= scopes_of_role(role);
    else
        return false;
    return true;
}

bool mapping_scopes(text words, unsigned *scopes) {
    *scopes = 0;
    for (size_t start = 0, i = 0; i <= words.length; i++) {
        if (i < words.length && words.data[i] != ' ' && words.data[i] != '+')
            continue;
        if (i > start && !add_word((text){words.data + start, i - start}, scopes))
            return false;
        start = i + 1;
    }
    *scopes = caller_every_scope(*scopes);
    return *scopes != 0;
}

// --- rows ------------------------------------------------------------------------------------------------------------

const char *mapping_read(const config_list *list, bool scoped, arena *a, mapping *out) {
    *out = (mapping){arena_array(a, list->count + 1, sizeof *out->rows), 0};
    for (size_t i = 0; i < list->count; i++) {
        const char *row = list->items[i], *equals = strrchr(row, '=');
        if (equals == NULL)
            return row;
        text value = text_trim((text){row, (size_t)(equals - row)}), meaning = text_trim(text_of(equals + 1));
        mapping_row read = {.value = value, .meaning = arena_text(a, meaning)};
        if (value.length == 0 || meaning.length == 0 || (scoped && !mapping_scopes(meaning, &read.scopes)))
            return row;
        out->rows[out->count++] = read;
    }
    return NULL;
}

// --- teams -----------------------------------------------------------------------------------------------------------

uuid mapping_team(db *reader, const char *named, arena *a) {
    uuid id;
    struct team team;
    if (uuid_parse(text_of(named), &id, NULL) && store_teams_get(reader, &id, &team, a))
        return team.id;
    return store_teams_find_by_name(reader, named);
}
