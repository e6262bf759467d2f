#include "offline_schemas.h"
#include "cases.h"
#include "schema_unit.h"
#include "sdk_unit.h"

const char *old_schema, *new_schema;
arena *kept;

int offline_setup(void **state) {
    (void)state;
    kept = arena_new(0);
    const json_value *members = cases_find(kept, "version_suggestion/next.json", "a property gives way to another one");
    old_schema = json_print(kept, json_get(members, "old"), NULL);
    new_schema = json_print(kept, json_get(members, "new"), NULL);
    return 0;
}

int offline_teardown(void **state) {
    (void)state;
    arena_free(kept);
    return 0;
}
