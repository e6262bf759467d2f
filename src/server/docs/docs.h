// What the files of this folder share: the pieces of the page for people. Nobody outside includes it.
#pragma once
#include "server/route.h"

// The sample id of every example.
#define EXAMPLE_ID "0192f3a1-7c1e-7b3a-9d55-1f0a2b3c4d5e"

// The value as text of several lines, each level two blanks further in; what is short stays on one line.
const char *example_print(const json_value *value, arena *a);

// Appends text to HTML.
void html_escape(buffer *out, const char *string);
// Appends rows of a table that tell of every field of the model. `place` names where the field is sent ("query", "body"), NULL:
// in no request.
void html_fields(buffer *out, const record_type *type, const char *place, const record_limits *limits);
// Begins such a row: its first cell, and the second as far as its tag.
void html_begin_row(buffer *out, const char *name, const char *place);
// Appends a link to a model or an enumeration, between two texts.
void html_link(buffer *out, const char *name, const char *before, const char *after);
// Appends the section of a call, with an example. Alias rows give a sentence.
void html_call(buffer *out, const route *row, const record_limits *limits, bool authenticates, arena *a);

// 'sha256-...' as a policy names a script or style (Content Security Policy 3, section 2.3.1).
const char *html_policy_hash(const char *content, arena *a);

// The styles of the pages and the script of one; made from page.css, page.js and login.css.
extern const char docs_page_css[];
extern const char docs_page_js[];
extern const char docs_login_css[];
