// Which draft of JSON Schema a document follows. Private to src/schema.
#pragma once
#include "base/json.h"

typedef enum draft { DRAFT_4 = 1, DRAFT_6 = 2, DRAFT_7 = 4, DRAFT_2019 = 8, DRAFT_2020 = 16 } draft;

// Sets of drafts. NO_DRAFT stands for documents that name none of those above.
enum {
    NO_DRAFT = 32,
    FROM_2020 = DRAFT_2020 | NO_DRAFT,
    ONLY_2019 = DRAFT_2019 | NO_DRAFT,
    FROM_2019 = DRAFT_2019 | FROM_2020,
    FROM_7 = DRAFT_7 | FROM_2019,
    FROM_6 = DRAFT_6 | FROM_7,
    ANY_DRAFT = DRAFT_4 | FROM_6,
    TO_7 = DRAFT_4 | DRAFT_6 | DRAFT_7 | NO_DRAFT,
    TO_2019 = TO_7 | DRAFT_2019
};

// The draft that the document's `$schema` names; NO_DRAFT when it names none.
unsigned draft_named(const json_value *document);
// As draft_named, with DRAFT_7 in place of none: the one that the form of such a document is held against.
draft draft_of(const json_value *document);
// `type` names, as TYPE_ bits of node.h; 0 when it is no type.
unsigned type_bits(text name);
