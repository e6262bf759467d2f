// An editable copy of a JSON document that copies only what is touched. Private to src/schema.
#pragma once
#include "base/arena.h"
#include "base/json.h"

typedef struct edit edit;

edit *edit_new(arena *a, const json_value *document);
// The member of an object or the element of an array ("0", "1", …), open for editing; NULL when there is none.
edit *edit_step(edit *e, text name);
// The value as it stands, members edited before included.
const json_value *edit_value(edit *e);
// Sets or adds a member. The edit must be of an object.
void edit_set(edit *e, text name, const json_value *value);
void edit_remove(edit *e, text name);
bool edit_is_object(const edit *e);
