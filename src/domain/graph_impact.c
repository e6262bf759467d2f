// The walk goes from asset to asset; what is told are the services on the way, where assets without one are passed over and
// neighbours in one service are one step.
#include "base/map.h"
#include "domain/graph.h"
#include "store/graph.h"
#include <stdlib.h>

typedef struct telling {
    arena *arena;
    const traversal *found;
    map *names; // service id -> graph_name *
} telling;

static text key_of(const uuid *id) {
    return (text){(const char *)id->bytes, sizeof id->bytes};
}

static map *names_of(db *d, const traversal *found, arena *a) {
    map *names = map_new(a, 64);
    uuid *services = arena_array(a, found->count, sizeof *services);
    size_t count = 0;
    for (size_t i = 0; i < found->count; i++) {
        const uuid *service = &found->items[i]->service_id;
        if (service->set && map_put(names, key_of(service), found->items[i]) == NULL)
            services[count++] = *service;
    }
    graph_name *list = store_graph_names(d, services, count, a);
    for (size_t i = 0; i < count; i++)
        map_put(names, key_of(&services[i]), &list[i]);
    return names;
}

static const graph_name *name_of(const telling *t, const reached *one) {
    const graph_name *name = one->service_id.set ? map_get(t->names, key_of(&one->service_id)) : NULL;
    return name != NULL && name->name != NULL ? name : NULL;
}

// Names of the services from the start to there.
static record_strings path_to(const telling *t, const reached *end) {
    record_strings path = {arena_array(t->arena, (size_t)end->depth + 1, sizeof *path.items), 0};
    for (const reached *one = end; one != NULL; one = one->via) {
        const graph_name *name = name_of(t, one);
        if (name != NULL && (path.count == 0 || strcmp(path.items[path.count - 1], name->name) != 0))
            path.items[path.count++] = name->name;
    }
    for (size_t i = 0; i < path.count / 2; i++) {
        const char *swapped = path.items[i];
        path.items[i] = path.items[path.count - 1 - i];
        path.items[path.count - 1 - i] = swapped;
    }
    return path;
}

static int by_depth_and_name(const void *a, const void *b) {
    const struct affected_service *one = a, *other = b;
    if (one->depth != other->depth)
        return one->depth < other->depth ? -1 : 1;
    int order = strcmp(one->name, other->name);
    return order != 0 ? order : memcmp(one->id.bytes, other->id.bytes, sizeof one->id.bytes);
}

// Each service once, at its least depth: assets come nearest first.
static record_list services_reached(const telling *t) {
    struct affected_service *items = arena_array(t->arena, t->found->count, sizeof *items);
    map *seen = map_new(t->arena, 64);
    size_t count = 0;
    for (size_t i = 1; i < t->found->count; i++) {
        reached *one = t->found->items[i];
        const graph_name *name = name_of(t, one);
        if (name == NULL || map_put(seen, key_of(&one->service_id), one) != NULL)
            continue;
        items[count++] = (struct affected_service){
            .id = one->service_id,
            .name = name->name,
            .team_name = name->team_name != NULL ? name->team_name : "unknown",
            .depth = one->depth,
            .path = path_to(t, one),
        };
    }
    qsort(items, count, sizeof *items, by_depth_and_name);
    return (record_list){items, count};
}

static int by_place(const void *a, const void *b) {
    const struct impact_edge *one = a, *other = b;
    if (one->depth != other->depth)
        return one->depth < other->depth ? -1 : 1;
    int order = strcmp(one->source, other->source);
    return order != 0 ? order : strcmp(one->target, other->target);
}

static record_list steps_of(const telling *t, record_list services) {
    const struct affected_service *from = services.items;
    size_t most = 0, count = 0;
    for (size_t i = 0; i < services.count; i++)
        most += from[i].path.count;
    struct impact_edge *edges = arena_array(t->arena, most + 1, sizeof *edges);
    map *seen = map_new(t->arena, most);
    for (size_t i = 0; i < services.count; i++)
        for (size_t step = 1; step < from[i].path.count; step++) {
            const char *source = from[i].path.items[step - 1], *target = from[i].path.items[step];
            const char *key = arena_printf(t->arena, "%zu\n%s\n%s", strlen(source), source, target);
            struct impact_edge *known = map_get(seen, text_of(key));
            if (known == NULL) {
                known = &edges[count++];
                *known = (struct impact_edge){.source = source, .target = target, .depth = (int64_t)step};
                map_put(seen, text_of(key), known);
            } else if (known->depth > (int64_t)step) {
                known->depth = (int64_t)step;
            }
        }
    qsort(edges, count, sizeof *edges, by_place);
    return (record_list){edges, count};
}

struct impact_graph graph_of_impact(db *d, const struct asset *asset, int depth, size_t maximum, arena *a) {
    const traversal_order order = {.way = DEPENDENCY_DOWNSTREAM, .depth = depth, .maximum = maximum};
    reached *start = arena_new_of(a, reached);
    *start = (reached){.id = asset->id, .fqn = asset->fqn, .service_id = asset->service_id};
    traversal found = traverse(d, start, &order, a);
    telling t = {.arena = a, .found = &found, .names = names_of(d, &found, a)};
    const graph_name *own = name_of(&t, start);
    struct impact_graph graph = {.source_asset = arena_new_of(a, struct graph_source),
                                 .affected_services = services_reached(&t),
                                 .truncated = (int8_t)found.truncated};
    *graph.source_asset =
        (struct graph_source){.id = asset->id, .fqn = asset->fqn, .service_name = own != NULL ? own->name : NULL};
    graph.impact_edges = steps_of(&t, graph.affected_services);
    return graph;
}
