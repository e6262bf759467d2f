// Signals are for the main thread: a thread that blocks them all but those of its own faults is never interrupted by
// one, and a write to a closed socket gives EPIPE in place of SIGPIPE.
#pragma once
#include <signal.h>
#include <stddef.h>

static inline void thread_block_signals(void) {
    sigset_t blocked;
    sigfillset(&blocked);
    sigdelset(&blocked, SIGSEGV);
    sigdelset(&blocked, SIGBUS);
    sigdelset(&blocked, SIGFPE);
    sigdelset(&blocked, SIGILL);
    sigdelset(&blocked, SIGTRAP);
    sigdelset(&blocked, SIGABRT);
    pthread_sigmask(SIG_BLOCK, &blocked, NULL);
}
