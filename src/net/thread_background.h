// Work that nobody waits for stays behind work that somebody does: where the processors are all wanted, a thread that yields gets
// about a tenth of what the others get, and is as fast as they are where one is free. On Linux the priority is a thread's own
// (setpriority(2)).
#pragma once
#include <sys/resource.h>

enum { THREAD_YIELDS_BY = 10 };

static inline void thread_yield_to_others(void) {
    setpriority(PRIO_PROCESS, 0,
                getpriority(PRIO_PROCESS, 0) + THREAD_YIELDS_BY); // more than there is counts as the most
}
