// An event of the stream as it waits to be sent: written once for all who are told of it, with what decides who that is.
#pragma once
#include "base/buffer.h"
#include "domain/event_feed.h"

enum { EVENT_ACTION_WORDS = 4 }; // room for 256 rows of api/events.def

// What one stream is told: by the rights of its caller, and what it asks for.
typedef struct event_view {
    bool is_admin;
    uuid team_id;                         // the caller's
    bool by_action;                       // only of the actions of the set
    uint64_t actions[EVENT_ACTION_WORDS]; // a bit for each row of api/events.def
    char entity_type[104];                // "": of any
    uuid entity_id, asset_id, about_team; // not set: of any
} event_view;

typedef struct event_entry event_entry;

// NULL: there is nothing to tell, as the event is gone. Free with free().
event_entry *event_entry_new(const feed_event *event);
int64_t event_entry_sequence(const event_entry *entry);
// Bytes of memory that it takes.
size_t event_entry_size(const event_entry *entry);
// Appends it as the stream sends it (HTML standard, section 9.2), if the view shows it. Others than admins are not told which key
// it was done with, nor whom a token or a certificate named.
void event_entry_append(const event_entry *entry, const event_view *view, buffer *out);
// Adds an action to those that are told: a name, or "noun.*" for all of a noun. False: there is none.
bool event_view_add_action(event_view *view, text name);
