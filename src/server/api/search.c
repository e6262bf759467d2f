#include "store/search.h"
#include "server/app.h"
#include "server/request.h"

// The tags between the commas, trimmed; empty ones are left out.
static record_strings split_tags(arena *a, const char *tags) {
    record_strings list = {0};
    text rest = text_of(tags);
    size_t most = 1;
    for (size_t i = 0; i < rest.length; i++)
        most += rest.data[i] == ',';
    list.items = arena_array(a, most, sizeof *list.items);
    for (;;) {
        const char *comma = memchr(rest.data, ',', rest.length);
        size_t length = comma == NULL ? rest.length : (size_t)(comma - rest.data);
        text tag = text_trim((text){rest.data, length});
        if (tag.length > 0)
            list.items[list.count++] = arena_text(a, tag);
        if (comma == NULL)
            return list;
        rest = (text){comma + 1, rest.length - length - 1};
    }
}

static bool is_wanted(const struct search_query *query, enum search_kind kind) {
    for (size_t i = 0; i < query->types.count; i++)
        if (query->types.items[i] == (int)kind)
            return true;
    return query->types.count == 0;
}

int search_everything(request *rq) {
    const struct search_query *query = rq->query;
    const record_list none = {arena_alloc(rq->arena, 1), 0}; // an empty list, which is not null
    struct search_results found = {none, none, none, none};
    const record_strings tags = split_tags(rq->arena, query->tags != NULL ? query->tags : "");
    if (is_wanted(query, search_kind_teams))
        found.teams = store_search_teams(rq->db, query, rq->arena);
    if (is_wanted(query, search_kind_users))
        found.users = store_search_users(rq->db, query, rq->arena);
    if (is_wanted(query, search_kind_assets))
        found.assets = store_search_assets(rq->db, rq->app->names, query, &tags, rq->arena);
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
