// Notifications: the steps by which the dispatcher tells people of events, by Slack and by mail.
#pragma once
#include "server/app.h"

#define NOTIFIER_LEASE "notifications" // the row of jobs that the lease is on

typedef struct notifier notifier;

// Starts its threads; NULL where the settings say that nobody is told. The app's store and what it posts with must outlive it.
notifier *notifier_start(app *app);
// As their namesakes in dispatcher.h. All accept NULL.
void notifier_wake(notifier *n);
void notifier_end(notifier *n);
void notifier_stop(notifier *n);
notifier *notifier_free(notifier *n);
// Whether the settings have anybody told.
bool notifier_tells(const config *c);
// What is wrong with the settings of mails, naming the one; NULL: nothing.
const char *notifier_fault(const config *c, arena *a);
