// Blocks of a message to Slack (Block Kit), cut to what Slack takes. Markup is Slack's (mrkdwn), with values escaped by
// wording().
#pragma once
#include "base/json.h"

enum {
    SLACK_TEXT_MAXIMUM = 3000,  // of a message, a section, a context, a URL
    SLACK_FIELD_MAXIMUM = 2000, // of a section's field
    SLACK_HEADER_MAXIMUM = 150,
    SLACK_LABEL_MAXIMUM = 75, // of a button
    SLACK_FIELDS = 10,        // of a section
    SLACK_BLOCKS = 50,
};

typedef struct slack_blocks {
    arena *arena;
    size_t count;
    json_value items[SLACK_BLOCKS];
} slack_blocks;

// Each adds one block; beyond SLACK_BLOCKS nothing is added. Texts are copied.
void slack_header(slack_blocks *b, const char *title); // plain text with emoji
void slack_section(slack_blocks *b, const char *markup);
void slack_section_fields(slack_blocks *b, const char *const *markup, size_t count);
void slack_divider(slack_blocks *b);
// A button that leads to the URL. Nothing where that is longer than Slack takes, or NULL.
void slack_button(slack_blocks *b, const char *label, const char *url);
void slack_context(slack_blocks *b, const char *markup);
