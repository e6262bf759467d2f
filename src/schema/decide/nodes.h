// Schemas that no document wrote, and that are equal to nothing else. Private to src/schema/decide.
#pragma once
#include "schema/node.h"

// A schema of these keywords, in the arena. The slots stand in the order of the keywords, and are copied.
node *node_made(arena *a, uint64_t keywords, unsigned types, const slot *slots);
