// Ways to make a breaking change of an Avro schema without breaking readers, in Avro's words.
#pragma once
#include "formats/avro/avro.h"
#include "schema/advise/remedy.h"

// One schema that answers as many of the changes as it can: valid Avro, and breaking less than `new` does. `breaking` are those
// of avro_diff. None: nothing helps. Everything is in the arena and borrows from both schemas.
remedies avro_suggest(arena *a, const avro_schema *old, const avro_schema *new, schema_changes breaking,
                      schema_mode mode);
