// What the files of the comparison share. Private to src/formats.
#pragma once
#include "formats/avro/avro.h"
#include "formats/avro/model.h"
#include "schema/change_list.h"

// Records that are yet to be compared.
typedef struct record_pair {
    struct record_pair *next;
    const avro_type *old, *new;
    const avro_place *at;
} record_pair;

// What is at one place is at another as well.
typedef struct echo {
    struct echo *next;
    const avro_place *of, *at;
} echo;

typedef struct comparison {
    change_list changes;
    map *seen;    // where each pair of named types was met first
    echo *echoes; // newest first
    size_t echo_count;
    record_pair *first, **end;
    size_t work; // done so far
    size_t most; // that may be done
} comparison;

// Whose data the reader of which schema can read, as far as names and kinds go.
typedef struct reading {
    bool backward; // the new schema reads what the old one wrote
    bool forward;  // the old schema reads what the new one wrote
} reading;

// Counts work that is to be done. False: it would be too much.
bool avro_work(comparison *c, size_t more);
// Whether data of one primitive type may be read as another.
bool avro_is_promotable(avro_kind writer, avro_kind reader);
// Who reads whom of two types of one kind with names: the same name, without the namespace, or an alias of the reader.
reading avro_read_by_name(const avro_type *old, const avro_type *new);

// What is written into messages: "int", "fixed Tag".
const char *avro_type_words(arena *a, const avro_type *type);
// What is told as a value: "int", "shop.Tag", or the definition of what has no name.
const json_value *avro_type_value(arena *a, const avro_type *type);

void avro_report(comparison *c, schema_change_kind kind, const avro_place *at, const json_value *old_value,
                 const json_value *new_value, const char *format, ...) __attribute__((format(printf, 6, 7)));
// Tells that a type became another, by who reads whom.
void avro_report_type(comparison *c, reading found, const avro_type *old, const avro_type *new, const avro_place *at);

// What changes at the one place touches the other as well.
void avro_echo(comparison *c, const avro_place *of, const avro_place *at);

// Compares two types where they are used.
void avro_compare_types(comparison *c, const avro_type *old, const avro_type *new, const avro_place *at);
// The same where neither is a union and one was found to follow the other: what is inside, whatever the names.
void avro_compare_inside(comparison *c, const avro_type *old, const avro_type *new, const avro_place *at);
// The same where one is a union; a type that is none counts as one of a single branch.
void avro_compare_unions(comparison *c, const avro_type *old, const avro_type *new, const avro_place *at);
// What is inside two records.
void avro_compare_records(comparison *c, const avro_type *old, const avro_type *new, const avro_place *at);
