// Finding by names. The server's lists filter by a part of a name, in any case, so that the filter is the name and what comes is
// held against it. Creating what may be there asks for its creation first: the server refuses a second one with the id of the
// first, and whatever happens between the two requests shows in the second. Both are calls of several requests (pursuit.h).
#include "tessera/find.h"
#include "base/container.h"
#include "base/text.h"
#include "sdk/block.h"
#include "sdk/call.h"
#include "sdk/pursuit.h"
#include "tessera/calls.h"
#include "tessera/json.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_ROUNDS = 5, // of creating, and looking at what is in the way, while others delete and create it again
    ID_BYTES = 64,
};
#define PATTERN_BYTES ((size_t)64 * 1024)
#define PLACE_BYTES (PATTERN_BYTES * 4)

// --- finding ---------------------------------------------------------------------------------------------------------

// A walk over the pages of a list for what has one name.
typedef struct search {
    pursuit pursuit;      // first
    char *name;           // exact
    buffer pattern;       // the same as a filter
    buffer after;         // where the next page begins, a copy, as the page that tells it is not kept
    buffer mark;          // where an earlier one began: one that comes again is a list that goes in circles
    size_t pages, marked; // pages so far, and how many when the mark was set
    buffer environments;  // of all assets that were found
    char *environment;    // the one looked in; NULL: any
    tessera_asset *first; // of the assets that were found
    size_t count;         // of them
    union {
        tessera_team_list_query teams;
        tessera_assets_list_input assets;
    } query;
} search;

static search *search_of(pursuit *p) {
    return container_of(p, search, pursuit);
}

static char *copied(const char *string) {
    size_t size = strlen(string) + 1;
    return memcpy(memory_alloc(size), string, size);
}

static void search_free(pursuit *p) {
    search *s = search_of(p);
    free(s->name);
    free(s->environment);
    buffer_done(&s->pattern);
    buffer_done(&s->after);
    buffer_done(&s->mark);
    buffer_done(&s->environments);
    tessera_asset_free(s->first);
    free(s);
}

// The name as a filter has it, in which % and _ are wildcards. One that is too long for that is refused as it is.
static const char *make_pattern(buffer *out, const char *name) {
    buffer_init(out, PATTERN_BYTES);
    for (const char *at = name; *at != '\0'; at++) {
        if (strchr("\\%_", *at) != NULL)
            buffer_append_byte(out, '\\');
        buffer_append_byte(out, *at);
    }
    buffer_append_byte(out, '\0');
    return out->failed ? name : out->data;
}

static search *search_new(int list, const char *name, pursuit_turn (*heard)(pursuit *p, pursuit_news *news)) {
    search *s = memory_zalloc(sizeof *s);
    s->pursuit.heard = heard;
    s->pursuit.free = search_free;
    s->pursuit.number = list;
    s->pursuit.input = &s->query;
    s->pursuit.refusal = name == NULL || name[0] == '\0' ? "there is no name to look for" : NULL;
    s->name = copied(name == NULL ? "" : name);
    buffer_init(&s->after, PLACE_BYTES);
    buffer_init(&s->mark, PLACE_BYTES);
    buffer_init(&s->environments, PATTERN_BYTES);
    return s;
}

typedef enum place {
    PLACE_NONE,    // the page was the last
    PLACE_FOLLOWS, // there is another one
    PLACE_AGAIN,   // which came already
} place;

static void keep_place(buffer *out, const char *next) {
    buffer_clear(out, PATTERN_BYTES);
    buffer_append(out, next, strlen(next) + 1);
}

// Keeps the place of the next page for the query. The mark moves each time that the pages have doubled (Brent), so that circles
// of any length are found.
static place follow(search *s, const char *next, const char **after) {
    if (next == NULL)
        return PLACE_NONE;
    if (s->pages > 0 && !s->mark.failed && strcmp(next, s->mark.data) == 0)
        return PLACE_AGAIN;
    if (++s->pages > 2 * s->marked) {
        s->marked = s->pages;
        keep_place(&s->mark, next);
    }
    keep_place(&s->after, next);
    *after = s->after.failed ? NULL : s->after.data;
    return *after == NULL ? PLACE_NONE : PLACE_FOLLOWS;
}

// An error of the API's that the library finds itself.
static pursuit_turn refuse(pursuit_news *news, tessera_status status, const char *code, const char *format,
                           const char *name, const char *more) __attribute__((format(printf, 4, 0)));
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static pursuit_turn refuse(pursuit_news *news, tessera_status status, const char *code, const char *format,
                           const char *name, const char *more) {
    char message[512];
    snprintf(message, sizeof message, format, name, more);
    error_fill(&news->error, status, message);
    snprintf(news->error.code, sizeof news->error.code, "%s", code);
    news->error.http_status = status == TESSERA_E_NOT_FOUND ? 404 : 0;
    return PURSUIT_STANDS;
}
#pragma GCC diagnostic pop

static pursuit_turn refuse_circle(search *s, pursuit_news *news) {
    return refuse(news, TESSERA_E_PROTOCOL, "",
                  "the list has no end: the server named a page as the following one%s (next: '%s')",
                  " that came already", s->mark.data);
}

static pursuit_turn heard_of_teams(pursuit *p, pursuit_news *news) {
    search *s = search_of(p);
    tessera_team_page *page = news->record;
    if (page == NULL)
        return PURSUIT_STANDS;
    for (size_t i = 0; i < page->count; i++)
        if (strcmp(page->items[i]->name, s->name) == 0) {
            news->record = block_pick(page, page->items[i], sizeof *page->items[i]);
            return PURSUIT_STANDS;
        }
    place following = follow(s, page->next, &s->query.teams.after);
    tessera_team_page_free(page);
    news->record = NULL;
    if (following == PLACE_AGAIN)
        return refuse_circle(s, news);
    return following == PLACE_FOLLOWS
               ? PURSUIT_GOES_ON
               : refuse(news, TESSERA_E_NOT_FOUND, "TEAM_NOT_FOUND", "there is no team named '%s'%s", s->name, "");
}

// Looks through a page, which is given up: it is freed, or part of what was found from now on.
static void look_through(search *s, tessera_asset_page *page) {
    const tessera_asset *first = NULL;
    for (size_t i = 0; i < page->count; i++) {
        const tessera_asset *asset = page->items[i];
        if (strcmp(asset->fqn, s->name) != 0)
            continue;
        if (s->count++ > 0)
            buffer_append(&s->environments, ", ", 2);
        buffer_append_string(&s->environments, asset->environment);
        if (s->count == 1)
            first = asset;
    }
    if (first != NULL)
        s->first = block_pick(page, first, sizeof *first);
    else
        tessera_asset_page_free(page);
}

static pursuit_turn heard_of_assets(pursuit *p, pursuit_news *news) {
    search *s = search_of(p);
    tessera_asset_page *page = news->record;
    if (page == NULL)
        return PURSUIT_STANDS;
    news->record = NULL;
    place following = follow(s, page->next, &s->query.assets.after);
    look_through(s, page);
    bool enough = s->environment != NULL && s->count > 0;
    if (following == PLACE_AGAIN && !enough)
        return refuse_circle(s, news);
    if (following == PLACE_FOLLOWS && !enough)
        return PURSUIT_GOES_ON;
    if (s->count == 0)
        return refuse(news, TESSERA_E_NOT_FOUND, "ASSET_NOT_FOUND", "there is no asset named '%s'%s", s->name, "");
    buffer_append_byte(&s->environments, '\0');
    if (s->count > 1)
        return refuse(news, TESSERA_E_CONFLICT, "", "several environments have an asset named '%s': %s", s->name,
                      s->environments.failed ? "many" : s->environments.data);
    news->record = s->first;
    s->first = NULL;
    return PURSUIT_STANDS;
}

tessera_future *tessera_teams_get_by_name_async(tessera_client *client, const char *name) {
    search *s = search_new(TESSERA_CALL_TEAMS_LIST, name, heard_of_teams);
    s->query.teams.name = make_pattern(&s->pattern, s->name);
    return pursuit_submit(client, &s->pursuit, TESSERA_CALL_TEAMS_GET);
}

tessera_future *tessera_assets_get_by_fqn_async(tessera_client *client, const char *fqn, const char *environment) {
    search *s = search_new(TESSERA_CALL_ASSETS_LIST, fqn, heard_of_assets);
    s->environment = environment == NULL ? NULL : copied(environment);
    s->query.assets.fqn = make_pattern(&s->pattern, s->name);
    s->query.assets.environment = s->environment;
    return pursuit_submit(client, &s->pursuit, TESSERA_CALL_ASSETS_GET);
}

// --- making what is not there ----------------------------------------------------------------------------------------

// The id of what is in the way, in the details of a conflict. False when they do not tell.
static bool read_existing(const char *details, char id[ID_BYTES]) {
    tessera_json_reader reader;
    tessera_json_token token;
    bool named = false;
    if (details == NULL)
        return false;
    tessera_json_start(&reader, details, strlen(details));
    while ((token = tessera_json_next(&reader)).kind != TESSERA_JSON_END && token.kind != TESSERA_JSON_ERROR) {
        text t = {token.text, token.length};
        if (named && token.kind == TESSERA_JSON_STRING && t.length < ID_BYTES) {
            memcpy(id, t.data, t.length);
            id[t.length] = '\0';
            return true;
        }
        named = token.kind == TESSERA_JSON_NAME && reader.depth == 1 && text_equal(t, TEXT("existing_id"));
    }
    return false;
}

// A creation, and a look at what is in its way, in turns.
typedef struct maker {
    pursuit pursuit; // first
    int create, get;
    int rounds;
    char id[ID_BYTES]; // of what is in the way
} maker;

static void maker_free(pursuit *p) {
    free(container_of(p, maker, pursuit));
}

static pursuit_turn heard_of_making(pursuit *p, pursuit_news *news) {
    maker *m = container_of(p, maker, pursuit);
    if (news->number == m->create) {
        bool taken = news->error.status == TESSERA_E_CONFLICT && read_existing(news->error.details, m->id);
        p->number = m->get;
        return taken ? PURSUIT_GOES_ON : PURSUIT_STANDS;
    }
    // What is not there has been deleted since.
    p->number = m->create;
    return news->error.status == TESSERA_E_NOT_FOUND && ++m->rounds < MOST_ROUNDS ? PURSUIT_GOES_ON : PURSUIT_STANDS;
}

// The calls `create` and `get` of one noun.
static tessera_future *create_or_get(tessera_client *client, int create, int get, const void *in) {
    maker *m = memory_zalloc(sizeof *m);
    m->pursuit.heard = heard_of_making;
    m->pursuit.free = maker_free;
    m->pursuit.number = m->create = create;
    m->pursuit.input = in;
    m->pursuit.path_value = m->id;
    m->get = get;
    return pursuit_submit(client, &m->pursuit, get);
}

tessera_future *tessera_teams_get_or_create_async(tessera_client *client, const tessera_team_create *in) {
    return create_or_get(client, TESSERA_CALL_TEAMS_CREATE, TESSERA_CALL_TEAMS_GET, in);
}

tessera_future *tessera_assets_get_or_create_async(tessera_client *client, const tessera_asset_create *in) {
    return create_or_get(client, TESSERA_CALL_ASSETS_CREATE, TESSERA_CALL_ASSETS_GET, in);
}

// --- their results, and the same with a wait -------------------------------------------------------------------------

int tessera_teams_get_by_name_result(tessera_future *future, tessera_team **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_TEAMS_GET, (void **)out, error);
}

int tessera_teams_get_or_create_result(tessera_future *future, tessera_team **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_TEAMS_GET, (void **)out, error);
}

int tessera_assets_get_by_fqn_result(tessera_future *future, tessera_asset **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_GET, (void **)out, error);
}

int tessera_assets_get_or_create_result(tessera_future *future, tessera_asset **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_GET, (void **)out, error);
}

int tessera_teams_get_by_name(tessera_client *client, const char *name, tessera_team **out, tessera_error *error) {
    int status = call_may_wait(client, error);
    if (status != TESSERA_OK)
        return status;
    return call_await(client, tessera_teams_get_by_name_async(client, name), (void **)out, error);
}

int tessera_teams_get_or_create(tessera_client *client, const tessera_team_create *in, tessera_team **out,
                                tessera_error *error) {
    int status = call_may_wait(client, error);
    if (status != TESSERA_OK)
        return status;
    return call_await(client, tessera_teams_get_or_create_async(client, in), (void **)out, error);
}

int tessera_assets_get_by_fqn(tessera_client *client, const char *fqn, const char *environment, tessera_asset **out,
                              tessera_error *error) {
    int status = call_may_wait(client, error);
    if (status != TESSERA_OK)
        return status;
    return call_await(client, tessera_assets_get_by_fqn_async(client, fqn, environment), (void **)out, error);
}

int tessera_assets_get_or_create(tessera_client *client, const tessera_asset_create *in, tessera_asset **out,
                                 tessera_error *error) {
    int status = call_may_wait(client, error);
    if (status != TESSERA_OK)
        return status;
    return call_await(client, tessera_assets_get_or_create_async(client, in), (void **)out, error);
}
