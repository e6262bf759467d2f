// Doubly linked lists whose links are members of the things listed.
#pragma once
#include <stdbool.h>
#include <stddef.h>

typedef struct link_node link_node;
struct link_node {
    link_node *previous, *next; // NULL: in no list
};

#define LINK_OWNER(node, type, member) ((type *)(void *)((char *)(node)-offsetof(type, member)))

// A list is a node of its own; empty when it points at itself.
static inline void list_init(link_node *list) {
    list->previous = list->next = list;
}

static inline bool list_is_empty(const link_node *list) {
    return list->next == list;
}

static inline link_node *list_first(const link_node *list) {
    return list->next == list ? NULL : list->next;
}

// The entry of a list that has just one; NULL otherwise.
static inline link_node *list_only(const link_node *list) {
    return list->next == list->previous ? list_first(list) : NULL;
}

static inline void list_append(link_node *list, link_node *node) {
    node->previous = list->previous;
    node->next = list;
    list->previous->next = node;
    list->previous = node;
}

static inline void list_prepend(link_node *list, link_node *node) {
    list_append(list->next, node);
}

// Accepts a node that is in no list.
static inline void list_remove(link_node *node) {
    if (node->next == NULL)
        return;
    node->previous->next = node->next;
    node->next->previous = node->previous;
    node->previous = node->next = NULL;
}

// The first entry, taken out; NULL from an empty list.
static inline link_node *list_take(link_node *list) {
    link_node *node = list->next;
    if (node == list)
        return NULL;
    list->next = node->next;
    node->next->previous = list;
    node->previous = node->next = NULL;
    return node;
}

// Moves everything from one list behind the entries of another.
static inline void list_move(link_node *to, link_node *from) {
    if (list_is_empty(from))
        return;
    from->next->previous = to->previous;
    to->previous->next = from->next;
    from->previous->next = to;
    to->previous = from->previous;
    list_init(from);
}
