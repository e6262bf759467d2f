// Tests kept as data: the files of tests/cases, whose README tells of their form.
#pragma once
#include "unit.h"

#include "base/json.h"

typedef struct test_case {
    const char *file; // "schema/types.json"
    const char *name;
    const char *why;
    const json_value *members; // the whole case, of the shape that its folder has
    unsigned failures;         // expectations that were not met
} test_case;

typedef struct test_cases {
    test_case *items;
    size_t count; // at least 1
} test_cases;

// Reads the cases of all files in `<root>/<folder>`, by name of the file, as they stand in it, and holds them against
// `<root>/shapes.json`. Everything is in the arena. Returns NULL, or one sentence about what is wrong: no case, no
// file, a file or case that cannot be read, a member that is missing or unknown, a name that is taken.
const char *cases_read(arena *a, const char *root, const char *folder, test_cases *out);

// The folder tests/cases of the checkout, in the arena.
const char *cases_root(arena *a);

// Runs the check on every case of a folder of tests/cases, each with an arena of its own. Fails the test when the cases
// cannot be read, or when an expectation of one was not met; all cases run before that.
typedef void case_check(arena *a, test_case *c);
void cases_run(const char *folder, case_check *check);

// The members of one case of a file of tests/cases, "<folder>/<topic>.json"; fails the test when there is none.
const json_value *cases_find(arena *a, const char *file, const char *name);

// The text of a member; NULL where it is absent or null. Fails the test where it is anything else.
const char *case_text(const test_case *c, const char *name);

// Expectations: what is not met is printed with the file, the case and why it is as it is, and counted. `what` says
// what is looked at. NULL counts as null.
void case_expect_text(test_case *c, const char *what, const char *expected, const char *actual);
void case_expect_true(test_case *c, const char *what, bool actual);
// The same text: order of members and spelling of numbers count.
void case_expect_json(test_case *c, const char *what, const json_value *expected, const json_value *actual);
// Two lists of objects, one by one; an expected object may leave members out, in any order.
void case_expect_listed(test_case *c, const char *what, const json_value *expected, const json_value *actual);
