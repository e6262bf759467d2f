// The rules that make remedies, one for each kind of change. Private to src/schema.
#pragma once
#include "schema/advise/edit.h"
#include "schema/advise/remedy.h"

enum { TOKENS_MAX = 256 };

// Where a change is: the names from the root to a subschema.
typedef struct route {
    text items[TOKENS_MAX];
    size_t count;
} route;

// One change under treatment.
typedef struct task {
    arena *a;
    const json_value *old;
    const schema_change *change;
    route route;      // to the subschema that the rule edits
    text field;       // its name, for the text
    const char *text; // what was done
    const char *strategy;
    bool high; // confidence
} task;

// Finds the subschema that the rule for this change edits. False: there is no rule for it, or no such place.
bool remedy_aim(task *t, const json_value *new);
// Edits the copy of the new schema and says what was done. False: the rule does not apply there; nothing was edited.
bool remedy_apply(task *t, edit *root);
// The path without a last segment of that name.
text path_without_tail(text path, const char *tail);
