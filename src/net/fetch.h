// Fetching a document of another server by HTTP (libcurl): bounded in size and time, from a thread that may wait for it, never
// from a loop, a worker or the writer. Redirects are not followed, nothing is decompressed, and no credential is sent.
#pragma once
#include "base/buffer.h"
#include <stdbool.h>

typedef struct fetcher fetcher;

// Makes libcurl ready for the process, before its threads begin. False: it failed.
bool fetch_set_up(void);

// Whether the URL may be fetched, and what it brings believed: https, or http from this machine itself; without user information
// and fragment.
bool fetch_is_trusted(const char *url);

// One fetch at a time. `ca_file` NULL: the system's authorities; it must outlive the fetcher. Never NULL.
fetcher *fetcher_new(const char *ca_file, unsigned timeout_seconds);
// Accepts NULL; returns NULL. Not while another thread uses it.
fetcher *fetcher_free(fetcher *f);
// Gets a trusted URL; `body` is empty, and its maximum is the largest document that is taken. False: there was no reply with
// status 200 within the time; `message` says why, for people.
bool fetcher_get(fetcher *f, const char *url, buffer *body, char *message, size_t message_size);
// From any thread: ends what is being fetched, and all that would be afterwards.
void fetcher_stop(fetcher *f);
