// The threads that post: a few slots, each with one delivery at most.
#pragma once
#include "domain/delivery.h"
#include "net/outbound.h"
#include <pthread.h>

enum { POSTS_MAXIMUM = 10 };

typedef enum post_state { POST_FREE, POST_READY, POST_RUNNING, POST_DONE } post_state;

// One delivery. The engine fills in a free one; all it points to is in its arena.
typedef struct post_slot {
    post_state state; // under the mutex of `posts`; the rest belongs to whoever the state names
    arena *arena;
    int64_t run; // of the lease under which it was begun
    struct webhook_endpoint endpoint;
    delivery_due due;
    text secret, previous; // TEXT_NONE: none
    const char *fault;     // why it cannot be signed, and is not sent; NULL: it can
    bool is_probe;
    bool collected; // what came of it is about to be kept
    bool stopped;   // it did not end by itself: nothing is known of it
    delivery_attempt attempt;
} post_slot;

typedef struct posts {
    outbound *outbound;
    unsigned milliseconds; // for each
    pthread_mutex_t mutex; // guards states and what follows
    pthread_cond_t ready;  // there is something to post, or the end
    void (*done)(void *data);
    void *data;
    bool ending;
    unsigned threads, resting;
    pthread_t thread[POSTS_MAXIMUM];
    post_slot slots[POSTS_MAXIMUM];
} posts;

// `done` is called, with the mutex, when a slot is done.
void posts_set_up(posts *p, outbound *o, unsigned milliseconds, void (*done)(void *data), void *data);
// A slot that is free, its arena empty; NULL: none is.
post_slot *posts_free_slot(posts *p);
// What the post of a slot, whose destination is set, is signed with: what the database has, or `set`, that of the settings, which
// must outlive it (NULL or empty: nothing).
void post_slot_sign_with(post_slot *slot, db *reader, const secret_box *box, const char *set, int64_t now);
// Has it posted.
void posts_submit(posts *p, post_slot *slot);
// How many are in that state.
unsigned posts_count(posts *p, post_state state);
// Ends the threads, of which none posts any more or outbound_stop was called. What is done stays.
void posts_end(posts *p);
void posts_clear(posts *p);
