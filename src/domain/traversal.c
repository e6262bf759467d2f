// A breadth-first walk. The dependencies of all assets of a level come with one query, whatever their number; what was reached before
// is known by a map. Where fields are followed, an asset is asked about again when a longer way touches more of it.
#include "domain/traversal.h"
#include "base/map.h"

enum { EDGES_MAXIMUM = 200000 }; // of one level

typedef struct walk {
    db *db;
    const traversal_order *order;
    traversal found;
    size_t room;
    map *known;         // id -> reached
    reached **frontier; // assets of the level whose dependencies are asked for
    size_t frontier_count, frontier_room;
    arena *arena;
} walk;

static text key_of(const uuid *id) {
    return (text){(const char *)id->bytes, sizeof id->bytes};
}

static void keep(walk *w, reached *one) {
    if (w->found.count == w->room) {
        reached **more = arena_array(w->arena, w->room * 2, sizeof *more);
        memcpy(more, w->found.items, w->room * sizeof *more);
        w->found.items = more;
        w->room *= 2;
    }
    w->found.items[w->found.count++] = one;
}

// Has the dependencies of the asset asked for at the next level.
static void ask_about(walk *w, reached *one, int depth) {
    if (one->asked_at == depth || one->is_deleted)
        return;
    one->asked_at = depth;
    if (w->frontier_count == w->frontier_room) {
        w->frontier_room *= 2;
        reached **more = arena_array(w->arena, w->frontier_room, sizeof *more);
        memcpy(more, w->frontier, w->frontier_count * sizeof *more);
        w->frontier = more;
    }
    w->frontier[w->frontier_count++] = one;
}

// --- fields ----------------------------------------------------------------------------------------------------------

static bool touch_whole(reached *one) {
    bool grew = !one->touched_whole;
    one->touched_whole = true;
    return grew;
}

// By what was touched when the level began: the order of its dependencies must not matter.
static bool is_touched(const reached *one, field_path path) {
    if (one->passes_whole)
        return true;
    for (size_t i = 0; i < one->passes; i++)
        if (field_paths_meet(one->touched.items[i], path))
            return true;
    return false;
}

static bool any_is_touched(const walk *w, const reached *one, const json_value *paths) {
    for (uint32_t i = 0; paths != NULL && i < paths->count; i++)
        if (is_touched(one, field_path_read(json_text_of(&paths->elements[i]), w->arena)))
            return true;
    return false;
}

// What the touched fields of `from` touch in `to` through the mappings. `*passes`: anything at all. Tells whether that is more than
// before.
static bool pass_fields(const walk *w, const reached *from, const json_value *mappings, reached *to, bool *passes) {
    bool grew = false;
    for (uint32_t i = 0; i < mappings->count; i++) {
        const json_value *fields = json_get(&mappings->elements[i], "fields");
        if (fields == NULL || !any_is_touched(w, from, json_get(&mappings->elements[i], "upstream_fields")))
            continue;
        *passes = true;
        for (uint32_t f = 0; f < fields->count && !to->touched_whole; f++) {
            field_path path = field_path_read(json_text_of(&fields->elements[f]), w->arena);
            grew = field_paths_add(&to->touched, path, w->arena) || grew;
        }
    }
    return grew;
}

// Whether anything is passed on along the edge, and in `*grew` whether more of `to` is touched than before.
static bool pass_along(const walk *w, const dependency_edge *edge, const reached *from, reached *to, bool *grew) {
    *grew = false;
    if (w->order->touched == NULL)
        return true;
    json_error error;
    const json_value *mappings = edge->field_mappings.data == NULL
                                     ? NULL
                                     : json_parse(w->arena, edge->field_mappings, JSON_DEPTH_MAXIMUM, &error);
    if (mappings == NULL || mappings->type != JSON_ARRAY) {
        *grew = touch_whole(to);
        return true;
    }
    bool passes = false;
    *grew = pass_fields(w, from, mappings, to, &passes);
    return passes;
}

// --- levels ----------------------------------------------------------------------------------------------------------

static reached *newly_reached(const walk *w, const dependency_edge *edge, const reached *from, int depth) {
    reached *one = arena_new_of(w->arena, reached);
    *one = (reached){
        .id = edge->to,
        .fqn = edge->fqn,
        .owner_team_id = edge->owner_team_id,
        .service_id = edge->service_id,
        .dependency_type = edge->dependency_type,
        .depth = depth,
        .via = from,
        .is_deleted = edge->is_deleted,
        .asked_at = -1,
        .types_told = 1u << edge->dependency_type,
    };
    return one;
}

static bool has_room(walk *w) {
    if (w->found.count <= w->order->maximum)
        return true;
    w->found.truncated = true;
    return false;
}

// False: no more is to be reached.
static bool follow(walk *w, const dependency_edge *edge, int depth) {
    const reached *from = map_get(w->known, key_of(&edge->from));
    reached *to = map_get(w->known, key_of(&edge->to));
    bool grew = false;
    if (to == NULL) {
        to = newly_reached(w, edge, from, depth);
        if (!pass_along(w, edge, from, to, &grew))
            return true;
        if (!has_room(w))
            return false;
        map_put(w->known, key_of(&to->id), to);
        keep(w, to);
        ask_about(w, to, depth);
        return true;
    }
    if (pass_along(w, edge, from, to, &grew) && grew)
        ask_about(w, to, depth);
    unsigned type = 1u << edge->dependency_type;
    if (!w->order->types_apart || to->depth != depth || (to->types_told & type) != 0)
        return true;
    if (!has_room(w))
        return false;
    to->types_told |= type;
    keep(w, newly_reached(w, edge, from, depth));
    return true;
}

static void walk_level(walk *w, int depth) {
    const dependency_question question = {
        .way = w->order->way,
        .deleted_too = w->order->deleted_too,
        .with_fields = w->order->touched != NULL,
        .maximum = EDGES_MAXIMUM + 1,
    };
    uuid *assets = arena_array(w->arena, w->frontier_count, sizeof *assets);
    for (size_t i = 0; i < w->frontier_count; i++) {
        assets[i] = w->frontier[i]->id;
        w->frontier[i]->passes = w->frontier[i]->touched.count;
        w->frontier[i]->passes_whole = w->frontier[i]->touched_whole;
    }
    dependency_edges edges = store_dependencies_around(w->db, assets, w->frontier_count, &question, w->arena);
    w->frontier_count = 0;
    for (size_t i = 0; i < edges.count; i++)
        if (i == EDGES_MAXIMUM || !follow(w, &edges.items[i], depth)) {
            w->found.truncated = true;
            w->frontier_count = 0;
            return;
        }
}

traversal traverse(db *d, reached *start, const traversal_order *order, arena *a) {
    walk w = {.db = d, .order = order, .room = 64, .known = map_new(a, 64), .frontier_room = 64, .arena = a};
    w.found.items = arena_array(a, w.room, sizeof *w.found.items);
    w.frontier = arena_array(a, w.frontier_room, sizeof *w.frontier);
    *start = (reached){.id = start->id,
                       .fqn = start->fqn,
                       .owner_team_id = start->owner_team_id,
                       .service_id = start->service_id,
                       .dependency_type = RECORD_ENUM_NONE,
                       .asked_at = -1};
    if (order->touched != NULL)
        start->touched = *order->touched;
    map_put(w.known, key_of(&start->id), start);
    keep(&w, start);
    ask_about(&w, start, 0);
    for (int depth = 1; depth <= order->depth && w.frontier_count > 0; depth++)
        walk_level(&w, depth);
    return w.found;
}
