#include "store/search.h"
#include "server/request.h"

// The comma-separated tags as a JSON array of strings; NULL when none is named.
static const char *tag_list(request *rq, const char *tags) {
    text rest = text_of(tags);
    size_t most = 1, count = 0;
    for (size_t i = 0; i < rest.length; i++)
        most += rest.data[i] == ',';
    json_value *items = arena_array(rq->arena, most, sizeof *items);
    for (size_t i = 0; i < most; i++) {
        const char *comma = rest.length == 0 ? NULL : memchr(rest.data, ',', rest.length);
        size_t length = comma == NULL ? rest.length : (size_t)(comma - rest.data);
        text tag = text_trim((text){rest.data, length});
        if (tag.length > 0)
            items[count++] = json_make_string(tag);
        if (comma != NULL)
            rest = (text){comma + 1, rest.length - length - 1};
    }
    return count == 0 ? NULL : json_print(rq->arena, json_make_array(rq->arena, items, count), NULL);
}

static bool is_wanted(const struct search_query *query, enum search_kind kind) {
    for (size_t i = 0; i < query->types.count; i++)
        if (query->types.items[i] == (int)kind)
            return true;
    return query->types.count == 0;
}

int search_everything(request *rq) {
    const struct search_query *query = rq->query;
    static char nothing[1]; // an empty list, which is not null
    const record_list none = {nothing, 0};
    struct search_results found = {none, none, none, none};
    if (is_wanted(query, search_kind_teams))
        found.teams = store_search_teams(rq->db, query, rq->arena);
    if (is_wanted(query, search_kind_users))
        found.users = store_search_users(rq->db, query, rq->arena);
    if (is_wanted(query, search_kind_assets))
        found.assets =
            store_search_assets(rq->db, query, query->tags == NULL ? NULL : tag_list(rq, query->tags), rq->arena);
    if (is_wanted(query, search_kind_contracts))
        found.contracts = store_search_contracts(rq->db, query, rq->arena);
    struct search_counts counts = {
        .teams = (int64_t)found.teams.count,
        .users = (int64_t)found.users.count,
        .assets = (int64_t)found.assets.count,
        .contracts = (int64_t)found.contracts.count,
    };
    counts.total = counts.teams + counts.users + counts.assets + counts.contracts;
    struct search_reply reply = {.query = query->q, .results = &found, .counts = &counts};
    return reply_record(rq, &type_search_reply, &reply);
}
