// Which draft of JSON Schema a document follows. Private to src/schema.
#pragma once
#include "base/json.h"

typedef enum draft { DRAFT_4 = 1, DRAFT_6 = 2, DRAFT_7 = 4, DRAFT_2019 = 8, DRAFT_2020 = 16 } draft;

// By the document's `$schema`; DRAFT_7 when it names none of those above.
draft draft_of(const json_value *document);
// `type` names, as TYPE_ bits of node.h; 0 when it is no type.
unsigned type_bits(text name);
