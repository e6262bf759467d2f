// Sending a notification by Slack or by mail, and how that went.
#pragma once
#include "domain/notifications.h"
#include "net/mail.h"
#include "server/app.h"
#include "server/dispatch_slots.h"
#include "store/slack_configs.h"

// A notification that is to be sent. All that it points to is in the arena of its slot.
typedef struct notification_sending {
    notification_due due;
    const char *refused;  // why it goes nowhere; NULL: it does
    slack_destination to; // of Slack
    const char *address;  // of a mail
    notification_attempt attempt;
} notification_sending;

// What it is sent by.
typedef struct notification_means {
    app *app;
    mailer *mailer; // NULL: there are no mails
} notification_means;

// What a thread sends with. Never NULL.
typedef struct notification_line notification_line;
notification_line *notification_line_new(void);
// Accepts NULL; returns NULL.
notification_line *notification_line_free(notification_line *l);

// Fills the slot with a copy of it. The destination is for the caller to say.
notification_sending *notification_put(dispatch_slot *slot, const notification_due *due);
// Sends what is in the slot, and waits.
void notification_send(dispatch_slot *slot, notification_line *line, const notification_means *means);
