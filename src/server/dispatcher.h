// The engine that tells others what the outbox holds: once for destinations of webhooks, once for Slack and mail. Each gives it
// steps where their rules differ; what is the same stands here. Of several servers on one database one does it at a time, by a
// lease, which it has for as long as there is something to do. A network call is made outside of every transaction: what a server
// had begun when it was killed the next one sends again, and nothing else.
//
// It never looks for what it can be told: it is woken by commits of this server, by what was sent, and by the time at which
// something is due. What other servers have written alone is looked for, once a second. Of many commits, and where much waits to
// be sent already, it makes few turns, so that it takes little from those who write.
#pragma once
#include "server/dispatch_slots.h"
#include "store/outbox.h"
#include "store/store.h"

typedef struct dispatcher dispatcher;

// A turn settles what has ended, makes deliveries of what the outbox holds, and hands out what is due: two views of the database
// and one write at most, whatever is queued.
typedef struct dispatch_turn {
    dispatcher *engine;
    void *data;   // the user's
    void *own;    // the user's, of this turn, in its arena
    arena *arena; // of the turn
    db *reader;
    int64_t now;     // when it hands out
    size_t messages; // of the outbox that `write` is to make something of; how many it did is `taken`
    size_t taken;
    bool writes; // said by `look`: there is something to write, whatever else there is
    bool again;  // said by `look`: another turn is to follow at once
} dispatch_turn;

typedef struct dispatch_steps {
    const char *lease;  // the row of jobs that the lease is on
    const char *thread; // name of the engine's thread, 15 characters at most
    outbox_kind outbox;
    size_t messages; // of the outbox that a turn takes at most
    size_t slots;    // things that are sent at once
    void *data;

    // How many things wait to be sent, at most `most`.
    int64_t (*alive)(db *d, int64_t most);
    // On the engine's thread. Reads what the turn needs; the view begins with its first statement.
    void (*look)(dispatch_turn *t);
    // Decides what follows from how it ended, for `write`.
    void (*settle)(dispatch_turn *t, dispatch_slot *slot);
    // In the transaction, perhaps twice: writes what was settled, and makes of messages what is to be sent.
    void (*write)(dispatch_turn *t, db *d);
    // Hands out what is due and may be sent now.
    void (*hand_out)(dispatch_turn *t);
    // When the first is due of what is due after that time and may be sent then; TIMESTAMP_NONE: nothing is.
    int64_t (*next)(dispatch_turn *t, int64_t after);
    // At the end: gives up what is being sent.
    void (*cut)(void *data);

    dispatch_sending sending;
} dispatch_steps;

// Starts its thread; the others come when there is something to send. Never NULL. What it is given must outlive it.
dispatcher *dispatcher_start(store *s, const dispatch_steps *steps);
// From any thread: there may be something to do.
void dispatcher_wake(dispatcher *e);
// From any thread: nothing more is handed out.
void dispatcher_end(dispatcher *e);
// The same, and waits a little for what is under way, keeps what came of it, and ends the threads. dispatcher_wake may be called.
void dispatcher_stop(dispatcher *e);
// Once nobody wakes it any more. Accepts NULL; returns NULL.
dispatcher *dispatcher_free(dispatcher *e);

// In `hand_out`. A slot for something to send, its arena empty; NULL: all are taken.
dispatch_slot *dispatcher_slot(dispatch_turn *t);
void dispatcher_send(dispatch_turn *t, dispatch_slot *slot);
// What is under way, or has not been settled. Gives how much it is.
size_t dispatcher_under_way(dispatch_turn *t, dispatch_glance out[DISPATCH_SLOTS_MAXIMUM]);
