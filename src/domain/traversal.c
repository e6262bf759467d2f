// A breadth-first walk. The dependencies of all assets of a level come with one query, whatever their number, and what is told of
// the assets that they lead to with another, which names each asset once and no more of them than there is room for. What was met
// before is known by a map. Where fields are followed, a third finds the few dependencies that say which come from which, and an
// asset is asked about again when a longer way touches more of it.
#include "domain/traversal.h"

enum { EDGES_MAXIMUM = 200000, MET_AT_LEAST = 500 }; // edges of one level; assets that are asked about at once
enum { NOT_REACHED = -1 };                           // depth of an asset that was only met

typedef struct walk {
    db *db;
    const traversal_order *order;
    traversal found;
    size_t room;
    map *known;         // id -> reached; some have only been met
    reached **frontier; // assets of the level whose dependencies are asked for
    size_t frontier_count, frontier_room;
    const map *mappings; // of fields, of the dependencies of the level
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

// What the touched fields of `from` touch in `to` through the mappings. `*passes`: anything at all. Tells whether that is more
// than before.
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
    const text *stored = map_get(w->mappings, key_of(&edge->id));
    const json_value *mappings = stored == NULL ? NULL : json_parse(w->arena, *stored, JSON_DEPTH_MAXIMUM, &error);
    if (mappings == NULL || mappings->type != JSON_ARRAY) {
        *grew = touch_whole(to);
        return true;
    }
    bool passes = false;
    *grew = pass_fields(w, from, mappings, to, &passes);
    return passes;
}

// --- levels ----------------------------------------------------------------------------------------------------------

static reached *newly_met(const walk *w, const uuid *id) {
    reached *one = arena_new_of(w->arena, reached);
    *one = (reached){.id = *id, .depth = NOT_REACHED};
    return one;
}

// What is told of an asset that was reached, beside what it is.
static reached *reach(reached *one, const dependency_edge *edge, const reached *from, int depth) {
    one->dependency_type = edge->dependency_type;
    one->depth = depth;
    one->via = from;
    one->asked_at = -1;
    one->types_told = 1u << edge->dependency_type;
    return one;
}

// Asks what the assets are to which the edges from `begin` on lead, as far as they were not met and there is room for them; some
// will not be reached, so a few more than that. Returns the edge after the last whose asset is known now.
static size_t meet(const walk *w, const dependency_edges *edges, size_t begin) {
    size_t room = w->order->maximum + 2 - w->found.count, count = 0, end = begin;
    size_t most = room > MET_AT_LEAST ? room : MET_AT_LEAST;
    if (most > edges->count - begin)
        most = edges->count - begin;
    reached **met = arena_array(w->arena, most + 1, sizeof *met);
    uuid *ids = arena_array(w->arena, most + 1, sizeof *ids);
    for (; end < edges->count; end++) {
        const uuid *to = &edges->items[end].to;
        if (map_get(w->known, key_of(to)) != NULL)
            continue;
        if (count == most)
            break;
        ids[count] = *to;
        met[count] = newly_met(w, to);
        map_put(w->known, key_of(&met[count]->id), met[count]);
        count++;
    }
    const dependency_neighbour *told = count == 0 ? NULL : store_dependencies_neighbours(w->db, ids, count, w->arena);
    for (size_t i = 0; i < count; i++) {
        met[i]->fqn = told[i].fqn;
        met[i]->owner_team_id = told[i].owner_team_id;
        met[i]->service_id = told[i].service_id;
        met[i]->is_deleted = told[i].is_deleted;
    }
    return end;
}

static bool has_room(walk *w) {
    if (w->found.count <= w->order->maximum)
        return true;
    w->found.truncated = true;
    return false;
}

// False: no more is to be reached.
static bool follow(walk *w, const dependency_edge *edge, const reached *from, int depth) {
    reached *to = map_get(w->known, key_of(&edge->to));
    bool grew = false;
    if (to->is_deleted && !w->order->deleted_too)
        return true;
    if (to->depth == NOT_REACHED) {
        if (!pass_along(w, edge, from, to, &grew))
            return true;
        if (!has_room(w))
            return false;
        keep(w, reach(to, edge, from, depth));
        ask_about(w, to, depth);
        return true;
    }
    if (pass_along(w, edge, from, to, &grew) && grew)
        ask_about(w, to, depth);
    unsigned type = 1u << edge->dependency_type;
    if (!w->order->types_apart || depth > 1 || to->depth != depth || (to->types_told & type) != 0)
        return true;
    if (!has_room(w))
        return false;
    to->types_told |= type;
    reached *apart = arena_new_of(w->arena, reached);
    *apart = *to;
    keep(w, reach(apart, edge, from, depth));
    return true;
}

static bool follow_all(walk *w, const dependency_edges *edges, reached *const *level, int depth) {
    for (size_t next = 0; next < edges->count;)
        for (size_t met = meet(w, edges, next); next < met; next++) {
            const dependency_edge *edge = &edges->items[next];
            if (next == EDGES_MAXIMUM || !follow(w, edge, level[edge->place], depth))
                return false;
        }
    return true;
}

static void walk_level(walk *w, int depth) {
    reached **level = w->frontier;
    size_t count = w->frontier_count;
    uuid *assets = arena_array(w->arena, count, sizeof *assets);
    for (size_t i = 0; i < count; i++) {
        assets[i] = level[i]->id;
        level[i]->passes = level[i]->touched.count;
        level[i]->passes_whole = level[i]->touched_whole;
    }
    w->frontier = arena_array(w->arena, w->frontier_room, sizeof(reached *));
    w->frontier_count = 0;
    dependency_edges edges =
        store_dependencies_around(w->db, assets, count, w->order->way, EDGES_MAXIMUM + 1, w->arena);
    if (w->order->touched != NULL)
        w->mappings = store_dependencies_mappings(w->db, assets, count, EDGES_MAXIMUM, w->arena);
    if (!follow_all(w, &edges, level, depth)) {
        w->found.truncated = true;
        w->frontier_count = 0;
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
