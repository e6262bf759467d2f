// Tells when a client is used by two threads at once, or by a child of the process that made it, before that does harm.
#pragma once
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct guard {
    _Atomic uintptr_t thread; // that is inside the library with this client; 0: none
    unsigned depth;           // how often it has entered; only that thread looks at it
    volatile char *own;       // memory that a child gets empty; NULL: none was to be had, and children are not noticed
} guard;

void guard_init(guard *g);
void guard_done(guard *g);
// Enters. NULL: the thread is alone inside and calls guard_leave in the end. Else what is wrong, with nothing entered.
const char *guard_enter(guard *g);
void guard_leave(guard *g);
