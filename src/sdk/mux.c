// One turn: wait for events, handle them, fire the timers that are due, free what was buried. Closing a watched
// descriptor only marks its watch, because the events at hand may still name it. The timer descriptor is set only for
// something sooner than it is set for: time limits are mostly cleared long before, and so cost no system call.
#include "sdk/mux.h"
#include "base/container.h"
#include "base/timestamp.h"
#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum {
    EVENTS = 128, // handled between two looks at the descriptors
    ROUNDS = 8,   // of that many events in one turn, so that a turn ends
};

static void drain(int fd) {
    uint64_t count;
    while (read(fd, &count, sizeof count) < 0 && errno == EINTR)
        ;
}

void mux_look(mux *m) {
    m->now = monotonic_now() + m->skipped;
}

// Jumps to the moment that is due next, but not further than by `limit` microseconds, and never so far that times would
// overflow.
static void skip_wait(mux *m, int64_t limit) {
    const timer *first = timer_first(&m->timers);
    mux_look(m);
    if (first == NULL || first->at <= m->now || m->now > INT64_MAX / 4)
        return;
    m->skipped += first->at - m->now < limit ? first->at - m->now : limit;
    mux_look(m);
}

static void timer_ready(watch *w, uint32_t events) {
    (void)events;
    mux *m = container_of(w, mux, on_timer);
    drain(m->timer);
    m->armed = INT64_MAX;
    if (m->skips_waits && !m->waiting)
        skip_wait(m, INT64_MAX);
}

static void wake_ready(watch *w, uint32_t events) {
    (void)events;
    mux *m = container_of(w, mux, on_wake);
    drain(m->wake);
}

bool mux_init(mux *m) {
    *m = (mux){.epoll = -1, .timer = -1, .wake = -1, .armed = INT64_MAX};
    m->on_timer.ready = timer_ready;
    m->on_wake.ready = wake_ready;
    m->epoll = epoll_create1(EPOLL_CLOEXEC);
    m->timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    m->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    mux_look(m);
    if (m->epoll >= 0 && m->timer >= 0 && m->wake >= 0 && mux_watch(m, m->timer, EPOLLIN, &m->on_timer) &&
        mux_watch(m, m->wake, EPOLLIN, &m->on_wake))
        return true;
    int reason = errno;
    mux_done(m);
    errno = reason;
    return false;
}

static void free_buried(mux *m) {
    while (m->buried != NULL) {
        watch *w = m->buried;
        m->buried = w->next_buried;
        free(w);
    }
}

void mux_done(mux *m) {
    free_buried(m);
    timer_heap_done(&m->timers);
    int *all[] = {&m->epoll, &m->timer, &m->wake};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (*all[i] >= 0)
            close(*all[i]);
        *all[i] = -1;
    }
}

bool mux_watch(mux *m, int fd, uint32_t events, watch *w) {
    return epoll_ctl(m->epoll, EPOLL_CTL_ADD, fd, &(struct epoll_event){.events = events, .data.ptr = w}) == 0;
}

void mux_change(mux *m, int fd, uint32_t events, watch *w) {
    epoll_ctl(m->epoll, EPOLL_CTL_MOD, fd, &(struct epoll_event){.events = events, .data.ptr = w});
}

void mux_forget(mux *m, int fd) {
    epoll_ctl(m->epoll, EPOLL_CTL_DEL, fd, &(struct epoll_event){0});
}

void mux_bury(mux *m, watch *w) {
    w->ready = NULL;
    w->next_buried = m->buried;
    m->buried = w;
    if (!m->turning)
        free_buried(m);
}

// The descriptor is set again only for something sooner; what it is set for too soon is found out when it fires.
static void arm(mux *m) {
    timer *first = timer_first(&m->timers);
    if (first == NULL || first->at >= m->armed)
        return;
    int64_t delay = first->at - monotonic_now() - m->skipped;
    if (delay < 1 || m->skips_waits)
        delay = 1;
    struct itimerspec when = {.it_value = {.tv_sec = delay / 1000000, .tv_nsec = delay % 1000000 * 1000}};
    timerfd_settime(m->timer, 0, &when, NULL);
    m->armed = first->at;
}

void mux_timer_set(mux *m, timer *t, int64_t at) {
    timer_set(&m->timers, t, at);
    if (!m->turning)
        arm(m);
}

void mux_timer_clear(mux *m, timer *t) {
    timer_clear(&m->timers, t);
}

static void fire_timers(mux *m) {
    // Timers that are set anew meanwhile wait for the next turn when they are due later than its start.
    for (timer *t = timer_first(&m->timers); t != NULL && t->at <= m->now; t = timer_first(&m->timers)) {
        timer_clear(&m->timers, t);
        t->fire(t);
    }
}

void mux_skip_waits(mux *m, bool skip) {
    m->skips_waits = skip;
    m->armed = INT64_MAX;
    arm(m);
}

static void turn_end(mux *m) {
    fire_timers(m);
    m->turning = false;
    free_buried(m);
    arm(m);
}

void mux_turn_one(mux *m, watch *w) {
    m->turning = true;
    mux_look(m);
    w->ready(w, EPOLLIN);
    turn_end(m);
}

void mux_turn(mux *m, int timeout_ms) {
    struct epoll_event events[EVENTS];
    m->turning = true;
    m->waiting = timeout_ms != 0;
    if (m->skips_waits && timeout_ms != 0 && timer_first(&m->timers) != NULL) {
        skip_wait(m, timeout_ms < 0 ? INT64_MAX : (int64_t)timeout_ms * 1000);
        timeout_ms = 0;
    }
    for (int round = 0; round < ROUNDS; round++) {
        int count = epoll_wait(m->epoll, events, EVENTS, round == 0 ? timeout_ms : 0);
        mux_look(m);
        for (int i = 0; i < count; i++) {
            watch *w = events[i].data.ptr;
            if (w->ready != NULL)
                w->ready(w, events[i].events);
        }
        if (count < EVENTS)
            break;
    }
    turn_end(m);
}

void mux_wake(mux *m) {
    int reason = errno;
    ssize_t written = write(m->wake, &(uint64_t){1}, sizeof(uint64_t));
    (void)written; // full means that it is readable already
    errno = reason;
}
