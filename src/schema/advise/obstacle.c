// A schema is searched for what decisions leave open: references that lead away, patterns that are not regular, what readers may
// check or not, and what hangs on other subschemas. That something of the kind is there does not show that the decision failed by
// it; where it is the only one, taking it out decides.
#include "schema/advise/obstacle.h"
#include "base/map.h"
#include "schema/pattern.h"
#include "schema/place.h"

enum { LEVELS_MAX = 60 };

typedef struct search {
    arena *a;
    work *w;
    map *seen; // nodes, by their addresses
    const char *path;
    size_t *looks;
} search;

static const char *at_place(search *s, const place *at, schema_keyword k, const char *why) {
    bool whole = strcmp(s->path, "root") == 0;
    return arena_printf(s->a, "'%s%s%s' %s", whole ? "" : s->path, whole ? "" : ".",
                        place_text(s->a, at, keyword_name(k)), why);
}

static const char *of_keywords(search *s, const node *n, const place *at) {
    static const struct {
        uint64_t keywords;
        const char *why;
    } open[] = {
        {KEYWORD_BIT(FORMAT) | KEYWORD_BIT(CONTENT_ENCODING) | KEYWORD_BIT(CONTENT_MEDIA_TYPE) |
             KEYWORD_BIT(CONTENT_SCHEMA),
         "is checked by some readers and not by others"},
        {KEYWORD_BIT(UNEVALUATED_PROPERTIES) | KEYWORD_BIT(UNEVALUATED_ITEMS),
         "hangs on what the subschemas beside it look at"},
        {KEYWORD_BIT(DYNAMIC_REFERENCE) | KEYWORD_BIT(RECURSIVE_REFERENCE), "hangs on the way that leads to it"},
    };
    if (node_has(n, KEYWORD_MALFORMED))
        return "some keyword has a value of the wrong kind, which has no meaning";
    if (n->open && node_has(n, KEYWORD_REFERENCE))
        return at_place(s, at, KEYWORD_REFERENCE, "leads out of the document, or nowhere");
    const json_value *pattern = node_value(n, KEYWORD_PATTERN);
    if (pattern != NULL && pattern_of(work_memory(s->w), json_text_of(pattern)) == NULL)
        return at_place(s, at, KEYWORD_PATTERN, "is no regular expression that can be worked out");
    for (size_t i = 0; i < sizeof open / sizeof open[0]; i++)
        for (int k = 0; k < KEYWORD_COUNT; k++)
            if ((n->keywords & ~n->idle & open[i].keywords & keyword_bit((schema_keyword)k)) != 0)
                return at_place(s, at, (schema_keyword)k, open[i].why);
    return NULL;
}

static const char *look(search *s, const node *n, const place *at, unsigned level);

static const char *look_at_table(search *s, const node *n, schema_keyword k, const place *at, unsigned level) {
    const place inside = {.up = at, .name = text_of(keyword_name(k))};
    const node_table *table = node_entries(n, k);
    const char *found = NULL;
    for (size_t i = 0; i < table->count && found == NULL; i++) {
        const place here = {.up = &inside, .name = table->items[i].name};
        if (k == KEYWORD_PATTERN_PROPERTIES && pattern_of(work_memory(s->w), table->items[i].name) == NULL)
            return at_place(s, at, k, "has a name that is no regular expression that can be worked out");
        found = look(s, table->items[i].schema, &here, level);
    }
    return found;
}

static const char *look_at_list(search *s, const node_list *list, const place *at, unsigned level) {
    const char *found = NULL;
    for (size_t i = 0; i < list->count && found == NULL; i++) {
        const place here = {.up = at, .index = i};
        found = look(s, list->items[i], &here, level);
    }
    return found;
}

static const char *look_at_conjuncts(search *s, const node *n, const place *at, unsigned level) {
    const branch_list *list = node_branches(n);
    const char *found = NULL;
    for (size_t i = 0; i < list->count && found == NULL; i++)
        found = look(s, list->items[i].schema, at, level);
    return found;
}

static const char *look_inside(search *s, const node *n, schema_keyword k, const place *at, unsigned level) {
    const place here = {.up = at, .name = text_of(keyword_name(k))};
    switch (k) {
    case KEYWORD_PROPERTIES:
    case KEYWORD_PATTERN_PROPERTIES:
        return look_at_table(s, n, k, at, level);
    case KEYWORD_PREFIX_ITEMS:
    case KEYWORD_ANY_OF:
    case KEYWORD_ONE_OF:
        return look_at_list(s, node_schemas(n, k), &here, level);
    case KEYWORD_ALL_OF:
        return look_at_conjuncts(s, n, &here, level);
    case KEYWORD_ADDITIONAL_PROPERTIES:
    case KEYWORD_PROPERTY_NAMES:
    case KEYWORD_ITEMS:
    case KEYWORD_CONTAINS:
    case KEYWORD_NOT:
    case KEYWORD_IF:
    case KEYWORD_THEN:
    case KEYWORD_ELSE:
        return look(s, node_child(n, k), &here, level);
    default:
        return NULL;
    }
}

static const char *look(search *s, const node *n, const place *at, unsigned level) {
    n = node_of(n);
    const node **key = arena_new_of(work_memory(s->w), const node *);
    *key = n;
    if (*s->looks == 0 || level > LEVELS_MAX || map_put(s->seen, (text){(const char *)key, sizeof *key}, s) != NULL)
        return NULL;
    --*s->looks;
    const char *found = of_keywords(s, n, at);
    for (int k = 0; k < KEYWORD_COUNT && found == NULL; k++)
        if (node_has(n, (schema_keyword)k))
            found = look_inside(s, n, (schema_keyword)k, at, level + 1);
    return found;
}

const char *obstacle_of(arena *a, work *w, size_t *looks, const node *n, const char *path) {
    search s = {.a = a, .w = w, .seen = map_new(work_memory(w), 16), .path = path, .looks = looks};
    return look(&s, n, NULL, 0);
}
