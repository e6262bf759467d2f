// Schemas that lead a search to one place of a document: each is met where a part of the value is as wanted. No document wrote
// them; they are in the arena, and equal to nothing else. Private to src/schema.
#pragma once
#include "schema/located.h"

// Met where `n` rejects the value, because of that keyword alone where `n` has it; KEYWORD_COUNT: because of any.
const node *steer_rejected(arena *a, const node *n, schema_keyword k);
// Met by objects that have, or lack, a member of that name.
const node *steer_present(arena *a, text name);
const node *steer_absent(arena *a, text name);
// Met where the step leads to some part that `inner` accepts. STEP_SAME: where `inner` accepts the value itself.
const node *steer_through(arena *a, const step *to, const node *inner);
