// One epoll descriptor that stands for all that a client waits for: its sockets, its timers, and wake-ups from other
// threads.
#pragma once
#include "sdk/timer.h"
#include <stdbool.h>
#include <stdint.h>

// Something with a descriptor. Always the first member of a block of its own from malloc, because it is freed by
// mux_bury, when no event that names it can be left.
typedef struct watch watch;
struct watch {
    void (*ready)(watch *w, uint32_t events); // NULL once buried
    watch *next_buried;
};

typedef struct mux {
    int epoll, timer, wake;
    timer_heap timers;
    int64_t now;   // monotonic, of this turn, and what was skipped
    int64_t armed; // when the timer descriptor fires; INT64_MAX: never
    int64_t skipped;
    bool skips_waits;
    bool turning, waiting; // in a turn; in one that may wait
    watch *buried;
    watch on_timer, on_wake; // the two that are not blocks of their own
} mux;

// False, with errno set, when no descriptor is to be had.
bool mux_init(mux *m);
void mux_done(mux *m);

// Watches for the EPOLL... events, level-triggered. False with errno set on failure.
bool mux_watch(mux *m, int fd, uint32_t events, watch *w);
void mux_change(mux *m, int fd, uint32_t events, watch *w);
void mux_forget(mux *m, int fd);
// Frees the block that begins with the watch, once that is safe. Its descriptor must be forgotten or closed.
void mux_bury(mux *m, watch *w);

// As timer_set and timer_clear, and sees to it that the descriptor becomes readable in time.
void mux_timer_set(mux *m, timer *t, int64_t at);
void mux_timer_clear(mux *m, timer *t);

// Looks at the clock: `now` is what the timers go by.
void mux_look(mux *m);
// From now on time jumps to what is due next instead of passing, wherever there is nothing else to do. For tests.
void mux_skip_waits(mux *m, bool skip);

// Waits up to `timeout_ms` (negative: no limit) for something to happen and handles it. Never blocks when 0.
void mux_turn(mux *m, int timeout_ms);
// A turn of one watch alone, whose descriptor is likely to be readable: spares asking which are.
void mux_turn_one(mux *m, watch *w);
// Makes the descriptor readable. From any thread, and from signal handlers.
void mux_wake(mux *m);
