// Points at which a test may hold a request, so that it chooses in which order those that meet go on. Builds for tests alone have
// them (the option schedule_points of the build); in others nothing is left of them.
//
// A point connects to the Unix socket that SCHEDULE_SOCKET names, writes one line and waits until that connection is closed. The
// line has four fields with tabs between them: the request's id, the point, the session of the database (0: none), and a detail.
#pragma once

#ifdef TESSERA_SCHEDULE_POINTS

enum { HAS_SCHEDULE_POINTS = 1 };

// What this thread does from here on, it does for the request of that id. Only ids that begin with "scheduled-" are held.
void schedule_follow(const char *request_id);
// Waits, where the thread follows such a request and there is a socket. `detail` is told up to its first 400 bytes.
void schedule_point(const char *point, int session, const char *detail);

#else

enum { HAS_SCHEDULE_POINTS = 0 };

static inline void schedule_follow(const char *request_id) {
    (void)request_id;
}

static inline void schedule_point(const char *point, int session, const char *detail) {
    (void)point;
    (void)session;
    (void)detail;
}

#endif
