// Tells people: takes what the outbox holds for chats, sends it to Slack and by mail, keeps what came of it. Of several servers
// on one database one does it at a time, by a lease. Nothing is sent inside a transaction: what a server had sent when it was
// killed, without having kept that, is sent again.
#pragma once
#include "server/app.h"

#define NOTIFIER_LEASE "notifications" // the row of jobs that the lease is on

typedef struct notifier notifier;

// Starts its threads; NULL where the settings say that nobody is told. The app's store and what it posts with must outlive it.
notifier *notifier_start(app *app);
// Ends it; what is being sent is given up when outward_stop was called. Accepts NULL; returns NULL.
notifier *notifier_stop(notifier *n);
// Whether the settings have anybody told.
bool notifier_tells(const config *c);
// What is wrong with the settings of mails, naming the one; NULL: nothing.
const char *notifier_fault(const config *c, arena *a);
