// Groups: futures over futures. Each child knows the groups that it is in and tells them when it completes; the first
// child that settles the outcome decides the group, and what becomes of the others no longer matters to it.
#include "base/memory.h"
#include "sdk/core.h"
#include <stdlib.h>

struct group {
    int policy;
    bool decided; // the outcome is fixed; what becomes of the children no longer matters
    size_t count, left;
    tessera_future *decisive;
    tessera_future **children;
    membership memberships[];
};

static void leave(tessera_future *child, const membership *place) {
    for (membership **at = &child->memberships; *at != NULL; at = &(*at)->next)
        if (*at == place) {
            *at = place->next;
            return;
        }
}

void group_free(group *g) {
    if (g == NULL)
        return;
    for (size_t i = 0; i < g->count; i++) {
        leave(g->children[i], &g->memberships[i]);
        future_release(g->children[i]);
    }
    free(g->children);
    free(g);
}

static void cancel_children(const group *g) {
    for (size_t i = 0; i < g->count; i++)
        tessera_future_cancel(g->children[i]);
}

static void decide(tessera_future *f, tessera_future *child, bool success) {
    group *g = f->group;
    g->decided = true;
    g->decisive = child;
    if ((g->policy & TESSERA_GATHER_KEEP_GOING) == 0)
        cancel_children(g);
    if (success)
        future_succeed(f, NULL);
    else
        future_fail_with(f, child->error, NULL, NULL);
}

static void count_child(tessera_future *f, tessera_future *child) {
    group *g = f->group;
    if (g->decided)
        return;
    g->left--;
    bool any = (g->policy & TESSERA_GATHER_ANY) != 0;
    bool keep_going = (g->policy & TESSERA_GATHER_KEEP_GOING) != 0;
    bool failed = child->status != TESSERA_OK;
    if (any && (!failed || g->left == 0))
        decide(f, child, !failed);
    else if (!any && failed && !keep_going)
        decide(f, child, false);
    else if (!any && g->left == 0)
        decide(f, NULL, true);
}

void group_child_done(tessera_future *child) {
    while (child->memberships != NULL) {
        membership *place = child->memberships;
        child->memberships = place->next;
        place->next = NULL;
        count_child(place->group, child);
    }
}

void group_cancel(tessera_future *f) {
    f->group->decided = true;
    cancel_children(f->group);
    future_fail(f, TESSERA_E_CANCELLED, "the group was cancelled");
}

// The client of the children; false when they do not have one and the same.
static bool common_client(tessera_future *const *futures, size_t count, tessera_client **client) {
    *client = NULL;
    if (futures == NULL)
        return count == 0;
    for (size_t i = 0; i < count; i++) {
        if (futures[i] == NULL)
            return false;
        if (futures[i]->client == NULL)
            continue; // complete, and its client is gone
        if (*client != NULL && *client != futures[i]->client)
            return false;
        *client = futures[i]->client;
    }
    return true;
}

static group *group_new(tessera_future *f, tessera_future *const *futures, size_t count, int policy) {
    group *g = memory_zalloc(sizeof *g + count * sizeof(membership));
    g->policy = policy;
    g->count = g->left = count;
    g->children = memory_alloc(count * sizeof *g->children + 1);
    for (size_t i = 0; i < count; i++) {
        tessera_future *child = futures[i];
        g->children[i] = child;
        child->references++;
        g->memberships[i].group = f;
        if (child->state == FUTURE_DONE)
            continue;
        g->memberships[i].next = child->memberships;
        child->memberships = &g->memberships[i];
    }
    return g;
}

tessera_future *tessera_future_all(tessera_future *const *futures, size_t count, int policy) {
    tessera_client *client;
    bool fine = common_client(futures, count, &client) && count <= SIZE_MAX / 64 &&
                (policy & ~(TESSERA_GATHER_ANY | TESSERA_GATHER_KEEP_GOING)) == 0;
    tessera_future *f = future_new(client, -1);
    if (!fine) {
        future_fail(f, TESSERA_E_USAGE, "a group is made of futures of one client, under a known policy");
        return f;
    }
    group *g = f->group = group_new(f, futures, count, policy);
    if (count == 0) {
        g->decided = true;
        future_succeed(f, NULL);
    }
    for (size_t i = 0; i < count; i++)
        if (futures[i]->state == FUTURE_DONE && !g->decided)
            count_child(f, futures[i]);
    return f;
}

size_t tessera_future_count(const tessera_future *f) {
    return f->group == NULL ? 0 : f->group->count;
}

tessera_future *tessera_future_child(const tessera_future *f, size_t index) {
    return f->group != NULL && index < f->group->count ? f->group->children[index] : NULL;
}

tessera_future *tessera_future_decisive(const tessera_future *f) {
    return f->group == NULL ? NULL : f->group->decisive;
}
