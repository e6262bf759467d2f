// What is being sent, and the threads that send it: as many as there was to send at a time, each with one thing at most. A slot
// is filled by whoever hands it out, belongs to a thread until it is done, and is then taken back.
#pragma once
#include "base/arena.h"
#include "base/uuid.h"
#include <pthread.h>

enum { DISPATCH_SLOTS_MAXIMUM = 12 };

typedef enum dispatch_state { SLOT_FREE, SLOT_READY, SLOT_RUNNING, SLOT_DONE } dispatch_state;

typedef struct dispatch_slot {
    dispatch_state state; // under the mutex of the slots; the rest belongs to whoever the state names
    arena *arena;         // holds all that it points to
    int64_t run;          // of the lease under which it was handed out
    uuid id, destination; // of what is sent, and where it goes
    unsigned lane;        // the user's: what shares a bound
    void *item;           // the user's
    bool stopped;         // said by who sends: it did not end by itself, and nothing is known of it
    bool collected;       // what came of it is about to be kept
} dispatch_slot;

// What there is to know of a slot that is not free.
typedef struct dispatch_glance {
    uuid id, destination;
    unsigned lane;
} dispatch_glance;

// How it is sent. All on the threads that send.
typedef struct dispatch_sending {
    const char *thread; // name of the threads, 15 characters at most
    // What a thread sends with, its own.
    void *(*line_open)(void *data);
    void (*line_close)(void *line, void *data);
    // Sends what the slot says, and waits for as long as that takes.
    void (*send)(dispatch_slot *slot, void *line, void *data);
    void *data;
} dispatch_sending;

typedef struct dispatch_slots {
    dispatch_sending sending;
    size_t count;
    void (*done)(void *data);
    void *done_data;
    pthread_mutex_t mutex; // guards states and what follows
    pthread_cond_t ready;  // there is something to send, or the end
    bool ending;
    unsigned threads, resting;
    pthread_t thread[DISPATCH_SLOTS_MAXIMUM];
    dispatch_slot slots[DISPATCH_SLOTS_MAXIMUM];
} dispatch_slots;

// `done` is called from a sending thread when a slot is done.
void dispatch_slots_set_up(dispatch_slots *s, const dispatch_sending *sending, size_t count, void (*done)(void *data),
                           void *done_data);
// A slot that is free, its arena empty; NULL: none is.
dispatch_slot *dispatch_slots_free_one(dispatch_slots *s);
void dispatch_slots_submit(dispatch_slots *s, dispatch_slot *slot);
// Those that are not free. Gives how many.
size_t dispatch_slots_look(dispatch_slots *s, dispatch_glance out[DISPATCH_SLOTS_MAXIMUM]);
bool dispatch_is_among(const uuid *id, const dispatch_glance *glances, size_t count);
// How many are being sent, or are about to be.
size_t dispatch_slots_under_way(dispatch_slots *s);
bool dispatch_slot_is_done(dispatch_slots *s, const dispatch_slot *slot);
// Takes back one that is done.
void dispatch_slots_take_back(dispatch_slots *s, dispatch_slot *slot);
// Ends the threads, once they have sent what was submitted. What is done stays.
void dispatch_slots_end(dispatch_slots *s);
void dispatch_slots_clear(dispatch_slots *s);
